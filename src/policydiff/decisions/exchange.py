"""Decisions and open questions as a file, for those who answer in an editor or in a report."""

from collections.abc import Mapping, Sequence
from typing import Any

from policydiff.compare.questions import Question
from policydiff.decisions.files import LISTS, checked, fault
from policydiff.decisions.merge import Answer, decided
from policydiff.model.decision import FORMAT, DecidedMeasure, Decision, Decisions
from policydiff.model.document import Snapshot, bearer
from policydiff.snapshot import to_json
from policydiff.snapshot.positions import JsonPath

_SIDES = ("left", "right")


def dump_review(decisions: Decisions, questions: Sequence[Question], left: Snapshot, right: Snapshot) -> str:
    """Decisions, and the open questions with a verdict of null to be filled in."""
    return to_json(
        {
            "format": FORMAT,
            "left": left.id,
            "right": right.id,
            "decisions": decisions.decisions,
            "questions": [_question(question, left, right) for question in questions],
        }
    )


def _question(question: Question, left: Snapshot, right: Snapshot) -> Mapping[str, object]:
    return {
        "verdict": None,
        "left": decided(question.left, left),
        "right": decided(question.right, right),
        "relation": None,
        "by": None,
        "when": None,
        "why": None,
        "confidence": question.pair.confidence,
        "expected_error": question.expected_error,
    }


def load_review(text: str, where: str, left: Snapshot, right: Snapshot, *, by: str, when: str) -> list[Answer]:
    """The answers in the file `where`. Words that it leaves out are those of the measure with the number,
    and `by` and `when` stand for who and when.

    Raises:
        DecisionError: it is broken, fails its schema, is on other snapshots, or names a measure
            that there is not.
    """
    data = checked(text, where, "review", (left.id, right.id))
    answers = []
    for key, name in LISTS.items():
        for at, entry in enumerate(data.get(key, ())):
            if entry["verdict"] is not None:
                sides = [
                    tuple(
                        _measure(measure, snapshot, text, where, (key, at, side, place))
                        for place, measure in enumerate(entry[side])
                    )
                    for side, snapshot in zip(_SIDES, (left, right), strict=True)
                ]
                for side, named in zip(_SIDES, sides, strict=True):
                    if len(set(named)) < len(named):
                        raise fault(text, where, (key, at, side), "names a measure twice")
                decision = Decision(
                    verdict=entry["verdict"],
                    left=sides[0],
                    right=sides[1],
                    relation=entry.get("relation"),
                    by=entry.get("by") or by,
                    when=entry.get("when") or when,
                    why=entry.get("why"),
                )
                answers.append(Answer(decision, f"{name} {at + 1}"))
    return answers


def _measure(data: Mapping[str, Any], snapshot: Snapshot, text: str, where: str, path: JsonPath) -> DecidedMeasure:
    number = data["measure"]
    known = bearer(snapshot.measures, number)
    if "text" in data:
        title = data.get("title", known.title if known else None)
        return DecidedMeasure(measure=number, title=title, text=data["text"])
    if known is None:
        first, last = snapshot.measures[0].id, snapshot.measures[-1].id
        raise fault(text, where, path, f"no measure “{number}” in {snapshot.id}, whose measures are {first} to {last}")
    return DecidedMeasure(measure=known.id, title=known.title, text=known.text)
