"""Lines of a label that fit a width, however wide the fonts of whoever draws it: he may know no Chinese one."""

import re
import unicodedata
from collections.abc import Sequence

from policydiff.report.printable import plain
from policydiff.report.terminal.lines import may_not_begin

_WIDE, _BROAD, _USUAL = 1.0, 0.9, 0.58
"""Widths in em: of Chinese, of capital and other broad letters, of all others. Rather too wide than too narrow."""
_BROAD_LETTERS = frozenset("mwMW@%—…ABCDEFGHIJKLNOPQRSTUVXYZ")
_UNIT = re.compile(r"[A-Za-z0-9.%]{1,16}|.", re.S)
_ELLIPSIS = "…"


def em(text: str) -> float:
    """How wide a text is at most, in em."""
    return sum(map(_em, text))


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WFA":
        return _WIDE
    return _BROAD if character in _BROAD_LETTERS else _USUAL


def shown(text: object) -> str:
    """A text on one line, with what acts on a screen shown by its code."""
    return plain(" ".join(str(text).split("\n")))


def wrapped(text: str, room: float, lines: int) -> list[str]:
    """A text as at most so many lines of at most `room` em; what is cut off ends in an ellipsis."""
    broken = [""]
    for unit in _UNIT.findall(text):
        pieces = [unit] if em(unit) <= room else list(unit)
        for piece in pieces:
            if em(broken[-1] + piece) > room and broken[-1] and not _hangs(broken[-1], piece, room):
                broken.append("")
            broken[-1] += piece if broken[-1] or piece != " " else ""
    if len(broken) > lines:
        broken[lines - 1 :] = [_cut(broken[lines - 1], room)]
    return [line.rstrip() for line in broken] or [""]


def _hangs(line: str, piece: str, room: float) -> bool:
    """Whether a sign that may begin no line is left hanging at the end of one, once."""
    return may_not_begin(piece) and em(line) <= room


def _cut(line: str, room: float) -> str:
    while line and em(line + _ELLIPSIS) > room:
        line = line[:-1]
    return line.rstrip() + _ELLIPSIS


def lifted(lines: Sequence[str], height: int) -> float:
    """How far up the first of several lines stands, so that all are centred."""
    return -(len(lines) - 1) * height / 2
