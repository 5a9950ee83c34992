"""Repositories that are not as one expects: git's own word is taken, and nothing else is made of it."""

import errno
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.errors import HistoryError, PolicydiffError, StorageError
from policydiff.history.commits import Commit, read_commits
from policydiff.history.graph import History
from policydiff.history.repository import open_repository
from policydiff.history.saving.commit import check_state
from policydiff.history.saving.worktree import held
from policydiff.model.document import Snapshot
from policydiff.workflows.editions import Editions
from policydiff.workflows.log import log
from tests.history.repositories import ENVIRONMENT, Git, with_texts


@pytest.fixture
def git(tmp_path: Path) -> Git:
    return Git(tmp_path / "data")


@pytest.fixture(scope="session")
def small(snapshots: dict[str, Snapshot]) -> Snapshot:
    return with_texts(snapshots["xiamen-2020"], ("推进通关便利化。", "扩大口岸开放。"))


def subjects(git: Git, name: str) -> list[str | None]:
    return [entry.saved.subject for entry in log(name, Corpus(git.folder)).entries]


def test_what_is_checked_out(git: Git, small: Snapshot) -> None:
    assert open_repository(git.folder).head is None
    sha = git.commit(small)
    repository = open_repository(git.folder)
    assert (repository.head, repository.is_detached) == (sha, False)
    git("checkout", "-q", "--detach")
    assert (open_repository(git.folder).head, repository.is_detached) == (sha, True)
    git("checkout", "-q", "--orphan", "new")
    assert (open_repository(git.folder).head, repository.is_detached) == (None, False)


@pytest.mark.parametrize(
    ("file", "text"),
    [("config", "[core\n"), ("refs/heads/main", "no hash\n"), ("packed-refs", "no refs\n")],
)
def test_what_git_cannot_read_is_not_taken_for_a_repository_without_commits(
    file: str, text: str, git: Git, small: Snapshot
) -> None:
    git.commit(small)
    if file == "packed-refs":
        git("pack-refs", "--all")
    (git.top / ".git" / file).write_text(text)
    with pytest.raises(HistoryError) as raised:
        log(small.id, Corpus(git.folder))
    assert "\n" not in str(raised.value)


def test_a_repository_of_sha256(tmp_path: Path, small: Snapshot) -> None:
    git = Git(tmp_path / "data", init=("--object-format=sha256",))
    git.commit(small, message="first")
    git.commit(replace(small, title="新的名称"), message="second")
    assert subjects(git, small.id) == ["second", "first"]
    assert Editions(Corpus(git.folder)).open(f"{small.id}@HEAD~1").snapshot == small
    assert Editions(Corpus(git.folder)).open(f"{small.id}@{git.day}").snapshot.title == "新的名称"


