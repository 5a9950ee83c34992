"""Why a measure is linked as it is, for a terminal."""

from collections.abc import Iterator

from policydiff.model.document import Measure, Snapshot
from policydiff.model.explanation import Explanation, PairExplanation, SharedTerm
from policydiff.report.terminal.lines import wrap
from policydiff.report.view import SAME, Segment
from policydiff.report.wording import Words, sureness, words


def render(explanation: Explanation, left: Snapshot, right: Snapshot, language: str, columns: int = 100) -> str:
    """The explanation for a terminal of `columns`."""
    return "\n".join(_Page(explanation, left, right, words(language), columns).lines()) + "\n"


class _Page:
    def __init__(self, explanation: Explanation, left: Snapshot, right: Snapshot, say: Words, columns: int) -> None:
        self._explanation = explanation
        self._documents = {"left": left, "right": right}
        self._measures = {
            side: {measure.id: measure for measure in document.measures} for side, document in self._documents.items()
        }
        self._total = len(left.measures) + len(right.measures)
        self._other = "right" if explanation.side == "left" else "left"
        self._say = say
        self._columns = max(40, columns)

    def lines(self) -> Iterator[str]:
        """The lines of the page, top to bottom."""
        found, say = self._explanation, self._say
        yield from self._wrapped(say("comparison", left=found.left, right=found.right))
        yield ""
        yield from self._measure(found.side, found.measure)
        if not found.pairs:
            yield ""
            yield from self._wrapped(say("explain.none"))
        for pair in found.pairs:
            yield ""
            yield from self._pair(pair)
        for name in found.barred:
            yield ""
            yield from self._measure(self._other, name)
            yield from self._wrapped(self._say("explain.barred"), 4)

    def _pair(self, pair: PairExplanation) -> Iterator[str]:
        say, found = self._say, self._explanation
        yield from self._measure(self._other, getattr(pair, self._other))
        key = "explain.decided" if pair.decided else "explain.linked" if pair.linked else "explain.candidate"
        yield from self._wrapped(
            say(key, value=sureness(pair.confidence), words=sureness(pair.by_words), least=sureness(found.threshold)), 4
        )
        for term in pair.terms:
            yield from self._wrapped(self._term(term), 6)
        if pair.runs:
            runs = say("list-and").join(f"“{run.text}”" for run in pair.runs)
            yield from self._wrapped(say("review.evidence", words=runs), 4)
        for rival in pair.rivals:
            mine = pair.left if rival.side == "right" else pair.right
            values = {"measure": self._name("left" if rival.side == "right" else "right", mine)}
            values |= {"rival": self._name(rival.side, rival.measure), "value": sureness(rival.confidence)}
            yield from self._wrapped(say("explain.rival", **values), 4)
        if pair.runner_up:
            values = {"other": pair.runner_up.measure, "value": sureness(pair.runner_up.confidence)}
            yield from self._wrapped(say("explain.runner-up", margin=f"{pair.margin:.2f}", **values), 4)

    def _term(self, term: SharedTerm) -> str:
        of_lexicon = "explain.instrument" if term.instrument else "explain.concept"
        key = of_lexicon if term.concept else "explain.term"
        both = f"“{term.left.text}”"
        if term.left.text != term.right.text:
            both = f"{both} ~ “{term.right.text}”"
        return self._say(key, words=both, measures=term.measures, total=self._total)

    def _name(self, side: str, number: str) -> str:
        return f"{self._documents[side].id}#{number}"

    def _measure(self, side: str, number: str) -> Iterator[str]:
        measure: Measure = self._measures[side][number]
        yield from self._wrapped(self._name(side, number))
        for text in filter(None, (measure.title, measure.text)):
            yield from self._wrapped(text, 4)

    def _wrapped(self, text: str, indent: int = 0) -> Iterator[str]:
        for line in wrap([Segment(text.replace("\n", " "), SAME)], self._columns - indent, colour=False):
            yield " " * indent + line
