"""Weighed texts: profiles as unit vectors, and what their features weigh together.

Cosines of vectors with damped counts (1 + log count) times rarity, as in information retrieval
(Salton and Buckley 1988); what two texts share weighs the square of its rarity.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policydiff.align.profile import Profile
from policydiff.registry.concepts import is_term

Vector = Mapping[str, float]

_TERM = 3.0
"""Character pairs that a term of four characters has."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A profile with unit vectors of its character pairs and its terms, and what all of them are worth."""

    profile: Profile
    pairs: Vector
    terms: Vector
    worth: float


def weigh(profiles: Sequence[Profile], rarity: Mapping[str, float], worth: Mapping[str, float]) -> list[Weighed]:
    """The profiles of one side, weighed."""
    return [
        Weighed(
            profile,
            _unit(profile.pairs, rarity),
            _unit(profile.terms, rarity),
            total(profile.pairs, worth) + total(profile.terms, worth),
        )
        for profile in profiles
    ]


def worths(rarity: Mapping[str, float]) -> dict[str, float]:
    """What each feature is worth where two texts share it: a term as much as the pairs of its characters."""
    return {name: value * value * (_TERM if is_term(name) else 1) for name, value in rarity.items()}


def total(names: Iterable[str], worth: Mapping[str, float]) -> float:
    """What distinct features are worth together."""
    return math.fsum([worth[name] for name in names])


def cosine(left: Vector, right: Vector) -> float:
    """The cosine of two unit vectors."""
    return math.fsum([left[name] * right[name] for name in left.keys() & right.keys()])


def _unit(counts: Mapping[str, int], rarity: Mapping[str, float]) -> Vector:
    vector = {name: (1.0 if count == 1 else 1 + math.log(count)) * rarity[name] for name, count in counts.items()}
    norm = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {name: value / norm for name, value in vector.items()}
