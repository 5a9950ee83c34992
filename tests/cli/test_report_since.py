"""`policydiff report --since` as a user runs it: streams, exit codes, files, and options that do not fit."""

import json
from pathlib import Path

import pytest

from policydiff.snapshot import schema_errors
from tests.cli.process import run
from tests.conftest import ROOT
from tests.history.data_repository import IDENTITY, TEXTS, WIDER, DataRepository, table

ENVIRONMENT = {**IDENTITY, "PYTHONPATH": str(ROOT / "src")}


@pytest.fixture
def repository(saved_city: DataRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataRepository:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    made = saved_city.copy(tmp_path / "data")
    made.ingest("city", table([WIDER, *TEXTS[1:]]))
    return made


def test_text(repository: DataRepository) -> None:
    done = run("report", "--since", "HEAD", "--lang", "en", cwd=repository.top, **ENVIRONMENT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split("\n", 2)[2] == (
        "1 → 1 snapshots: 1 changed (1 in policy); 0 untouched.\n"
        "Of these, not saved yet: 1.\n"
        "\n"
        "Policy changed (1)\n"
        "  city  [not saved yet]  某市试点任务清单\n"
        "    5 measures: 1 widened.\n"
        "    Before: 5 measures = 4 in the same words and cells + 1 changed.\n"
        "    Now: 5 measures = 4 in the same words and cells + 1 changed.\n"
        "    By: not saved yet\n"
        "    Changed in substance (1), losses first\n"
        "      № 1: widened\n"
        "        text: 支持符合条件的[-港澳-]{+港澳台+}银行业、保险业企业设立分支机构。\n"
        "        audience: Who may benefit is widened: “港澳” → “港澳台”\n"
    )


def test_files(repository: DataRepository, tmp_path: Path) -> None:
    names = [str(tmp_path / f"out.{suffix}") for suffix in ("html", "docx", "md", "json")]
    outputs = [part for name in names for part in ("-o", name)]
    done = run("report", "--since", "HEAD", "city", *outputs, "--lang", "zh", cwd=repository.top, **ENVIRONMENT)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "".join(f"written: {name}\n" for name in names)
    assert schema_errors("period", json.loads(Path(names[3]).read_text("utf-8"))) == []
    assert "快照变更报告" in Path(names[0]).read_text("utf-8")


def test_exit_code(repository: DataRepository) -> None:
    asked = ("report", "--since", "HEAD", "--exit-code")
    assert run(*asked, cwd=repository.top, **ENVIRONMENT).returncode == 1
    repository.save()
    assert run(*asked, cwd=repository.top, **ENVIRONMENT).returncode == 0
    assert (
        run(*asked[:2], "HEAD~1", "--exit-code", "--until", "HEAD", cwd=repository.top, **ENVIRONMENT).returncode == 1
    )
    for left, code in (("city@HEAD~1", 1), ("city@HEAD", 0)):
        done = run("report", left, "city", "-o", "out.json", "--exit-code", cwd=repository.top, **ENVIRONMENT)
        assert done.returncode == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "report: 0 names are given, where LEFT and RIGHT are compared; name two snapshots, or use --since REV"),
        (("city",), "report: 1 names are given, where LEFT and RIGHT are compared; "),
        (("a", "b", "c", "-o", "x.json"), "report: 3 names are given"),
        (("city", "city"), "--output: is missing; name a file to write"),
        (("city", "city@HEAD", "--until", "HEAD", "-o", "x.json"), "--until: goes with --since alone; leave it out"),
        (("--until", "HEAD"), "--until: goes with --since alone; leave it out"),
        (("--since", "HEAD", "--base", "HEAD", "--gate"), "--base: goes with LEFT and RIGHT, not with --since"),
        (("--since", "HEAD", "--new"), "--new: goes with --fail-on or --gate; add one of them"),
        (("--since", "HEAD", "--template", "x.docx"), "--template: goes with LEFT and RIGHT"),
        (("--since", "HEAD", "--embeddings", "x"), "--embeddings: goes with LEFT and RIGHT"),
        (("--since", "HEAD", "-o", "x.xlsx"), "x.xlsx: no format is known by the end of this name"),
        (("--since", "HEAD", "-o", "snapshots/x.md"), "snapshots/x.md: is in the folder of the snapshots"),
        (("--since", "nix"), "“nix” is no revision here"),
        (("--since=--all",), "--since: “--all” cannot be a revision"),
        (("--since", "HEAD", "--until", "nix"), "“nix” is no revision here"),
        (("--since", "HEAD", "nix"), "report --since: no snapshot “nix” at either end; there are city"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_does_not_fit(repository: DataRepository, arguments: tuple[str, ...], message: str) -> None:
    done = run("report", *arguments, cwd=repository.top, **ENVIRONMENT)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr and done.stderr.count("\n") == 1
    assert not (repository.top / "x.json").exists()


def test_a_model_of_the_environment_is_no_trouble(repository: DataRepository) -> None:
    done = run("report", "--since", "HEAD", cwd=repository.top, **ENVIRONMENT, POLICYDIFF_EMBEDDINGS="/nowhere")
    assert done.returncode == 0
