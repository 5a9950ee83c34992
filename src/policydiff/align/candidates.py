"""Candidates: the few measures of the other side that come near a measure, found without trying all.

An inverted index is read from the rarest feature of a measure on, until enough entries are seen;
so the work grows with the number of measures, not with its square.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from policydiff.align.weights import Vector, Weighed, cosine

Place = tuple[int, int]
"""A left and a right measure, by their places on their sides."""

_KEPT = 8
"""Nearest measures kept, by character pairs, by terms and by both. With 8 no labelled link is lost, but some rewritten beyond recognition."""
_ENTRIES = 4000
"""Index entries read for one measure. Documents of a few hundred measures are read in full."""


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
) -> dict[Place, Near]:
    """The candidate pairs, the same from either side: the nearest and those `given`, without those `barred`."""
    found = {(one, other) for one, others in _nearest(left, right) for other in others}
    found |= {(one, other) for other, ones in _nearest(right, left) for one in ones}
    found = (found | given) - barred
    return {
        (one, other): Near(cosine(left[one].pairs, right[other].pairs), cosine(left[one].terms, right[other].terms))
        for one, other in sorted(found)
    }


def _nearest(side: Sequence[Weighed], others: Sequence[Weighed]) -> Iterable[tuple[int, set[int]]]:
    pairs, terms = _index(weighed.pairs for weighed in others), _index(weighed.terms for weighed in others)
    for at, weighed in enumerate(side):
        by_pairs, by_terms = _read(weighed.pairs, pairs), _read(weighed.terms, terms)
        by_both = {other: by_pairs.get(other, 0.0) + by_terms.get(other, 0.0) for other in by_pairs.keys() | by_terms}
        yield at, {other for found in (by_pairs, by_terms, by_both) for other in _best(found, others)}


def _index(vectors: Iterable[Vector]) -> dict[str, list[tuple[int, float]]]:
    """For each feature the measures that bear it."""
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, vector in enumerate(vectors):
        for name, value in vector.items():
            index[name].append((at, value))
    return index


def _read(vector: Vector, index: dict[str, list[tuple[int, float]]]) -> dict[int, float]:
    """The dot products with the measures found, from the rarest feature on."""
    found: dict[int, float] = defaultdict(float)
    read = 0
    for _, name in sorted((len(index[name]), name) for name in vector if name in index):
        read += len(index[name])
        if read > _ENTRIES and found:
            break
        value = vector[name]
        for other, weight in index[name]:
            found[other] += value * weight
    return found


def _best(found: dict[int, float], others: Sequence[Weighed]) -> list[int]:
    """The nearest, equal ones by their words so that their order has no say."""
    ranked = ((-round(value, 9), others[other].profile.text, other) for other, value in found.items())
    return [other for _, _, other in heapq.nsmallest(_KEPT, ranked)]
