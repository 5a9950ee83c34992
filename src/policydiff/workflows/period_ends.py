"""The two ends of a period: the snapshots folder in a commit, and in another one or as it stands."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from policydiff.compare.editions.period import Point
from policydiff.errors import HistoryError, SnapshotError
from policydiff.history.commits import day_known
from policydiff.history.graph import History
from policydiff.history.revisions import ISSUED, commit_of, common_commit
from policydiff.history.saving.worktree import changed, hashes, held, staged
from policydiff.history.trees import head_in
from policydiff.model.document import Snapshot
from policydiff.snapshot import load_snapshot
from policydiff.snapshot.head import Head, head_of

_LINK, _MODULE = "120000", "160000"


class End:
    """The folder in a commit, or as the index holds it.

    `unsaved` holds the paths that are not as in the commit, `links` those that are links.

    Paths are those inside the folder, so that a folder that moved is the same folder.
    """

    def __init__(
        self, history: History, commit: str, folder: str, *, with_unsaved: bool = False, is_staged: bool = False
    ) -> None:
        self._history = history
        self._folder = folder
        self.commit = commit
        everywhere = folder != history.repository.folder
        where = commit or None  # None: before the first commit
        kept = staged(history.repository) if is_staged else held(history.repository, where, everywhere=everywhere)
        begin = f"{folder}/" if folder else ""
        known = {self._inside(path): one for path, one in kept.items() if path.startswith(begin)}
        blobs = {path: one.blob for path, one in known.items() if one.mode not in (_LINK, _MODULE)}
        self.links = frozenset(path for path, one in known.items() if one.mode == _LINK)
        self.unsaved: frozenset[str] = frozenset()
        self._in_git = dict(blobs)
        if with_unsaved:
            self._overlay(blobs)
        self.blobs: Mapping[str, str] = blobs
        """What git would call the content of each file."""
        self._loaded: dict[str, Snapshot] = {}

    def _overlay(self, blobs: dict[str, str]) -> None:
        """Put what is not saved over what the commit holds."""
        repository = self._history.repository
        paths = [path for path in changed(repository) if not path.endswith("/")]
        files = [repository.top / path for path in paths]
        links = [path for path, file in zip(paths, files, strict=True) if file.is_symlink()]
        there = [path for path, file in zip(paths, files, strict=True) if file.is_file() and not file.is_symlink()]
        for path in paths:
            blobs.pop(self._inside(path), None)
        now = {self._inside(path): blob for path, blob in hashes(repository, there).items()}
        blobs.update(now)
        now_links = frozenset(map(self._inside, links))
        self.links = (self.links - set(map(self._inside, paths))) | now_links
        self.unsaved = frozenset(
            path for path in map(self._inside, paths) if blobs.get(path) != self._in_git.get(path) or path in now_links
        )

    def _inside(self, path: str) -> str:
        return path.removeprefix(f"{self._folder}/") if self._folder else path

    def place(self, path: str) -> str:
        """A path from the top of the repository."""
        return f"{self._folder}/{path}" if self._folder else path

    def where(self, path: str) -> str:
        """A file in messages: with the commit that holds it, unless it is the one of the folder."""
        return self.place(path) if path in self.unsaved else f"{self.place(path)}@{self.commit[:10]}"

    @cached_property
    def snapshot_paths(self) -> frozenset[str]:
        """The files that are to hold snapshots."""
        return frozenset(path for path in self.blobs if path.endswith(".json") and "/" not in path)

    def read(self, path: str) -> bytes | None:
        """What a file holds; None where there is none.

        Raises:
            HistoryError: it cannot be read.
        """
        if path not in self.blobs:
            return None
        if path not in self.unsaved:
            return self._history.repository.blob(self.blobs[path])
        file = self._history.repository.top / self.place(path)
        try:
            return file.read_bytes()
        except OSError as error:
            raise HistoryError(f"cannot be read ({error.strerror})", where=str(file), remedy="check the file") from None

    def text(self, path: str) -> str | None:
        """What a file holds as text, with the line ends that git keeps; None where there is none.

        Raises:
            SnapshotError: it is not UTF-8.
        """
        data = self.read(path)
        try:
            return None if data is None else data.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise SnapshotError(f"byte {error.start + 1} is not UTF-8", where=self.where(path)) from None

    def snapshot(self, path: str) -> Snapshot | None:
        """The snapshot that a file holds; None where there is no file.

        Raises:
            SnapshotError: it holds none.
        """
        if path not in self._loaded:
            text = self.text(path)
            if text is None:
                return None
            self._loaded[path] = load_snapshot(text, self.where(path))
        return self._loaded[path]

    def head(self, path: str) -> Head | None:
        """What the file of a snapshot says of itself; None where there is none that loads."""
        if path not in self.unsaved:
            return head_in(self._history, self.blobs[path], path) if path in self.blobs else None
        try:
            return head_of(self.text(path) or "", path)
        except SnapshotError:
            return None

    def digest(self, path: str) -> str | None:
        """The SHA-256 of a file; None where there is none."""
        data = self.read(path)
        return None if data is None else hashlib.sha256(data).hexdigest()

    @cached_property
    def heads(self) -> Mapping[str, Head]:
        """The heads of all snapshots that load, by path."""
        found = ((path, self.head(path)) for path in sorted(self.snapshot_paths))
        return {path: head for path, head in found if head}


def readable(text: str) -> str:
    """A path, or a message with one, whose bytes that are no UTF-8 are shown as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ends of a period, and the files that differ between them."""

    history: History
    before: End
    after: End
    since: Point
    until: Point
    touched: frozenset[str]


def open_ends(history: History, since: str, until: str | None) -> Ends:
    """The ends that two revisions mean; without `until` the folder as it stands.

    Where `since` went on, the period begins where both lines parted: what the other line did meanwhile is no change.

    Raises:
        HistoryError: there is no commit yet, or no such revision; a file is in conflict.
    """
    repository = history.repository
    if repository.head is None:
        raise HistoryError("there is no commit yet", where=str(repository.top), remedy="run policydiff save")
    end = _commit(history, until, "--until") if until is not None else repository.head
    asked = _commit(history, since, "--since")
    begin = common_commit(history, asked, end)
    after = End(history, end, repository.folder, with_unsaved=until is None)
    before = End(history, begin, _folder_in(history, begin, after))
    return Ends(
        history=history,
        before=before,
        after=after,
        since=Point(revision=since, commit=begin, day=day_known(repository, begin), is_fork=begin != asked),
        until=Point(revision=until, commit=end, day=day_known(repository, end), has_unsaved=until is None),
        touched=differing(before, after),
    )


def differing(before: End, after: End) -> frozenset[str]:
    """The files that two ends do not hold alike."""
    paths = {*before.blobs, *after.blobs}
    return frozenset(path for path in paths if before.blobs.get(path) != after.blobs.get(path))


def _commit(history: History, revision: str, option: str) -> str:
    if revision.startswith(ISSUED):
        remedy = "name a commit, a tag, a branch, or a day as 2020-08-31"
        raise HistoryError(f"“{revision}” says what was in force, not what was known", where=option, remedy=remedy)
    return commit_of(history, revision, option)


def _folder_in(history: History, commit: str, now: End) -> str:
    """Where the folder was in a commit: where it is, else where a snapshot of it was under its id."""
    folder = history.repository.folder
    if held(history.repository, commit):
        return folder
    for path, one in held(history.repository, commit, everywhere=True).items():
        place = PurePosixPath(path)
        if place.name in now.snapshot_paths and len(place.parts) > 1:
            head = head_in(history, one.blob, path)
            known = now.head(place.name)
            if head and known and head.id == known.id:
                return str(place.parent)
    return folder
