"""Re-ranking: a second opinion on likely pairs, by the similarity of their texts.

Where the similarity comes from is no matter of the aligner: it is handed in, and without one
nothing is re-ranked.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

from policydiff.align.candidates import Place
from policydiff.align.profile import Profile

WEIGHT = 0.5
"""Log odds per standard deviation of similarity. Chosen, not fitted: no label has a say in it.
So the farthest pair moves its odds by a factor of 4.5, less than any strong evidence of the texts."""
_FEW = 8
"""Pairs from which a mean and a deviation say something."""
_FARTHEST = 3.0
_EQUAL = 1e-6


class Similarity(Protocol):
    """How similar two texts are in meaning, for each pair of folded texts: the higher the more."""

    @property
    def name(self) -> str:
        """What a comparison calls it."""

    def __call__(self, pairs: Sequence[tuple[str, str]], /) -> Sequence[float]:
        """A number for each pair, on a scale of its own."""


def reranked(
    likely: Mapping[Place, float], left: Sequence[Profile], right: Sequence[Profile], similarity: Similarity
) -> dict[Place, float]:
    """The probabilities of likely pairs, each raised or lowered by how similar its texts are among them all.

    The texts are asked for once, in an order of their own, so that neither the side nor the order
    of the measures has a say.
    """
    if len(likely) < _FEW:
        return dict(likely)
    texts = {place: _ordered(left[place[0]].text, right[place[1]].text) for place in likely}
    asked = sorted(set(texts.values()))
    found = dict(zip(asked, similarity(asked), strict=True))
    values = [found[pair] for pair in texts.values()]
    mean = math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
    if spread < _EQUAL:
        return dict(likely)
    return {place: _moved(likely[place], (found[pair] - mean) / spread) for place, pair in texts.items()}


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _moved(probability: float, deviation: float) -> float:
    factor = math.exp(WEIGHT * max(-_FARTHEST, min(_FARTHEST, deviation)))
    return probability * factor / (1 - probability + probability * factor)
