"""Strands: whether two measures take up the same part of a third, which may gather several policies."""

import math
from collections.abc import Set
from itertools import pairwise

from policydiff.align.profile import policy_text, profile
from policydiff.align.rarity import background, rarities
from policydiff.model.document import Measure
from policydiff.registry.concepts import terms
from policydiff.text.clauses import clauses
from policydiff.text.fold import QUOTE, SEPARATORS

_MAIN = 0.6
"""A clause that shares so much of what the one shares that shares most is taken up too."""
_SIGNS = SEPARATORS | {QUOTE}


def same_strand(whole: Measure, one: Measure, other: Measure) -> bool:
    """Whether two measures share words with a clause of `whole` in common; where nothing can be said, they do."""
    first, second = taken_up(whole, one), taken_up(whole, other)
    return not first or not second or bool(first & second)


def taken_up(whole: Measure, part: Measure) -> Set[int]:
    """The clauses of a measure that share most with another: terms and character pairs, the rarest above all."""
    profiles = profile(whole), profile(part)
    rarity = rarities(profiles, background())
    theirs = profiles[1].pairs.keys() | profiles[1].terms.keys()
    text = policy_text(whole)
    shared = [
        math.fsum(sorted(rarity.get(name, 0.0) ** 2 for name in _features(text[start:end]) & theirs))
        for start, end in clauses(text)
    ]
    most = max(shared, default=0.0)
    return {at for at, value in enumerate(shared) if value > 0 and value >= _MAIN * most}


def _features(text: str) -> set[str]:
    pairs = {"".join(pair) for pair in pairwise(text) if _SIGNS.isdisjoint(pair)}
    return pairs | set(terms(text))
