"""`policydiff validate` as a command: what it judges, what it writes, what it says, how it exits."""

import json
import shlex
import sys
import time
from pathlib import Path

import pytest

from policydiff.cli.progress import Progress
from policydiff.snapshot import schema_errors
from tests.cli.process import run
from tests.conftest import ROOT
from tests.history.data_repository import TEXTS, DataRepository, table

SOUND = "1 snapshot: 0 errors, 0 warnings\n"


@pytest.fixture
def data(saved_city: DataRepository, tmp_path: Path) -> DataRepository:
    return saved_city.copy(tmp_path / "data")


def edit(data: DataRepository) -> None:
    path = data.folder / "city.json"
    path.write_text(path.read_text("utf-8").replace("外商独资", "外商合资"), "utf-8")


def test_sound_and_unsound(data: DataRepository) -> None:
    done = run("validate", cwd=data.top)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", SOUND)
    edit(data)
    done = run("validate", cwd=data.top)
    assert (done.returncode, done.stderr) == (1, "1 snapshot: 1 error, 0 warnings\n")


def test_since_and_staged(data: DataRepository) -> None:
    done = run("validate", "--since", "HEAD", cwd=data.top)
    assert (done.returncode, done.stderr) == (0, "0 snapshots since HEAD: 0 errors, 0 warnings\n")
    edit(data)
    assert run("validate", "--staged", cwd=data.top).stderr == "0 snapshots staged: 0 errors, 0 warnings\n"
    done = run("validate", "--since", "HEAD", cwd=data.top)
    assert (done.returncode, done.stderr) == (1, "1 snapshot since HEAD: 1 error, 0 warnings\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--since", "nowhere"), "“nowhere” is no revision here"),
        (("--since", "HEAD", "--staged"), "does not go with --staged"),
        (("nobody",), "no snapshot “nobody”"),
        (("snapshots/nobody.json",), "snapshots/nobody.json: no such file"),
        (("--write", "sarif"), "--write sarif: names no file"),
        (("--write", "jsom=x"), "did you mean json?"),
        (("--write", "json=snapshots/x.json"), "is in the folder of the snapshots"),
        (("--write", "json=snapshots"), "is no file"),
        (("--write", "json=."), "is no file"),
        (("--write", "json=/dev/null"), "is no file"),
        (("--write", f"json={'x' * 300}"), "cannot be a file (File name too long)"),
        (("--write", "json=policydiff-waivers.json"), "is what snapshots are judged by"),
        (("--write", "json=out/policydiff.toml"), "is what snapshots are judged by"),
        (("--write", "json=x", "--write", "text=./x"), "would be written twice"),
        (("--jobs", "0"), "0 is not in the range"),
    ],
)
def test_trouble_is_one_line(arguments: tuple[str, ...], message: str, data: DataRepository) -> None:
    before = data.state()
    done = run("validate", *arguments, cwd=data.top)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert data.state() == before


def test_reports_are_written_besides(data: DataRepository) -> None:
    edit(data)
    done = run("validate", "--write", "json=out/found.json", "--write", "text=found.txt", cwd=data.top)
    assert done.returncode == 1
    assert (data.top / "found.txt").read_text("utf-8") == done.stdout
    written = json.loads((data.top / "out" / "found.json").read_text("utf-8"))
    assert schema_errors("findings", written) == []
    assert [row["finding"]["id"] for row in written["findings"]] == ["text-edited"]
    assert done.stderr.splitlines()[:2] == ["written: out/found.json", "written: found.txt"]


def test_fix_mends_the_form_alone(data: DataRepository) -> None:
    path = data.folder / "city.json"
    canonical = path.read_text("utf-8")
    path.write_text(json.dumps(json.loads(canonical)), "utf-8")
    done = run("validate", "--fix", cwd=data.top)
    assert (done.returncode, done.stderr.splitlines()[0].rpartition("/")[2]) == (0, "city.json")
    assert path.read_text("utf-8") == canonical
    assert run("validate", "--fix", cwd=data.top).stderr == "nothing to fix\n" + SOUND


def test_fix_does_not_touch_the_index(data: DataRepository) -> None:
    path = data.folder / "city.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8"))), "utf-8")
    data.git("add", "-A")
    index = data.git("ls-files", "--stage")
    done = run("validate", "--fix", "--staged", cwd=data.top)
    assert "the index is as it was: run git add" in done.stderr
    assert data.git("ls-files", "--stage") == index


def test_a_hook_judges_what_git_is_about_to_commit(data: DataRepository) -> None:
    """Also where git commits from an index of its own, as for `git commit FILE`."""
    hook = data.top / ".git" / "hooks" / "pre-commit"
    command = f"{shlex.quote(sys.executable)} -m policydiff validate --staged"
    hook.write_text(f"#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT / 'src'))} exec {command}\n", "utf-8")
    hook.chmod(0o755)
    data.ingest("new", table(TEXTS[:2]))
    edit(data)
    start = data.head
    data.git("add", "-A")
    data.git("commit", "-q", "-m", "all", check=False)
    assert data.head == start
    data.git("commit", "-q", "-m", "one", "snapshots/new.json", "snapshots/sources/new.txt")
    assert data.files == ["A\tsnapshots/new.json", "A\tsnapshots/sources/new.txt"]
    data.git("commit", "-q", "-m", "rest", check=False)
    assert data.subjects[0] == "one"


def test_findings_speak_chinese(data: DataRepository) -> None:
    data.ingest("city", table(TEXTS[:2]))
    assert "自 HEAD 以来举措由 5 条减为 2 条" in run("validate", "--lang", "zh", cwd=data.top).stdout
    assert "3 of 5 measures are gone since HEAD" in run("validate", "--lang", "en", cwd=data.top).stdout


def test_short_work_has_no_progress_and_long_work_has(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with Progress("checked") as told:
        told(1, 3000)
        now[0] = 14.0
        told(400, 3000)
        now[0] = 16.0
        told(412, 3000)
        told(413, 3000)
        now[0] = 32.0
        told(2000, 3000)
        told(3000, 3000)
    assert capsys.readouterr().err == "checked 412 of 3,000\nchecked 2,000 of 3,000\n"


def test_a_terminal_shows_one_line_and_clears_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with Progress("checked") as told:
        for now[0], done in ((2.0, 10), (2.1, 20), (2.3, 30)):
            told(done, 40)
    line = "checked 10 of 40"
    assert capsys.readouterr().err == f"\r{line}\rchecked 30 of 40\r{' ' * len(line)}\r"


def test_a_name_may_be_that_of_a_file_that_cannot_be_read(data: DataRepository) -> None:
    path = data.folder / "city.json"
    path.write_text(path.read_text("utf-8").replace('"aliases"', '"alias"'), "utf-8")
    for command in (("validate",), ("show",)):
        done = run(*command, "xm", cwd=data.top)
        assert done.returncode == 2
        assert done.stderr.endswith("no snapshot “xm”; city.json cannot be read: policydiff validate says why\n")


def test_in_chinese_nothing_is_left_in_english(data: DataRepository) -> None:
    path = data.folder / "city.json"
    path.write_text(path.read_text("utf-8").replace("。", "，", 1), "utf-8")
    done = run("validate", "city", "--lang", "zh", cwd=data.top)
    assert "#1 正文：此处为“，”，来源及其更正为“。”" in done.stdout
    assert done.stderr == "快照 1 份：错误 1 处，警告 0 处\n"
