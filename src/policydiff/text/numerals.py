"""Printed numbers and ordinals: Arabic in any width, Chinese up to 9999."""

import re
import unicodedata
from dataclasses import dataclass

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE = "[零〇一二两三四五六七八九十百千]{1,12}"
_LABEL = re.compile(
    rf"\s*(?:第({CHINESE})(?:部分|篇|编)[、：:\s]?|第({CHINESE})章\s?|第({CHINESE})节\s?"
    rf"|({CHINESE})\s*[、．.]|[（(〔]\s*({CHINESE})\s*[)）〕])"
)
_ARTICLE = re.compile(rf"\s*第\s*({CHINESE}|\d{{1,4}})\s*条(?:\s*之\s*({CHINESE}))?")


def chinese_number(printed: str) -> int | None:
    """The value of a Chinese numeral (十四, 二百六十六); None when it is none."""
    total = digit = 0
    for character in printed:
        if character in _DIGITS:
            digit = _DIGITS[character] if digit == 0 else digit * 10 + _DIGITS[character]
        elif character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            return None
    return total + digit if printed else None


def arabic_number(printed: str) -> int | None:
    """The value of a printed whole number in any width, with a closing sign or none."""
    first = printed.lstrip()[:1]
    if first and not (first.isnumeric() or unicodedata.category(first) == "Cf"):
        return None  # most texts are none, and are long
    plain = unicodedata.normalize("NFKC", printed)
    plain = "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf").rstrip(".、,")
    return int(plain) if plain.isdecimal() and len(plain) <= 6 else None


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a heading: its rank, from 0 for 第一编 and 第一部分 over 第一章, 第一节 and 一、 to 4
    for （一）; its ordinal; and where it ends.
    """

    rank: int
    ordinal: int
    end: int


def section_label(line: str) -> Label | None:
    """The label that a heading begins with (第一部分, 十一、, （二）)."""
    match = _LABEL.match(line)
    if match is None:
        return None
    rank = next(at for at, part in enumerate(match.groups()) if part)
    ordinal = chinese_number(match.group(rank + 1))
    return None if ordinal is None else Label(rank, ordinal, match.end())


def article_number(line: str) -> tuple[tuple[int, ...], int] | None:
    """The number of the article that a line begins (第十六条之一 is 16, 1), and where it ends."""
    match = _ARTICLE.match(line)
    if match is None:
        return None
    parts = [int(part) if part.isdecimal() else chinese_number(part) for part in match.groups() if part]
    numbers = tuple(part for part in parts if part is not None)
    return (numbers, match.end()) if len(numbers) == len(parts) else None


def measure_number(printed: str) -> tuple[int, ...] | None:
    """The number of a measure as it is printed: 20, 16-1, 第十六条之一; None when it is none."""
    article = article_number(printed)
    if article:
        return article[0]
    parts = [arabic_number(part) for part in re.split("[-－—–]", printed)]
    return tuple(part for part in parts if part is not None) if all(part is not None for part in parts) else None
