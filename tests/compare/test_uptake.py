"""Uptake: from changes made for the purpose, and counts that add up for any links."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.changes.catalogue import FORMAL_KINDS, RULES, TEXT_KINDS, UNCLASSIFIED, Rule
from policydiff.compare.applicability import Judgement
from policydiff.compare.pipeline import compare
from policydiff.compare.uptake import PRECEDENCE, effect, totals, uptake
from policydiff.model.comparison import (
    APPLICABILITIES,
    IDENTICAL,
    MODIFIED,
    UPTAKES,
    Change,
    Link,
    Spans,
)
from policydiff.model.document import Snapshot

RULE = {rule.id: rule for rule in RULES}


def change(rule: Rule, left: str = "1", right: str = "1") -> Change:
    return Change(
        id="0" * 12, rule=rule.id, kind=rule.kind, direction=rule.direction, severity="info", field="text",
        left=left, right=right, before="前", after="后", count=1, spans=Spans(left=((0, 1),), right=((0, 1),)),
    )  # fmt: skip


def link(left: Sequence[str], right: Sequence[str], *rules: tuple[str, str]) -> Link:
    """A link with changes: pairs of rule and left measure."""
    changes = tuple(change(RULE[rule], name, right[0]) for rule, name in rules)
    return Link(
        left=tuple(left),
        right=tuple(right),
        relation=MODIFIED if changes else IDENTICAL,
        confidence=1.0,
        changes=changes,
    )


@pytest.mark.parametrize(
    ("rules", "expected", "effects"),
    [
        ([], "full", ("full",)),
        (["wording-changed"], "full", ("full",)),
        (["locality-dropped", "locality-replaced"], "full", ("full",)),
        (["responsibility-lead-changed", "reach-narrowed", "remark-added"], "full", ("full",)),
        (["audience-narrowed"], "narrowed", ("narrowed",)),
        (["scope-narrowed", "wording-changed"], "narrowed", ("narrowed",)),
        (["condition-added"], "narrowed", ("narrowed",)),
        (["content-removed"], "narrowed", ("narrowed",)),
        (["audience-widened"], "widened", ("widened",)),
        (["scope-widened"], "widened", ("widened",)),
        (["condition-removed"], "widened", ("widened",)),
        (["content-added"], "widened", ("widened",)),
        (["modality-weakened"], "softened", ("softened",)),
        (["modality-strengthened"], "changed", ("changed",)),
        (["quantity-lowered"], "changed", ("changed",)),
        (["unclassified-removed"], "changed", ("changed",)),
        (["modality-weakened", "scope-narrowed"], "narrowed", ("narrowed", "softened")),
        (["audience-widened", "modality-weakened"], "softened", ("softened", "widened")),
        (["unclassified-added", "content-added"], "widened", ("widened", "changed")),
    ],
)
def test_one_link(rules: list[str], expected: str, effects: tuple[str, ...]) -> None:
    row = uptake(["1"], [link(["1"], ["1"], *((rule, "1") for rule in rules))], {})[0]
    assert (row.uptake, row.effects) == (expected, effects)


def test_every_rule_of_the_text_has_an_effect_and_no_other() -> None:
    for rule in RULES:
        of_substance = rule.kind in {*TEXT_KINDS, UNCLASSIFIED} - FORMAL_KINDS
        assert (effect(change(rule)) in PRECEDENCE) == of_substance


def test_of_a_merged_pair_each_has_its_own_changes() -> None:
    rows = uptake(["1", "2"], [link(["1", "2"], ["1"], ("content-removed", "2"))], {})
    assert [row.uptake for row in rows] == ["full", "narrowed"]


def test_of_several_links_all_changes_count() -> None:
    links = [link(["1"], ["1"]), link(["1"], ["2"], ("modality-weakened", "1"))]
    assert uptake(["1"], links, {})[0].uptake == "softened"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("named", "absent"),
        ("general", "absent"),
        ("conditional", "absent"),
        ("others", "not-meant"),
        ("national-only", "not-meant"),
        (None, "absent"),
    ],
)
def test_what_is_left_out(value: str | None, expected: str) -> None:
    judged = {"1": Judgement(value, None)} if value else {}
    assert uptake(["1"], [], judged)[0].uptake == expected
    linked = uptake(["1"], [link(["1"], ["1"])], judged)[0]
    assert (linked.uptake, linked.applicability) == ("full", value)  # what is taken up is taken up


NAMES = [str(n) for n in range(1, 9)]
some = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
changes = st.lists(st.sampled_from(sorted(RULE)), max_size=4)


@given(
    st.lists(st.tuples(some, changes), max_size=6),
    st.lists(st.sampled_from([*APPLICABILITIES, None]), min_size=8, max_size=8),
)
def test_the_counts_add_up(made: list[tuple[list[str], list[str]]], values: list[str | None]) -> None:
    links = [link(left, ["1"], *((rule, left[0]) for rule in rules)) for left, rules in made]
    judged = {name: Judgement(value, None) for name, value in zip(NAMES, values, strict=True) if value}
    rows = uptake(NAMES, links, judged)
    assert [row.measure for row in rows] == NAMES
    counts = totals(rows)
    assert sum(counts.values()) == len(NAMES)
    linked = {name for left, _ in made for name in left}
    assert counts.get("absent", 0) + counts.get("not-meant", 0) == len(NAMES) - len(linked)
    for row in rows:
        assert row.uptake == row.effects[0]
        assert set(row.effects) <= set(UPTAKES)
        assert (row.measure in linked) == (row.uptake in PRECEDENCE)


@pytest.mark.parametrize(
    "left", ["national-2020", "national-2025", "ftz-batch-6", "ftz-departments-2019", "xiamen-2020"]
)
@pytest.mark.parametrize("right", ["xiamen-2020", "national-2025"])
def test_the_summary_adds_up_on_both_sides(left: str, right: str, snapshots: dict[str, Snapshot]) -> None:
    found = compare(snapshots[left], snapshots[right])
    summary = found.summary
    assert [row.measure for row in found.uptake] == [measure.id for measure in snapshots[left].measures]
    assert sum(summary.uptake.values()) == summary.left.measures
    out = summary.uptake.get("absent", 0) + summary.uptake.get("not-meant", 0)
    assert out == summary.left.only == len(found.left_only)
    assert summary.right.linked + summary.right.only == summary.right.measures
    has_place = right == "xiamen-2020" and left != right
    assert sum(summary.applicability.values()) == (summary.left.measures if has_place else 0)
    assert all((one.applicability is not None) == has_place for one in found.left_only)
    assert all((one.applicability is not None) == has_place for one in found.links)
    assert all(one.applicability is None for one in found.right_only)
