"""Which files are judged: those that belong to what is named or changed, and those that depend on it."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from policydiff.corpus import Corpus, is_path
from policydiff.errors import LookupFailedError
from policydiff.snapshot.head import Head
from policydiff.workflows.corrections import FOLDER as CORRECTIONS
from policydiff.workflows.decisions import FOLDER as DECISIONS
from policydiff.workflows.validation.base import Base

Heads = Mapping[str, Head | None]
"""What the files of snapshots say of themselves, by their names; None of a broken one."""


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


def kind_of(path: str) -> str:
    """The folder within that of the snapshots that a file lies directly in; "" for none."""
    parts = path.split("/")
    return parts[0] if len(parts) == 2 else ""


def _is_snapshot(path: str) -> bool:
    return "/" not in path and path.endswith(".json")


class Choice:
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
        pairs = {path for path in self.present if kind_of(path) == DECISIONS and _pair_of(path, ids)}
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
            corrections=frozenset(path for path in kept if kind_of(path) == CORRECTIONS),
            decisions=frozenset(path for path in kept if kind_of(path) == DECISIONS),
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
        if path != "." and (self._corpus.folder / path).is_dir():
            raise LookupFailedError("is a folder", where=name, remedy="name files, or snapshots")
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
            broken = sorted(path for path, head in self._heads.items() if head is None)
            if broken:  # its id and aliases are not known
                remedy = f"{', '.join(broken)} cannot be read: policydiff validate says why"
                raise LookupFailedError(f"no snapshot “{name}”", where=where, remedy=remedy)
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
        if kind_of(path) == CORRECTIONS:
            yield from (name for name in self._heads if self._stem(name) == PurePosixPath(path).stem)
        if kind_of(path) == DECISIONS and path.endswith(".json"):
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
