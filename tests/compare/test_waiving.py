"""Waivers: one difference by its content; they carry over what does not touch it, and accept nothing else."""

from dataclasses import replace

import pytest

from policydiff.changes.catalogue import GATE_RULE_BY_ID
from policydiff.changes.severities import severities_for
from policydiff.compare.gate import differences_of
from policydiff.compare.pipeline import compare
from policydiff.compare.waiving import faults, waived
from policydiff.model.document import Snapshot
from policydiff.model.gate import Difference
from policydiff.model.waiver import ChangeWaiver
from tests.history.repositories import with_texts

TODAY = "2026-11-22"
LEFT = (
    "支持符合条件的港澳银行业、保险业企业设立分支机构。简化审批流程，压缩办理时限。",
    "推进跨境数据流动安全评估试点，建立备份审查机制。",
    "支持符合条件的港澳医师在本地执业，建立执业备案制度，推动互认。",
    "允许外商独资设立演出场所经营单位。",
)
RIGHT = (LEFT[0].replace("港澳", "港澳台"), LEFT[1], LEFT[2].replace("港澳", "港澳台"))


def documents(
    snapshots: dict[str, Snapshot], left: tuple[str, ...] = LEFT, right: tuple[str, ...] = RIGHT
) -> tuple[Snapshot, Snapshot]:
    like = replace(snapshots["national-2020"], region=None, level="national")
    return with_texts(like, left, id="plan"), with_texts(like, right, id="city")


def differences(
    snapshots: dict[str, Snapshot], left: tuple[str, ...] = LEFT, right: tuple[str, ...] = RIGHT
) -> list[Difference]:
    one, other = documents(snapshots, left, right)
    return differences_of(compare(one, other), one, other, severities_for())


def accept(one: Difference, until: str = "2027-01-31") -> ChangeWaiver:
    return ChangeWaiver(
        rule=one.rule,
        field=one.field,
        left=one.left,
        right=one.right,
        reason="已商定",
        by="李",
        when=TODAY,
        until=until,
    )


def accepted(found: list[Difference], *waivers: ChangeWaiver, today: str = TODAY) -> list[str]:
    """What is accepted: rule and measure."""
    return [f"{one.rule} {one.place}" for one in waived(found, waivers, today)[0] if one.waived]


@pytest.fixture
def waiver(snapshots: dict[str, Snapshot]) -> ChangeWaiver:
    """Accepts that the banks' measure speaks of Taiwan too."""
    found = differences(snapshots)
    assert [f"{one.rule} {one.place}" for one in found] == [
        "audience-widened 1",
        "audience-widened 3",
        "measure-dropped 4",
    ]
    return accept(found[0])


def test_it_holds_that_change_and_not_its_rule(snapshots: dict[str, Snapshot], waiver: ChangeWaiver) -> None:
    assert accepted(differences(snapshots), waiver) == ["audience-widened 1"]


BANKS, DATA, DOCTORS = RIGHT
CARRIED = {
    "other numbers": (LEFT, (DATA, DOCTORS, BANKS), "1 → 3"),
    "other numbers on both sides": ((LEFT[1], LEFT[0], *LEFT[2:]), (DATA, DOCTORS, BANKS), "2 → 3"),
    "an edit elsewhere in the measure": (LEFT, (BANKS.replace("压缩办理时限", "缩短办理时限"), *RIGHT[1:]), "1"),
    "a sentence more in the measure": (LEFT, (BANKS + "建立容缺受理机制。", *RIGHT[1:]), "1"),
    "signs and blanks": (LEFT, (BANKS.replace("。", "．").replace("设立", "设 立"), *RIGHT[1:]), "1"),
    "another measure edited": (LEFT, (BANKS, DATA.replace("备份", "备案"), DOCTORS), "1"),
    "another measure gone": (LEFT, (BANKS, DOCTORS), "1"),
}


@pytest.mark.parametrize(("left", "right", "place"), CARRIED.values(), ids=CARRIED)
def test_it_carries_over(
    snapshots: dict[str, Snapshot], waiver: ChangeWaiver, left: tuple[str, ...], right: tuple[str, ...], place: str
) -> None:
    assert accepted(differences(snapshots, left, right), waiver) == [f"audience-widened {place}"]


NOT_HELD = {
    "other words": (LEFT, (BANKS.replace("港澳台", "港澳台及外国"), *RIGHT[1:])),
    "the other way round": (RIGHT, LEFT),
    "another clause of the measure": (LEFT, (BANKS.replace("企业", "法人企业"), *RIGHT[1:])),
    "the change is gone": (LEFT, (LEFT[0], DATA, DOCTORS)),
    "the measure is gone": (LEFT, (DATA, DOCTORS)),
}


