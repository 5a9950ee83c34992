"""What `validate` judges: everything, what is named, what changed since a revision, or what is staged."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path, PurePosixPath

from policydiff.corpus import Corpus, is_path
from policydiff.errors import HistoryError, LookupFailedError, UsageError
from policydiff.snapshot.head import Head
from policydiff.workflows.base import (
    Base,
    base_of_commit,
    base_of_index,
    base_since,
    heads_in,
    heads_of_index,
)
from policydiff.workflows.corrections import FOLDER as CORRECTIONS
from policydiff.workflows.decisions import FOLDER as DECISIONS

Heads = Mapping[str, Head | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be judged: all, or what has these names, what changed since a revision, or is staged."""

    names: Sequence[str] = ()
    since: str | None = None
    staged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Files inside the folder: snapshots, files of corrections and decisions, and snapshots that are gone.

    Of `dependents` only what they say of other snapshots is judged; `elsewhere` are files outside of the folder.
    """

    snapshots: frozenset[str] = frozenset()
    dependents: frozenset[str] = frozenset()
    corrections: frozenset[str] = frozenset()
    decisions: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    elsewhere: tuple[Path, ...] = ()

    def __and__(self, other: "Chosen") -> "Chosen":
        """What is in both."""
        return Chosen(
            snapshots=self.snapshots & other.snapshots,
            dependents=self.dependents & (other.snapshots | other.dependents),
            corrections=self.corrections & other.corrections,
            decisions=self.decisions & other.decisions,
            removed=self.removed & other.removed,
        )

    @property
    def files(self) -> frozenset[str]:
        """All of them that are in the folder."""
        return self.snapshots | self.dependents | self.corrections | self.decisions


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What is judged, with what all snapshots of the folder say of themselves, and what they are compared with.

    `is_all` says that nothing was left out, `is_staged` that what the index holds is judged, `present` which files of
    corrections and decisions there are; `names` are all ids and aliases with the ids that bear them.
    `unchecked` says why nothing is compared with the last commit although there is one.
    """

    chosen: Chosen
    heads: Heads
    present: frozenset[str]
    base: Base | None = None
    is_all: bool = False
    is_staged: bool = False
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unchecked: str | None = None

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        """The file of each snapshot."""
        return files_by_id(self.heads)

    @cached_property
    def broken(self) -> tuple[str, ...]:
        """What files are called that say nothing of themselves."""
        return tuple(PurePosixPath(path).stem for path, head in self.heads.items() if head is None)


def files_by_id(heads: Heads) -> Mapping[str, str]:
    """The file of each snapshot; of two with one id the one that is named after it."""
    found: dict[str, str] = {}
    for path, head in heads.items():
        if head and (head.id not in found or path == f"{head.id}.json"):
            found[head.id] = path
    return found


def judged(wanted: Wanted, corpus: Corpus, *, with_history: bool = True) -> Judged:
    """What is to be judged, and with what it is compared; without history only what is in the folder.

    Raises:
        UsageError: what is wanted does not fit together.
        LookupFailedError: a name means no snapshot, or there is none at all.
        HistoryError: a base is wanted and cannot be found, or git refuses.
    """
    if wanted.since is not None and wanted.staged:
        raise UsageError("does not go with --staged", where="--since", remedy="use one of them")
    base, unchecked = _base(wanted, corpus) if with_history else (None, None)
    heads = heads_of_index(corpus, base) if wanted.staged and base else heads_in(corpus)
    choice = _Choice(corpus, heads, base, _present(corpus, base if wanted.staged else None))
    is_all = not wanted.names and wanted.since is None and not wanted.staged
    if is_all and not heads:
        raise LookupFailedError("no snapshot to check", where=str(corpus.folder), remedy="ingest a document first")
    chosen = choice.all() if is_all else choice.named(wanted.names) if wanted.names else choice.changed()
    if wanted.names and (wanted.since is not None or wanted.staged):
        chosen = choice.changed() & chosen
    return Judged(
        chosen=chosen,
        heads=heads,
        present=choice.present,
        base=base,
        is_all=is_all,
        is_staged=wanted.staged,
        names=_bearers(heads.values()),
        unchecked=unchecked,
    )


