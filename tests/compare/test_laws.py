"""Laws of a comparison: nothing lost, nothing twice, the same from both sides and in any order."""

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.changes.catalogue import RULE_BY_ID
from policydiff.changes.find import find_changes
from policydiff.compare.pipeline import compare
from policydiff.model.comparison import Change, Comparison
from policydiff.model.document import Location, Measure, Region, Snapshot
from policydiff.registry.locality import Locality
from policydiff.snapshot import parse_json, schema_errors, to_json
from policydiff.text.fold import bare
from tests.conftest import IDS

PAIRS = list(permutations(IDS, 2))
MIRRORED = {"merged": "split", "split": "merged"}


@pytest.fixture(scope="module")
def comparisons(snapshots: dict[str, Snapshot]) -> dict[tuple[str, str], Comparison]:
    return {(left, right): compare(snapshots[left], snapshots[right]) for left, right in PAIRS}


@pytest.mark.parametrize("name", IDS)
def test_a_document_does_not_differ_from_itself(name: str, snapshots: dict[str, Snapshot]) -> None:
    found = compare(snapshots[name], snapshots[name])
    assert [(link.left, link.right, link.relation) for link in found.links] == [
        ((m.id,), (m.id,), "identical") for m in snapshots[name].measures
    ]
    assert not any(link.changes for link in found.links)
    assert found.left_only == found.right_only == ()


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_every_measure_is_linked_or_alone_and_counted_once(
    left: str, right: str, comparisons: dict[tuple[str, str], Comparison], snapshots: dict[str, Snapshot]
) -> None:
    found = comparisons[left, right]
    for side, name, alone in (("left", left, found.left_only), ("right", right, found.right_only)):
        linked = {measure for link in found.links for measure in getattr(link, side)}
        only = [one.measure for one in alone]
        totals = getattr(found.summary, side)
        assert linked.isdisjoint(only)
        assert len(only) == len(set(only))
        assert linked | set(only) == {measure.id for measure in snapshots[name].measures}
        assert (totals.measures, totals.linked, totals.only) == (len(linked) + len(only), len(linked), len(only))
    assert sum(found.summary.relations.values()) == len(found.links)
    assert sum(found.summary.changes.values()) == sum(len(link.changes) for link in found.links)


def mirrored(change: Change) -> tuple[object, ...]:
    """What a change is when it is read from the other side, its hash aside."""
    rule = RULE_BY_ID[RULE_BY_ID[change.rule].mirror]
    return (
        (rule.id, rule.kind, rule.direction, change.field, change.right, change.left),
        (change.after, change.before, change.count, change.spans.right, change.spans.left),
    )


def plain(change: Change) -> tuple[object, ...]:
    return (
        (change.rule, change.kind, change.direction, change.field, change.left, change.right),
        (change.before, change.after, change.count, change.spans.left, change.spans.right),
    )


