"""Scores of candidate pairs: how alike two measures are, and how far one holds the other."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from policydiff.align.profile import Profile, damped

_NOTHING = 0.08
"""Scores below this say nothing: two measures of one field share so much by chance."""


class Score(NamedTuple):
    """How two measures compare: one number in [0, 1], and the share of the weight of the left
    and of the right measure that the other holds.
    """

    value: float
    left_held: float
    right_held: float


def scores(
    left: Sequence[Profile], right: Sequence[Profile], weights: Mapping[str, float]
) -> dict[tuple[int, int], Score]:
    """Scores of the pairs that share something, by their places on both sides.

    The value is the mean of the cosine of the weighted pairs, which says how alike two measures
    are as wholes, and of the larger share held, which finds a part in its whole.
    """
    index = _index(right, weights)
    found: dict[tuple[int, int], Score] = {}
    for one, profile in enumerate(left):
        product: dict[int, float] = defaultdict(float)
        shared: dict[int, float] = defaultdict(float)
        for pair, count in profile.counts.items():
            weight = weights[pair]
            term = damped(count) * weight
            for other, other_count, other_term in index.get(pair, ()):
                product[other] += term * other_term
                shared[other] += weight * (count if count < other_count else other_count)
        for other, alike in product.items():
            mate = right[other]
            left_held = shared[other] / (profile.weight or 1.0)
            right_held = shared[other] / (mate.weight or 1.0)
            value = (alike / (profile.norm * mate.norm or 1.0) + max(left_held, right_held)) / 2
            if value >= _NOTHING:
                found[one, other] = Score(value, left_held, right_held)
    return found


def _index(side: Sequence[Profile], weights: Mapping[str, float]) -> dict[str, list[tuple[int, int, float]]]:
    """For each character pair the measures that have it, with its count and its term."""
    index: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for at, profile in enumerate(side):
        for pair, count in profile.counts.items():
            index[pair].append((at, count, damped(count) * weights[pair]))
    return index
