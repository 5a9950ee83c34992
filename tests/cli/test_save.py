"""`policydiff save` as a user runs it: streams, exit codes, the result as JSON."""

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
    return saved_city.copy(tmp_path / "data")


def test_save(repository: DataRepository) -> None:
    repository.ingest("city", table([WIDER, *TEXTS[1:]]))
    done = run("save", cwd=repository.top, **ENVIRONMENT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{repository.head[:10]}  policy  city: 1 measure widened\n"


def test_nothing_to_save(repository: DataRepository) -> None:
    done = run("save", cwd=repository.top, **ENVIRONMENT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "nothing to save\n")
    done = run("save", "--lang", "zh", cwd=repository.top, **ENVIRONMENT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "没有需要保存的内容\n")


@pytest.mark.parametrize("arguments", [(), ("--dry-run",), ("--kind", "decision")])
def test_json_keeps_to_its_schema(arguments: tuple[str, ...], repository: DataRepository) -> None:
    repository.ingest("city", table([WIDER, *TEXTS[1:]]))
    (repository.folder / "notes.txt").write_text("x")
    done = run("save", "--format", "json", *arguments, cwd=repository.top, **ENVIRONMENT)
    assert done.returncode == 0
    data = json.loads(done.stdout)
    assert schema_errors("save", data) == []
    is_made = not arguments
    assert data["commit"] == (repository.head if is_made else None)
    assert data["kind"] == (None if arguments[:1] == ("--kind",) else "policy")
    assert {"name": "snapshots/notes.txt", "reason": "strange", "kind": None} in data["left_out"]
    assert "left out: snapshots/notes.txt belongs to no snapshot\n" in done.stderr


def test_a_dry_run_shows_the_whole_message(repository: DataRepository) -> None:
    repository.ingest("city", table([WIDER, *TEXTS[1:]]))
    head = repository.head
    done = run("save", "city", "--dry-run", "--lang", "zh", cwd=repository.top, **ENVIRONMENT)
    lines = done.stdout.splitlines()
    assert lines[:4] == ["政策  city: 1 measure widened", "", "  #1: audience widened: 港澳 → 港澳台", ""]
    assert lines[-2:] == ["    snapshots/city.json", "    snapshots/sources/city.txt"]
    assert repository.head == head


def test_mixed_kinds_name_the_folder_that_was_given(repository: DataRepository) -> None:
    repository.ingest("town", table(TEXTS[:3]))
    repository.ingest("city", series="pilot")
    done = run("save", "--snapshots", repository.path(), cwd=Path("/"), **ENVIRONMENT)
    own = f"policydiff save --snapshots {repository.path()}"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "policydiff: 2 kinds of change, one a commit: policy (town), correction (city); save them one by one: "
        f"{own} town --kind policy; {own} city --kind correction\n"
    )


def test_errors_are_listed_line_by_line(repository: DataRepository) -> None:
    repository.ingest("city", implements="nobody", series="x")
    repository.ingest("town", table(TEXTS[:3]), implements="nobody")
    head = repository.head
    done = run("save", cwd=repository.top, **ENVIRONMENT)
    assert (done.returncode, done.stdout, repository.head) == (2, "", head)
    lines = done.stderr.splitlines()
    heads = [line.split(": ")[1] for line in lines if ".json:" in line and " error " in line]
    assert heads == ["error implements-dangling"] * 2
    assert lines[-1:] == [f"policydiff: {repository.folder}/city.json: 2 errors, nothing was saved; mend them first"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--", "-x"), 2),
        (("--", "--all"), 2),
        (("-x",), 2),
        (("--kind", "all"), 2),
        (("--message", ""), 2),
        (("a\x1b[31mb",), 2),
        (("--message", "--amend"), 0),
        (("--message=-F/etc/passwd",), 0),
        (("--message", "$(touch x)\x1b[31m"), 0),
        (("--message", "\udcff"), 0),
    ],
)
def test_arguments_are_data(arguments: tuple[str, ...], code: int, repository: DataRepository) -> None:
    repository.ingest("city", table([WIDER, *TEXTS[1:]]))
    done = run("save", *arguments, cwd=repository.top, **ENVIRONMENT)
    assert done.returncode == code
    assert "\x1b" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == (1 if code else 0)
    assert len(repository.subjects) == (1 if code else 2)
    assert not (repository.top / "x").exists()


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    done = run("save", cwd=tmp_path, **ENVIRONMENT)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("is in no git repository, so it has no history; run git init there\n")


def test_inside_a_bare_repository(repository: DataRepository, tmp_path: Path) -> None:
    repository.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    done = run("save", cwd=tmp_path / "bare.git", **ENVIRONMENT)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    repository.ingest("city", table([WIDER, *TEXTS[1:]]))
    done = run("save", "--snapshots", repository.path(), cwd=tmp_path / "bare.git", **ENVIRONMENT)
    assert (done.returncode, repository.subjects[0]) == (0, "city: 1 measure widened")


def test_from_below(repository: DataRepository) -> None:
    repository.ingest("city", table([WIDER, *TEXTS[1:]]))
    done = run("save", "../city.json", cwd=repository.folder / "sources", **ENVIRONMENT)
    assert (done.returncode, done.stderr, repository.status) == (0, "", [])


def test_hooks_are_heard(repository: DataRepository) -> None:
    repository.ingest("city", table([WIDER, *TEXTS[1:]]))
    path = repository.top / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\nprintf 'checked \\033[31mred' >&2\n")
    path.chmod(0o755)
    done = run("save", cwd=repository.top, **ENVIRONMENT)
    assert (done.returncode, done.stderr) == (0, "checked <U+001B>[31mred\n")


def test_paths_that_are_no_text(repository: DataRepository) -> None:
    import os

    os.mkdir(os.fsencode(repository.folder) + b"/\xff")  # noqa: PTH102 - bytes that are no UTF-8
    (repository.folder / "\udcff" / "x").write_text("x")
    for form in ("text", "json"):
        done = run("save", "--format", form, cwd=repository.top, **ENVIRONMENT)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert json.loads(done.stdout)["left_out"][0]["name"] == "snapshots/\udcff/x"
