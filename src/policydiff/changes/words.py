"""The words of a passage, with what stands next to each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

from policydiff.registry.locality import Locality
from policydiff.registry.modality import force, is_verb
from policydiff.registry.quantities import quantities
from policydiff.registry.wording import is_function_word
from policydiff.text.runs import is_sign

Span = tuple[int, int]

_NUMERAL = re.compile(r"[\d一二三四五六七八九十百千万亿]")
_JOINS = frozenset(("并", "并且", "和", "及", "与", "以及", "或", "或者", "同时"))


class Words:
    """A folded passage cut into words."""

    def __init__(self, text: str, locality: Locality) -> None:
        self.text = text
        self.locality = locality
        self.units: dict[Span, list[Any]] = {}
        self._bounds = [0, *accumulate(map(len, locality.segmenter.words(text)))]

    @cached_property
    def quantities(self) -> list[Span]:
        """The spans of the quantities of the passage, in order: Chinese numerals where words begin and end (零部件)."""
        spans = [quantity.span for quantity in quantities(self.text)]
        return [
            (start, end)
            for start, end in spans
            if self.text[start].isdigit() or (self.is_bound(start) and self.is_bound(end))
        ]

    def quantities_within(self, span: Span) -> Iterator[Span]:
        """The quantities that lie in a span."""
        for start, end in self.quantities[bisect_left(self.quantities, (span[0], 0)) :]:
            if end > span[1]:
                return
            yield start, end

    def within(self, span: Span) -> Iterator[Span]:
        """The words of a span; one that its bounds cut is cut there."""
        start, end = span
        if start >= end:
            return
        inner = self._bounds[bisect_right(self._bounds, start) : bisect_left(self._bounds, end)]
        bounds = [start, *inner, end]
        yield from pairwise(bounds)

    def before(self, at: int) -> str:
        """The word that ends at a place; "" at the beginning."""
        start = self._bounds[max(0, bisect_left(self._bounds, at) - 1)]
        return self.text[start:at]

    def behind(self, at: int) -> str:
        """The word that begins at a place; "" at the end."""
        index = bisect_right(self._bounds, at)
        return self.text[at : self._bounds[index]] if index < len(self._bounds) else ""

    def said(self, span: Span) -> Span:
        """The span without the signs at its ends; empty where nothing is said."""
        said = [word for word in self.within(span) if not is_sign(self.text[slice(*word)])]
        return (said[0][0], said[-1][1]) if said else (span[0], span[0])

    def beside_number(self, start: int, end: int) -> bool:
        """Whether a number stands before or behind a span."""
        return bool(_NUMERAL.search(self.text[max(0, start - 4) : start]) or _NUMERAL.match(self.text[end : end + 1]))

    def is_apart(self, start: int, end: int) -> bool:
        """Whether a word is none of the single characters that an unknown name was cut into."""
        beside = (self.before(start), self.behind(end))
        return end - start > 1 or all(len(word) != 1 or is_sign(word) or is_function_word(word) for word in beside)

    def is_bound(self, at: int) -> bool:
        """Whether a word begins or ends at a place."""
        index = bisect_left(self._bounds, at)
        return index < len(self._bounds) and self._bounds[index] == at

    def begins_word(self, at: int, span: Span) -> bool:
        """Whether what stands at a place belongs to the word behind it: behind a sign, a verb, a word of
        force, or at the beginning of a span that goes on.
        """
        before, behind = self.before(at), self.behind(at + 1)
        if at == span[0] and at + 1 < span[1]:
            before = ""
        apart = not before or is_sign(before) or is_verb(before) or is_function_word(before) or force(before)
        return bool(apart and behind and not is_sign(behind))

    def opens_clause(self, at: int) -> bool:
        """Whether a clause, or a part of one that 并 or 和 joins, begins at a place."""
        word = self.before(at)
        return not word or is_sign(word) or word in _JOINS

    def closes(self, at: int) -> bool:
        """Whether a clause, or a part of one that 并 or 和 joins, ends at a place."""
        word = self.behind(at)
        return not word or is_sign(word) or word in _JOINS or word == "等"

    def opens(self, at: int) -> bool:
        """Whether a predicate may begin at a place: at the bound of a clause, behind a particle, an
        adverb, another verb of force or a phrase of place.
        """
        word = self.before(at)
        if not word or is_sign(word) or is_function_word(word) or force(word):
            return word != "的"
        return self.locality.ends_with_area(self.text, at)
