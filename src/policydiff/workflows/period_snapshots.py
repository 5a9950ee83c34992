"""What became of each snapshot of a folder from one end of a period to the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from policydiff.changes.severities import Severities
from policydiff.compare.editions.period import (
    ADDED,
    CHANGED,
    CORRECTION,
    NATURES,
    REMOVED,
    RENAMED,
    UNREADABLE,
    CorrectionChange,
    Leg,
    SnapshotChange,
)
from policydiff.corpus import Corpus
from policydiff.errors import DecisionError, PolicydiffError
from policydiff.history.trees import path_in
from policydiff.model.correction import Correction
from policydiff.model.document import Snapshot
from policydiff.read.correction_files import load_corrections
from policydiff.workflows.corrections import FOLDER as CORRECTIONS
from policydiff.workflows.period_ends import End, Ends, readable
from policydiff.workflows.period_legs import legs
from policydiff.workflows.period_pairs import NewPairs


@dataclass(frozen=True, slots=True)
class Pairing:
    """The files of one snapshot at both ends; None where there is none."""

    before: str | None
    after: str | None

    @property
    def path(self) -> str:
        """The file that it is called by."""
        return self.after or self.before or ""

    @property
    def is_renamed(self) -> bool:
        """Whether the file bears another name."""
        return None not in (self.before, self.after) and self.before != self.after


def pairings(ends: Ends) -> list[Pairing]:
    """The files of all snapshots at both ends: one that bears another id, and was read from the same source, or
    another name and has the same id, is the same snapshot.
    """
    before, after = ends.before, ends.after
    kept = before.snapshot_paths & after.snapshot_paths
    gone = sorted(before.snapshot_paths - kept)
    found = [Pairing(path, path) for path in sorted(kept)]
    for path in sorted(after.snapshot_paths - kept):
        former = _former(path, gone, ends) if gone else None
        if former:
            gone.remove(former)
        found.append(Pairing(former, path))
    return [*found, *(Pairing(path, None) for path in gone)]


def _former(path: str, gone: Sequence[str], ends: Ends) -> str | None:
    """The file, of those that are gone, that a new one was: by its id, its source, or the history of its renames."""
    before, after = ends.before, ends.after
    head = after.head(path)
    heads = [(old, one) for old in gone if (one := before.head(old))]
    same_id = (old for old, one in heads if head and one.id == head.id)
    same_source = (old for old, one in heads if head and one.sha256 == head.sha256)
    found = next(same_id, None) or next(same_source, None)
    if found:
        return found
    was = path_in(ends.history, before.commit, after.place(path), after.commit)
    return next((old for old in gone if before.place(old) == was), None)


class SnapshotChanges:
    """Tells what became of snapshots; `reprinted` are those whose file alone was written otherwise."""

    def __init__(
        self, ends: Ends, corpus: Corpus, severities: Severities | None = None, profile: str | None = None
    ) -> None:
        self._ends = ends
        self._corpus = corpus
        self._pairs = NewPairs(ends.after, corpus, severities, profile)
        self.reprinted: list[str] = []

    def all(self, among: Sequence[Pairing]) -> Iterator[SnapshotChange]:
        """What became of every one of these that was touched."""
        for one in among:
            if one.is_renamed or {one.before, one.after, *self._correction_paths(one)} & self._ends.touched:
                change = self._change(one)
                if change is not None:
                    yield change

    def _correction_paths(self, one: Pairing) -> list[str]:
        return [f"{CORRECTIONS}/{path}" for path in dict.fromkeys((one.before, one.after)) if path]

    def _change(self, one: Pairing) -> SnapshotChange | None:
        faults: list[str] = []
        before, after = (
            self._load(self._ends.before, one.before, faults),
            self._load(self._ends.after, one.after, faults),
        )
        status = ADDED if one.before is None else REMOVED if one.after is None else CHANGED
        named = after or before
        change = SnapshotChange(
            id=named.id if after or (before and not one.after) else readable(PurePosixPath(one.path).stem),  # type: ignore[union-attr]
            former=None,
            status=status,
            nature=None,
            before=before,
            after=after,
            corrections=tuple(self._corrections(one, faults)),
            is_unsaved=bool({one.before, one.after, *self._correction_paths(one)} & self._ends.after.unsaved),
        )
        if one.is_renamed and before:
            change = replace(
                change, former=before.id if before.id != change.id else PurePosixPath(one.before or "").stem
            )
        if status == ADDED and after:
            change = replace(change, pairs=tuple(self._pairs.of(after)))
        elif status == CHANGED:
            try:
                told = self._told(one, replace(change, faults=tuple(faults)))
            except DecisionError as error:  # the file of decisions between editions
                faults.append(readable(str(error)))
                told = replace(change, nature=UNREADABLE)
            if told is None:
                return None
            change = told
        return replace(change, faults=tuple(faults))

    def _told(self, one: Pairing, change: SnapshotChange) -> SnapshotChange | None:
        """A snapshot that is at both ends with what changed in it; None where nothing but its file did."""
        before, after = change.before, change.after
        is_same = before is not None and after is not None and _renamed(before, after) == after
        if before is None or after is None or (is_same and change.faults):
            return replace(change, nature=UNREADABLE)
        if is_same:
            if change.corrections:
                return replace(change, nature=CORRECTION)
            if not one.is_renamed:
                self.reprinted += [one.path] if one.path in self._ends.touched else []
                return None
            return replace(change, status=RENAMED)
        found = self._legs(one, before, after)
        natures = {leg.kind for leg in found}
        nature = next((name for name in NATURES if name in natures), CORRECTION)
        return replace(change, legs=found, nature=nature)

    def _legs(self, one: Pairing, before: Snapshot, after: Snapshot) -> tuple[Leg, ...]:
        blob = self._ends.before.blobs[one.before or ""]
        return legs(self._ends, self._corpus, (one.after or "", blob), before, after)

    @staticmethod
    def _load(end: End, path: str | None, faults: list[str]) -> Snapshot | None:
        try:
            return end.snapshot(path) if path else None
        except PolicydiffError as error:
            faults.append(readable(str(error)))
            return None

    def _corrections(self, one: Pairing, faults: list[str]) -> Iterator[CorrectionChange]:
        files = [f"{CORRECTIONS}/{path}" if path else "" for path in (one.before, one.after)]
        blobs = [end.blobs.get(file) for end, file in zip((self._ends.before, self._ends.after), files, strict=True)]
        if blobs[0] == blobs[1]:
            return
        sides: list[tuple[Correction, ...]] = []
        for end, file in zip((self._ends.before, self._ends.after), files, strict=True):
            try:
                text = end.text(file) if file else None
                name = PurePosixPath(file).stem
                sides.append(load_corrections(text, end.where(file), name).corrections if text is not None else ())
            except PolicydiffError as error:
                faults.append(readable(str(error)))
                return
        yield from correction_changes(*sides)


def correction_changes(before: Sequence[Correction], after: Sequence[Correction]) -> Iterator[CorrectionChange]:
    """Which corrections were made, changed and taken back: one on the same cell of the same measure is the same,
    whatever number that bears.
    """
    was, has = _keyed(before), _keyed(after)
    for key in dict.fromkeys((*has, *was)):
        one, other = was.get(key), has.get(key)
        if one is None or other is None or replace(one, measure=other.measure) != other:
            yield CorrectionChange(before=one, after=other)


Key = tuple[str, str | None, str, str | None, int]


def _keyed(corrections: Sequence[Correction]) -> Mapping[Key, Correction]:
    found: dict[Key, Correction] = {}
    for one in corrections:
        name = one.words or one.measure or one.section or (str(one.note) if one.note else None)
        at = 0
        while (key := (one.kind, name, one.field, one.read, at)) in found:
            at += 1
        found[key] = one
    return found


def _renamed(before: Snapshot, after: Snapshot) -> Snapshot:
    """A snapshot under the id of another one, its source under the other's name."""
    return replace(before, id=after.id, source=replace(before.source, path=after.source.path), format=after.format)
