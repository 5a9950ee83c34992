"""Terminal text: Chinese counted as two columns, lines broken where Chinese may be broken."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from policydiff.report.printable import plain
from policydiff.report.view import ADDED, REMOVED, SAME, Segment

__all__ = ["fit", "may_not_begin", "plain", "width", "wrap"]

_NOT_FIRST = frozenset("，。、；：？！）》”’…—,.;:?!)]}%")
"""Signs that no line may begin with."""
_STYLE = {REMOVED: "\x1b[31;9m", ADDED: "\x1b[32;4m", SAME: ""}
_SIGNS = {REMOVED: ("[-", "-]"), ADDED: ("{+", "+}"), SAME: ("", "")}
_RESET = "\x1b[0m"
_ELLIPSIS = "…"
_HANGING = 2
"""Columns kept free at the end of a line for a sign that may not begin the next."""
_LINE = re.compile(r"\n|[^\n]+")
_UNIT = re.compile(r"\d{4}-\d\d-\d\d(?!\d)|[A-Za-z0-9.%]{1,24}|.", re.S)


@lru_cache(maxsize=8192)
def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def width(text: str) -> int:
    """Columns that a text takes on a terminal with a Chinese font (UAX #11; ambiguous is wide)."""
    return sum(map(_width, text))


def may_not_begin(character: str) -> bool:
    """Whether a character must not stand first on a line."""
    return character in _NOT_FIRST


def fit(text: str, columns: int) -> str:
    """A text cut to a number of columns, with an ellipsis where something was cut."""
    text = plain(text.replace("\n", " "))
    if width(text) <= columns:
        return text
    kept, used = "", width(_ELLIPSIS)
    for character in text:
        used += _width(character)
        if used > columns:
            break
        kept += character
    return kept + _ELLIPSIS


def wrap(segments: Iterable[Segment], columns: int, *, colour: bool) -> list[str]:
    """Segments as lines of at most `columns`, with marks in colour or in signs."""
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0
    for mark, unit in _units(segments, colour=colour):
        if unit == "\n":
            lines.append([])
            used = 0
            continue
        size = width(unit)
        room = columns if unit[0] in _NOT_FIRST else columns - _HANGING
        if used + size > room and lines[-1]:
            lines.append([])
            used = 0
            if unit == " ":
                continue
        lines[-1].append((mark, unit))
        used += size
    return [_styled(line, colour=colour) for line in lines]


def _units(segments: Iterable[Segment], *, colour: bool) -> Iterable[tuple[str, str]]:
    """What no line break may part: Latin words, numbers and days, and a character with its mark."""
    for segment in segments:
        before, after = ("", "") if colour else _SIGNS[segment.mark]
        units = []
        for line in _LINE.findall(segment.text):
            units += [line] if line == "\n" else _UNIT.findall(plain(line))
        words = [at for at, unit in enumerate(units) if unit != "\n"]
        if words:
            units[words[0]] = before + units[words[0]]
            units[words[-1]] += after
        yield from ((segment.mark, unit) for unit in units)


def _styled(line: Sequence[tuple[str, str]], *, colour: bool) -> str:
    if not colour:
        return "".join(unit for _, unit in line).rstrip()
    text, current = "", SAME
    for mark, unit in line:
        if mark != current:
            text += (_RESET if current != SAME else "") + _STYLE[mark]
            current = mark
        text += unit
    return text + (_RESET if current != SAME else "")
