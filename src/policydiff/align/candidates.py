"""Candidates: the few measures of the other side that come near a measure, found without trying all.

An inverted index is read from the rarest feature of a measure on, until enough entries are seen;
so the work grows with the number of measures, not with its square.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from policydiff.align.weights import Weighed, cosine

Place = tuple[int, int]
"""A left and a right measure, by their places on their sides."""

_KEPT = 8
"""Nearest measures kept, by character pairs, by terms and by both: no labelled link of real documents is lost."""
_LOOKED_AT = 16
"""Measures whose nearness is worked out in full."""
_ENTRIES = 600
"""Index entries read for one measure; its commonest features are left unread."""
_LEAST = 0.05
"""Nearness below which no labelled pair came near a link; of what is below, the nearest of a measure is kept."""
_EQUAL = 1e-9

Index = Mapping[str, Sequence[tuple[int, float]]]


class Near(NamedTuple):
    """How near two texts are: the cosines of their character pairs and of their terms."""

    pairs: float
    terms: float

    @property
    def mean(self) -> float:
        return (self.pairs + self.terms) / 2


def candidates(
    left: Sequence[Weighed],
    right: Sequence[Weighed],
    given: Set[Place] = frozenset(),
    barred: Set[Place] = frozenset(),
    settled: Set[Place] = frozenset(),
    least: float = _LEAST,
) -> dict[Place, Near]:
    """The candidate pairs, the same from either side: the nearest and those `given`, without those `barred`.

    Measures of `settled` pairs look for no other, but may be found by others.
    """
    measured: dict[Place, Near] = {}

    def near(place: Place) -> Near:
        if place not in measured:
            one, other = left[place[0]], right[place[1]]
            measured[place] = Near(cosine(one.pairs, other.pairs), cosine(one.terms, other.terms))
        return measured[place]

    lefts, rights = {one for one, _ in settled}, {other for _, other in settled}
    found = {*given}
    found.update(_nearest(left, right, lefts, near, least))
    found.update((one, other) for other, one in _nearest(right, left, rights, lambda place: near(place[::-1]), least))
    return {place: near(place) for place in sorted(found - barred)}


def _nearest(
    side: Sequence[Weighed],
    others: Sequence[Weighed],
    without: Set[int],
    measure: Callable[[Place], Near],
    least: float,
) -> Iterator[Place]:
    """For each measure of a side but those `without` its nearest ones of the other."""
    index = _index(others)
    for at, weighed in enumerate(side):
        if at in without:
            continue
        looked_at = _best(_read(weighed, index), _LOOKED_AT, others)
        near = {other: measure((at, other)) for other in looked_at}
        by_mean = {other: value.mean for other, value in near.items()}
        kept = set(_best(by_mean, 1, others))
        near = {other: value for other, value in near.items() if by_mean[other] >= least or other in kept}
        for measured in (
            {other: value.pairs for other, value in near.items()},
            {other: value.terms for other, value in near.items()},
            {other: by_mean[other] for other in near},
        ):
            kept.update(_best(measured, _KEPT, others))
        yield from ((at, other) for other in kept)


def _index(side: Sequence[Weighed]) -> Index:
    """For each feature the measures that bear it."""
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, weighed in enumerate(side):
        for vector in (weighed.pairs, weighed.terms):
            for name, value in vector.items():
                index[name].append((at, value))
    return index


def _read(weighed: Weighed, index: Index) -> dict[int, float]:
    """The dot products with the measures found, from the rarest feature on."""
    vector = {**weighed.pairs, **weighed.terms}
    found: dict[int, float] = defaultdict(float)
    read = 0
    for size, name in sorted((len(index[name]), name) for name in vector if name in index):
        read += size
        if read > _ENTRIES and found:
            break
        value = vector[name]
        for other, weight in index[name]:
            found[other] += value * weight
    return found


def _best(found: Mapping[int, float], number: int, others: Sequence[Weighed]) -> list[int]:
    """The nearest, equal ones by their words so that their order has no say."""
    if len(found) <= number:
        return list(found)
    least = heapq.nlargest(number, found.values())[-1] - _EQUAL
    ranked = [(-round(value, 9), others[at].profile.text, at) for at, value in found.items() if value >= least]
    return [at for _, _, at in sorted(ranked)[:number]]
