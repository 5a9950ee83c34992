"""Clauses of a printed text, what a text has of its own, and texts cut and put together."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from random import Random

ENOUGH = 15
"""Characters of its own that a piece needs, so that it alone says where it comes from."""
_SENTENCE, _CLAUSE = "。；;！？!?", "，,：:"
_OPENING, _CLOSING = "（(《〈“「【〔[", "）)》〉”」】〕]"
_SIGN = re.compile(f"[{re.escape(_SENTENCE + _CLAUSE + _OPENING + _CLOSING)}]")
_MOST_BOUNDS = 12


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a clause, and the sign behind them."""

    words: str
    sign: str


def clauses(text: str) -> list[Clause]:
    """The clauses of a text; signs in brackets, in quotation marks and in numbers end none."""
    found: list[Clause] = []
    start = depth = 0
    for match in _SIGN.finditer(text):
        at, sign = match.start(), match.group()
        depth = max(0, depth + (sign in _OPENING) - (sign in _CLOSING))
        between_digits = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if sign in _SENTENCE + _CLAUSE and not depth and not between_digits:
            if at > start:
                found.append(Clause(text[start:at], sign))
            start = at + 1
    if start < len(text):
        found.append(Clause(text[start:], ""))
    return found


def text_of(parts: Iterable[Clause]) -> str:
    return "".join(part.words + part.sign for part in parts)


def joined(pieces: Sequence[str], sign: str) -> str:
    """Pieces as one text: `sign` between them, a full stop at the end."""
    return sign.join(piece.rstrip(_SENTENCE + _CLAUSE) for piece in pieces) + "。"


def trigrams(text: str) -> Iterator[tuple[int, str]]:
    """Three letters in a row, with their place."""
    for at in range(len(text) - 2):
        three = text[at : at + 3]
        if three.isalnum():
            yield at, three


class Rarity:
    """How much of a text no more than a few texts of the same document have."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts_with = Counter(three for text in texts for three in {three for _, three in trigrams(text)})
        self._few = 2 + len(texts) // 1000

    def own(self, text: str) -> int:
        """Characters of a text that stand in rare places: neither stock phrases nor signs."""
        covered = {
            at + offset
            for at, three in trigrams(text)
            if self._texts_with[three] <= self._few
            for offset in range(len(three))
        }
        return len(covered)


def most_pieces(text: str, own: Callable[[str], int]) -> int:
    """How many pieces with enough of their own a text has."""
    count = held = 0
    for part in clauses(text):
        held += own(part.words)
        if held >= ENOUGH:
            count, held = count + 1, 0
    return count


def cut(text: str, count: int, own: Callable[[str], int], rng: Random) -> tuple[str, ...] | None:
    """The text in `count` pieces, each with enough of its own; between sentences where that can be.

    None where it has not so many.
    """
    parts = clauses(text)
    if count == 1:
        return (text,)
    totals = list(accumulate((own(part.words) for part in parts), initial=0))
    every = range(1, len(parts))
    for bounds in ([at for at in every if parts[at - 1].sign in _SENTENCE], list(every)):
        chosen = sorted(rng.sample(bounds, _MOST_BOUNDS)) if len(bounds) > _MOST_BOUNDS else bounds
        options = [
            cuts
            for cuts in combinations(chosen, count - 1)
            if all(totals[end] - totals[start] >= ENOUGH for start, end in _between(cuts, len(parts)))
        ]
        if options:
            spans = _between(rng.choice(options), len(parts))
            return tuple(text_of(parts[start:end]) for start, end in spans)
    return None


def _between(cuts: tuple[int, ...], end: int) -> list[tuple[int, int]]:
    return list(zip((0, *cuts), (*cuts, end), strict=True))


class Neighbours:
    """Which share of its words a text has in common with one of some others."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._holders: dict[str, list[int]] = {}
        self._sizes = []
        for number, text in enumerate(texts):
            own = {three for _, three in trigrams(text)}
            self._sizes.append(len(own))
            for three in own:
                self._holders.setdefault(three, []).append(number)

    def nearest(self, text: str, leaving_out: int | None = None) -> float:
        """The largest share of the trigrams of the shorter text that it has in common with any one."""
        own = {three for _, three in trigrams(text)}
        shared = Counter(number for three in own for number in self._holders.get(three, ()) if number != leaving_out)
        return max((count / min(len(own), self._sizes[number]) for number, count in shared.items()), default=0.0)
