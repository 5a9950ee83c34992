"""A passage: one field of one or several measures as a single folded text with a way back."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from policydiff.model.document import Measure
from policydiff.text.fold import SENTENCE, fold

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Printed:
    """A part of a passage in print: which measure, where in its text, and the exact words."""

    measure: str
    span: Span
    text: str


class Passage:
    """The texts of `measures` under `field`, folded and put one behind the other."""

    def __init__(self, measures: Sequence[Measure], field: str) -> None:
        self._texts = [(measure.id, measure.printed(field) or "") for measure in measures]
        self._folded = [fold(text) for _, text in self._texts]
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for folded in self._folded:
            text = folded.text
            if parts and not parts[-1].endswith(SENTENCE):
                parts.append(SENTENCE)
                at += 1
            self._starts.append(at)
            parts.append(text)
            at += len(text)
        self.text = "".join(parts)
        self.measures = tuple(measure for measure, _ in self._texts)
        self.joints = tuple(self._starts[1:])

    def printed(self, span: Span) -> list[Printed]:
        """A folded span in print, cut where it goes from one measure to the next.

        An empty span gives the empty place in print where it stands.
        """
        found = []
        for (measure, text), folded, start in zip(self._texts, self._folded, self._starts, strict=True):
            begin, end = max(span[0], start) - start, min(span[1], start + len(folded.text)) - start
            if begin < end:
                printed = folded.span(begin, end)
                found.append(Printed(measure, printed, text[printed[0] : printed[1]]))
        return found or [self._place(span[0])]

    def _place(self, offset: int) -> Printed:
        """The empty place in print before the character at `offset`."""
        at = max(0, bisect_right(self._starts, offset) - 1)
        inside = min(offset - self._starts[at], len(self._folded[at].text))
        return Printed(self.measures[at], self._folded[at].span(inside, inside), "")