def _base(wanted: Wanted, corpus: Corpus) -> tuple[Base | None, str | None]:
    """What is compared with, and why nothing is."""
    if wanted.since is not None:
        return base_since(corpus, wanted.since), None
    if wanted.staged:
        return base_of_index(corpus), None
    try:
        return base_of_commit(corpus), None
    except HistoryError as error:  # nobody asked for the history
        return None, str(error)


def _present(corpus: Corpus, base: Base | None) -> frozenset[str]:
    """The files of corrections and decisions: of the folder, or of the index that a base is beside."""
    if base:
        held = base.ends.after.blobs
        return frozenset(path for path in held if _kind(path) in (CORRECTIONS, DECISIONS) and path.endswith(".json"))
    kinds = (CORRECTIONS, DECISIONS)
    return frozenset(f"{kind}/{path.name}" for kind in kinds for path in (corpus.folder / kind).glob("*.json"))


def _bearers(heads: Collection[Head | None]) -> Mapping[str, tuple[str, ...]]:
    """Each id and alias with the ids of those that bear it."""
    bearers: dict[str, tuple[str, ...]] = {}
    for head in filter(None, heads):
        for name in dict.fromkeys((head.id, *head.aliases)):
            bearers[name] = (*bearers.get(name, ()), head.id)
    return bearers


def _kind(path: str) -> str:
    """The folder within that of the snapshots that a file lies directly in; "" for none."""
    parts = path.split("/")
    return parts[0] if len(parts) == 2 else ""


def _is_snapshot(path: str) -> bool:
    return "/" not in path and path.endswith(".json")