@pytest.mark.parametrize(("left", "right"), [pair for pair in PAIRS if pair[0] < pair[1]])
def test_from_the_other_side_it_is_the_mirror(
    left: str, right: str, comparisons: dict[tuple[str, str], Comparison]
) -> None:
    one, other = comparisons[left, right], comparisons[right, left]
    assert sorted(
        (
            link.right,
            link.left,
            MIRRORED.get(link.relation, link.relation),
            link.confidence,
            sorted(map(mirrored, link.changes)),
        )
        for link in one.links
    ) == sorted(
        (link.left, link.right, link.relation, link.confidence, sorted(map(plain, link.changes)))
        for link in other.links
    )
    assert [(alone.measure, alone.nearest) for alone in (*one.left_only, *one.right_only)] == [
        (alone.measure, alone.nearest) for alone in (*other.right_only, *other.left_only)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_measures_does_not_matter(seed: int, national: Snapshot, xiamen: Snapshot) -> None:
    shuffle = random.Random(seed)
    sides = []
    for snapshot in (national, xiamen):
        measures = list(snapshot.measures)
        shuffle.shuffle(measures)
        sides.append(replace(snapshot, measures=tuple(measures)))
    expected, found = compare(national, xiamen), compare(sides[0], sides[1])
    assert found.links == expected.links
    assert {one.measure for one in found.left_only} == {one.measure for one in expected.left_only}


def test_numbers_are_no_evidence(national: Snapshot, xiamen: Snapshot) -> None:
    renumbered = replace(
        xiamen,
        measures=tuple(replace(m, id=str(1000 - int(m.id)), number=str(1000 - int(m.number))) for m in xiamen.measures),
    )
    expected, found = compare(national, xiamen), compare(national, renumbered)
    assert [(k.left, tuple(str(1000 - int(m)) for m in k.right)) for k in found.links] == [
        (k.left, k.right) for k in expected.links
    ]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_the_left_text_with_its_changes_is_the_right_text(
    left: str, right: str, comparisons: dict[tuple[str, str], Comparison], snapshots: dict[str, Snapshot]
) -> None:
    """Nothing is lost: every difference of linked texts is in a change, with its exact words."""
    texts = {name: {m.id: m.text for m in snapshots[name].measures} for name in (left, right)}
    for link in comparisons[left, right].links:
        if len(link.left) == len(link.right) == 1:
            one, other = texts[left][link.left[0]], texts[right][link.right[0]]
            assert bare(patched(one, other, link.changes)) == bare(other)


def cell(measures: Mapping[str, Measure], name: str, field: str) -> str:
    """What a field of a measure prints; a plan without a guidance column guides in its responsibility cell."""
    if field == "guidance" and not any(measure.guidance for measure in measures.values()):
        field = "responsibility"
    return measures[name].printed(field) or ""


CLAUSES = st.sampled_from(
    [
        "扩大开放", "促进合作", "在试点地区", "支持试点地区开展试点", "从海港试点地区入境", "从厦门机场入境", "建设和平台", "建设和",
        "平台", "第3", "5项", "港澳", "港澳台医师执业", "完善", "，", "。", "；", "、", "促进资本市场发展", "30个工作日", "在厦门",
    ]
)  # fmt: skip


@given(st.lists(CLAUSES, max_size=10).map("".join), st.lists(CLAUSES, max_size=10).map("".join))
def test_the_laws_hold_for_any_texts(left: str, right: str) -> None:
    measure = Measure(id="1", number="1", text="-", location=Location(lines=(1, 1)))
    one, other = replace(measure, text=left), replace(measure, text=right)
    locality = Locality(None, Region(name="厦门市", code="350200"))
    there = find_changes([one], [other], locality, ["text"])[0].changes
    back = find_changes([other], [one], locality, ["text"])[0].changes
    assert bare(patched(left, right, there)) == bare(right)
    assert sorted(map(mirrored, there)) == sorted(map(plain, back))


def patched(left: str, right: str, changes: tuple[Change, ...]) -> str:
    places = sorted(
        pair
        for change in changes
        if change.field == "text"
        for pair in zip(change.spans.left, change.spans.right, strict=True)
    )
    text, at = "", 0
    for (start, end), (begin, stop) in places:
        text += left[at:start] + right[begin:stop]
        at = max(at, end)
    return text + left[at:]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_evidence_and_changes_are_literal(
    left: str, right: str, comparisons: dict[tuple[str, str], Comparison], snapshots: dict[str, Snapshot]
) -> None:
    texts = {name: {m.id: m for m in snapshots[name].measures} for name in (left, right)}
    for link in comparisons[left, right].links:
        for change in link.changes:
            one, other = cell(texts[left], change.left, change.field), cell(texts[right], change.right, change.field)
            assert {one[start:end] for start, end in change.spans.left} == {change.before}
            assert {other[start:end] for start, end in change.spans.right} == {change.after}
            assert change.count == len(change.spans.left) == len(change.spans.right)
        for shown in link.evidence:
            (start, end), (begin, stop) = shown.spans.left[0], shown.spans.right[0]
            assert shown.text == (texts[left][shown.left].printed(shown.field) or "")[start:end]
            assert bare(shown.text) == bare((texts[right][shown.right].printed(shown.field) or "")[begin:stop])


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_the_json_keeps_to_its_schema(left: str, right: str, comparisons: dict[tuple[str, str], Comparison]) -> None:
    assert schema_errors("comparison", parse_json(to_json(comparisons[left, right]), "out")) == []
