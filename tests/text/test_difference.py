"""The inline difference: edits as a reader of Chinese would make them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.registry.terms import segmenter
from policydiff.text.difference import Edit, differences
from policydiff.text.fold import QUOTE, SEPARATORS, fold

WORDS = segmenter("试点地区")

CASES = [
    ("在试点地区，完善签证政策", "完善签证政策", [("在试点地区", "")]),
    ("支持试点地区开展试点", "开展试点", [("支持试点地区", "")]),
    ("在有条件的试点地区的国有项目", "在有条件的国有项目", [("试点地区的", "")]),
    ("允许港澳银行设立机构", "允许港澳台银行设立机构", [("港澳", "港澳台")]),
    ("水上、航空、汽摩、冰雪等项目", "水上、航空、汽摩等项目", [("冰雪", "")]),
    ("缩短至30个工作日", "缩短至15个工作日", [("30", "15")]),
    ("使用试点，条件成熟时逐步推开。依照原则", "使用，依照原则", [("试点", ""), ("条件成熟时逐步推开", "")]),
    ("优化免签政策。", "优化免签政策，争取免办边检手续。", [("", "争取免办边检手续")]),
    ("出台支持政策，在试点地区推进合作", "推进合作", [("出台支持政策", ""), ("在试点地区", "")]),
    (
        "确定一批试点城市，推动试点城市进行机制创新",
        "推进机制创新",
        [("确定一批试点城市", ""), ("推动试点城市进行", "推进")],
    ),
    ("取得工作许可", "取得居留许可", [("工作", "居留")]),
    # nothing to report
    ("完善政策，扩大开放。", "完善政策；扩大开放", []),
    ("推动“单一窗口”建设", '推动"单一窗口"建设', []),
    ("完善 政策", "完善政策", []),
    ("", "", []),
    ("模式创新，积极推进", "模式创新、积极推进", []),
    ("《办法》第３条", "<<办法>>第3条", []),
]


@pytest.mark.parametrize(("left", "right", "edits"), CASES)
def test_edits(left: str, right: str, edits: list[tuple[str, str]]) -> None:
    one, other = fold(left).text, fold(right).text
    found = differences(one, other, WORDS)
    assert [(one[slice(*edit.left)], other[slice(*edit.right)]) for edit in found] == edits


def test_a_text_written_anew_is_one_edit_not_a_scatter_of_chance_matches() -> None:
    left = fold("加强联席会议对服务贸易扩大开放的统筹协调，推动解决困难。强化决策功能。").text
    right = fold("提升领导小组在服务贸易产业发展中的作用，领导参与。强化决策功能。").text
    assert len(differences(left, right, WORDS)) == 1


def apply(left: str, right: str, edits: list[Edit]) -> str:
    """The left text with each edit carried out."""
    parts, at = [], 0
    for edit in edits:
        parts += [left[at : edit.left[0]], right[slice(*edit.right)]]
        at = edit.left[1]
    return "".join([*parts, left[at:]])


def without_signs(text: str) -> str:
    return "".join(c for c in text if c not in SEPARATORS and c != QUOTE)


PHRASES = st.lists(
    st.sampled_from(
        [
            "在试点地区",
            "，",
            "。",
            "；",
            "支持",
            "开展",
            "港澳",
            "港澳台",
            "服务贸易",
            "推动",
            "的",
            "、",
            "30个工作日",
            "“一带一路”",
            "创新",
            "qdii",
        ]
    ),
    max_size=25,
).map("".join)


@given(PHRASES, PHRASES)
def test_the_edits_turn_the_left_text_into_the_right(left: str, right: str) -> None:
    one, other = fold(left).text, fold(right).text
    edits = differences(one, other, WORDS)
    assert without_signs(apply(one, other, edits)) == without_signs(other)
    assert all(a.left[1] <= b.left[0] and a.right[1] <= b.right[0] for a, b in pairwise(edits))


@given(PHRASES)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    folded = fold(text).text
    assert differences(folded, folded, WORDS) == []
