"""Editions: the snapshot that a name means, in the folder or, as `ID@REV`, in git."""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from policydiff.corpus import Corpus, Entry
from policydiff.errors import HistoryError, LookupFailedError, did_you_mean
from policydiff.model.comparison import Edition
from policydiff.model.document import Snapshot

if TYPE_CHECKING:
    from policydiff.history.graph import History
    from policydiff.history.trees import Kept

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Opened:
    """A snapshot, which edition of it that is, and how to read its source: the bytes, None where it is missing."""

    snapshot: Snapshot
    edition: Edition | None
    path: str
    source_path: str
    source: Callable[[], bytes | None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the history of a snapshot ends: a commit, None where there is none yet, and its path there; `entry` is
    the file of the folder, which may hold unsaved changes, None for an earlier edition.
    """

    id: str
    commit: str | None
    path: str
    entry: Entry | None


class Editions:
    """Opens what names mean: `ID`, an alias, a path; with `@REV` behind it, as it was in that revision."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    @cached_property
    def history(self) -> "History":
        """The history of the repository that holds the snapshots.

        Raises:
            HistoryError: there is no repository.
        """
        from policydiff.history.graph import History
        from policydiff.history.repository import open_repository

        return History(open_repository(self._corpus.folder))

    def open(self, name: str) -> Opened:
        """The snapshot that a name means.

        Raises:
            LookupFailedError: it means none, or several.
            HistoryError: there is no repository, or no such revision.
            SnapshotError: the file is no valid snapshot.
        """
        bare, revision = parted(name)
        if revision is None:
            return self._from_folder(self._corpus.resolve(bare))
        return self._from_git(bare, revision)

    def open_pair(self, left: str, right: str) -> tuple[Opened, Opened]:
        """Two snapshots to compare; where one is an edition, the other's unsaved changes are named."""
        one, other = self.open(left), self.open(right)
        if one.edition is None and other.edition is None:
            return one, other
        return self._named(one), self._named(other)

    def _named(self, opened: Opened) -> Opened:
        """A snapshot of the folder is said to be unsaved where its file differs from the last commit."""
        if opened.edition is not None:
            return opened
        repository = self.history.repository
        place = repository.path_of(Path(opened.path))
        found = repository.tell("--literal-pathspecs", "status", "--porcelain", "-z", "--", place)
        return replace(opened, edition=Edition()) if found.output else opened

    def _from_folder(self, entry: Entry) -> Opened:
        snapshot = entry.load()
        source = entry.path.parent / snapshot.source.path

        def read() -> bytes | None:
            return source.read_bytes() if source.is_file() else None

        return Opened(snapshot, None, str(entry.path), str(source), read)

    def place(self, name: str) -> "Place":
        """Where the history of a snapshot ends that a name means: in the commit of its revision, else in the folder.

        Raises:
            LookupFailedError, HistoryError: as for `open`.
        """
        bare, revision = parted(name)
        if revision is not None:
            commit, kept = self._found(bare, revision)
            return Place(kept.head.id, commit, kept.path, None)
        entry = self._corpus.resolve(bare)
        repository = self.history.repository
        return Place(entry.id, repository.head, repository.path_of(entry.path), entry)

    def _from_git(self, name: str, revision: str) -> Opened:
        commit, kept = self._found(name, revision)
        return self._edition(kept, commit, revision)

    def _found(self, name: str, revision: str) -> "tuple[str, Kept]":
        from policydiff.history.revisions import ISSUED, commit_of

        if revision.startswith(ISSUED):
            return self._in_force(name, revision)
        commit = commit_of(self.history, revision)
        return commit, self._kept(name, commit, revision)

    def _edition(self, kept: "Kept", commit: str, revision: str) -> Opened:
        from policydiff.history.commits import day_known
        from policydiff.history.trees import files, text_of
        from policydiff.snapshot import load_snapshot

        where = f"{kept.path}@{revision}"
        snapshot = load_snapshot(text_of(self.history, kept.blob, where), where)
        source = str(PurePosixPath(kept.path).parent / snapshot.source.path)
        day = day_known(self.history.repository, commit)

        def read() -> bytes | None:
            blob = files(self.history, commit, str(PurePosixPath(source).parent)).get(source)
            return None if blob is None else self.history.repository.blob(blob)

        edition = Edition(revision=revision, commit=commit, day=day)
        return Opened(snapshot, edition, where, f"{source}@{revision}", read)

    def _kept(self, name: str, commit: str, revision: str) -> "Kept":
        """The file of a commit that a name means there, or that became what the name means now.

        Raises:
            LookupFailedError: there is none.
        """
        from policydiff.history.trees import snapshots

        folder = self.history.repository.folder
        if _is_path(name):
            path = self.history.repository.path_of(Path(name))
            folder = path.rpartition("/")[0]
        there = list(snapshots(self.history, commit, folder))
        found = [one for one in there if one.path == path] if _is_path(name) else _bearers(there, name)
        if len(found) > 1:
            ids = ", ".join(one.head.id for one in found)
            raise LookupFailedError(f"alias “{name}” is borne by {ids}", where=f"@{revision}", remedy="use an id")
        former = None if found else self._former(name, commit)
        if not found and former is None:
            known = [word for one in there for word in (one.head.id, *one.head.aliases)]
            remedy = did_you_mean(name, known) if known else "there are no snapshots in it"
            raise LookupFailedError(f"no snapshot “{name}”", where=f"@{revision}", remedy=remedy)
        return former or found[0]

    def _former(self, name: str, commit: str) -> "Kept | None":
        """What a snapshot was in a commit before it was renamed or moved."""
        from policydiff.history.trees import path_in, snapshots

        repository = self.history.repository
        try:
            path = repository.path_of(self._corpus.resolve(name).path)
        except LookupFailedError:
            return None
        if repository.head is None:
            return None
        former = path_in(self.history, commit, path, repository.head)
        if former is None:
            return None
        there = snapshots(self.history, commit, former.rpartition("/")[0])
        return next((one for one in there if one.path == former), None)

    def _in_force(self, name: str, revision: str) -> "tuple[str, Kept]":
        """Of all that is known of a series, what was issued last until a day: the commit that holds its newest
        reading, and the file.

        Raises:
            HistoryError: nothing of the series was issued by then.
        """
        from policydiff.history.issued import issues
        from policydiff.history.revisions import ISSUED, commit_of, day_of
        from policydiff.history.trees import Kept, head_in

        day = day_of(revision.removeprefix(ISSUED), revision)
        tip = commit_of(self.history, "HEAD")
        own = self._kept(name, tip, "HEAD")
        known = issues(self.history, tip, own)
        dated = [one for one in known if one.issued and one.issued <= day]
        if not dated:
            dates = [one.issued for one in known if one.issued]
            series = f"of the series {own.head.series}" if own.head.series else f"of {own.head.id}"
            what = f"the first was issued on {min(dates)}" if dates else "no document says when it was issued"
            remedy = "name a later day" if dates else "ingest it again with --force --set issued=DAY"
            raise HistoryError(f"nothing {series} was issued by {day}: {what}", where=revision, remedy=remedy)
        last = max(dated, key=lambda one: one.issued or "")
        head = head_in(self.history, last.blob, last.path) or own.head
        return last.commit, Kept(last.path, last.blob, head)


def parted(name: str) -> tuple[str, str | None]:
    """A name and the revision behind its `@`; None where there is none."""
    bare, sign, revision = name.partition("@")
    if sign and _NAME.fullmatch(bare):
        return bare, revision
    if _is_path(name) and "@" in name and not os.path.exists(name):  # noqa: PTH110 - a name too long is no file
        bare, _, revision = name.rpartition("@")
        return bare, revision
    return name, None


def is_edition(name: str) -> bool:
    """Whether a name asks for an edition in git."""
    return parted(name)[1] is not None


def _is_path(name: str) -> bool:
    return name.endswith(".json") or "/" in name


def _bearers(there: "Sequence[Kept]", name: str) -> "list[Kept]":
    """The file whose id it is, else those with the alias."""
    by_id = [one for one in there if one.head.id == name]
    return by_id or [one for one in there if name in one.head.aliases]
