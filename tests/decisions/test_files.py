"""Files of decisions: the same bytes again, and new answers taken up."""

import json
from dataclasses import replace

import pytest

from policydiff.decisions import dump_decisions, load_decisions
from policydiff.decisions.exchange import dump_review, load_review
from policydiff.decisions.merge import Answer, merge
from policydiff.errors import DecisionError
from policydiff.model.decision import DecidedMeasure, Decision
from policydiff.snapshot import schema_errors
from tests.decisions.documents import decision, decisions, document, retyped

LEFT = document("plan", "推动贸易便利化。", "支持港澳医师开办诊所。", "简化旅行社审批。", title="名称")
RIGHT = document("city", "开办诊所实行备案。", "建设冷链物流市场。", "旅行社审批告知承诺。")
KEPT = decisions(
    LEFT,
    RIGHT,
    decision(LEFT, ["2"], RIGHT, ["1"], why="同一事项"),
    decision(LEFT, ["1"], RIGHT, ["2"], "unrelated"),
)


def test_a_file_is_read_back_as_it_was_written() -> None:
    text = dump_decisions(KEPT)
    assert load_decisions(text, "f", ("plan", "city")) == KEPT
    assert dump_decisions(load_decisions(text, "f", ("plan", "city"))) == text
    assert schema_errors("decisions", json.loads(text)) == []


def test_an_exported_file_keeps_to_its_schema_and_changes_nothing() -> None:
    text = dump_review(KEPT, [], LEFT, RIGHT)
    assert schema_errors("review", json.loads(text)) == []
    answers = load_review(text, "f", LEFT, RIGHT, by="王", when="2026-02-02")
    merged = merge(KEPT, answers, LEFT, RIGHT, "f", "kept")
    assert (merged.decisions, merged.added, merged.replaced) == (KEPT, (), ())
    assert len(merged.unchanged) == 2


def answered(*every: Decision) -> list[Answer]:
    return [Answer(one, f"answer {at}") for at, one in enumerate(every, 1)]


def test_an_answer_on_the_same_measures_takes_the_place_of_the_earlier_one() -> None:
    again, new = decision(LEFT, ["2"], RIGHT, ["1"], "unrelated"), decision(LEFT, ["3"], RIGHT, ["3"])
    merged = merge(KEPT, answered(again, new), LEFT, RIGHT, "f", "kept")
    assert merged.decisions.decisions == (again, KEPT.decisions[1], new)
    assert [(one.decision, other.decision) for one, other in merged.replaced] == [(KEPT.decisions[0], again)]


def test_a_new_answer_takes_the_place_of_a_stale_one() -> None:
    stale = replace(KEPT.decisions[0], left=(DecidedMeasure(measure="2", title="名称", text="从前。"),))
    kept = replace(KEPT, decisions=(stale,))
    merged = merge(kept, answered(KEPT.decisions[0]), LEFT, RIGHT, "f", "kept")
    assert merged.decisions.decisions == (KEPT.decisions[0],)
    assert merged.resolved.rulings.stale == ()


def test_the_same_answer_in_other_signs_is_on_the_same_measures() -> None:
    again = decision(LEFT, ["2"], RIGHT, ["1"], "unrelated")
    again = replace(again, left=(replace(again.left[0], measure="77", text=retyped(again.left[0].text)),))
    merged = merge(KEPT, answered(again), LEFT, RIGHT, "f", "kept")
    assert len(merged.replaced) == 1


def test_answers_that_contradict_each_other_or_what_is_kept() -> None:
    one, other = decision(LEFT, ["3"], RIGHT, ["3"]), decision(LEFT, ["3"], RIGHT, ["3"], "unrelated")
    with pytest.raises(DecisionError, match="f: answer 1 and answer 2 contradict each other on 3 → 3"):
        merge(KEPT, answered(one, other), LEFT, RIGHT, "f", "kept")
    with pytest.raises(DecisionError, match="f: decision 1 of kept and answer 1 contradict each other on 2 → 1"):
        merge(KEPT, answered(decision(LEFT, ["2", "3"], RIGHT, ["1"], "unrelated")), LEFT, RIGHT, "f", "kept")
