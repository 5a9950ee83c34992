"""Which part of a snapshot is which of its source read again: measures, sections and notes."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from policydiff.check.order import out_of_order
from policydiff.model.document import PRINTED, Measure, Note, Section

Key = Callable[[Any], Hashable]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one kind: pairs of their places here and in the source, and what one of the two has alone."""

    pairs: tuple[tuple[int, int], ...]
    invented: tuple[int, ...]
    lost: tuple[int, ...]

    @property
    def moved(self) -> list[int]:
        """The places here of what stands in another order than in the source."""
        return [self.pairs[at][0] for at in out_of_order([there for _, there in self.pairs])]

    def next_to(self, there: int) -> int | None:
        """The place here of the first part that stands behind a lost one; None where none does."""
        return min((here for here, other in self.pairs if other > there), default=None)


def _words(measure: Measure) -> Hashable:
    return tuple(measure.printed(column) for column in PRINTED)


def _heading(section: Section) -> Hashable:
    return section.label, section.title, section.intro


MEASURES: tuple[Key, ...] = (
    lambda one: (one.id, one.number, _words(one)),
    _words,
    lambda one: one.id,
    lambda one: one.location.lines,
)
SECTIONS: tuple[Key, ...] = (lambda one: (one.id, _heading(one)), _heading, lambda one: one.id)
NOTES: tuple[Key, ...] = (lambda one: (one.text, one.measures), lambda one: one.text)
"""What makes two parts the same one, the surest first."""


def match_parts(here: Sequence[Any], there: Sequence[Any], keys: Sequence[Key]) -> Parts:
    """Pair the parts of a snapshot with those of its source read again.

    What is equal and stands in the same order is paired first, so that of a part and its copy the copy is left over;
    then what is equal by each key in turn.
    """
    pairs = _in_order([keys[0](one) for one in here], [keys[0](one) for one in there])
    for key in keys:
        taken, met = ({pair[side] for pair in pairs} for side in (0, 1))
        free: dict[Hashable, list[int]] = {}
        for at, one in enumerate(there):
            if at not in met:
                free.setdefault(key(one), []).append(at)
        for at, one in enumerate(here):
            if at not in taken and free.get(key(one)):
                pairs.append((at, free[key(one)].pop(0)))
    pairs = sorted(pairs) if keys is not NOTES else _with_edited_notes(sorted(pairs), here, there)
    taken, met = ({pair[side] for pair in pairs} for side in (0, 1))
    return Parts(
        tuple(pairs),
        tuple(at for at in range(len(here)) if at not in taken),
        tuple(at for at in range(len(there)) if at not in met),
    )


def _in_order(here: Sequence[Hashable], there: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of equals in one order, first from both ends: of two equals side by side the second is left over."""
    shorter = min(len(here), len(there))
    start = next((at for at in range(shorter) if here[at] != there[at]), shorter)
    end = next((at for at in range(shorter - start) if here[-1 - at] != there[-1 - at]), shorter - start)
    one, other = here[start : len(here) - end], there[start : len(there) - end]
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [
        *((at, at) for at in range(start)),
        *((start + a + at, start + b + at) for a, b, size in blocks for at in range(size)),
        *((len(here) - at, len(there) - at) for at in range(end, 0, -1)),
    ]


def _with_edited_notes(
    pairs: list[tuple[int, int]], here: Sequence[Note], there: Sequence[Note]
) -> list[tuple[int, int]]:
    """Notes have no names: of those between the same two that are paired, as many here as there are the same ones."""
    ends = [(-1, -1), *pairs, (len(here), len(there))]
    between = [(range(a + 1, b), range(c + 1, d)) for (a, c), (b, d) in pairwise(ends) if d > c]
    found = [pair for one, other in between if len(one) == len(other) for pair in zip(one, other, strict=True)]
    return sorted([*pairs, *found])
