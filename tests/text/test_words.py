"""Words: the cut gives the text back, keeps numbers and terms whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.text.fold import fold
from policydiff.text.words import Segmenter

CUTS = [
    ("支持试点地区开展", ["支持", "试点地区", "开展"]),
    (
        "将审批时限由现在的30个工作日缩短至15个工作日",
        ["将", "审批", "时限", "由", "现在", "的", "30", "个", "工作日", "缩短", "至", "15", "个", "工作日"],
    ),
    ("港澳台专业人士", ["港澳台", "专业人士"]),
    ("增长1.5%", ["增长", "1.5%"]),
    ("申请qdii资格", ["申请", "qdii", "资格"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "words"), CUTS)
def test_words(text: str, words: list[str]) -> None:
    assert Segmenter(["试点地区", "港澳台", "专业人士"]).words(text) == words


@given(st.text())
def test_the_words_give_the_text_back(text: str) -> None:
    folded = fold(text).text
    assert "".join(Segmenter().words(folded)) == folded