@pytest.mark.parametrize("how", ["LITERAL", "GLOB", "NOGLOB", "ICASE"])
def test_paths_mean_the_same_whatever_the_environment_says(
    how: str, git: Git, small: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    git.commit(small, message="first")
    git.commit(replace(small, title="新的名称"), message="second")
    monkeypatch.setenv(f"GIT_{how}_PATHSPECS", "1")
    assert subjects(git, small.id) == ["second", "first"]
    assert subjects(git, small.id) == ["second", "first"]  # and from the index


@pytest.mark.parametrize("packed", [False, True])
def test_what_git_is_told_to_replace_is_never_kept_in_the_index(packed: bool, git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    middle = git.commit(replace(small, title="中"), message="middle")
    git.commit(replace(small, title="新的名称"), message="last")
    assert subjects(git, small.id) == ["last", "middle", "first"]
    git("replace", "--graft", middle)
    if packed:
        git("pack-refs", "--all")
    assert subjects(git, small.id) == ["last", "middle"]
    git("replace", "-d", middle)
    assert subjects(git, small.id) == ["last", "middle", "first"]


def test_grafts_that_no_one_committed_are_passed_over(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    sha = git.commit(replace(small, title="新的名称"), message="last")
    (git.top / ".git" / "info" / "grafts").write_text(f"{sha}\n")
    assert subjects(git, small.id) == ["last", "first"]


def test_a_clone_that_was_cut_off_later_does_not_remember(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    sha = git.commit(replace(small, title="新的名称"), message="last")
    assert subjects(git, small.id) == ["last", "first"]
    (git.top / ".git" / "shallow").write_text(f"{sha}\n")
    found = log(small.id, Corpus(git.folder))
    assert [(entry.saved.subject, entry.remarks) for entry in found.entries] == [("last", ("cut",))]
    (git.top / ".git" / "shallow").unlink()
    assert subjects(git, small.id) == ["last", "first"]


@pytest.mark.parametrize(("kind", "expected"), [("extraction", "extraction"), ("decision", "policy")])
def test_where_a_clone_is_cut_off_nothing_belies_a_commit(kind: str, expected: str, git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    sha = git.commit(replace(small, title="新的名称"), message=f"last\n\nPolicydiff-Kind: {kind}")
    (git.top / ".git" / "shallow").write_text(f"{sha}\n")
    [entry] = log(small.id, Corpus(git.folder)).entries
    assert (entry.kind, entry.said, entry.remarks) == (expected, None, ("cut",))


def test_a_snapshots_folder_whose_name_is_no_utf8(tmp_path: Path, small: Snapshot) -> None:
    top = Path(os.fsdecode(os.fsencode(tmp_path / "data") + b"\xff"))
    try:
        git = Git(top)
    except OSError:
        pytest.skip("names of files are UTF-8 here")
    small = replace(small, issued="2020-08-31")
    git.commit(small, message="first")
    folder = Path(os.fsdecode(os.fsencode(top) + b"/\xfe"))
    git.folder.rename(folder)
    git.folder = folder
    git.commit(message="moved")
    for _ in range(2):
        assert subjects(git, small.id)[-1] == "first"
        assert Editions(Corpus(folder)).open(f"{small.id}@HEAD").snapshot == small
        assert Editions(Corpus(folder)).open(f"{small.id}@issued:2099-01-01").snapshot == small


@pytest.mark.parametrize("name", [":x", ":(top)x", ":!x", "*", "[a]", "-x", "a\nb", "--"])
def test_a_folder_whose_name_means_something_to_git(name: str, git: Git, small: Snapshot) -> None:
    git.folder.rmdir()
    git.folder = git.top / name
    git.folder.mkdir()
    git.write(small, name)
    sha = git.commit(message="first")
    assert subjects(git, small.id) == ["first"]
    assert Editions(Corpus(git.folder)).open(f"{small.id}@HEAD").snapshot == small
    assert list(held(open_repository(git.folder), sha)) == [f"{name}/{small.id}.json"]


def test_a_git_in_trouble_says_so_when_a_revision_is_asked_for(git: Git, small: Snapshot) -> None:
    git.commit(small)
    with pytest.raises(HistoryError, match=r"“nowhere” is no revision here$"):
        Editions(Corpus(git.folder)).open(f"{small.id}@nowhere")
    (git.top / ".git" / "config").write_text("[core\n")
    with pytest.raises(HistoryError, match="“HEAD” is no revision here: bad config line 1"):
        Editions(Corpus(git.folder)).open(f"{small.id}@HEAD")
    with pytest.raises(HistoryError, match="cannot say what is checked out: bad config line 1"):
        check_state(open_repository(git.folder))


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR"])
def test_an_environment_that_leads_elsewhere(
    name: str, git: Git, small: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git.commit(small, message="first")
    other = Git(tmp_path / "other")
    other.commit(replace(small, title="别的"), message="other")
    monkeypatch.setenv(name, str(git.top if name == "GIT_WORK_TREE" else git.top / ".git"))
    assert subjects(git, small.id) == ["first"]  # as in a hook of its own
    monkeypatch.setenv(name, str(other.top if name == "GIT_WORK_TREE" else other.top / ".git"))
    if name == "GIT_DIR":  # the snapshots say which repository is meant
        assert subjects(git, small.id) == ["first"]
        return
    with pytest.raises(HistoryError, match=f"{name} in the environment leads git elsewhere; unset it$"):
        subjects(git, small.id)


def test_a_git_that_is_killed_is_not_taken_for_one_without_commits(
    git: Git, small: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git.commit(small, message="first")
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text(f'#!/bin/sh\n[ "$1" = rev-parse ] && kill -9 $$\nexec "{shutil.which("git")}" "$@"\n')
    fake.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{fake.parent}{os.pathsep}{os.environ['PATH']}")
        with pytest.raises(HistoryError, match="git cannot say what is checked out"):
            subjects(git, small.id)
    assert subjects(git, small.id) == ["first"]


def test_no_room_for_what_git_is_given(git: Git, small: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    git.commit(small, message="first")

    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(StorageError, match=r"a temporary file: cannot be written \(No space left on device\)"):
        subjects(git, small.id)


def committed(git: Git, **fields: bytes) -> Commit:
    """A commit whose object says what no git would write."""
    parts = {"author": b"N <e> 1600000000 +0800", "message": b"m", **fields}
    lines = [b"tree " + git("write-tree").encode(), b"author " + parts["author"], b"committer " + parts["author"]]
    lines += [b"encoding " + parts["encoding"]] if "encoding" in parts else []
    command = ["git", "-C", str(git.top), "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    made = subprocess.run(
        command,
        input=b"\n".join(lines) + b"\n\n" + parts["message"] + b"\n",
        capture_output=True,
        check=True,
        env={**os.environ, **ENVIRONMENT},
    )
    [commit] = read_commits(open_repository(git.folder), [made.stdout.decode().strip()])
    return commit


@pytest.mark.parametrize("encoding", ["idna", "undefined", "zlib_codec", "a\0b", "no such", "utf-16", "punycode"])
def test_an_encoding_that_says_nothing(encoding: str, git: Git) -> None:
    found = committed(git, encoding=encoding.encode(), message=b"\xe6\x94\xbf.")
    found.subject.encode("utf-8")
    assert found.author == "N" or encoding == "utf-16"


def test_an_encoding_is_honoured(git: Git) -> None:
    assert committed(git, encoding=b"gbk", message="政策".encode("gbk")).subject == "政策"
    assert committed(git, encoding=b"unicode_escape", message=b"\\ud800").subject == "\\ud800"


@pytest.mark.parametrize(
    ("author", "day"),
    [
        (b"N <e> 4102444800 +0000", "2100-01-01"),
        (b"N <e> -86400 +0000", "1969-12-31"),
        (b"N <e> 0 -0800", "1969-12-31"),
        (b"N <e> 99999999999999999999 +0000", "9999-12-31"),
        (b"N <e> -99999999999999999999 +0000", "0001-01-01"),
        (b"N <e> " + b"9" * 5000 + b" +0000", "9999-12-31"),
        (b"N <e> 1600000000", "0001-01-01"),
        (b"", "0001-01-01"),
    ],
)
def test_days_at_the_ends_of_the_calendar(author: bytes, day: str, git: Git) -> None:
    assert committed(git, author=author).day == day


def test_an_object_that_is_missing_is_one_line(git: Git, small: Snapshot) -> None:
    git.commit(small)
    blob = git("rev-parse", f"HEAD:snapshots/{small.id}.json")
    (git.top / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(PolicydiffError, match=f"object {blob[:12]} is missing"):
        Editions(Corpus(git.folder)).open(f"{small.id}@HEAD")


def test_the_index_is_on_in_a_plain_repository(git: Git, small: Snapshot) -> None:
    git.commit(small)
    found = History(open_repository(git.folder))
    assert not found.repository.is_rewritten
    found.commits(git("rev-parse", "HEAD"))
    assert list(found.index.under("commits/", len))
