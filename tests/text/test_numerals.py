"""Numerals and labels as they are printed."""

import pytest

from policydiff.text.numerals import Label, arabic_number, chinese_number, section_label


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十四", 14),
        ("二十", 20),
        ("二十一", 21),
        ("一百零五", 105),
        ("二百六十六", 266),
        ("一千二百", 1200),
        ("二〇", 20),
        ("甲", None),
        ("", None),
    ],
)
def test_chinese_numbers(printed: str, value: int | None) -> None:
    assert chinese_number(printed) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("20", 20),
        ("２０", 20),
        (" 20 ", 20),
        ("2\u200b0", 20),
        ("20.", 20),
        ("20、", 20),
        ("2.5", None),
        ("二", None),
        ("", None),
        ("20项", None),
        ("1234567", None),
    ],
)
def test_arabic_numbers(printed: str, value: int | None) -> None:
    assert arabic_number(printed) == value


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("（二）扩大对外开放", Label(4, 2, 3)),
        ("  (一)加快", Label(4, 1, 5)),
        ("十一、完善", Label(3, 11, 3)),
        ("第二部分 完善", Label(0, 2, 5)),
        ("一是扩大", None),
        ("（2020年）", None),
        ("扩大（一）", None),
        ("二手车出口", None),
        ("第二十条", None),
    ],
)
def test_section_labels(line: str, found: Label | None) -> None:
    assert section_label(line) == found
