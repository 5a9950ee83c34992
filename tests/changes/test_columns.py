"""Changes of the columns beside the text: one cause one change, and nothing for another order of words."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from deepdiff.diff import DeepDiff
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.changes.catalogue import COLUMN_KINDS, RULES
from policydiff.changes.columns import find_column_changes, pairings
from policydiff.changes.columns.structure import Fact, facts
from policydiff.model.comparison import Change
from policydiff.model.document import Snapshot
from tests.changes.columns import document

CASES = Path(__file__).parent / "cases"
RULE_IDS = [rule.id for rule in RULES if rule.kind in COLUMN_KINDS]
Cells = Mapping[str, str]


def found(left: Snapshot, right: Snapshot) -> tuple[Change, ...]:
    return find_column_changes(left.measures, right.measures, pairings(left, right))


def told(left: Cells, right: Cells) -> list[tuple[str, str, str]]:
    one = document(left)
    other = document(right, level="city" if ("guidance" in right) > ("guidance" in left) else "national")
    return [(change.rule, change.before, change.after) for change in found(one, other)]


def cases(rule: str) -> dict[str, list[dict[str, Any]]]:
    data: dict[str, list[dict[str, Any]]] = json.loads((CASES / f"{rule}.json").read_text("utf-8"))
    return data


@pytest.mark.parametrize("rule", RULE_IDS)
def test_the_cases_of_a_rule(rule: str) -> None:
    data = cases(rule)
    assert data["positive"]
    assert len(data["negatives"]) >= 2
    for case in data["positive"]:
        assert told(case["left"], case["right"]) == [(rule, case["before"], case["after"])]
    for case in data["negatives"]:
        assert rule not in [name for name, _, _ in told(case["left"], case["right"])], case["why"]


SAID = [
    ("商务部牵头，财政部配合", "财政部牵头，商务部配合", [("lead-changed", "商务部", "财政部")]),
    ("商务部牵头，财政部配合", "财政部牵头", [("lead-changed", "商务部", "财政部")]),
    ("商务部", "海关总署", [("lead-changed", "商务部", "海关总署")]),
    ("商务部", "海关总署牵头，公安部配合", [("lead-changed", "商务部", "海关总署"), ("body-added", "", "公安部")]),
    ("商务部", "商务部、公安部", [("body-added", "", "公安部")]),
    ("商务部、公安部、外交部", "外交部", [("body-removed", "商务部", ""), ("body-removed", "公安部", "")]),
    (
        "商务部、财政部制订政策保障措施；试点地区负责推进",
        "商务部、财政部支持和指导；试点地区负责推进",
        [("role-changed", "商务部、财政部制订政策保障措施", "商务部、财政部支持和指导")],
    ),
    ("商务部支持和指导；北京、上海负责推进", "商务部支持和指导；上海负责推进", [("area-removed", "北京", "")]),
    (
        "商务部支持和指导；试点地区负责推进",
        "商务部支持和指导；北京、深圳等试点地区负责推进",
        [("area-removed", "试点地区", ""), ("area-added", "", "北京、深圳")],
    ),
    ("商务部牵头，财政部、外交部配合", "商务部牵头，外交部、财政部配合", []),
    ("商务部", "商务部牵头", []),
    ("商务部、财政部等制订政策保障措施", "商务部、财政部制订政策保障措施", []),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "expected"), SAID)
def test_responsibility(left: str, right: str, expected: list[tuple[str, str, str]]) -> None:
    assert told({"responsibility": left}, {"responsibility": right}) == [
        (f"responsibility-{rule}", before, after) for rule, before, after in expected
    ]


ACROSS = [
    ("银保监会制订政策保障措施；试点地区负责推进", "银保监会", []),
    ("商务部、财政部支持和指导；试点地区负责推进", "财政部、商务部", []),
    ("商务部支持和指导；厦门负责推进", "商务部、财政部", [("added", "", "财政部")]),
    ("商务部、财政部支持和指导；试点地区负责推进", "商务部", [("removed", "财政部", "")]),
    ("药监局制订政策保障措施；试点地区负责推进", "-", [("removed", "药监局", "")]),
    ("中央网信办、商务部负责推进", "中央网信办、商务部", []),
    ("中国贸促会负责推进", "-", []),
    ("港澳办等制订政策保障措施；试点地区负责推进", "港澳办", []),
]


@pytest.mark.parametrize(("left", "right", "expected"), ACROSS)
def test_central_bodies_compare_with_the_guidance_of_a_local_version(
    left: str, right: str, expected: list[tuple[str, str, str]]
) -> None:
    plan, local = {"responsibility": left}, {"responsibility": "市商务局，市财政局", "guidance": right}
    assert told(plan, local) == [(f"guidance-body-{rule}", before, after) for rule, before, after in expected]


def test_what_one_document_does_not_print_is_no_change() -> None:
    assert told({"responsibility": "商务部", "reach": "全国", "remark": "已完成"}, {"responsibility": "商务部"}) == []


def test_own_bodies_of_another_level_are_no_change() -> None:
    plan, city = document({"responsibility": "商务部"}), document({"responsibility": "市商务局"}, level="city")
    assert found(plan, city) == ()


def test_a_group_compares_what_its_cells_say_together() -> None:
    left = document({"responsibility": "商务部", "reach": "北京"}, {"responsibility": "财政部", "reach": "上海"})
    right = document({"responsibility": "财政部、商务部", "reach": "上海、北京"})
    assert found(left, right) == ()
    more = document({"responsibility": "财政部、商务部、外交部", "reach": "上海、北京、天津"})
    assert [(c.rule, c.left, c.right, c.after) for c in found(left, more)] == [
        ("reach-widened", "1", "1", "天津"),
        ("responsibility-body-added", "1", "1", "外交部"),
    ]


VALUES = st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.frozensets(st.sampled_from(["lead", "policy", "support"])))


@settings(deadline=None)
@given(VALUES, VALUES)
def test_the_short_way_finds_what_deepdiff_finds(
    left: dict[str, frozenset[str]], right: dict[str, frozenset[str]]
) -> None:
    tree = DeepDiff(left, right, view="tree", threshold_to_diff_deeper=0)
    keys = {node.path(output_format="list")[0] for nodes in tree.values() for node in nodes}
    assert facts(left, right) == [Fact(key, left.get(key), right.get(key)) for key in {**left, **right} if key in keys]


def test_deepdiff_is_asked_only_where_values_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("deepdiff.diff.DeepDiff.__init__", fail)
    one = {"responsibility": "商务部、财政部", "reach": "北京、上海", "promoted": "2019.6"}
    assert told(one, {**one, "responsibility": "财政部、商务部", "reach": "上海、北京", "promoted": "2019年6月"}) == []
    assert told(one, {**one, "responsibility": "商务部、财政部、外交部"}) == [
        ("responsibility-body-added", "", "外交部")
    ]
    with pytest.raises(AssertionError):
        told(one, {**one, "promoted": "2019.7"})
