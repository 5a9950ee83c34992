"""Profiles: the texts of two documents as weighted character pairs.

Pairs of neighbouring characters weigh by how rare they are in both documents together (inverse
document frequency, Spärck Jones 1972), so that stock phrases weigh little without a list of them.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from policydiff.model.decision import DecidedMeasure
from policydiff.model.document import Measure
from policydiff.text.clauses import clauses, sentences
from policydiff.text.fold import QUOTE, SENTENCE, SEPARATORS, fold

_SIGNS = SEPARATORS | {QUOTE}


@dataclass(frozen=True, slots=True)
class Part:
    """A clause or sentence: its length in characters, its pairs, and what they weigh together."""

    length: int
    pairs: frozenset[str]
    weight: float


@dataclass(frozen=True)
class Profile:
    """A measure as the aligner sees it: `norm` of its weighted pairs, their whole `weight`, and what the
    rarest pair of both documents weighs.
    """

    id: str
    text: str
    order: int
    counts: Mapping[str, int]
    norm: float
    weight: float
    rarest: float
    weights: Mapping[str, float] = field(repr=False)

    @cached_property
    def clauses(self) -> tuple[Part, ...]:
        """The clauses of the text."""
        return tuple(_part(self.text[start:end], self.weights) for start, end in clauses(self.text))

    @cached_property
    def sentences(self) -> tuple[Part, ...]:
        """The sentences of the text."""
        return tuple(_part(self.text[start:end], self.weights) for start, end in sentences(self.text))


def character_pairs(text: str) -> list[str]:
    """Neighbouring characters of a folded text; none spans a sign."""
    return [one + other for one, other in pairwise(text) if one not in _SIGNS and other not in _SIGNS]


def damped(count: int) -> float:
    """A count on a scale on which the second time says less than the first (1 + log count)."""
    return 1.0 if count == 1 else 1 + math.log(count)


def policy_text(measure: Measure | DecidedMeasure) -> str:
    """The folded words of a measure, title and text; what relations judge."""
    title = fold(measure.title or "").text
    return f"{title}{SENTENCE if title else ''}{fold(measure.text).text}"


def profiles(
    left: Sequence[Measure], right: Sequence[Measure]
) -> tuple[list[Profile], list[Profile], Mapping[str, float]]:
    """Profiles of both sides, and the weight of each character pair."""
    counted = [[_counted(measure) for measure in side] for side in (left, right)]
    frequency = Counter(pair for side in counted for _, counts in side for pair in counts)
    total = len(left) + len(right)
    weights = {pair: math.log((total + 1) / count) for pair, count in frequency.items()}
    sides = [
        [
            _profile(measure.id, text, order, counts, weights, math.log(total + 1))
            for order, (measure, (text, counts)) in enumerate(zip(side, known, strict=True))
        ]
        for side, known in zip((left, right), counted, strict=True)
    ]
    return sides[0], sides[1], weights


def _counted(measure: Measure) -> tuple[str, Counter[str]]:
    text = policy_text(measure)
    return text, Counter(character_pairs(text))


def _profile(
    name: str, text: str, order: int, counts: Counter[str], weights: Mapping[str, float], rarest: float
) -> Profile:
    squares = sum((damped(count) * weights[pair]) ** 2 for pair, count in counts.items())
    weight = sum(weights[pair] * count for pair, count in counts.items())
    return Profile(name, text, order, counts, math.sqrt(squares), weight, rarest, weights)


def _part(text: str, weights: Mapping[str, float]) -> Part:
    pairs = character_pairs(text)
    return Part(len(text), frozenset(pairs), sum(weights[pair] for pair in dict.fromkeys(pairs)))
