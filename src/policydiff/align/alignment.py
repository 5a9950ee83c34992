"""The alignment of two documents: linked pairs with confidence, and the nearest of the rest."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policydiff.align.further import further_sources
from policydiff.align.profile import Profile, profiles
from policydiff.align.scores import Score, scores
from policydiff.model.decision import NO_RULINGS, Rulings
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
    """Linked pairs, candidates that are no links, and for every measure of each side the nearest of the other."""

    pairs: tuple[Pair, ...]
    candidates: tuple[Pair, ...]
    nearest_right: Mapping[str, Pair]
    nearest_left: Mapping[str, Pair]


def align(left: Sequence[Measure], right: Sequence[Measure], rulings: Rulings = NO_RULINGS) -> Alignment:
    """Align the measures of two documents by their words alone, and by what was decided.

    Decided pairs are taken first, with confidence 1, and steer the rest; barred pairs are never
    looked at. The result does not depend on the order of the measures but to tell apart measures with the
    same words; number and place are no evidence.
    """
    lefts, rights, weights = profiles(left, right)
    barred, decided = _places(rulings.barred, lefts, rights), _places(rulings.linked, lefts, rights)
    scored = {pair: score for pair, score in scores(lefts, rights, weights).items() if pair not in barred}
    best = _assign(lefts, rights, scored, decided)
    linked = {pair: 1.0 if pair in decided else _confidence(scored[pair].value) for pair in best}
    for pair, coverage in further_sources(lefts, rights, scored, best).items():
        linked[pair] = _confidence(coverage * (1 - _LINKED) + _LINKED / 2)
    pairs = [Pair(lefts[i].id, rights[j].id, confidence) for (i, j), confidence in sorted(linked.items())]
    by_left, by_right = _nearest(lefts, rights, scored)
    return Alignment(tuple(pairs), _candidates(pairs, by_left, by_right, lefts), by_left, by_right)


def _places(
    pairs: Iterable[tuple[str, str]], left: Sequence[Profile], right: Sequence[Profile]
) -> frozenset[tuple[int, int]]:
    """Pairs of ids as pairs of places."""
    lefts = {profile.id: at for at, profile in enumerate(left)}
    rights = {profile.id: at for at, profile in enumerate(right)}
    return frozenset((lefts[one], rights[other]) for one, other in pairs)


def _candidates(
    linked: Iterable[Pair], by_left: Mapping[str, Pair], by_right: Mapping[str, Pair], left: Sequence[Profile]
) -> tuple[Pair, ...]:
    """The nearest pairs that are not linked, in the order of the left side."""
    known = {(pair.left, pair.right) for pair in linked}
    near = {(pair.left, pair.right): pair for pair in (*by_left.values(), *by_right.values())}
    order = {profile.id: at for at, profile in enumerate(left)}
    return tuple(sorted((near[key] for key in near.keys() - known), key=lambda pair: (order[pair.left], pair.right)))


def _confidence(value: float) -> float:
    """The score as a number that reads as a probability: one half at the threshold."""
    return round(1 / (1 + math.exp(-_STEEPNESS * (value - _LINKED))), 3)


def _assign(
    left: Sequence[Profile],
    right: Sequence[Profile],
    scored: Mapping[tuple[int, int], Score],
    decided: frozenset[tuple[int, int]],
) -> set[tuple[int, int]]:
    """What is decided, then one to one, the best pair first; equal pairs by their words, equal words
    by the distance of their places.
    """
    chosen = set(decided)
    taken_left = {one for one, _ in decided}
    taken_right = {other for _, other in decided}
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
