"""The words of a passage, with what stands next to each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from policydiff.registry.locality import Locality
from policydiff.registry.modality import force
from policydiff.registry.wording import is_function_word
from policydiff.text.runs import is_sign

Span = tuple[int, int]

_JOINS = frozenset(("并", "并且", "和", "及", "与", "以及", "或", "或者", "同时"))


class Words:
    """A folded passage cut into words."""

    def __init__(self, text: str, locality: Locality) -> None:
        self.text = text
        self.locality = locality
        self._bounds = [0, *accumulate(map(len, locality.segmenter.words(text)))]

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
        return self.locality.ends_with_area(self.text[:at])
