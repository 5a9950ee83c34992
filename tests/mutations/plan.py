"""Which measures are mutated in which way."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from policydiff.model.document import Measure
from tests.mutations.blocks import (
    Block,
    Own,
    Source,
    absorb,
    absorbable,
    delete,
    distract,
    insert,
    keep,
    merge,
    regroup,
    split,
)
from tests.mutations.texts import most_pieces
from tests.mutations.wording import other_subject, swap_numbers

Suitable = Callable[[int], bool]

_MOST = 4
_TRIES = 40
_LOOKED_AT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Shares of the left measures, from 0 to 1, that each mutation takes part in.

    `reword`, `numbers` and `names` are shares of the right measures that have a source; `insert`
    and `distract` say how many measures come in, for each left one.
    """

    reword: float = 0.0
    intensity: str = "light"
    split: float = 0.0
    merge: float = 0.0
    regroup: float = 0.0
    absorb: float = 0.0
    delete: float = 0.0
    insert: float = 0.0
    distract: float = 0.0
    move: float = 0.0
    numbers: float = 0.0
    names: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The left measures; measures without a counterpart among them; which left ones may be deleted
    because no other is nearly the same.
    """

    measures: Sequence[Measure]
    strangers: Sequence[Measure]
    lonely: frozenset[int]
    own: Own


class Pool:
    """Positions of left measures that nothing has become of yet, in random order."""

    def __init__(self, material: Material, rng: Random) -> None:
        self._measures = material.measures
        self._most = [most_pieces(measure.text, material.own) for measure in material.measures]
        self._free = deque(rng.sample(range(len(material.measures)), len(material.measures)))
        self._sectioned = len({measure.section for measure in material.measures}) > 1

    def take(self, count: int, suitable: Suitable) -> list[Source] | None:
        """Measures that stand neither beside each other nor in one section; None where there seem to be none left.

        Those passed over go to the other end, so that they are not looked at again and again.
        """
        taken: list[int] = []
        passed: list[int] = []
        while self._free and len(taken) < count and len(passed) < _LOOKED_AT:
            at = self._free.pop()
            (taken if self._apart(at, taken) and suitable(at) else passed).append(at)
        self._free.extendleft(passed)
        sources = [(at, self._measures[at]) for at in taken]
        if len(taken) < count:
            self.give_back(sources)
            return None
        return sources

    def in_pieces(self, count: int) -> Suitable:
        return lambda at: self._most[at] >= count

    def give_back(self, sources: Sequence[Source]) -> None:
        self._free.extendleft(at for at, _ in sources)

    def rest(self) -> list[Source]:
        return [(at, self._measures[at]) for at in sorted(self._free)]

    def _apart(self, at: int, taken: Sequence[int]) -> bool:
        section = self._measures[at].section
        return all(
            abs(at - other) > 1 and not (self._sectioned and section == self._measures[other].section)
            for other in taken
        )


def plan(material: Material, rates: Rates, rng: Random) -> list[Block]:
    """What becomes of every left measure, and what comes in."""
    pool = Pool(material, rng)
    blocks = [
        *_some(rates.absorb, pool, material, rng, _absorbed),
        *_some(rates.regroup, pool, material, rng, _regrouped),
        *_some(rates.split, pool, material, rng, _split),
        *_some(rates.merge, pool, material, rng, _merged),
        *_some(rates.delete, pool, material, rng, _deleted),
        *map(keep, pool.rest()),
    ]
    count = min(_share(rates.insert, material), len(material.strangers))
    blocks += map(insert, rng.sample(list(material.strangers), count))
    return blocks + list(_distractors(_share(rates.distract, material), material, rng))


Made = tuple[list[Source], Block | None]
"""Measures taken from the pool, none where it has no more, and what they become, None where they do not go together."""


def _some(
    rate: float, pool: Pool, material: Material, rng: Random, make: Callable[[Pool, Material, Random], Made]
) -> Iterator[Block]:
    """Blocks until the share of measures is used, at least one where it can be made."""
    left, tries = _share(rate, material), _TRIES
    while left > 0 and tries:
        sources, block = make(pool, material, rng)
        if block:
            left, tries = left - len(block.left), _TRIES
            yield block
        else:
            pool.give_back(sources)
            tries = tries - 1 if sources else 0


def _share(rate: float, material: Material) -> int:
    return max(round(rate * len(material.measures)), rate > 0)


def _absorbed(pool: Pool, material: Material, rng: Random) -> Made:
    def gives_a_clause(at: int) -> bool:
        return at in material.lonely and absorbable(material.measures[at], material.own, rng) is not None

    second = pool.take(1, gives_a_clause)
    main = pool.take(1, _any) if second else None
    if not second or not main:
        return second or [], None
    together = abs(main[0][0] - second[0][0]) > 1
    return [*main, *second], absorb(main[0], second[0], material.own, rng) if together else None


def _regrouped(pool: Pool, material: Material, rng: Random) -> Made:
    for size in range(rng.choice((2, 2, 3, 4)), 1, -1):
        for count in range(rng.choice((2, 2, 3, 4)), 1, -1):
            taken = pool.take(count, pool.in_pieces(size))
            if taken:
                return taken, regroup(taken, size, material.own, rng)
    return [], None


def _split(pool: Pool, material: Material, rng: Random) -> Made:
    for count in range(rng.randint(2, _MOST), 1, -1):
        taken = pool.take(1, pool.in_pieces(count))
        if taken:
            return taken, split(taken[0], count, material.own, rng)
    return [], None


def _merged(pool: Pool, material: Material, rng: Random) -> Made:
    for count in range(rng.randint(2, _MOST), 1, -1):
        taken = pool.take(count, _any)
        if taken:
            return taken, merge(taken, rng)
    return [], None


def _deleted(pool: Pool, material: Material, rng: Random) -> Made:
    taken = pool.take(1, material.lonely.__contains__)
    return (taken, delete(taken[0])) if taken else ([], None)


def _any(at: int) -> bool:
    return True


def _distractors(count: int, material: Material, rng: Random) -> Iterator[Block]:
    """As many as the measures allow."""
    for measure in rng.sample(list(material.measures), len(material.measures)):
        if count == 0:
            return
        text = other_subject(measure.text, rng)
        if text:
            count -= 1
            yield distract(measure, swap_numbers(text, rng))