class _Choice:
    """Finds what belongs to files that are named or changed."""

    def __init__(self, corpus: Corpus, heads: Heads, base: Base | None, present: frozenset[str]) -> None:
        self._corpus = corpus
        self._heads = heads
        self._base = base
        self.present = present
        self._sources: dict[str, list[str]] = {}
        for path, head in heads.items():
            if head:
                self._sources.setdefault(os.path.normpath(head.path), []).append(path)

    def all(self) -> Chosen:
        """Everything."""
        return self._chosen(frozenset(self._heads), self.present, frozenset(self._base.removed if self._base else ()))

    def changed(self) -> Chosen:
        """What differs from the base, and what depends on it."""
        if self._base is None:
            return Chosen()
        touched = self._base.touched
        snapshots = {path for name in touched for path in self._of(name)}
        snapshots |= {path for path, was in self._base.former.items() if path != was}
        removed = frozenset(self._base.removed)
        told = {path for path in snapshots if path in touched}
        names = {name for path in (*told, *removed) for name in self._said_by(path)}
        ids = {self._stem(path) for path in told} | {PurePosixPath(path).stem for path in removed}
        pairs = {path for path in self.present if _kind(path) == DECISIONS and _pair_of(path, ids)}
        kept = {path for path in self.present if path in touched or PurePosixPath(path).stem in ids}
        chosen = self._chosen(frozenset(snapshots & set(self._heads)), frozenset(kept | pairs), removed)
        depend = {path for path, head in self._heads.items() if head and names & {*_names(head), head.implements}}
        return replace(chosen, dependents=frozenset(depend - chosen.snapshots))

    def named(self, names: Sequence[str]) -> Chosen:
        """What names mean: ids, aliases, or paths of any file of the folder.

        Raises:
            LookupFailedError: one means none, or several.
        """
        snapshots: set[str] = set()
        kept: set[str] = set()
        removed: set[str] = set()
        elsewhere: dict[Path, None] = {}
        for name in names:
            path = self._inside(name)
            if path is None:
                elsewhere[Path(name)] = None
            elif path == ".":
                return self.all()
            else:
                snapshots.update(self._of(path))
                kept.update({path} & self.present)
                removed.update({path} & set(self._base.removed if self._base else ()))
        chosen = self._chosen(frozenset(snapshots & set(self._heads)), frozenset(kept), frozenset(removed))
        return replace(chosen, elsewhere=tuple(elsewhere))

    def _chosen(self, snapshots: frozenset[str], kept: frozenset[str], removed: frozenset[str]) -> Chosen:
        return Chosen(
            snapshots=snapshots,
            corrections=frozenset(path for path in kept if _kind(path) == CORRECTIONS),
            decisions=frozenset(path for path in kept if _kind(path) == DECISIONS),
            removed=removed,
        )

    def _inside(self, name: str) -> str | None:
        """The path inside the folder of what a name means; None for a file that lies elsewhere."""
        if not is_path(name) and not os.path.lexists(name):
            return self._of_name(name)
        path = Path(os.path.abspath(name))  # noqa: PTH100 - a link in the folder is itself a snapshot
        for folder in (Path(os.path.abspath(self._corpus.folder)), self._corpus.folder.resolve()):  # noqa: PTH100
            for place in (path, path.parent.resolve() / path.name):
                if place.is_relative_to(folder):
                    return self._known(place.relative_to(folder).as_posix(), name)
        if name.endswith(".json") and os.path.lexists(name):
            return None
        what = "is no file of the snapshots folder" if os.path.lexists(name) else "no such file"
        raise LookupFailedError(what, where=name, remedy="check the path, or name a snapshot")

    def _known(self, path: str, name: str) -> str:
        """A path inside the folder, if there is such a file, or git knew it."""
        known = self._base.touched if self._base else ()
        if path in self._heads or path in known or os.path.lexists(self._corpus.folder / path):
            return path
        if self._base and path in self._base.ends.before.blobs:
            return path
        raise LookupFailedError("no such file", where=name, remedy="check the path")

    def _of_name(self, name: str) -> str:
        """The file of the snapshot with an id, an alias, or a file named so."""
        if f"{name}.json" in self._heads:
            return f"{name}.json"
        heads = {path: head for path, head in self._heads.items() if head}
        found = [path for path, head in heads.items() if head.id == name]
        found = found or [path for path, head in heads.items() if name in head.aliases]
        where = str(self._corpus.folder)
        if len(found) > 1:
            ids = ", ".join(PurePosixPath(path).stem for path in found)
            raise LookupFailedError(f"alias “{name}” is borne by {ids}", where=where, remedy="use an id")
        if not found:
            known = [one for head in heads.values() for one in (head.id, *head.aliases)]
            near = get_close_matches(name, known, n=3, cutoff=0.5)
            remedy = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known[:20])}"
            raise LookupFailedError(f"no snapshot “{name}”", where=where, remedy=remedy)
        return found[0]

    def _of(self, path: str) -> Iterator[str]:
        """The files of the snapshots that a file of the folder belongs to."""
        if _is_snapshot(path):
            yield path
        yield from self._sources.get(path, ())
        if _kind(path) == CORRECTIONS:
            yield from (name for name in self._heads if self._stem(name) == PurePosixPath(path).stem)
        if _kind(path) == DECISIONS and path.endswith(".json"):
            yield from (name for name in self._heads if _pair_of(path, {self._stem(name)}))

    def _stem(self, path: str) -> str:
        """The id of a snapshot, of a broken one what its file is called."""
        head = self._heads.get(path)
        return head.id if head else PurePosixPath(path).stem

    def _said_by(self, path: str) -> frozenset[str]:
        """The names of a snapshot, before and now, where what others refer to changed: its names and its day."""
        base = self._base
        was = base.ends.before.head(base.former.get(path, path)) if base else None
        now = self._heads.get(path)
        if was and now and (_names(was), was.issued) == (_names(now), now.issued):
            return frozenset()
        return frozenset(name for head in (was, now) if head for name in _names(head))


def _names(head: Head) -> tuple[str, ...]:
    return head.id, *head.aliases


def _pair_of(path: str, ids: Collection[str]) -> bool:
    """Whether a file of decisions is on one of these snapshots."""
    stem = PurePosixPath(path).stem
    return any(stem.startswith(f"{name}--") or stem.endswith(f"--{name}") for name in ids)
