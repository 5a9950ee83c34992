"""The review on a terminal: a question as one screen, and the list of decisions and open questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.align import Pair
from policydiff.compare.questions import Question
from policydiff.model.comparison import Link
from policydiff.model.decision import DecidedMeasure, Decision, Decisions, StaleDecision
from policydiff.model.document import Snapshot
from policydiff.report.decided import changed_measures, said
from policydiff.report.terminal.lines import fit, plain, wrap
from policydiff.report.view import SAME, MeasureView, Segment, link_view
from policydiff.report.wording import Words, sureness, words

_INDENT = "    "


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a review a question stands."""

    number: int
    total: int
    answered: int


class ReviewPage:
    """Screens and lines of the review of two snapshots; printed text never reaches the terminal as it is."""

    def __init__(self, left: Snapshot, right: Snapshot, language: str, *, columns: int, colour: bool) -> None:
        self._left, self._right = left, right
        self._say: Words = words(language)
        self._columns = max(40, columns)
        self._colour = colour

    def question(self, question: Question, link: Link, place: Place) -> str:
        """One question: both texts with what differs marked, what speaks for a link, and the keys."""
        view, say = link_view(link, self._left, self._right), self._say
        numbers = {"number": place.number, "total": place.total, "answered": place.answered}
        lines = [
            *self._text(f"{self._title()}  {say('review.place', **numbers)}"),
            "",
            *(line for one in view.left for line in self._measure(self._left, one)),
            *(line for one in view.right for line in self._measure(self._right, one)),
            "",
            *self._standing(question),
            *self._evidence(link),
            *self._runner_up(question.pair, question.left_runner_up, "left"),
            *self._runner_up(question.pair, question.right_runner_up, "right"),
            "",
            *self._text(say("review.keys")),
        ]
        return "\n".join(lines) + "\n"

    def list(
        self,
        decisions: Decisions,
        meant: Sequence[tuple[Sequence[str], Sequence[str]]],
        stale: Sequence[StaleDecision],
        questions: Sequence[Question],
    ) -> str:
        """Every decision with its state and the measures that it means now, and the open questions."""
        by_number = {one.decision: one for one in stale}
        names = {"left": self._left.id, "right": self._right.id}
        lines = [*self._text(self._say("review.decisions", **names, count=len(decisions.decisions)))]
        for number, (one, measures) in enumerate(zip(decisions.decisions, meant, strict=True), 1):
            lines += self._text(self._decision(number, one, measures, by_number.get(number)), indent=2)
        lines += ["", *self._text(self._say("review.questions", count=len(questions)))]
        for question in questions:
            lines += self._text(self._question(question), indent=2)
        return "\n".join(lines) + "\n"

    def sentence(self, key: str, decision: Decision | None = None, **values: object) -> str:
        """A sentence of the review, on a decision if one is given, with a line break at its end."""
        if decision:
            values |= {"left": _numbers(decision.left), "right": _numbers(decision.right)}
            values |= {"verdict": self._verdict(decision)}
        return "\n".join(self._text(self._say(key, **values))) + "\n"

    def replaced(self, before: Decision, after: Decision) -> str:
        """That one decision takes the place of another on the same measures, on one line."""
        one, other = (f"{self._verdict(it)} ({said(it.word, self._say)})" for it in (before, after))
        numbers = {"left": _numbers(after.left), "right": _numbers(after.right)}
        return plain(self._say("review.replaced", **numbers, before=one, after=other))

    def _title(self) -> str:
        return self._say("comparison", left=self._left.id, right=self._right.id)

    def _text(self, text: str, indent: int = 0) -> Iterator[str]:
        for line in wrap([Segment(text.replace("\n", " "), SAME)], self._columns - indent, colour=False):
            yield " " * indent + line

    def _measure(self, side: Snapshot, measure: MeasureView) -> Iterator[str]:
        yield from self._text(f"{side.id}#{measure.id}  {measure.section}".rstrip())
        for segments in measure.fields.values():
            for line in wrap(segments, self._columns - len(_INDENT), colour=self._colour):
                yield _INDENT + line

    def _before(self, stale: StaleDecision) -> str:
        """What was decided before the words changed."""
        return self._say(
            "review.stale",
            verdict=self._say(f"verdict.{stale.verdict}"),
            word=said(stale.word, self._say),
            measures=changed_measures(stale, self._left.id, self._right.id, self._say),
        )

    def _standing(self, question: Question) -> Iterator[str]:
        if question.stale:
            yield from self._text(self._before(question.stale))
        key = "review.is-link" if question.is_link else "review.is-candidate"
        yield from self._text(self._say(key, value=sureness(question.pair.confidence)))
        if len(question.pairs) > 1:
            yield from self._text(self._say("review.in-question", left=question.pair.left, right=question.pair.right))

    def _evidence(self, link: Link) -> Iterator[str]:
        if link.evidence:
            shared = self._say("list-and").join(f"“{one.text}”" for one in link.evidence)
            yield from self._text(self._say("review.evidence", words=shared))

    def _runner_up(self, pair: Pair, near: Pair | None, side: str) -> Iterator[str]:
        """What else comes near to the measure of a pair that stands on `side`."""
        is_left = side == "left"
        here, there = (self._left, self._right) if is_left else (self._right, self._left)
        measure = f"{here.id}#{pair.left if is_left else pair.right}"
        if near is None:
            yield from self._text(self._say("review.no-runner-up", measure=measure))
            return
        number = near.right if is_left else near.left
        other = next(one for one in there.measures if one.id == number)
        text = f"{other.title}：{other.text}" if other.title else other.text
        values = {"other": f"{there.id}#{number}", "value": sureness(near.confidence), "text": text}
        yield fit(self._say("review.runner-up", measure=measure, **values), self._columns)

    def _verdict(self, decision: Decision) -> str:
        verdict = self._say(f"verdict.{decision.verdict}")
        if decision.relation is None:
            return verdict
        return self._say("verdict-relation", verdict=verdict, relation=self._say(f"relation.{decision.relation}"))

    def _decision(
        self,
        number: int,
        decision: Decision,
        measures: tuple[Sequence[str], Sequence[str]],
        stale: StaleDecision | None,
    ) -> str:
        left, right = (_numbers(decision.left), _numbers(decision.right)) if stale else map("+".join, measures)
        line = self._say(
            "review.decision",
            number=number,
            state=self._say("state.stale" if stale else "state.effective"),
            left=left,
            right=right,
            verdict=self._verdict(decision),
            word=said(decision.word, self._say),
        )
        if stale is None:
            return line
        changed = changed_measures(stale, self._left.id, self._right.id, self._say)
        return self._say("review.changed", decision=line, measures=changed)

    def _question(self, question: Question) -> str:
        key = "review.is-link" if question.is_link else "review.is-candidate"
        asked = self._say(
            "review.question",
            error=f"{question.expected_error:.2f}",
            left="+".join(question.left),
            right="+".join(question.right),
            standing=self._say(key, value=sureness(question.pair.confidence)),
        )
        return asked if question.stale is None else f"{asked} {self._before(question.stale)}"


def _numbers(measures: Sequence[DecidedMeasure]) -> str:
    return "+".join(measure.measure for measure in measures)
