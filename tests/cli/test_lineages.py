"""`trace`, `lineages` and `lifecycle` as a user runs them."""

import json
from pathlib import Path

import pytest

from policydiff.snapshot import schema_errors
from tests.cli.process import run
from tests.decisions.documents import document
from tests.lineage.documents import corpus_of, later, plan, version


@pytest.fixture
def made(tmp_path: Path) -> Path:
    corpus_of(tmp_path / "snapshots", [plan(), version(), later()])
    return tmp_path


def test_a_trace_is_a_timeline(made: Path) -> None:
    done = run("trace", "plan-2020#2", "--lang", "en", cwd=made)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    at = [
        lines.index(line) for line in ("plan-2020  plan-2020", "version-2020  version-2020", "later-2025  later-2025")
    ]
    assert at == sorted(at)
    assert "firm, 3 measures in 3 documents" in lines[0]
    assert "Who may benefit is widened: “港澳” → “港澳台”" in done.stdout
    assert lines[1:4] == [
        "  applies to: all areas of a kind → the place of the document → the whole country",
        "  audience: “港澳” → “港澳台”",
        "  audience: “港澳” → “境外”",
    ]
    assert "Where it applies: all areas of a kind: 试点地区 → " in done.stdout


def test_a_trace_in_chinese(made: Path) -> None:
    done = run("trace", "银行业、保险业", "--lang", "zh", cwd=made)
    assert (done.returncode, done.stderr) == (0, "")
    assert "确定，3份文件中的3项" in done.stdout
    assert "印发日期：2020-08-02" in done.stdout


@pytest.mark.parametrize("arguments", [("trace", "医疗器械注册人"), ("lineages",), ("lifecycle", "pilot")])
def test_json_keeps_to_its_schema_and_is_the_same_each_time(made: Path, arguments: tuple[str, ...]) -> None:
    outputs = {run(*arguments, "--format", "json", cwd=made, PYTHONHASHSEED=seed).stdout for seed in "012"}
    assert len(outputs) == 1
    assert schema_errors(arguments[0], json.loads(outputs.pop())) == []


def test_lineages_lists_families_and_what_is_alone(made: Path) -> None:
    done = run("lineages", cwd=made)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 documents, 10 measures = 6 in 2 families + 4 alone" in done.stdout
    assert "plan-2020#1  version-2020#1  later-2025#1" in done.stdout
    assert "Families (0 of 2)" in run("lineages", "--loose", cwd=made).stdout
    assert "Families (2 of 2)" in run("lineages", "--firm", "--min-documents", "3", cwd=made).stdout
    assert "Families (0 of 2)" in run("lineages", "--min-documents", "4", cwd=made).stdout


def test_lifecycle_of_a_series_and_of_named_rounds(made: Path) -> None:
    done = run("lifecycle", "pilot", "--lang", "en", cwd=made)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Lifecycle: plan-2020 → later-2025" in done.stdout
    assert "4 measures in 4 lines: 4 first seen" in done.stdout
    assert run("lifecycle", "plan-2020", "later-2025", "--lang", "en", cwd=made).stdout == done.stdout
    assert "生命周期" in run("lifecycle", "pilot", "--lang", "zh", "--by", "body", cwd=made).stdout


def test_control_characters_of_a_text_never_reach_the_terminal(tmp_path: Path) -> None:
    text = "推行\x1b[31m红色\x07警报制度，便利企业办理。"
    one, other = (document(name, text, title="标\x1b题") for name in ("one", "other"))
    corpus_of(tmp_path / "snapshots", [one, other])
    for arguments in (("trace", "警报制度"), ("lineages",), ("lifecycle", "one", "other")):
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 0
        assert not {"\x1b", "\x07"} & set(done.stdout)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("trace", "nowhere#1"), "no snapshot “nowhere”"),
        (("trace", "plan-2020#77"), "no measure “77”"),
        (("trace", "查无此语的字句"), "no measure holds these words"),
        (("trace", "\x1b[31m红"), "no measure holds these words"),
        (("trace",), "Missing argument"),
        (("lifecycle",), "Missing argument"),
        (("lifecycle", "plan-2020"), "has one round here"),
        (("lifecycle", "plan-2020", "plan-2020"), "a round is named twice"),
        (("lifecycle", "pilots"), "did you mean pilot?"),
        (("lineages", "--min-documents", "0"), "--min-documents"),
    ],
)
def test_trouble_is_one_line(made: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments, cwd=made)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1 and "\x1b" not in done.stderr
