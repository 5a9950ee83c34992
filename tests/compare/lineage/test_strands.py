"""Strands, themes and places: what two measures take up of a third, what they share, where they apply."""

from dataclasses import replace

import pytest

from policydiff.compare.lineage.strands import same_strand
from policydiff.compare.lineage.themes import LIKELY, shared_concepts, themes
from policydiff.compare.lineage.where import movement, where
from policydiff.model.document import Measure, Reach, Region, Responsibility, Snapshot
from tests.decisions.documents import document

BOTH = "规范探索知识产权证券化，依托证券交易所设计产品。完善知识产权质押融资的风险分担和损失补偿机制。"
SECURITIES = "依托上海、深圳证券交易所构建知识产权证券化交易体系。"
PLEDGES = "开展银行知识产权质押融资内部评估试点，建立风险分担机制。"
OTHER_PLEDGES = "推广知识产权质押融资，完善损失补偿。"


def measures(*texts: str) -> tuple[Measure, ...]:
    return document("d", *texts).measures


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SECURITIES, PLEDGES, False),
        (PLEDGES, OTHER_PLEDGES, True),
        (SECURITIES, SECURITIES, True),
        (SECURITIES, "A B C", True),
    ],
)
def test_whether_two_take_up_the_same_part(one: str, other: str, same: bool) -> None:
    whole, first, second = measures(BOTH, one, other)
    assert same_strand(whole, first, second) is same
    assert same_strand(whole, second, first) is same


def test_what_shares_a_rare_instrument_is_a_theme() -> None:
    left = document("left", "推行空铁联运“一单制”货物运输。", "加强宣传和组织领导。")
    right = document("right", "推动解决多式联运“一单制”提单物权问题。", "加强组织领导和宣传。")
    found = themes(left, right, {("1", "1"): 0.2}, frozenset())
    assert [(one.left, one.right) for one in found] == [("1", "1")]
    assert LIKELY <= found[0].confidence < 1
    assert any("一单制" in one.text for one in shared_concepts(left.measures[0], right.measures[0]))


def test_no_theme_where_it_is_linked_or_barred_nor_with_a_version() -> None:
    left, right = document("left", "推行“一单制”。"), document("right", "探索“一单制”。")
    assert themes(left, right, {("1", "1"): 0.4}, frozenset())
    assert themes(left, right, {("1", "1"): 0.4}, {("1", "1")}) == ()
    assert themes(left, replace(right, implements="left"), {("1", "1"): 0.4}, frozenset()) == ()


def test_words_that_many_measures_name_make_no_theme() -> None:
    left, right = document("left", "支持企业发展，优化服务。"), document("right", "优化服务，支持企业。")
    assert themes(left, right, {}, frozenset()) == ()


def applying(
    reach: str | None = None, cell: str | None = None, text: str = "优化服务。", region: Region | None = None
) -> tuple[Snapshot, Measure]:
    (made,) = measures(text)
    measure = replace(
        made,
        reach=Reach(raw=reach, kind="phrase") if reach else None,
        responsibility=Responsibility(raw=cell) if cell else None,
    )
    level = "city" if region else "national"
    return replace(document("d", text), measures=(measure,), region=region, level=level), measure


XIAMEN = Region(name="厦门市", code="350200")


@pytest.mark.parametrize(
    ("one", "kind", "words"),
    [
        (applying(reach="全国"), "nationwide", "全国"),
        (applying(reach="上海、天津"), "listed", "上海、天津"),
        (applying(cell="商务部；试点地区负责推进"), "all", "试点地区"),
        (applying(text="在上海、深圳试点地区开展。"), "listed", None),
        (applying(region=XIAMEN), "place", "厦门市"),
        (applying(text="在厦门设立分支机构。", region=XIAMEN), "place", "厦门"),
        (applying(), "unsaid", None),
    ],
)
def test_where(one: tuple[Snapshot, Measure], kind: str, words: str | None) -> None:
    found = where(*one)
    assert found.kind == kind
    if words:
        assert found.ground and found.ground.text == words


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        (applying(reach="上海"), applying(reach="全国"), "widened"),
        (applying(reach="全国"), applying(reach="上海"), "narrowed"),
        (applying(reach="全国"), applying(reach="全国"), "same"),
        (applying(reach="上海"), applying(), "same"),
        (applying(reach="全国"), applying(region=XIAMEN), "same"),
    ],
)
def test_movement(before: tuple[Snapshot, Measure], after: tuple[Snapshot, Measure], way: str) -> None:
    assert movement(before, after) == way
