"""What became of the measures of a snapshot from one edition of it to the next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policydiff.model.comparison import MATCHER, MERGED, REGROUPED, SPLIT, Change, Evidence, Link

UNCHANGED, RENUMBERED, MOVED, CHANGED = "unchanged", "renumbered", "moved", "changed"
DROPPED, ADDED = "dropped", "added"
FATES = (UNCHANGED, RENUMBERED, MOVED, CHANGED, SPLIT, MERGED, REGROUPED, DROPPED, ADDED)
"""What can become of measures; one that changed may also bear another number or stand in another section."""

Heading = tuple[str, str]
"""The printed headings that a measure stood and stands under; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A printed cell of one measure that is not the same character for character; None where it is empty."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """Measures of the old edition, by id, and what they are in the new one.

    `relation` is that of their link, None where no words were compared. `changes` are typed, `cells` the printed cells
    of a single measure that differ, or the words of one that came or went, `derived` the fields that print the same
    and are understood otherwise. `confidence` and `evidence` say why they are the same.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    fate: str
    heading: Heading | None = None
    relation: str | None = None
    confidence: float = 1.0
    decided_by: str = MATCHER
    evidence: tuple[Evidence, ...] = ()
    changes: tuple[Change, ...] = ()
    cells: tuple[CellChange, ...] = ()
    derived: tuple[str, ...] = ()

    @property
    def link(self) -> Link | None:
        """The link between them, as a comparison of two documents has it; None where their words were not compared."""
        if self.relation is None:
            return None
        return Link(
            left=self.before,
            right=self.after,
            relation=self.relation,
            confidence=self.confidence,
            decided_by=self.decided_by,
            evidence=self.evidence,
            changes=self.changes,
        )

    @property
    def is_renumbered(self) -> bool:
        """Whether a measure carries on under another number alone."""
        return len(self.before) == len(self.after) == 1 and self.before != self.after

    @property
    def alters(self) -> bool:
        """Whether words or cells changed, or which measures there are: more than a number, a place, a reading."""
        return bool(self.cells or self.changes) or self.fate not in (UNCHANGED, RENUMBERED, MOVED)


Step = tuple[Transition, ...]
"""What became of the measures between two editions; those that nothing became of are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDifference:
    """How two editions differ: what is said of the document as a whole, and what became of its measures."""

    document: tuple[CellChange, ...]
    measures: Step


def origins(step: Step, measure: str) -> tuple[str, ...]:
    """The measures of the old edition that one of the new edition was; none where it is new."""
    return _followed(((row.after, row.before) for row in step), measure)


def successors(step: Step, measure: str) -> tuple[str, ...]:
    """The measures of the new edition that one of the old edition became; none where it was dropped."""
    return _followed(((row.before, row.after) for row in step), measure)


def _followed(rows: Iterable[tuple[Sequence[str], Sequence[str]]], measure: str) -> tuple[str, ...]:
    found = [there for here, there in rows if measure in here]
    return tuple(dict.fromkeys(name for there in found for name in there)) if found else (measure,)


def runs(step: Iterable[Transition]) -> Iterator[list[Transition]]:
    """Neighbours of which only the number changed, all by as much, in one; others by themselves."""
    run: list[Transition] = []
    for row in step:
        if run and not _follows(run[-1], row):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _follows(one: Transition, other: Transition) -> bool:
    shift = _shift(one)
    return shift is not None and shift == _shift(other) and int(other.before[0]) == int(one.before[0]) + 1


def _shift(row: Transition) -> int | None:
    """By how much a number changed where nothing else did."""
    if row.fate != RENUMBERED or row.derived or not (row.before[0].isdecimal() and row.after[0].isdecimal()):
        return None
    return int(row.after[0]) - int(row.before[0])
