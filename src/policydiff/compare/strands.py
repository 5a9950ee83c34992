"""Strands: whether two measures take up the same part of a third, which may gather several policies."""

from collections import Counter
from collections.abc import Set

from policydiff.model.document import Measure
from policydiff.text.clauses import clauses
from policydiff.text.fold import QUOTE, SEPARATORS, fold

_MAIN = 0.5
"""A clause that shares half as much as the one that shares most is taken up too."""
_SIGNS = SEPARATORS | {QUOTE}


def same_strand(whole: Measure, one: Measure, other: Measure) -> bool:
    """Whether two measures share words with a clause of `whole` in common; where nothing can be said, they do."""
    first, second = taken_up(whole, one), taken_up(whole, other)
    return not first or not second or bool(first & second)


def taken_up(whole: Measure, part: Measure) -> Set[int]:
    """The clauses of a measure that share most with another: character pairs, each worth the less the more
    clauses of the measure hold it.
    """
    text = fold(whole.text).text
    held = [_pairs(text[start:end]) for start, end in clauses(text)]
    common = Counter(pair for pairs in held for pair in pairs)
    shared = _pairs(fold(part.text).text)
    worth = [sum(1 / common[pair] for pair in sorted(pairs & shared)) for pairs in held]
    most = max(worth, default=0.0)
    return {at for at, value in enumerate(worth) if value > 0 and value >= _MAIN * most}


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1) if not _SIGNS & set(text[at : at + 2])}