@pytest.mark.parametrize(("left", "right"), NOT_HELD.values(), ids=NOT_HELD)
def test_it_holds_nothing_else(
    snapshots: dict[str, Snapshot], waiver: ChangeWaiver, left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    found = differences(snapshots, left, right)
    assert found and accepted(found, waiver) == []


SAME_CLAUSE = ("支持港澳企业参与，落实用地保障政策。", "支持港澳企业参与，加大财政资金奖补力度，提升服务效能。")


def test_the_same_clause_of_another_measure_is_another_change(snapshots: dict[str, Snapshot]) -> None:
    left = SAME_CLAUSE
    right = (left[0].replace("港澳", "港澳台"), left[1].replace("港澳", "港澳台"))
    both = differences(snapshots, left, right)
    assert [(one.rule, one.place) for one in both] == [("audience-widened", "1"), ("audience-widened", "2")]
    assert both[0].left.passage == both[1].left.passage
    first = accept(both[0])
    assert accepted(both, first) == ["audience-widened 1"]
    alone = differences(snapshots, left, (left[0], right[1]))
    assert [one.place for one in alone] == ["2"] and accepted(alone, first) == []
    turned = differences(snapshots, left[::-1], right[::-1])
    assert accepted(turned, first) == ["audience-widened 2"]


def test_the_same_measure_twice_needs_two_waivers(snapshots: dict[str, Snapshot]) -> None:
    left, right = (SAME_CLAUSE[0],) * 2, (SAME_CLAUSE[0].replace("港澳", "港澳台"),) * 2
    found = differences(snapshots, left, right)
    assert len(found) > 1 and len({one.key for one in found}) == len(found)
    waiver = accept(found[0])
    assert [len(accepted(found, *[waiver] * count)) for count in (0, 1, 2)] == [0, 1, 2]


def test_a_measure_of_one_side_is_held_by_all_its_words(snapshots: dict[str, Snapshot]) -> None:
    waiver = accept(differences(snapshots)[2])
    assert (waiver.rule, waiver.right.words) == ("measure-dropped", None)
    assert accepted(differences(snapshots, LEFT[::-1], RIGHT), waiver) == ["measure-dropped 1"]
    edited = (*LEFT[:3], LEFT[3].replace("单位", "机构"))
    found = differences(snapshots, edited)
    assert [one.rule for one in found].count("measure-dropped") == 1 and accepted(found, waiver) == []


def test_a_column_is_held_as_a_whole(snapshots: dict[str, Snapshot]) -> None:
    left, right = snapshots["national-2020"], snapshots["xiamen-2020"]
    found = differences_of(compare(left, right), left, right, severities_for())
    column = next(one for one in found if one.field == "guidance")
    assert column.left.passage or column.right.passage
    assert accepted(found, accept(column)) == [f"{column.rule} {column.place}"]
    other = replace(column, right=replace(column.right, passage=f"{column.right.passage}、市商务局"))
    assert accepted([other], accept(column)) == []


@pytest.mark.parametrize("other", ["plan", "town"])
def test_it_is_of_these_two_snapshots(snapshots: dict[str, Snapshot], waiver: ChangeWaiver, other: str) -> None:
    found = [replace(one, right=replace(one.right, snapshot=other)) for one in differences(snapshots)]
    assert accepted(found, waiver) == []


def test_a_renamed_rule_answers_in_both_directions(
    snapshots: dict[str, Snapshot], waiver: ChangeWaiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = replace(GATE_RULE_BY_ID["audience-widened"], formerly=("audience-wider",))
    monkeypatch.setitem(GATE_RULE_BY_ID, "audience-widened", rule)
    monkeypatch.setitem(GATE_RULE_BY_ID, "audience-wider", rule)
    found = differences(snapshots)
    assert accepted(found, replace(waiver, rule="audience-wider")) == ["audience-widened 1"]
    former = [replace(one, rule="audience-wider") for one in found]
    assert accepted(former, waiver) == ["audience-wider 1"]


def test_every_difference_of_real_documents_can_be_accepted_by_itself(snapshots: dict[str, Snapshot]) -> None:
    left, right = snapshots["national-2020"], snapshots["xiamen-2020"]
    found = differences_of(compare(left, right), left, right, severities_for())
    told, used = waived(found, [accept(one) for one in found], TODAY)
    assert all(one.waived for one in told) and len(used) == len(found)
    for one in found[::7]:
        told, _ = waived(found, [accept(one)], TODAY)
        assert [other.key for other in told if other.waived] == [one.key]


def test_expired_and_unused_ones(snapshots: dict[str, Snapshot], waiver: ChangeWaiver) -> None:
    found, pair = differences(snapshots), ("plan", "city")
    assert accepted(found, waiver, today="2027-01-31") == ["audience-widened 1"]
    assert accepted(found, waiver, today="2027-02-01") == []

    def said(used: set[int], pairs: list[tuple[str, str]], today: str = TODAY) -> list[str]:
        return [one.kind for one in faults([waiver], used, pairs, today)]

    assert said({0}, [pair]) == [] and said(set(), []) == [] and said(set(), [("plan", "town")]) == []
    assert said(set(), [pair]) == ["unused"]
    assert said(set(), [pair], "2027-02-01") == ["expired"]
