"""Folding: what is the same to a reader folds together, and what is not stays apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.text.fold import bare, fold

SAME = [
    ("全角，逗号", "全角,逗号"),
    ("２０２１年底前", "2021年底前"),
    ("（试点）", "(试点)"),
    ("“单一窗口”", '"单一窗口"'),
    ("「单一窗口」", "‘单一窗口’"),
    ("改革试点经验 复制推广", "改革试点经验复制推广"),
    ("零宽\u200b空格", "零宽空格"),
    ("不换行\u00a0空格", "不换行空格"),
    ("软\u00ad连字符", "软连字符"),
    ("综合釆取", "综合采取"),
    ("⻓三⻆", "长三角"),
    ("《办法》", "<<办法>>"),
    ("ＱＤＩＩ", "qdii"),
    ("Ⅰ类", "I类"),
    ("1.5%", "１．５％"),
    ("5,000万元", "5，000万元"),
    ("一、二；三", "一、二;三"),
    ("A—B", "A-B"),
    ("㈠总则", "(一)总则"),
]
DIFFERENT = [
    ("港澳", "港澳台"),
    ("30个工作日", "15个工作日"),
    ("1.5", "15"),
    ("应当", "不应当"),
    ("未来", "末来"),
    ("日", "曰"),
    ("不低于", "不高于"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_variants_fold_together(one: str, other: str) -> None:
    assert bare(one) == bare(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert bare(one) != bare(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.text())
def test_every_folded_character_knows_its_origin(text: str) -> None:
    folded = fold(text)
    assert len(folded.origin) == len(folded.text)
    assert list(folded.origin) == sorted(folded.origin)
    assert all(0 <= at < len(text) for at in folded.origin)


@given(st.text(alphabet="试点地区，。 \u200b１2.5a“”"), st.data())
def test_a_span_in_print_folds_to_the_folded_span(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    begin, stop = folded.span(start, end)
    if start < end:
        assert bare(text[begin:stop]) == bare(folded.text[start:end])
    else:
        assert begin == stop
