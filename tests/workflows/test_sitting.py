"""A sitting: links as wholes, what an answer opens, and going back."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff.align import Pair, align
from policydiff.compare.pipeline import compare_aligned
from policydiff.compare.questions import Question, open_questions
from policydiff.corpus import Corpus
from policydiff.errors import DecisionError
from policydiff.workflows.review import Review
from policydiff.workflows.sitting import Sitting
from tests.conftest import SNAPSHOTS


@pytest.fixture
def review(tmp_path: Path) -> Review:
    shutil.copytree(SNAPSHOTS, tmp_path / "snapshots", ignore=shutil.ignore_patterns("decisions"))
    return Review("national", "xiamen", Corpus(tmp_path / "snapshots"))


def sides(review: Review) -> list[tuple[list[str], list[str], str]]:
    return [
        ([m.measure for m in one.left], [m.measure for m in one.right], one.verdict)
        for one in review.state().kept.decisions.decisions
    ]


def question_on_a_merged_link(review: Review) -> Question:
    """The question that would be asked of a merged link if it were doubtful."""
    alignment = align(review.left.measures, review.right.measures)
    comparison = compare_aligned(review.left, review.right, alignment)
    merged = next(link for link in comparison.links if len(link.left) > 1)
    weakest, *others = (replace(pair, confidence=0.9) for pair in alignment.pairs if pair.left in merged.left)
    doubtful = replace(alignment, pairs=(replace(weakest, confidence=0.6), *others))
    return open_questions(replace(comparison, links=(merged,)), doubtful)[0]


def test_a_link_of_several_is_confirmed_as_a_whole_and_doubted_by_its_weakest_pair(review: Review) -> None:
    question = question_on_a_merged_link(review)
    assert (len(question.pairs), question.pair.confidence, question.expected_error) == (2, 0.6, 0.4)
    sitting = Sitting(review, "李")
    sitting.answer(question, "linked")
    assert sides(review) == [(list(question.left), list(question.right), "linked")]
    sitting.back()
    sitting.answer(question, "unrelated")
    assert sides(review) == [([question.pair.left], [question.pair.right], "unrelated")]
    assert (question.pair.left, question.pair.right) in review.state().resolved.rulings.barred


def test_what_the_answers_open_is_asked_too_and_dropped_when_they_are_taken_back(review: Review) -> None:
    sitting = Sitting(review, "李")
    first = sitting.total
    while (question := sitting.question) and sitting.total == first:
        sitting.answer(question, "unrelated")
    assert sitting.total > first  # without the rejected pairs others come nearest
    sitting.back()
    assert (sitting.total, sitting.number) == (first, first)
    while sitting.back():
        pass
    assert (sitting.number, sides(review)) == (1, [])


def test_the_limit_holds_for_the_whole_sitting(review: Review) -> None:
    sitting = Sitting(review, "李", limit=2)
    while question := sitting.question:
        sitting.answer(question, "unrelated")
    assert (sitting.answered, sitting.total) == (2, 2)


def test_an_answer_is_not_taken_back_over_what_someone_else_decided(review: Review) -> None:
    one, other = Sitting(review, "李"), Sitting(review, "王")
    for sitting, at in ((one, 0), (other, 1)):
        sitting.answer(review.state().questions[at], "unrelated")
    with pytest.raises(DecisionError, match="changed meanwhile"):
        one.back()
    assert len(sides(review)) == 2


def test_every_question_answered_leaves_none_open(review: Review) -> None:
    sitting = Sitting(review, "李")
    while question := sitting.question:
        sitting.answer(question, "linked" if question.is_link else "unrelated")
    assert review.state().questions == ()


def test_what_was_decided_of_other_words_is_asked_first_and_replaced(review: Review, tmp_path: Path) -> None:
    asked = review.state().questions[0]
    far = replace(asked, left=("16",), right=("3",), pairs=(Pair("16", "3", 0.0),), pair=Pair("16", "3", 0.0))
    review.give_reason(review.answer(far, "linked", "王"), "single window")
    path = tmp_path / "snapshots" / "national-2020.json"
    data = json.loads(path.read_text("utf-8"))
    for measure in data["measures"]:
        measure["text"] = (
            measure["text"].replace("试点", "试验", 1) + "（修）" if measure["id"] == "16" else measure["text"]
        )
    path.write_text(json.dumps(data), "utf-8")
    again = Review("national", "xiamen", Corpus(tmp_path / "snapshots"))
    first = again.state().questions[0]
    assert (first.left, first.right, first.stale and first.stale.by) == (("16",), ("3",), "王")
    saved = again.answer(first, "linked", "李")
    assert (saved.decision.by, saved.decision.why) == ("李", "single window")
    assert sides(again) == [(["16"], ["3"], "linked")]
    state = again.state()
    assert (state.resolved.rulings.stale, state.resolved.rulings.linked) == ((), frozenset({("16", "3")}))
    assert all(question.stale is None for question in state.questions)
