"""Clauses and sentences cover a text without gap or overlap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.text.clauses import clauses, sentences
from policydiff.text.fold import fold

CASES = [
    ("甲，乙。丙；丁", ["甲，", "乙。", "丙。", "丁"]),
    ("打造服务(甲，乙)平台，推动", ["打造服务(甲，乙)平台，", "推动"]),
    ("甲、乙、丙", ["甲、乙、丙"]),
    ("没有关上(的括号，甲。乙", ["没有关上(的括号，甲。", "乙"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "parts"), CASES)
def test_clauses(text: str, parts: list[str]) -> None:
    folded = fold(text).text
    assert [folded[start:end] for start, end in clauses(folded)] == parts


@given(st.text(alphabet="甲乙，。；()、"))
def test_they_cover_the_text(text: str) -> None:
    folded = fold(text).text
    for spans in (clauses(folded), sentences(folded)):
        assert "".join(folded[start:end] for start, end in spans) == folded
        assert all(start < end for start, end in spans)
