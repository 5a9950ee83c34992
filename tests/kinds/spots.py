"""Where a mutation of a text is grammatical, and the mutations that all kinds share."""

import re
from collections.abc import Callable, Iterator, Sequence

from tests.kinds.judge import Words
from tests.kinds.mutation import Mutation, RegionName, replaced
from tests.kinds.words import VERBS, opens_clause, places

Way = Callable[[str, RegionName], Iterator[Mutation]]
"""Yields the mutations of a text; the region is that of the other document, used for locality alone."""

HAN = re.compile(r"[一-鿿]")


def clause_verbs(text: str) -> Iterator[tuple[int, str]]:
    """Verbs that open a clause, with an object behind them."""
    for verb in VERBS:
        for at in places(text, verb):
            if opens_clause(text, at) and HAN.match(text[at + 2 : at + 3]) and text[at + 2] not in "的地等":
                yield at, verb


def swapped(kind: str, row: Sequence[str], text: str) -> Mutation | None:
    """All occurrences of the row's words replaced, where what stands beside them allows it."""
    before, after, direction, left, right = (*row, *[""] * (5 - len(row)))
    at = [
        one
        for one in places(text, before)
        if (not one or text[one - 1] not in left) and text[one + len(before) : one + len(before) + 1] not in list(right)
    ]
    if not at or after in text:
        return None
    edits, expected = replaced(kind, direction, text, at, Words(before, after))
    return Mutation(f"{before}→{after}", edits, expected)


def inserted(
    kind: str, direction: str, text: str, at: int, new: str, *, near: int, source: str = "", comma: int = 0
) -> Mutation:
    edits, expected = replaced(kind, direction, text, [at], Words("", new), near=0 if comma else near)
    return Mutation(source or f"+{new}", edits, expected)


def removed(kind: str, direction: str, text: str, words: str, at: Sequence[int]) -> Mutation:
    """These words taken out, with the sign behind them where they open a clause."""
    edits, expected = replaced(kind, direction, text, at, Words(words, ""))
    edits = tuple(
        (start, end + (opens_clause(text, start) and text[end : end + 1] in ("，", ",")), new)
        for start, end, new in edits
    )
    return Mutation(f"-{words}", edits, expected)


def object_(text: str, at: int) -> bool:
    """Whether what stands here is the object of a verb or preposition."""
    before = text[max(at - 2, 0) : at]
    return (before in VERBS and before not in ("注册", "参加", "开展")) or before[-1:] in ("为", "对", "向")


def ends_noun(text: str, at: int) -> bool:
    """Whether a noun ends here: a sign, a verb or a word of grammar follows."""
    behind = text[at : at + 2]
    return not behind or behind[0] in "，。；、,;在依申可参的设以从按通" or behind in VERBS
