"""`correct` and `reread` as a user runs them: what they print, what they keep, one line for every kind of trouble."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.process import run
from tests.conftest import SNAPSHOTS
from tests.workflows.test_reread import contents, edit

FREIGHT = ("correct", "xiamen#10", "text", "--read", "增加货运", "--should", "增开货运", "--why", "读错")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SNAPSHOTS, tmp_path / "snapshots", ignore=shutil.ignore_patterns("corrections", "decisions"))
    return tmp_path


def test_a_correction(folder: Path) -> None:
    paper = ("--authority", "更正", "--authority-number", "厦府〔2021〕1号", "--authority-url", "https://example.org")
    done = run(*FREIGHT, "--by", "李", "--when", "2026-01-31", *paper, cwd=folder)
    kept, snapshot = (
        folder / "snapshots" / "corrections" / "xiamen-2020.json",
        folder / "snapshots" / "xiamen-2020.json",
    )
    assert (done.returncode, done.stdout.splitlines()) == (0, [str(kept), str(snapshot)])
    assert done.stderr == (
        "measure 10, text: “增加货运” was read, it is “增开货运” now: 读错 (李, 2026-01-31)"
        "; corrected by the authority: 更正, 厦府〔2021〕1号, https://example.org\n"
    )
    assert json.loads(kept.read_text("utf-8")) == {
        "format": 1,
        "snapshot": "xiamen-2020",
        "corrections": [
            {
                "measure": "10",
                "words": "增加货运第五航权航线。",
                "section": None,
                "note": None,
                "field": "text",
                "read": "增加货运",
                "should": "增开货运",
                "why": "读错",
                "by": "李",
                "when": "2026-01-31",
                "authority": {"title": "更正", "number": "厦府〔2021〕1号", "url": "https://example.org"},
            }
        ],
    }
    shown = run("show", "xiamen#10", "--lang", "en", cwd=folder).stdout
    assert "增开货运第五航权航线。" in shown
    assert "  info corrected: measure 10, text: “增加货运” was read, it is “增开货运” now: 读错" in shown
    assert "corrected" not in run("show", "xiamen#11", cwd=folder).stdout
    assert run("validate", cwd=folder).stderr == "5 snapshots: 0 errors, 0 warnings, 3 for information\n"


def test_an_empty_cell_a_section_a_note_and_the_document(folder: Path) -> None:
    said = ("--why", "误", "--by", "李")
    for arguments in (
        ("xiamen#88", "remark", "--read", "", "--should", "无"),
        ("xiamen", "title", "--read", "试点任务、", "--should", ""),
        ("xiamen", "intro", "--section", "1", "--read", "", "--should", "如下。"),
        ("national", "text", "--note", "2", "--read", "。", "--should", "；"),
    ):
        done = run("correct", *arguments, *said, cwd=folder)
        assert (done.returncode, done.stderr.count("\n")) == (0, 1), done.stderr
    data = json.loads((folder / "snapshots" / "xiamen-2020.json").read_text("utf-8"))
    assert (data["measures"][-1]["remark"], data["sections"][0]["intro"]) == ("无", "如下。")
    assert data["title"] == "厦门市全面深化服务贸易创新发展具体举措及责任分工"
    assert run("validate", cwd=folder).returncode == 0


def test_the_name_and_the_day_are_found(folder: Path) -> None:
    assert run(*FREIGHT, cwd=folder, GIT_AUTHOR_NAME="王").returncode == 0
    (kept,) = json.loads((folder / "snapshots" / "corrections" / "xiamen-2020.json").read_text("utf-8"))["corrections"]
    assert kept["by"] == "王"
    assert len(kept["when"]) == 10


TROUBLE = [
    (("xiamen#10", "text", "--read", "没有"), "the cell reads “增加货运第五航权航线。”"),
    (("xiamen#10", "texts", "--read", "甲"), 'field: "texts" is not one of number, section, title, text'),
    (("xiamen#999", "text", "--read", "甲"), "there is no measure 999"),
    (("xiamen#", "text", "--read", "甲"), "names no measure"),
    (("xiamen#1", "text", "--note", "1", "--read", "甲"), "do not go together"),
    (("nobody#1", "text", "--read", "甲"), "no snapshot “nobody”"),
    (("xiamen#10", "text", "--read", "增加", "--when", "2026-02-30"), "“2026-02-30” is no day of the calendar"),
    (("xiamen#10", "text", "--read", "增加", "--by", "\x1b[1m"), "--by: this is no name"),
    (("xiamen#10\x1b[1m", "text", "--read", "增加"), "there is no measure"),
    (("--", "-xiamen#10", "text"), "Missing option '--read'"),
    (("xiamen#10", "text"), "Missing option '--read'"),
]


@pytest.mark.parametrize(("arguments", "message"), TROUBLE, ids=[message for _, message in TROUBLE])
def test_trouble_is_one_line_and_changes_nothing(arguments: tuple[str, ...], message: str, folder: Path) -> None:
    before = contents(folder)
    done = run("correct", "--should", "乙", "--why", "误", "--by", "李", *arguments, cwd=folder)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert message in done.stderr
    assert "\x1b" not in done.stderr
    assert contents(folder) == before


def test_control_characters_of_a_reason_never_reach_the_terminal(folder: Path) -> None:
    done = run(*FREIGHT[:-1], "误\x1b[31m", "--by", "李", cwd=folder)
    assert done.returncode == 0
    outputs = [done.stderr, *(run(*command, cwd=folder).stdout for command in (("validate",), ("show", "xiamen")))]
    again = run("ingest", "snapshots/sources/xiamen-2020.txt", "--id", "xiamen-2020", "--force", cwd=folder)
    for output in (*outputs, again.stderr):
        assert "<U+001B>[31m" in output
        assert "\x1b" not in output


def test_reading_again(folder: Path) -> None:
    unchanged = "".join(
        f"{name}: unchanged\n"
        for name in ("ftz-batch-6", "ftz-departments-2019", "national-2020", "national-2025", "xiamen-2020")
    )
    done = run("reread", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, unchanged, "")
    edit(
        folder / "snapshots" / "xiamen-2020.json", lambda d: d["measures"][9].update(text="增开货运航线。", remark="无")
    )
    edit(folder / "snapshots" / "national-2020.json", lambda d: d["source"]["reader"].update(version="1.1"))
    shown = run("reread", "--dry-run", "xiamen", "national", cwd=folder).stdout
    assert shown == (
        "xiamen-2020: 2 cells of 1 measure read otherwise\n"
        "  measure 10, text: “增开货运航线。” → “增加货运第五航权航线。”\n"
        "  measure 10, remark: “无” → nothing\n"
        "national-2020: by reader 2.1, before by 1.1\n"
        "  document, source: differs\n"
    )
    assert run("reread", "xiamen", "national", cwd=folder).stdout == (
        "xiamen-2020: 2 cells of 1 measure read otherwise\nnational-2020: by reader 2.1, before by 1.1\n"
    )
    assert run("reread", cwd=folder).stdout == unchanged


def test_reading_again_names_corrections_that_no_longer_fit(folder: Path) -> None:
    run(*FREIGHT, "--by", "李", cwd=folder)
    kept = folder / "snapshots" / "corrections" / "xiamen-2020.json"
    edit(kept, lambda d: d["corrections"].append({**d["corrections"][0], "measure": "11", "words": None}))
    done = run("reread", "xiamen", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "xiamen-2020: other findings; 1 of 2 corrections unfit"
    assert "  warning correction-unfit: correction 2 does not fit measure 11, text" in done.stdout
    assert run("compare", "national", "xiamen", cwd=folder).stdout.count("a correction does not fit what is read") == 1
    assert "有一条更正与读到的原文不符" in run("compare", "national", "xiamen", "--lang", "zh", cwd=folder).stdout


def test_a_broken_snapshot_is_named_and_the_others_are_read(folder: Path) -> None:
    (folder / "snapshots" / "national-2020.json").write_text("{", "utf-8")
    (folder / "snapshots" / "sources" / "ftz-batch-6.txt").unlink()
    done = run("reread", cwd=folder)
    assert (done.returncode, done.stdout.count("unchanged"), done.stderr.count("policydiff: ")) == (2, 3, 2)


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    done = run("reread", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "no snapshot to read again" in done.stderr
