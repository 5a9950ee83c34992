"""The history behind a commit: its commits, what was known on a day, and the versions of a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any

from policydiff.errors import HistoryError
from policydiff.history.commits import Commit, FileChange, read_commits
from policydiff.history.index import FILE, Index
from policydiff.history.repository import Repository

_COMMITS, _CHAIN = "commits/", "chain/"
_FEW = 40
"""So many parts of the index are joined into one."""


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """A commit that changed a file, and the versions before it, one for each parent that differs in it.

    `blob` is None where the commit removed the file, or gave it another name than the one that is followed.
    """

    commit: Commit
    path: str
    blob: str | None
    before: "tuple[Version, ...]" = field(repr=False)


class History:
    """What git remembers, read through the index; facts of commits never change, so they are read once."""

    def __init__(self, repository: Repository, index: Index | None = None) -> None:
        self.repository = repository
        self.index = index or Index(repository.shared_folder / FILE, is_off=repository.is_rewritten)
        self._commits: dict[str, Commit] | None = None
        self._order: Sequence[Commit] | None = None

    def commits(self, tip: str) -> Mapping[str, Commit]:
        """At least the commits behind `tip`, by hash.

        Raises:
            HistoryError: git lacks an object.
        """
        if self._commits is None:
            self._commits = {one.sha: one for _, part in self.index.under(_COMMITS, _kept_commits) for one in part}
        if not self._is_whole(tip):
            self._take_up(tip)
        return self._commits

    def _is_whole(self, tip: str) -> bool:
        """Whether every commit behind `tip` is there: a lost part of the index shows here."""
        known = self._commits or {}
        seen, ahead = {tip}, [tip]
        while ahead:
            commit = known.get(ahead.pop())
            if commit is None:
                return False
            new = [parent for parent in commit.parents if parent not in seen]
            seen.update(new)
            ahead += new
        return True

    def _take_up(self, tip: str) -> None:
        """Read what is new behind `tip`; all of it where that does not make it whole."""
        known = self._commits = self._commits or {}
        for leave_out in ([*_tips(known)], []):
            given = "\n".join([tip, *(f"^{sha}" for sha in leave_out)]).encode() + b"\n"
            shas = self.repository.tell("rev-list", "--topo-order", "--ignore-missing", "--stdin", given=given)
            new = list(read_commits(self.repository, shas.text.split()))
            known.update((commit.sha, commit) for commit in new)
            if self._is_whole(tip):
                break
        else:
            raise HistoryError(
                "git lacks commits of its history", where=str(self.repository.top), remedy="run git fsck"
            )
        self._keep(new, tip, joined=not leave_out)

    def _keep(self, new: Sequence[Commit], tip: str, *, joined: bool) -> None:
        parts = [name for name, _ in self.index.under(_COMMITS, len)]
        if joined or len(parts) >= _FEW:
            self.index.drop(_COMMITS)
            new = list((self._commits or {}).values())
        self.index.put(_COMMITS + tip, [commit.as_data() for commit in new])

    def chain(self, tip: str) -> Sequence[tuple[str, str]]:
        """The commits that led to `tip` by first parents, newest first, each with its day: what was merged
        counts from the day of the merge.
        """
        kept = self.index.get(_CHAIN + tip, _kept_chain)
        if kept and kept[0][0] == tip:
            return kept
        commits = self.commits(tip)
        chain: list[tuple[str, str]] = []
        at: str | None = tip
        while at is not None:
            commit = commits[at]
            chain.append((at, commit.day))
            at = commit.parents[0] if commit.parents else None
        self.index.drop(_CHAIN)
        self.index.put(_CHAIN + tip, chain)
        return chain

    def versions(self, path: str, tip: str, same: "Callable[[str, str], bool]") -> Sequence[Version]:
        """The versions of the file that is at `path` in `tip`, newest first, through renames and merges.

        `same` says whether two blobs are the same snapshot under two names, where git sees no rename. What a merge
        took nothing of is no version.
        """
        order = self.order(tip)
        steps = _followed(path, order, same)
        return _versions(order, steps)

    def path_in(self, commit: str, path: str, tip: str, same: "Callable[[str, str], bool]") -> str | None:
        """The path in an earlier `commit` of the file that is at `path` in `tip`."""
        step = _followed(path, self.order(tip), same).get(commit)
        return step and step[0]

    def order(self, tip: str) -> Sequence[Commit]:
        """The commits behind `tip`, each before its parents, otherwise newest first."""
        if self._order is None or self._order[0].sha != tip:
            self._order = _newest_first(self.commits(tip), tip)
        return self._order


Step = tuple[str, tuple[tuple[str, FileChange | None], ...]]
"""The path of a file in a commit, and for each parent (empty: none) how the commit changed it, if it did."""


def _kept_commits(data: Any) -> list[Commit]:
    return [Commit.from_data(one) for one in data]


def _kept_chain(data: Any) -> list[tuple[str, str]]:
    return [(sha, day) for sha, day in data]


def _tips(commits: Mapping[str, Commit]) -> list[str]:
    behind = {parent for commit in commits.values() for parent in commit.parents}
    return [sha for sha in commits if sha not in behind]


def _newest_first(commits: Mapping[str, Commit], tip: str) -> list[Commit]:
    """The commits behind `tip`, each before its parents, otherwise by time."""
    behind = {tip}
    ahead = [tip]
    children: dict[str, int] = {}
    while ahead:
        for parent in commits[ahead.pop()].parents:
            children[parent] = children.get(parent, 0) + 1
            if parent not in behind:
                behind.add(parent)
                ahead.append(parent)
    order: list[Commit] = []
    ready: list[tuple[_Newest, str]] = [(_Newest(commits[tip].when), tip)]
    while ready:
        commit = commits[heappop(ready)[1]]
        order.append(commit)
        for parent in commit.parents:
            children[parent] -= 1
            if not children[parent]:
                heappush(ready, (_Newest(commits[parent].when), parent))
    return order


class _Newest(str):
    """A time that sorts behind an earlier one."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)


