"""Alignment on small documents: what belongs together is found, what only sounds alike is not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.align import align, groups
from policydiff.align.alignment import Pair
from policydiff.model.decision import Rulings
from policydiff.model.document import Location, Measure, Snapshot

FILLER = (
    "建立技术进出口安全管理部省合作快速响应通道，防范安全风险。",
    "简化外资旅行社审批流程，缩短审批时限。",
    "推进医疗机构审批登记全程电子化和电子证照发放。",
    "完善游戏动漫研发、影视制作等领域外籍人才认定条件和标准。",
)


def measures(*texts: str) -> list[Measure]:
    return [
        Measure(id=str(n), number=str(n), text=text, location=Location(lines=(n, n))) for n, text in enumerate(texts, 1)
    ]


def pairs(left: list[Measure], right: list[Measure]) -> set[tuple[str, str]]:
    return {(pair.left, pair.right) for pair in align(left, right).pairs}


def test_copies_are_found_wherever_they_stand() -> None:
    assert pairs(measures(*FILLER), measures(*reversed(FILLER))) == {("1", "4"), ("2", "3"), ("3", "2"), ("4", "1")}


def test_stock_phrases_do_not_link(national: Snapshot, xiamen: Snapshot) -> None:
    stock = "支持符合条件的试点地区"
    own = measures("航空器保税维修业务。", "人民币海外投贷基金业务。", "知识产权证券化产品发行。")
    left = [replace(one, id=f"90{one.id}", text=stock + one.text) for one in measures(*FILLER)]
    right = [replace(one, id=f"90{one.id}", text=stock + one.text) for one in own]
    found = pairs([*national.measures, *left], [*xiamen.measures, *right])
    assert not found & {(one.id, other.id) for one in left for other in right}


@pytest.mark.parametrize(("first", "second"), [("19", "69"), ("44", "104"), ("110", "16"), ("83", "94")])
def test_a_second_source_is_found_by_what_the_first_leaves_unexplained(
    first: str, second: str, national: Snapshot
) -> None:
    left = {measure.id: measure for measure in national.measures}
    merged = replace(left[first], id="999", text=left[first].text + left[second].text)
    right = [measure for measure in national.measures if measure.id not in (first, second)]
    found = pairs(list(national.measures), [*right, merged])
    assert {one for one, other in found if other == "999"} == {first, second}
    assert len(found) == len(national.measures)


def test_own_measures_stay_alone() -> None:
    right = measures(*FILLER, "建设两岸航运交流合作先行区，发展对台海运快件。")
    found = align(measures(*FILLER), right)
    assert "5" not in {pair.right for pair in found.pairs}


def test_same_words_are_told_apart_by_their_place() -> None:
    same = measures("完善统计制度。", "完善统计制度。", FILLER[0])
    assert pairs(same, same) == {("1", "1"), ("2", "2"), ("3", "3")}


def names(pairs: list[Pair]) -> list[list[tuple[str, str]]]:
    return [[(pair.left, pair.right) for pair in group] for group in groups(pairs)]


def test_in_a_group_every_left_measure_belongs_to_every_right_one() -> None:
    merged = [Pair("1", "1", 0.9), Pair("2", "1", 0.8), Pair("3", "3", 0.6)]
    assert names(merged) == [[("1", "1"), ("2", "1")], [("3", "3")]]
    regrouped = [Pair(left, right, 0.9) for left in "12" for right in "34"]
    assert names(regrouped) == [[("1", "3"), ("1", "4"), ("2", "3"), ("2", "4")]]


def test_pairs_that_hang_together_over_others_are_no_group() -> None:
    chain = [Pair("19", "901", 0.9), Pair("69", "901", 0.8), Pair("69", "902", 0.8), Pair("44", "902", 0.9)]
    found = names(chain)
    assert sorted(pair for group in found for pair in group) == sorted((p.left, p.right) for p in chain)
    assert all(len({left for left, _ in group}) * len({right for _, right in group}) == len(group) for group in found)


@pytest.mark.parametrize(("twins", "others"), [(2, 1), (1, 2), (3, 2), (2, 3), (5, 5), (1, 6)])
def test_twins_are_linked_the_same_from_either_side(twins: int, others: int) -> None:
    left, right = measures(*[FILLER[0]] * twins, FILLER[1]), measures(FILLER[2], *[FILLER[0]] * others)
    there = {(pair.left, pair.right, pair.confidence) for pair in align(left, right).pairs}
    back = {(pair.right, pair.left, pair.confidence) for pair in align(right, left).pairs}
    assert there == back
    assert {one for one, _, _ in there} == {str(n) for n in range(1, twins + 1)}
    assert {other for _, other, _ in there} == {str(n) for n in range(2, others + 2)}


def test_decisions_outrank_twins() -> None:
    left, right = measures(*[FILLER[0]] * 2), measures(*[FILLER[0]] * 2)
    linked = Rulings(linked=frozenset({("1", "2")}))
    assert {(pair.left, pair.right) for pair in align(left, right, linked).pairs} == {("1", "2"), ("2", "1")}
    barred = Rulings(barred=frozenset({("1", "1")}))
    assert {(pair.left, pair.right) for pair in align(left, right, barred).pairs} == {("1", "2"), ("2", "1")}


def test_near_twins_do_not_make_a_document_differ_from_itself() -> None:
    stock = "支持符合条件的试点地区开展先行先试。"
    texts = [stock, stock, stock + "甲", *(stock + text[:6] for text in FILLER)]
    found = align(measures(*texts), measures(*texts))
    assert {(pair.left, pair.right) for pair in found.pairs} == {(str(n), str(n)) for n in range(1, len(texts) + 1)}


@given(
    st.sets(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1),
    st.sampled_from([(0.9,), (0.9, 0.8)]),
)
def test_groups_are_the_same_from_either_side(places: set[tuple[int, int]], values: tuple[float, ...]) -> None:
    def value(one: int, other: int) -> float:
        return values[(one + other) % len(values)]

    there = groups(Pair(str(one), str(other), value(one, other)) for one, other in sorted(places))
    back = groups(Pair(str(other), str(one), value(one, other)) for one, other in sorted(places))
    assert {frozenset((pair.left, pair.right) for pair in group) for group in there} == {
        frozenset((pair.right, pair.left) for pair in group) for group in back
    }
