"""Cells of a workbook: texts made printable, cut where a cell ends, and the widths that they need."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from math import ceil

from policydiff.report.dossier.tables import Cell, Column, Table
from policydiff.report.dossier.tables.parts import CODE, DATE, DECIMAL, ID, WHOLE
from policydiff.report.printable import plain_lines
from policydiff.report.view import Segment
from policydiff.report.wording import Words

MOST_CHARACTERS, MOST_BREAKS = 32_767, 253
"""Of a cell of Excel, which counts characters in UTF-16."""
_HIGHEST, _LINE = 409, 14
"""How high a row may be, and how high a line of ten points is, in points."""
_NARROWEST, _NARROW, _WIDE, _WIDER, _WIDEST = 8, 18, 42, 64, 120
_WIDTHS = {ID: 20, CODE: 14, DATE: 16, WHOLE: 10, DECIMAL: 10}
_FEW_LINES = 3
FILTER = 3
"""Room that the button of the filter takes in a header, in digits."""


def fitted(table: Table, say: Words) -> Table:
    """The table with texts that a cell can hold: what is longer goes on in columns behind, titled as continued."""
    cut = {column.key: [_pieces(row[column.key]) for row in table.rows] for column in table.columns}
    columns: list[Column] = []
    rows: list[dict[str, Cell]] = [{} for _ in table.rows]
    for column in table.columns:
        cells = cut[column.key]
        for part in range(max([1, *map(len, cells)])):
            shown = column if not part else _continued(column, part + 1, say)
            columns.append(shown)
            for row, pieces in zip(rows, cells, strict=True):
                row[shown.key] = pieces[part] if part < len(pieces) else None
    return replace(table, columns=tuple(columns), rows=tuple(rows))


def _continued(column: Column, part: int, say: Words) -> Column:
    title = say("continued", title=column.title, part=part)
    return replace(column, key=f"{column.key}.{part}", title=title, points=False)


def _pieces(cell: Cell) -> Sequence[Cell]:
    """A cell with its text made printable, in as many pieces as it needs."""
    if isinstance(cell, str):
        text = plain_lines(cell)
        return [text] if _fits(text) else list(_cut(text))
    if not isinstance(cell, tuple):
        return [cell]
    runs = list(_gathered(cell))
    if _fits("".join(run.text for run in runs)):
        return [tuple(runs) or None]
    return list(_cut_runs(runs))


def _gathered(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Segments made printable, without empty ones, neighbours of one mark together."""
    text, mark = "", ""
    for part in segments:
        if part.mark != mark:
            if text:
                yield Segment(text, mark)
            text, mark = "", part.mark
        text += plain_lines(part.text)
    if text:
        yield Segment(text, mark)


def _fits(text: str) -> bool:
    return text.count("\n") <= MOST_BREAKS and (
        2 * len(text) <= MOST_CHARACTERS or sum(map(_units, text)) <= MOST_CHARACTERS
    )


def _units(character: str) -> int:
    """How many units of UTF-16 a character takes."""
    return 2 if character > "\uffff" else 1


def _cut(text: str) -> Iterator[str]:
    """A text in pieces of which each fits into a cell."""
    start = units = breaks = 0
    for place, character in enumerate(text):
        size, line = _units(character), character == "\n"
        if units + size > MOST_CHARACTERS or breaks + line > MOST_BREAKS:
            yield text[start:place]
            start, units, breaks = place, 0, 0
        units, breaks = units + size, breaks + line
    yield text[start:]


def _cut_runs(runs: Sequence[Segment]) -> Iterator[tuple[Segment, ...]]:
    """Marked runs in pieces of which each fits into a cell."""
    ends = list(accumulate(map(len, _cut("".join(run.text for run in runs)))))
    found: list[Segment] = []
    at = 0
    for run in runs:
        text = run.text
        while at + len(text) > ends[0]:
            room = ends.pop(0) - at
            yield (*found, *([Segment(text[:room], run.mark)] if room else ()))
            at, text, found = at + room, text[room:], []
        found.append(Segment(text, run.mark))
        at += len(text)
    yield tuple(found)


def width(title: str, column: Column, cells: Iterable[Cell]) -> float:
    """The width of a column in digits: narrow for a few words, wide for texts, so wide that no row gets too high."""
    longest = max((_measured(_text(cell)) for cell in cells), default=0)
    word = max(map(_measured, title.split()), default=0) if title.isascii() else 0
    head = max(_NARROWEST, min(_WIDE, max(_measured(title) // 2 + 2, word + 1) + FILTER))
    usual = _NARROW if longest <= _FEW_LINES * _NARROW else _WIDE if column.reading else _WIDER
    most = _WIDTHS.get(column.kind, usual)
    needed = _LINE * longest / (_HIGHEST - 2 * _LINE)
    return max(head, min(longest + 2, most), min(needed * 1.1, _WIDEST))


def height(cells: Iterable[tuple[Cell, float]]) -> float:
    """The height of a row in points, of its cells and the widths of their columns: no line is cut off."""
    return min(_HIGHEST, 4 + _LINE * max((_lines(_text(cell), room) for cell, room in cells), default=1))


def _lines(text: str, room: float) -> int:
    """How many lines a text takes in a column; a line breaks before a word, and so is not filled."""
    if len(text) < room / 2:
        return 1 + text.count("\n")
    return sum(max(1, ceil(_measured(line) / room)) for line in text.split("\n"))


def _text(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return "".join(run.text for run in cell)
    return "" if cell is None else str(cell)


def _measured(text: str) -> int:
    """How wide a text is in digits: as in the Chinese encoding, a Chinese character counts for two."""
    return len(text.encode("gb18030"))


def unlike(titles: Sequence[str]) -> list[str]:
    """Titles of which no two are alike, however they are written: a table of Excel bears none twice."""
    found: dict[str, str] = {}
    for title in titles:
        names = (title, *(f"{title} ({number})" for number in range(2, len(titles) + 2)))
        name = next(name for name in names if name.lower() not in found)
        found[name.lower()] = name
    return list(found.values())