def _followed(path: str, order: Sequence[Commit], same: "Callable[[str, str], bool]") -> dict[str, Step]:
    """The path of a file in every commit behind the first, followed through renames, and through times
    when there was none.
    """
    paths = {order[0].sha: path}
    steps: dict[str, Step] = {}
    for commit in order:
        at = paths.get(commit.sha)
        if at is None:
            continue
        found = [
            (parent, _change(commit.files, number, at, same)) for number, parent in enumerate(commit.parents or ("",))
        ]
        for parent, change in found:
            paths.setdefault(parent, (change and change.old_path) or at)
        steps[commit.sha] = at, tuple(found)
    return steps


def _change(
    files: Iterable[FileChange], parent: int, path: str, same: "Callable[[str, str], bool]"
) -> FileChange | None:
    """How a commit changed the file at `path` against a parent; a removed file of the same snapshot is its origin."""
    mine = [change for change in files if change.parent == parent]
    change = next((one for one in mine if one.path == path), None)
    if change is None:
        gone = next((one for one in mine if one.old_path == path), None)
        return gone and FileChange(parent, path, gone.old_blob, None, None)
    if change.old_blob is None and change.blob is not None:
        for gone in mine:
            if gone.path is None and gone.old_blob and same(gone.old_blob, change.blob):
                return FileChange(parent, gone.old_path, gone.old_blob, change.path, change.blob)
    return change


def _versions(order: Sequence[Commit], steps: Mapping[str, Step]) -> list[Version]:
    """The commits whose file differs from that of every parent, each with those before it."""
    latest: dict[str, Version | None] = {}
    found: list[Version] = []
    for commit in reversed(order):
        if commit.sha not in steps:
            continue
        path, parents = steps[commit.sha]
        same = next((parent for parent, change in parents if change is None), None)
        if same is not None:
            latest[commit.sha] = latest.get(same)
            continue
        blob = next(change.blob for _, change in parents if change)
        before = tuple(dict.fromkeys(one for parent, _ in parents if (one := latest.get(parent))))
        version = latest[commit.sha] = Version(commit, path, blob, before)
        found.append(version)
    behind = _behind(latest.get(order[0].sha))
    return [version for version in reversed(found) if version in behind]


def _behind(version: Version | None) -> set[Version]:
    """A version and all those before it."""
    ahead = [version] if version else []
    behind = set(ahead)
    while ahead:
        new = [one for one in ahead.pop().before if one not in behind]
        behind.update(new)
        ahead += new
    return behind
