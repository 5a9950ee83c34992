"""The history behind a commit: days, versions, renames, merges; the index is only ever a help."""

import random
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff.errors import HistoryError
from policydiff.history.graph import History, Version
from policydiff.history.repository import open_repository
from policydiff.history.revisions import commit_of
from policydiff.history.trees import same_snapshot
from policydiff.model.document import Snapshot
from tests.history.repositories import Git, with_texts


@pytest.fixture
def git(tmp_path: Path) -> Git:
    return Git(tmp_path / "data")


@pytest.fixture(scope="session")
def small(snapshots: dict[str, Snapshot]) -> Snapshot:
    return with_texts(snapshots["xiamen-2020"], ("推进通关便利化。", "扩大口岸开放。"))


def history(git: Git) -> History:
    return History(open_repository(git.top))


def versions(git: Git, path: str) -> Sequence[Version]:
    found = history(git)
    return found.versions(path, git("rev-parse", "HEAD"), lambda one, other: same_snapshot(found, one, other))


def subjects(versions: Sequence[Version]) -> list[str]:
    return [version.commit.subject for version in versions]


def test_a_day_is_what_was_known_until_its_end_by_the_clock_of_the_committer(git: Git, small: Snapshot) -> None:
    first = git.commit(small, message="first", time="2026-01-01T23:59:00+08:00")  # still 15:59 in London
    second = git.commit(replace(small, title="二"), message="second", time="2026-01-02T00:01:00+08:00")
    late = git.commit(replace(small, title="三"), message="late", time="2026-03-01T00:30:00+14:00")
    found = history(git)
    assert commit_of(found, "2026-01-01") == first
    assert commit_of(found, "2026-01-02") == second
    assert commit_of(found, "2026-02-28") == second
    assert commit_of(found, "2026-03-01") == late
    assert commit_of(found, "9999-12-31") == late
    with pytest.raises(HistoryError, match="nothing was known on 2025-12-31: the history begins on 2026-01-01"):
        commit_of(found, "2025-12-31")


def test_what_a_branch_brings_is_known_from_the_day_of_the_merge(git: Git, small: Snapshot) -> None:
    first = git.commit(small, message="first")
    git("switch", "-q", "-c", "side")
    git.commit(replace(small, title="二"), message="on the side", time="2026-01-05T12:00:00+08:00")
    git("switch", "-q", "main")
    git("merge", "-q", "--no-ff", "side", "-m", "merge", time="2026-01-20T12:00:00+08:00")
    assert commit_of(history(git), "2026-01-10") == first
    assert commit_of(history(git), "2026-01-20") == git("rev-parse", "HEAD")


@pytest.mark.parametrize(
    "revision",
    ["", "-x", "--all", "nothing", "HEAD~5", "2026-02-30", "2026-13-01", "a\nb", "\x1b[31m", "$(id)", "HEAD:snapshots"],
)
def test_what_means_no_commit_is_refused_in_one_line(git: Git, small: Snapshot, revision: str) -> None:
    git.commit(small)
    with pytest.raises(HistoryError) as error:
        commit_of(history(git), revision)
    assert str(error.value)


def test_revisions_are_whatever_git_understands(git: Git, small: Snapshot) -> None:
    first = git.commit(small)
    git("tag", "v1")
    git("tag", "-a", "-m", "second", "v2")
    git.commit(message="nothing")
    for revision in ("v1", "v2", "HEAD~1", "main^", first, first[:10], "main@{1}"):
        assert commit_of(history(git), revision) == first, revision


def test_versions_are_the_commits_that_changed_a_file_and_no_others(git: Git, small: Snapshot) -> None:
    git.commit(small, message="one")
    git.commit(replace(small, id="other"), message="another file")
    git.commit(replace(small, title="二"), message="two")
    git.commit(message="nothing")
    found = versions(git, "snapshots/xiamen-2020.json")
    assert subjects(found) == ["two", "one"]
    assert found[0].before == (found[1],) and found[1].before == ()


