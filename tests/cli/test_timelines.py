"""`trace`, `lineages` and `lifecycle` with files to write."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.process import run
from tests.conftest import ROOT
from tests.lineage.documents import corpus_of, later, plan, version

COMMANDS = [
    ("trace", "plan-2020#2"),
    ("trace", "医疗器械"),
    ("lineages",),
    ("lineages", "--firm"),
    ("lifecycle", "pilot"),
]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    corpus_of(tmp_path / "snapshots", [plan(), version(), later()])
    return tmp_path


@pytest.mark.parametrize("arguments", COMMANDS)
def test_all_formats_are_written_of_one_answer(made: Path, arguments: tuple[str, ...]) -> None:
    names = ["a.html", "a.docx", "reports/a.md", "A.JSON"]
    done = run(*arguments, "--lang", "zh", *(part for name in names for part in ("-o", name)), cwd=made)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [f"written: {name}" for name in names]
    assert (made / "A.JSON").read_text("utf-8") == run(*arguments, "--format", "json", cwd=made).stdout
    assert (made / "a.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert (made / "a.docx").read_bytes().startswith(b"PK")
    assert (made / "reports/a.md").read_text("utf-8").startswith("# ")
    again = run(*arguments, "--lang", "zh", "--output", "b.docx", "--output", "b.html", cwd=made, PYTHONHASHSEED="7")
    assert again.returncode == 0
    for end in ("docx", "html"):
        assert (made / f"a.{end}").read_bytes() == (made / f"b.{end}").read_bytes()


def test_a_name_does_nothing_to_the_terminal(made: Path) -> None:
    done = run("lineages", "-o", "a\x1b[31m\n.md", cwd=made)
    assert (done.returncode, done.stderr) == (0, "written: a<U+001B>[31m<U+000A>.md\n")


def test_a_full_standard_error_is_no_difference(made: Path) -> None:
    command = [sys.executable, "-m", "policydiff", "lineages"]
    for more, code in (["-o", "a.md"], 0), (["-o", "a.txt"], 2):
        with Path("/dev/full").open("w") as full:
            environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
            done = subprocess.run([*command, *more], cwd=made, env=environment, stderr=full, check=False)
        assert done.returncode == code
    assert (made / "a.md").is_file()


def test_the_language_is_that_of_the_locale(made: Path) -> None:
    assert run("lineages", "-o", "zh.md", cwd=made, LANG="zh_CN.UTF-8").returncode == 0
    assert run("lineages", "-o", "en.md", cwd=made, LANG="C.UTF-8").returncode == 0
    assert "3份文件，10项举措" in (made / "zh.md").read_text("utf-8")
    assert "3 documents, 10 measures" in (made / "en.md").read_text("utf-8").replace("&#44;", ",")


def test_a_selection_is_what_is_written(made: Path) -> None:
    assert run("lineages", "--loose", "-o", "a.md", "-o", "a.json", cwd=made).returncode == 0
    assert json.loads((made / "a.json").read_text("utf-8"))["families"] == []
    assert "Families (" not in (made / "a.md").read_text("utf-8")
    assert run("lineages", "--min-documents", "3", "-o", "b.md", cwd=made).returncode == 0
    assert "Families (2 of 2)" in (made / "b.md").read_text("utf-8")


@pytest.mark.parametrize("arguments", COMMANDS)
@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("-o", "a.pdf"), "a.pdf: no format is known by the end of this name; there are html, docx, md, json"),
        (("-o", "a.htm"), "did you mean html?"),
        (("-o", "noend"), "end it in one of html, docx, md, json"),
        (("-o", "snapshots/a.html"), "is in the folder of the snapshots"),
        (("-o", "folder.md"), "folder.md: is no file"),
        (("-o", "a.html", "-o", "a.xlsx"), "a.xlsx: no format is known"),
        (("-o", "a.html", "--format", "json"), "--format json: is for standard output"),
        (("-o", "plain/a.html"), "cannot be written"),
    ],
)
def test_trouble_is_one_line_and_nothing_is_written(
    made: Path, arguments: tuple[str, ...], more: tuple[str, ...], words: str
) -> None:
    (made / "folder.md").mkdir()
    (made / "plain").write_text("a file and no folder", "utf-8")
    before = sorted(made.rglob("*"))
    done = run(*arguments, *more, cwd=made)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr and len(done.stderr.splitlines()) == 1
    assert sorted(made.rglob("*")) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_refuses_is_named(made: Path) -> None:
    (made / "shut").mkdir(mode=0o500)
    done = run("lineages", "-o", "shut/a.html", cwd=made)
    assert done.returncode == 2 and "shut/a.html: cannot be written" in done.stderr


def test_what_is_there_is_kept_if_one_of_the_files_cannot_be_written(made: Path) -> None:
    (made / "a.md").write_text("mine", "utf-8")
    (made / "plain").write_text("a file", "utf-8")
    assert run("lineages", "-o", "a.md", "-o", "plain/b.md", cwd=made).returncode == 2
    assert (made / "a.md").read_text("utf-8") == "mine"


def test_what_is_not_there_is_named_before_anything_is_written(made: Path) -> None:
    done = run("trace", "plan-2020#77", "-o", "a.html", cwd=made)
    assert done.returncode == 2 and "no measure “77”" in done.stderr
    assert not (made / "a.html").exists()
