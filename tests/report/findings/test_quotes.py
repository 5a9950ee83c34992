"""Quoted lines: the carets stand under the words, whatever stands before them and wherever the line is cut."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.model.finding import Quote
from policydiff.report.findings.quotes import quoted


def line_of(text: str, column: int = 1, *, is_cut: bool = False) -> Quote:
    return Quote(line=1, column=column, text=text, is_cut=is_cut)


def under_carets(line: str, carets: str) -> str:
    """What a terminal shows above the carets, counted anew."""
    shown, at = "", 0
    for sign in line:
        columns = (
            0 if unicodedata.category(sign) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        )
        shown += sign if columns and set(carets[at : at + columns]) == {"^"} else ""
        at += columns
    return shown


@pytest.mark.parametrize(
    ("text", "begin", "end", "line", "carets"),
    [
        ("ab cd", 4, 6, "ab cd", "   ^^"),
        ("试点地区", 3, 5, "试点地区", "    ^^^^"),
        ("    试a点", 6, 7, "试a点", "  ^"),
        ("a试点", 1, 4, "a试点", ""),
        ("  a试点", 1, None, "a试点", ""),
        ("“厦门”", 2, 4, "“厦门”", " ^^^^"),
        ("e\u0301试点", 3, 4, "e\u0301试点", " ^^"),
        ("试\u200b点", 2, 3, "试<U+200B>点", "  ^^^^^^^^"),
        ("a\tb", 2, 3, "a<U+0009>b", " ^^^^^^^^"),
        ("\ta\tb", 2, 3, "a b", "^"),
        ("a\tb\tc", 3, 6, "a b c", "  ^^^"),
        ("试点", 3, 4, "试点", "    ^"),
        ("试点", 9, 12, "试点", "    ^"),
        ("", 1, 2, "", ""),
        ("##[error]x", 10, 11, "##<U+005B>error]x", "                ^"),
    ],
)
def test_the_words_are_marked(text: str, begin: int, end: int | None, line: str, carets: str) -> None:
    assert quoted(line_of(text), begin, end, 80) == (line, carets)


def test_a_long_line_is_cut_around_the_words() -> None:
    line, carets = quoted(line_of("前" * 500 + "标记" + "后" * 500), 501, 503, 30)
    assert (line, carets) == ("…" + "前" * 4 + "标记" + "后" * 8 + "…", " " * 9 + "^^^^")


def test_words_at_the_end_take_the_room_before_them() -> None:
    assert quoted(line_of("前" * 500 + "标记"), 501, 503, 30) == ("…" + "前" * 12 + "标记", " " * 25 + "^^^^")


def test_words_too_long_for_the_line_are_cut() -> None:
    assert quoted(line_of("前" + "字" * 500 + "后"), 2, 502, 20) == ("…" + "字" * 9 + "…", " " + "^" * 18)


def test_a_line_that_came_cut_says_so() -> None:
    assert quoted(line_of("中间", column=201, is_cut=True), 202, 203, 80) == ("…中间…", "   ^^")


@given(
    before=st.text(st.sampled_from("a试“ é1，\t"), max_size=60),
    words=st.text(st.sampled_from("b点”2。"), min_size=1, max_size=8),
    after=st.text(st.sampled_from("a试“ é1，\t"), max_size=60),
    room=st.integers(24, 90),
)
def test_carets_stand_under_the_words_and_lines_fit(before: str, words: str, after: str, room: int) -> None:
    line, carets = quoted(line_of(before + words + after), len(before) + 1, len(before + words) + 1, room)
    if carets:
        assert under_carets(line, carets) == words
    else:
        assert not (before + after).strip()
    assert sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) <= room