def test_a_renamed_and_a_moved_file_are_followed(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    (git.folder / "xiamen-2020.json").unlink()
    long = with_texts(small, [f"新的第{number}条，与从前全然不同。" for number in range(40)])
    git.commit(replace(long, id="xiamen-2020-08"), message="renamed, and written anew")  # git sees no rename here
    git("mv", "snapshots", "data")
    git.commit(message="moved")
    found = versions(git, "data/xiamen-2020-08.json")
    assert subjects(found) == ["moved", "renamed, and written anew", "first"]
    assert [version.path for version in found] == [
        "data/xiamen-2020-08.json",
        "snapshots/xiamen-2020-08.json",
        "snapshots/xiamen-2020.json",
    ]


def test_a_removed_file_that_returns_has_both_lives(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    (git.folder / "xiamen-2020.json").unlink()
    git.commit(message="removed")
    git.commit(small, message="returned")
    found = versions(git, "snapshots/xiamen-2020.json")
    assert [(version.commit.subject, version.blob is None) for version in found] == [
        ("returned", False),
        ("removed", True),
        ("first", False),
    ]


def test_a_merge_counts_only_where_it_differs_from_every_parent(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    git("switch", "-q", "-c", "side")
    git.commit(replace(small, title="侧"), message="side")
    git("switch", "-q", "main")
    git.commit(message="main")
    git("merge", "-q", "--no-ff", "side", "-m", "plain merge")
    assert subjects(versions(git, "snapshots/xiamen-2020.json")) == ["side", "first"]
    git("switch", "-q", "side")
    git.commit(replace(small, title="侧二"), message="side two")
    git("switch", "-q", "main")
    git.commit(replace(small, title="主"), message="main two")
    git("merge", "-q", "-s", "ours", "--no-commit", "side")
    git.commit(replace(small, title="合"), message="true merge")
    found = versions(git, "snapshots/xiamen-2020.json")
    assert subjects(found)[0] == "true merge"
    assert {version.commit.subject for version in found[0].before} == {"side two", "main two"}


def test_a_hostile_message_and_name_stay_text(git: Git, small: Snapshot) -> None:
    git("config", "user.name", "x")
    git.commit(small, message="-rf / $(id) \x1b[31m\n\nPolicydiff-Kind: policy\nPolicydiff-Kind: extraction")
    git.commit(replace(small, title="二"), message="Policydiff-Kind: policy")
    newest, oldest = (version.commit for version in versions(git, "snapshots/xiamen-2020.json"))
    assert oldest.subject == "-rf / $(id) \x1b[31m" and oldest.kind == "extraction"
    assert newest.author == "李雷"


def _answers(git: Git) -> list[object]:
    found = history(git)
    path = "snapshots/xiamen-2020.json"
    walked = found.versions(path, git("rev-parse", "HEAD"), lambda one, other: same_snapshot(found, one, other))
    known = [commit_of(found, f"2026-01-{day:02}") for day in range(1, 29)]
    found.index.close()
    return [[(one.commit, one.path, one.blob) for one in walked], known]


def test_a_missing_stale_or_damaged_index_changes_no_answer(git: Git, small: Snapshot) -> None:
    for number in range(1, 15):
        git.day = f"2026-01-{number:02}"
        git.commit(replace(small, title=f"第{number}稿"), message=str(number))
    first = _answers(git)
    index = git.top / ".git" / "policydiff" / "index.sqlite"
    assert index.is_file() and _answers(git) == first
    sound = index.read_bytes()
    dice = random.Random(5)
    for trial in range(60):
        damaged = bytearray(sound)
        for _ in range(dice.choice((1, 3, 200))):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        index.write_bytes(damaged if trial % 3 else damaged[: dice.randrange(len(damaged))])
        assert _answers(git) == first, trial
    index.write_bytes(b"no database\n" * 100)
    assert _answers(git) == first
    index.unlink()
    assert _answers(git) == first
    with sqlite3.connect(index) as database:
        database.execute("DELETE FROM kept WHERE name LIKE 'commits/%'")
    database.close()
    git.day = "2026-01-20"
    last = git.commit(replace(small, title="末稿"), message="last")
    now = _answers(git)
    assert now[1][-1] == last and now[0][1:] == first[0]  # type: ignore[index]


def test_an_index_that_cannot_be_written_is_done_without(git: Git, small: Snapshot) -> None:
    git.commit(small, message="first")
    (git.top / ".git" / "policydiff").write_text("a file where the folder should be")
    assert _answers(git)[0]


def test_a_shallow_clone_says_what_is_missing(git: Git, small: Snapshot, tmp_path: Path) -> None:
    git.commit(small, message="first")
    git.day = "2026-01-09"
    git.commit(replace(small, title="二"), message="second")
    git("clone", "-q", "--depth", "1", f"file://{git.top}", str(tmp_path / "shallow"))
    found = History(open_repository(tmp_path / "shallow" / "snapshots"))
    assert len(commit_of(found, "2026-01-09")) == 40
    for revision in ("2026-01-03", "HEAD~1"):
        with pytest.raises(HistoryError, match="git fetch --unshallow"):
            commit_of(found, revision)


def test_no_and_a_bare_repository_are_named(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    with pytest.raises(HistoryError, match="no git repository"):
        open_repository(tmp_path / "alone")
