"""Lines quoted from a file, with carets under the words that are meant."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from policydiff.model.finding import Quote
from policydiff.report.printable import plain

_ELLIPSIS = "…"
_REACH = 4
"""Characters that are looked at to either side of a place for each column of the screen; some take none."""
_BEFORE = 3
"""One part in so many of the room beside the words is kept for what stands before them."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A character as it is shown, the columns that this takes, and whether it is meant."""

    shown: str
    columns: int
    is_meant: bool


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    """Columns of a character on most terminals: those of ambiguous width (“, —) take one, unlike on paper."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def columns_of(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(map(_columns, text))


def quoted(quote: Quote, begin: int, end: int | None, room: int) -> tuple[str, str]:
    """A line, cut to `room` columns around the characters from `begin` to before `end` (columns of the file, from 1;
    None: to the end of the line), and the carets below it: none where all of the line is meant.
    """
    near = _near(quote, begin, _REACH * room)
    cells = _cells(near, begin, end)
    first, last = _window(cells, room)
    head = _ELLIPSIS if first > 0 or near.column > 1 else ""
    tail = _ELLIPSIS if last < len(cells) or near.is_cut else ""
    shown = cells[first:last]
    line = head + "".join(cell.shown for cell in shown) + tail
    if all(cell.is_meant or cell.shown.isspace() for cell in cells):
        return line.rstrip(), ""
    carets = " " * len(head) + "".join(("^" if cell.is_meant else " ") * cell.columns for cell in shown)
    return line.rstrip(), carets.rstrip()


def _near(quote: Quote, begin: int, reach: int) -> Quote:
    """The part of a quote that can be shown: a line of a million characters takes no longer than others."""
    at = max(begin - quote.column, 0)
    start = max(at - reach, 0)
    stop = at + reach
    is_cut = quote.is_cut or stop < len(quote.text)
    return replace(quote, column=quote.column + start, text=quote.text[start:stop], is_cut=is_cut)


def _cells(quote: Quote, begin: int, end: int | None) -> list[_Cell]:
    """The characters of a line without the indent; a place without a character is a cell of its own."""
    text = quote.text
    start = max(begin - quote.column, 0)
    stop = len(text) if end is None else max(min(end - quote.column, len(text)), start)
    blanks = len(text) - len(text.lstrip(" \t")) if quote.column == 1 else 0
    indent = blanks if (start, stop) == (0, len(text)) else min(blanks, start)
    is_blank = not text[start:stop].strip()
    cells = [_cell(text, at, is_meant=start <= at < stop, is_blank=is_blank) for at in range(indent, len(text))]
    if stop <= start:
        at = min(start, len(text)) - indent
        meant = cells[at] if at < len(cells) else _Cell(" ", 1, is_meant=False)
        cells[at : at + 1] = [_Cell(meant.shown, meant.columns, is_meant=True)]
    return cells


def _cell(text: str, at: int, *, is_meant: bool, is_blank: bool) -> _Cell:
    """A tab is a blank, but where nothing but blanks is meant it is the very thing."""
    character = text[at]
    if character == "\t" and not (is_meant and is_blank):
        return _Cell(" ", 1, is_meant)
    is_command = character == "[" and text[at - 2 : at] == "##" and at > 1  # GitHub's runner obeys ##[…] in any line
    shown = f"<U+{ord(character):04X}>" if is_command else plain(character)
    return _Cell(shown, columns_of(shown), is_meant)


def _window(cells: Sequence[_Cell], room: int) -> tuple[int, int]:
    """The stretch of cells that is shown: the meant ones, as far as they fit, with what stands around them."""
    if sum(cell.columns for cell in cells) <= room:
        return 0, len(cells)
    room -= 2 * columns_of(_ELLIPSIS)
    first = last = next(at for at, cell in enumerate(cells) if cell.is_meant)
    used = 0

    def fits(at: int, limit: int) -> bool:
        return 0 <= at < len(cells) and used + cells[at].columns <= limit

    while fits(last, room) and cells[last].is_meant:
        used += cells[last].columns
        last += 1
    before = used + (room - used) // _BEFORE
    while fits(first - 1, before):
        first -= 1
        used += cells[first].columns
    while fits(last, room):
        used += cells[last].columns
        last += 1
    while fits(first - 1, room):
        first -= 1
        used += cells[first].columns
    return first, last
