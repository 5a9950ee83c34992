"""The lexicon and what is read with it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import policydiff.registry
from policydiff.registry.concepts import concept_id, is_instrument, is_term, occurrences, terms
from policydiff.registry.flows import flow
from policydiff.registry.liability import names_liability
from policydiff.text.fold import fold

DATA = Path(policydiff.registry.__file__).parent / "data"


@pytest.fixture(scope="module")
def lexicon() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((DATA / "lexicon.json").read_text("utf-8"))
    return data


def test_each_term_is_folded_and_has_one_concept(lexicon: dict[str, Any]) -> None:
    counts = Counter(term for group in lexicon["groups"] for term in group["terms"])
    assert [term for term, count in counts.items() if count > 1] == []
    assert [term for term in counts if fold(term).text != term] == []
    assert [name for name, count in Counter(group["id"] for group in lexicon["groups"]).items() if count > 1] == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("电子支付", "移动支付", True),
        ("港澳医师", "港澳台医生", True),
        ("工商行政管理部门", "市场监督管理部门", True),
        ("合格境内有限合伙人", "合格境外有限合伙人", False),
        ("进口", "出口", False),
        ("专利", "商标", False),
        ("银行", "保险", False),
    ],
)
def test_what_stands_for_the_same(one: str, other: str, same: bool) -> None:
    assert (not set(terms(one)).isdisjoint(terms(other))) is same


def test_places_and_numbers_are_no_terms() -> None:
    assert terms("厦门市2025年") == []


def test_terms_are_found_across_words() -> None:
    assert "#electronic-payment" in terms("提升来华电子支付便利度")


def test_occurrences_stand_where_they_say() -> None:
    text = "开展知识产权证券化和移动支付试点"
    for name, start, end in occurrences(text):
        assert is_term(name)
        assert name[1:] == text[start:end] or concept_id(name) is not None


def test_instruments_are_told_from_subjects() -> None:
    assert any(is_instrument(name) for name in terms("知识产权证券化"))
    assert not any(is_instrument(name) for name in terms("医疗机构"))


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("便利企业境外募集人民币资金汇入境内使用", 1.0),
        ("将所募集资金投资于海外市场", -1.0),
        ("促进进口和出口", 0.0),
        ("简化手续", 0.0),
    ],
)
def test_flows(text: str, direction: float) -> None:
    assert flow(text) == direction


@pytest.mark.parametrize(("text", "liable"), [("处五万元以下罚款", True), ("应当公开办事指南", False)])
def test_liability(text: str, liable: bool) -> None:
    assert names_liability(text) is liable
