"""Where two prints of a cell differ: the stretches of both, to the character."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from policydiff.check.fault import Printed

Span = tuple[int, int]
_CONTEXT = 12
"""So many characters around words tell where in the source they stand."""
_SHOWN = 120
_SIZE = 4_000_000
"""Texts that differ over more than this are different texts: looking for what they share would take long."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Two texts of one cell, the one here and the one of the source, and the stretches where they differ."""

    here: str
    there: str
    pairs: tuple[tuple[Span, Span], ...]

    @property
    def whole(self) -> tuple[Span, Span]:
        """From the first difference to the last, or the first alone where they stand far apart."""
        (first, other), (last, another) = self.pairs[0], self.pairs[-1]
        if max(last[1] - first[0], another[1] - other[0]) > _SHOWN:
            return first, other
        return (first[0], last[1]), (other[0], another[1])

    @property
    def excerpt(self) -> str:
        """The words here."""
        start, end = self.whole[0]
        return self.here[start:end]

    @property
    def printed(self) -> Printed:
        """The words of the source, with what stands around them."""
        start, end = self.whole[1]
        text = self.there
        return Printed(text[start:end], text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT])


def differing_spans(here: str, there: str) -> Spans:
    """The stretches where two different texts of a cell differ."""
    shorter = min(len(here), len(there))
    start = next((at for at in range(shorter) if here[at] != there[at]), shorter)
    end = next((at for at in range(shorter - start) if here[-1 - at] != there[-1 - at]), shorter - start)
    one, other = here[start : len(here) - end], there[start : len(there) - end]
    if not one or not other or len(one) * len(other) > _SIZE:
        return Spans(here, there, (((start, start + len(one)), (start, start + len(other))),))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    found = [
        ((start + a, start + b), (start + c, start + d)) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
    ]
    return Spans(here, there, tuple(found))
