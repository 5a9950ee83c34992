"""Cells of a workbook: texts made printable, cut where a cell ends, and the widths that they need."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, islice

from policydiff.report.dossier.tables import Cell, Column, Table
from policydiff.report.dossier.tables.parts import CODE, DATE, DECIMAL, ID, WHOLE
from policydiff.report.printable import plain_lines
from policydiff.report.view import Segment
from policydiff.report.wording import Words

MOST_CHARACTERS, MOST_BREAKS = 32_767, 253
"""Of a cell of Excel, which counts characters in UTF-16."""
_LINES = 26
"""A row is at most 409 points high: so many lines. A column is made so wide that its longest cell keeps to them."""
_NARROWEST, _WIDEST, _TEXT_WIDTH = 8, 120, 44
_WIDTHS = {ID: 20, CODE: 14, DATE: 16, WHOLE: 10, DECIMAL: 10}
_HEADER_ROOM = 3
"""What the button of the filter takes."""


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
    """The width of a column: as wide as its longest line, within limits, and its title in two lines."""
    most = _WIDTHS.get(column.kind, _TEXT_WIDTH)
    head = max(_NARROWEST, min(most, _measured(title, most) // 2 + _HEADER_ROOM))
    longest = 0
    for cell in cells:
        text = "".join(run.text for run in cell) if isinstance(cell, tuple) else str(cell if cell is not None else "")
        longest = max(longest, _measured(text, _WIDEST * _LINES))
    if longest <= most:
        return max(head, longest + 2)
    return max(head, most, min(_WIDEST, longest / _LINES))


def _measured(text: str, most: int) -> int:
    """How wide a text is, a Chinese character counting for two; no more than what is of interest is counted."""
    return sum(map(_width, islice(text, most)))


@lru_cache(maxsize=8192)
def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def unlike(titles: Sequence[str]) -> list[str]:
    """Titles of which no two are alike, however they are written: a table of Excel bears none twice."""
    found: dict[str, str] = {}
    for title in titles:
        names = (title, *(f"{title} ({number})" for number in range(2, len(titles) + 2)))
        name = next(name for name in names if name.lower() not in found)
        found[name.lower()] = name
    return list(found.values())
