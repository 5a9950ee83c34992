"""`policydiff install-git` in real repositories: what it puts in, and that it takes out just that."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.process import run_in
from tests.conftest import SNAPSHOTS
from tests.history.plain_repository import ENVIRONMENT, Repository, new_repository


def policydiff(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_in({**ENVIRONMENT, **environment}, *arguments, cwd=folder)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = new_repository(tmp_path / "a repository")
    made.write("snapshots/xiamen-2020.json", (SNAPSHOTS / "xiamen-2020.json").read_text("utf-8"))
    return made


def state(repository: Repository) -> dict[str, str | None]:
    return {
        name: path.read_text("utf-8") if (path := repository.folder / name).exists() else None
        for name in (".git/config", ".git/info/attributes", ".gitattributes")
    }


@pytest.mark.parametrize("shared", [False, True])
def test_put_in_twice_and_taken_out(repository: Repository, shared: bool) -> None:
    with (repository.folder / ".git/config").open("a") as file:
        file.write("\n# mine\n[alias]\n\tst = status  # short\n")
    repository.write(".gitattributes", "*.txt text")
    before = state(repository)
    options = ["--shared"] if shared else []
    done = policydiff(repository.folder, "install-git", *options)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("set up in ")
    put = state(repository)
    assert (put[".gitattributes"] == before[".gitattributes"]) is not shared
    assert repository.git("check-attr", "diff", "merge", "--", "snapshots/x.json").splitlines() == [
        "snapshots/x.json: diff: policydiff",
        "snapshots/x.json: merge: policydiff",
    ]
    again = policydiff(repository.folder, "install-git", *options)
    assert (again.returncode, again.stderr) == (0, "all was there already\n")
    assert state(repository) == put
    assert policydiff(repository.folder, "install-git", "--undo").returncode == 0
    assert state(repository) == before
    assert policydiff(repository.folder, "install-git", "--undo").stderr == "nothing was there to take out\n"


def test_the_settings_name_this_python_and_no_path_is_needed(repository: Repository) -> None:
    policydiff(repository.folder, "install-git")
    command = repository.git("config", "diff.policydiff.command").strip()
    assert command.split(" -P ")[0].strip("'") == sys.executable
    assert command.endswith(" -P -m policydiff git-diff --")


def test_settings_of_an_earlier_python_are_replaced(repository: Repository) -> None:
    policydiff(repository.folder, "install-git")
    due = state(repository)
    repository.git("config", "diff.policydiff.command", "/old/python -P -m policydiff git-diff --")
    repository.git("config", "merge.policydiff.driver", "'/o l/python' -P -m policydiff git-merge -- %O %A %B %L %P")
    assert policydiff(repository.folder, "install-git").returncode == 0
    assert state(repository) == due


def test_settings_of_others_are_refused_and_kept(repository: Repository) -> None:
    repository.git("config", "diff.policydiff.command", "my-own-diff")
    before = state(repository)
    done = policydiff(repository.folder, "install-git")
    assert done.returncode == 2
    assert (
        "diff.policydiff.command is set to “my-own-diff”, which is not ours; overwrite it with --force" in done.stderr
    )
    assert done.stderr.count("\n") == 1
    assert state(repository) == before
    assert policydiff(repository.folder, "install-git", "--undo").stderr == "nothing was there to take out\n"
    assert state(repository) == before
    assert policydiff(repository.folder, "install-git", "--force").returncode == 0
    assert "my-own-diff" not in (state(repository)[".git/config"] or "")


def test_further_settings_of_the_section_stay(repository: Repository) -> None:
    policydiff(repository.folder, "install-git")
    repository.git("config", "diff.policydiff.cachetextconv", "false")
    policydiff(repository.folder, "install-git", "--undo")
    assert repository.git("config", "--get-regexp", "policydiff") == "diff.policydiff.cachetextconv false\n"


def refused(done: subprocess.CompletedProcess[str], words: str) -> None:
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_where_it_cannot_be(tmp_path: Path, repository: Repository) -> None:
    (tmp_path / "plain" / "snapshots").mkdir(parents=True)
    refused(
        policydiff(tmp_path / "plain", "install-git"),
        "is in no git repository, so it has no history; run git init there",
    )
    repository.git("init", "-q", "--bare", str(tmp_path / "bare.git"))
    (tmp_path / "bare.git" / "snapshots").mkdir()
    refused(policydiff(tmp_path / "bare.git", "install-git"), "is in a bare repository")
    (tmp_path / "bare").mkdir()
    refused(policydiff(repository.folder, "install-git", "--snapshots", "none"), "no such folder")
    refused(policydiff(repository.folder, "install-git", "--undo", "--shared"), "--undo: goes alone")


def test_a_lock_that_another_git_holds_is_said(repository: Repository) -> None:
    before = state(repository)
    repository.write(".git/config.lock", "")
    refused(policydiff(repository.folder, "install-git"), "git refuses: ")
    assert state(repository) == before


def test_attributes_that_are_not_utf8_stay_as_they_are(repository: Repository) -> None:
    path = repository.folder / ".git/info/attributes"
    path.write_bytes(b"\xff\xfe.bin binary\n")
    assert policydiff(repository.folder, "install-git").returncode == 0
    assert path.read_bytes().startswith(b"\xff\xfe.bin binary\n")
    assert policydiff(repository.folder, "install-git", "--undo").returncode == 0
    assert path.read_bytes() == b"\xff\xfe.bin binary\n"


def test_in_a_linked_work_tree(repository: Repository, tmp_path: Path) -> None:
    repository.commit("first")
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"))
    before = state(repository)
    assert policydiff(tmp_path / "linked", "install-git").returncode == 0
    assert "git-merge" in (state(repository)[".git/config"] or "")
    assert "policydiff" in repository.git("check-attr", "merge", "--", "snapshots/x.json")
    assert policydiff(tmp_path / "linked", "install-git", "--undo").returncode == 0
    assert state(repository) == before


def test_attributes_that_are_a_link(repository: Repository, tmp_path: Path) -> None:
    link = repository.folder / ".git" / "info" / "attributes"
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "elsewhere")
    assert policydiff(repository.folder, "install-git").returncode == 0
    assert "policydiff" in (tmp_path / "elsewhere").read_text("utf-8")
    assert policydiff(repository.folder, "install-git", "--undo").returncode == 0
    assert link.is_symlink() and not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("call", ["rev-parse", "config"])
@pytest.mark.parametrize("options", [(), ("--undo",)])
def test_a_git_that_fails_is_one_line(
    repository: Repository, tmp_path: Path, call: str, options: tuple[str, ...]
) -> None:
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    trouble = "printf 'error: a\\nfatal: \\033[31mb\\n' >&2; exit 128"
    fake.write_text(f'#!/bin/sh\n[ "$1" = {call} ] && {{ {trouble}; }}\nexec "{shutil.which("git")}" "$@"\n')
    fake.chmod(0o755)
    path = f"{fake.parent}{os.pathsep}{os.environ['PATH']}"
    done = policydiff(repository.folder, "install-git", *options, PATH=path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert ": git refuses: a; " in done.stderr and "\x1b" not in done.stderr
