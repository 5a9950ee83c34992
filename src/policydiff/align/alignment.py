"""The alignment of two documents: linked pairs with confidence, and the nearest of the rest."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policydiff.align.further import further_sources
from policydiff.align.profile import Profile, profiles
from policydiff.align.scores import Score, scores
from policydiff.model.document import Measure

_LINKED = 0.42
"""Score from which a best pair is a link. Labelled links of the national and the Xiamen plan of
2020 score 0.5 and more, unrelated pairs that nothing better explains 0.3 and less."""
_STEEPNESS = 10.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A left and a right measure, by id, and how sure it is that they belong together."""

    left: str
    right: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Linked pairs, and for every measure of each side the nearest of the other."""

    pairs: tuple[Pair, ...]
    nearest_right: Mapping[str, Pair]
    nearest_left: Mapping[str, Pair]


def align(left: Sequence[Measure], right: Sequence[Measure]) -> Alignment:
    """Align the measures of two documents by their words alone.

    The result does not depend on the order of the measures but to tell apart measures with the
    same words; number and place are no evidence.
    """
    lefts, rights, weights = profiles(left, right)
    scored = scores(lefts, rights, weights)
    best = _assign(lefts, rights, scored)
    linked = {pair: _confidence(scored[pair].value) for pair in best}
    for pair, coverage in further_sources(lefts, rights, scored, best).items():
        linked[pair] = _confidence(coverage * (1 - _LINKED) + _LINKED / 2)
    pairs = [Pair(lefts[i].id, rights[j].id, confidence) for (i, j), confidence in sorted(linked.items())]
    by_left, by_right = _nearest(lefts, rights, scored)
    return Alignment(tuple(pairs), by_left, by_right)


def _confidence(value: float) -> float:
    """The score as a number that reads as a probability: one half at the threshold."""
    return round(1 / (1 + math.exp(-_STEEPNESS * (value - _LINKED))), 3)


def _assign(
    left: Sequence[Profile], right: Sequence[Profile], scored: Mapping[tuple[int, int], Score]
) -> set[tuple[int, int]]:
    """One to one, the best pair first; equal pairs by their words, equal words by the distance of their places."""
    chosen: set[tuple[int, int]] = set()
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    ranked = sorted(
        (pair for pair, score in scored.items() if score.value >= _LINKED),
        key=lambda pair: (
            -round(scored[pair].value, 9),
            sorted((left[pair[0]].text, right[pair[1]].text)),
            abs(left[pair[0]].order - right[pair[1]].order),
        ),
    )
    for one, other in ranked:
        if one not in taken_left and other not in taken_right:
            chosen.add((one, other))
            taken_left.add(one)
            taken_right.add(other)
    return chosen


def _nearest(
    left: Sequence[Profile], right: Sequence[Profile], scored: Mapping[tuple[int, int], Score]
) -> tuple[dict[str, Pair], dict[str, Pair]]:
    """For each measure of either side its best pair, by score and then by words."""
    best_of_left: dict[int, tuple[float, str, int]] = {}
    best_of_right: dict[int, tuple[float, str, int]] = {}
    for (one, other), score in scored.items():
        value = round(score.value, 9)
        for best, at, mate, profile in (
            (best_of_left, one, other, right[other]),
            (best_of_right, other, one, left[one]),
        ):
            known = best.get(at)
            if known is None or value > known[0] or (value == known[0] and profile.text < known[1]):
                best[at] = (value, profile.text, mate)
    by_left = {
        left[one].id: Pair(left[one].id, right[other].id, _confidence(value))
        for one, (value, _, other) in best_of_left.items()
    }
    by_right = {
        right[other].id: Pair(left[one].id, right[other].id, _confidence(value))
        for other, (value, _, one) in best_of_right.items()
    }
    return by_left, by_right
