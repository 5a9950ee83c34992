"""Decisions hold for measures by their words: whatever is printed anew, they mean the same."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policydiff.align.profile import policy_text
from policydiff.decisions import mirrored, resolve
from policydiff.errors import DecisionError
from policydiff.model.decision import Changed, DecidedGroup, DecidedMeasure, Rulings, StaleDecision, Word
from policydiff.model.document import Snapshot
from tests.decisions.documents import decision, decisions, document, printed_anew, retyped

LEFT = document("plan", "推动贸易便利化。", "支持港澳医师开办诊所。", "简化旅行社审批。", "推动贸易便利化。")
RIGHT = document("city", "开办诊所实行备案。", "建设冷链物流市场。", "旅行社审批告知承诺。")


def test_what_decisions_rule() -> None:
    kept = decisions(
        LEFT,
        RIGHT,
        decision(LEFT, ["2", "3"], RIGHT, ["1"], why="同一事项"),
        decision(LEFT, ["1"], RIGHT, ["1", "2"], "unrelated"),
        decision(LEFT, ["3"], RIGHT, ["3"], "partial"),
        decision(LEFT, ["4"], RIGHT, ["2"], relation="modified"),
    )
    word = Word(verdict="linked", by="李", when="2026-01-31", why=None)
    assert resolve(kept, LEFT, RIGHT, "file").rulings == Rulings(
        linked=frozenset({("2", "1"), ("3", "1"), ("3", "3"), ("4", "2")}),
        barred=frozenset({("1", "1"), ("1", "2")}),
        groups=(
            DecidedGroup(left=("2", "3"), right=("1",), relation=None, decision=1, word=replace(word, why="同一事项")),
            DecidedGroup(
                left=("3",), right=("3",), relation="partial", decision=3, word=replace(word, verdict="partial")
            ),
            DecidedGroup(left=("4",), right=("2",), relation="modified", decision=4, word=word),
        ),
    )


def test_a_measure_whose_words_changed_makes_a_decision_stale() -> None:
    kept = decisions(LEFT, RIGHT, decision(LEFT, ["2", "3"], RIGHT, ["1"]), decision(LEFT, ["1"], RIGHT, ["2"]))
    changed = replace(LEFT, measures=tuple(replace(m, text="简化审批。") if m.id == "3" else m for m in LEFT.measures))
    resolved = resolve(kept, changed, RIGHT, "file")
    assert resolved.rulings.linked == {("1", "2")}
    assert resolved.rulings.stale == (
        StaleDecision(
            decision=1,
            verdict="linked",
            left=("2", "3"),
            right=("1",),
            by="李",
            when="2026-01-31",
            why=None,
            changed=Changed(left=("3",)),
        ),
    )


@pytest.mark.parametrize("text", ["简化旅行社审批", "简化 旅行社审批；", "简化，旅行社审批。", "“简化”旅行社审批。"])
def test_a_sign_that_is_read_otherwise_makes_no_decision_stale(text: str) -> None:
    kept = decisions(LEFT, RIGHT, decision(LEFT, ["3"], RIGHT, ["3"]))
    changed = replace(LEFT, measures=tuple(replace(m, text=text) if m.id == "3" else m for m in LEFT.measures))
    rulings = resolve(kept, changed, RIGHT, "file").rulings
    assert rulings.linked == {("3", "3")} and not rulings.stale


def test_a_word_more_or_less_makes_a_decision_stale() -> None:
    kept = decisions(LEFT, RIGHT, decision(LEFT, ["3"], RIGHT, ["3"]))
    for text in ("简化旅行社的审批。", "简旅行社审批。", "简化旅行社审批1。"):
        changed = replace(LEFT, measures=tuple(replace(m, text=text) if m.id == "3" else m for m in LEFT.measures))
        assert resolve(kept, changed, RIGHT, "file").rulings.stale, text


def test_the_number_tells_apart_measures_with_the_same_words() -> None:
    one, four = decision(LEFT, ["1"], RIGHT, ["1"]), decision(LEFT, ["4"], RIGHT, ["1"], "unrelated")
    assert resolve(decisions(LEFT, RIGHT, one, four), LEFT, RIGHT, "file").rulings.linked == {("1", "1")}
    renumbered = replace(LEFT, measures=tuple(replace(m, id=f"1{m.id}", number=f"1{m.id}") for m in LEFT.measures))
    rulings = resolve(decisions(LEFT, RIGHT, one, four), renumbered, RIGHT, "file").rulings
    assert rulings.linked == {("11", "1")}
    assert rulings.barred == {("14", "1")}


def test_a_number_that_another_measure_bears_now_is_no_trouble() -> None:
    kept = decisions(LEFT, RIGHT, decision(LEFT, ["2"], RIGHT, ["1"]))
    two, three = LEFT.measures[1], LEFT.measures[2]
    swapped = (LEFT.measures[0], replace(three, id="2", number="2"), replace(two, id="3", number="3"))
    assert resolve(kept, replace(LEFT, measures=swapped), RIGHT, "file").rulings.linked == {("3", "1")}


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ((["1"], ["1"], "linked", None), (["1"], ["1"], "unrelated", None), False),
        ((["1"], ["1"], "linked", None), (["1", "2"], ["1"], "unrelated", None), False),
        ((["1"], ["1"], "partial", None), (["1"], ["1", "2"], "unrelated", None), False),
        ((["1"], ["1"], "linked", None), (["1"], ["1"], "partial", None), False),
        ((["1"], ["1"], "linked", "modified"), (["1"], ["1"], "linked", "localised"), False),
        ((["1"], ["1"], "linked", None), (["1", "2"], ["1"], "linked", None), False),
        ((["1"], ["1"], "linked", None), (["1"], ["1"], "linked", None), True),
        ((["1"], ["1"], "partial", None), (["1"], ["1"], "linked", "partial"), True),
        ((["1"], ["1"], "unrelated", None), (["1", "2"], ["1"], "unrelated", None), True),
        ((["1"], ["1"], "linked", None), (["1"], ["2"], "linked", None), True),
        ((["1"], ["1"], "linked", None), (["2"], ["1"], "unrelated", None), True),
        ((["1", "2"], ["1"], "linked", None), (["2", "1"], ["1"], "linked", None), True),
    ],
)
def test_contradictions(
    one: tuple[list[str], list[str], str, str | None], other: tuple[list[str], list[str], str, str | None], agree: bool
) -> None:
    kept = decisions(
        LEFT,
        RIGHT,
        decision(LEFT, ["3"], RIGHT, ["3"]),
        *(decision(LEFT, a, RIGHT, b, verdict, relation) for a, b, verdict, relation in (one, other)),
    )
    if agree:
        assert resolve(kept, LEFT, RIGHT, "file").rulings.groups
        assert resolve(mirrored(kept), RIGHT, LEFT, "file").rulings.groups
    else:
        with pytest.raises(DecisionError, match="file: decision 2 and decision 3 contradict each other on 1 → 1"):
            resolve(kept, LEFT, RIGHT, "file")


def test_what_is_stale_contradicts_nothing() -> None:
    stale = replace(
        decision(LEFT, ["1"], RIGHT, ["1"], "unrelated"), left=(DecidedMeasure(measure="1", text="不再如此。"),)
    )
    kept = decisions(LEFT, RIGHT, stale, decision(LEFT, ["1"], RIGHT, ["1"]))
    assert resolve(kept, LEFT, RIGHT, "file").rulings.linked == {("1", "1")}


def test_a_measure_that_is_nowhere_is_an_error() -> None:
    lost = replace(decision(LEFT, ["1"], RIGHT, ["1"]), right=(DecidedMeasure(measure="9", text="不再如此。"),))
    with pytest.raises(DecisionError, match="file: decision 2 names measure 9 of city: no measure has its words, and"):
        resolve(decisions(LEFT, RIGHT, decision(LEFT, ["2"], RIGHT, ["2"]), lost), LEFT, RIGHT, "file")


def test_the_mirror_rules_the_mirror() -> None:
    kept = decisions(
        LEFT,
        RIGHT,
        decision(LEFT, ["1", "2"], RIGHT, ["1"], relation="merged"),
        decision(LEFT, ["3"], RIGHT, ["1"], "unrelated"),
    )
    one, other = resolve(kept, LEFT, RIGHT, "f").rulings, resolve(mirrored(kept), RIGHT, LEFT, "f").rulings
    assert {(b, a) for a, b in one.linked} == other.linked
    assert {(b, a) for a, b in one.barred} == other.barred
    assert [group.relation for group in other.groups] == ["split"]
    assert mirrored(mirrored(kept)) == kept


def words_of(snapshot: Snapshot, names: tuple[str, ...]) -> list[str]:
    by_id = {measure.id: policy_text(measure) for measure in snapshot.measures}
    return sorted(by_id[name] for name in names)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_decisions_survive_what_is_printed_anew(data: st.DataObject, national: Snapshot, xiamen: Snapshot) -> None:
    lefts = data.draw(
        st.lists(st.sampled_from([m.id for m in national.measures]), min_size=2, max_size=30, unique=True)
    )
    rights = data.draw(st.permutations([m.id for m in xiamen.measures]))[: len(lefts)]
    verdicts = data.draw(st.lists(st.sampled_from(["linked", "unrelated", "partial"]), min_size=40, max_size=40))
    every = [
        decision(national, [one], xiamen, [other], verdict)
        for one, other, verdict in zip(lefts, rights, verdicts, strict=False)
    ]
    changed = data.draw(st.sets(st.sampled_from(lefts), max_size=len(lefts)))
    (left, ids), (right, _) = (printed_anew(side, data.draw(st.integers(0, 999))) for side in (national, xiamen))
    anew = {ids[name] for name in changed}
    left = replace(
        left, measures=tuple(replace(m, text=m.text + "另行规定。") if m.id in anew else m for m in left.measures)
    )
    resolved = resolve(decisions(national, xiamen, *every), left, right, "file")
    stale = {one.decision for one in resolved.rulings.stale}
    assert stale == {at for at, one in enumerate(every, 1) if one.left[0].measure in changed}
    for at, meaning in enumerate(resolved.meanings, 1):
        if at not in stale:
            assert words_of(left, meaning.left) == sorted(map(policy_text, meaning.decision.left))
            assert words_of(right, meaning.right) == sorted(map(policy_text, meaning.decision.right))


def test_typing_anew_changes_signs_but_no_words(national: Snapshot) -> None:
    measures = [replace(m, text=retyped(m.text)) for m in national.measures]
    assert [policy_text(m) for m in measures] == [policy_text(m) for m in national.measures]
    assert all(one.text != other.text for one, other in zip(measures, national.measures, strict=True))
