"""A table with one row a line, its cells set apart by tabs; page breaks may tear rows in two."""

from collections.abc import Sequence

from policydiff.errors import LayoutError
from policydiff.read.back import is_notes_heading, read_back
from policydiff.read.columns import NUMBER, SECTION, is_furniture
from policydiff.read.draft import CHECK_EXPORT, Draft, wrong_cell_count
from policydiff.read.front import read_front
from policydiff.read.header import Header, header_of
from policydiff.read.ledger import FURNITURE, HEADING
from policydiff.read.sections import add_row, cut_off_finding, open_section
from policydiff.read.source import Cell, Piece, SourceText, cell_of
from policydiff.text.numerals import arabic_number, section_label

_WHOLE_ROW = 3
"""A line with so many cells, all filled but the number's, is a row whose number was lost."""
_CELL_A_LINE = 2
"""A line of no more cells than this is a line of a table with one cell a line."""


def find(source: SourceText) -> Header | None:
    """The first line whose tab-separated cells name the columns of a table."""
    for at, line in enumerate(source.lines):
        if "\t" in line.text:
            cells = [Cell((piece.strip(),)) for piece in _split(line)]
            while cells and cells[-1].blank:
                cells.pop()
            if len(cells) > _CELL_A_LINE and (header := header_of(source, cells, at, at + 1)):
                return header
    return None


def read(draft: Draft, header: Header) -> None:
    """Read prose, table and notes of the source into `draft`."""
    lines = draft.source.lines
    read_front(draft, lines[: header.first])
    draft.ledger.book(HEADING, *header.cells)
    end = _table_end(lines, header)
    table = _Table(draft, header)
    for line in lines[header.end : end]:
        table.take(line)
    table.close(cut_off=end == len(lines) and not draft.source.text.endswith("\n"))
    read_back(draft, lines[end:])


def _split(line: Piece) -> list[Piece]:
    """The cells of a line: what stands between its tabs."""
    parts: list[Piece] = []
    start = 0
    for text in line.text.split("\t"):
        parts.append(Piece(text, line.line, line.start + start))
        start += len(text) + 1
    return parts


def _table_end(lines: Sequence[Piece], header: Header) -> int:
    """Index behind the last line of the table: where notes begin, or behind the last tab."""
    last = max((at for at in range(len(lines)) if "\t" in lines[at].text), default=header.end)
    for at in range(last + 1, len(lines)):
        if is_notes_heading(lines[at].text):
            return at
    rest = [line for line in lines[last + 1 :] if not line.blank]
    return len(lines) if all(len(_split(line)) == 1 and not line.text.strip() for line in rest) else last + 1


class _Table:
    """Puts lines together to rows of as many cells as the header has."""

    def __init__(self, draft: Draft, header: Header) -> None:
        self._draft = draft
        self._columns = header.columns
        self._header = header.printed
        self._number = header.columns.index(NUMBER)
        self._open: list[list[Piece]] = []

    def take(self, line: Piece) -> None:
        """Take the next line: a row, a part of one, a heading, or furniture."""
        parts = [part.strip() for part in _split(line)]
        if line.blank:
            return
        while len(parts) > len(self._columns) and parts[-1].blank:
            parts.pop()
        filled = [part for part in parts if not part.blank]
        if " | ".join(part.text for part in filled) == self._header:
            self._draft.ledger.book(HEADING, *filled)
        elif len(parts) > len(self._columns):
            raise wrong_cell_count(self._draft, len(parts), len(self._columns), line.line)
        elif len(parts) == 1 and (is_furniture(parts[0].text) or arabic_number(parts[0].text) is not None):
            self._draft.ledger.book(FURNITURE, parts[0])  # a page mark, or the number of a page
        elif len(parts) == len(self._columns) and parts[self._number].blank and len(filled) < len(parts):
            self._continue(parts, filled, line)
        elif self._begins(parts):
            self.close()
            self._open = [[part] for part in parts]
        elif len(filled) == 1 and is_furniture(filled[0].text):
            self._draft.ledger.book(FURNITURE, *filled)
        elif len(filled) == 1 and section_label(filled[0].text) and self._is_full():
            self.close()
            open_section(self._draft, Cell((filled[0],)))
        elif 0 < len(self._open) < len(self._columns) >= len(self._open) + len(parts) - 1:
            self._open[-1].append(parts[0])
            self._open.extend([part] for part in parts[1:])
        else:
            self._refuse(line)

    def _begins(self, parts: Sequence[Piece]) -> bool:
        """Whether a line begins a row: it has a number, and the row above it is whole.

        Behind a row with too few cells only the next number begins one: a wrapped cell may well
        begin with a figure.
        """
        number = arabic_number(parts[self._number].text) if len(parts) > self._number else None
        if number is None or self._is_full():
            return number is not None
        above = arabic_number(self._open[self._number][0].text) if len(self._open) > self._number else None
        return above is not None and number == above + 1 and len(parts) > 1

    def _continue(self, parts: Sequence[Piece], filled: Sequence[Piece], line: Piece) -> None:
        """A line without a number goes on with the row above: a page break tore it in two."""
        if len(filled) == 1 and section_label(filled[0].text) and self._is_full():
            self.close()
            open_section(self._draft, Cell((filled[0],)))
        elif len(self._open) != len(self._columns) or len(filled) == len(parts) - 1 >= _WHOLE_ROW:
            self._refuse(line)
        else:
            for column, cell, part in zip(self._columns, self._open, parts, strict=True):
                if column == SECTION and part.text == cell[0].text:
                    self._draft.ledger.book(HEADING, part)  # the section again, on a new page
                else:
                    cell.append(part)

    def _is_full(self) -> bool:
        return len(self._open) in (0, len(self._columns))

    def close(self, *, cut_off: bool = False) -> None:
        """Finish the open row. A row with cells missing is let pass only where the file ends."""
        if not self._open:
            return
        missing = self._columns[len(self._open) :]
        cells = [cell_of(cell) for cell in self._open]
        self._open = []
        row = add_row(self._draft, self._columns, cells)
        if not missing:
            return
        if not cut_off:
            raise wrong_cell_count(self._draft, len(cells), len(self._columns), row.lines[0])
        self._draft.findings.append(cut_off_finding(row, missing))

    def _refuse(self, line: Piece) -> None:
        raise LayoutError(
            f"“{line.text.strip()[:30]}” is no row of {len(self._columns)} cells and continues none",
            where=self._draft.where(line.line),
            remedy=CHECK_EXPORT,
        )
