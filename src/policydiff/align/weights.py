"""Weighed texts: profiles as unit vectors, and what their features weigh together.

Cosines of vectors with damped counts (1 + log count) times rarity, as in information retrieval
(Salton and Buckley 1988); what two texts share weighs the square of its rarity.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policydiff.align.profile import Profile

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A profile with unit vectors of its character pairs and its terms, and the weight of all of both."""

    profile: Profile
    pairs: Vector
    terms: Vector
    weight: float


def weigh(profiles: Sequence[Profile], rarity: Mapping[str, float]) -> list[Weighed]:
    """The profiles of one side, weighed."""
    return [
        Weighed(
            profile,
            _unit(profile.pairs, rarity),
            _unit(profile.terms, rarity),
            weight(profile.pairs, rarity) + 3 * weight(profile.terms, rarity),
        )
        for profile in profiles
    ]


def weight(names: Iterable[str], rarity: Mapping[str, float]) -> float:
    """What distinct features weigh together."""
    return sum(rarity[name] ** 2 for name in names)


def cosine(left: Vector, right: Vector) -> float:
    """The cosine of two unit vectors."""
    if len(left) > len(right):
        left, right = right, left
    return sum(value * right[name] for name, value in left.items() if name in right)


def _unit(counts: Mapping[str, int], rarity: Mapping[str, float]) -> Vector:
    vector = {
        name: (1.0 if count == 1 else 1 + math.log(count)) * rarity[name] for name, count in counts.items()
    }
    norm = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {name: value / norm for name, value in vector.items()}
