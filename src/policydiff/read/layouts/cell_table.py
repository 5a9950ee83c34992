"""A table with one cell a line, each behind a tab; a line without a tab goes on with its cell."""

from collections.abc import Sequence
from itertools import takewhile

from policydiff.errors import LayoutError
from policydiff.read.back import is_notes_heading, read_back
from policydiff.read.columns import column_of, is_furniture
from policydiff.read.draft import CHECK_EXPORT, Draft, wrong_cell_count
from policydiff.read.front import read_front
from policydiff.read.header import Header, header_of
from policydiff.read.ledger import FURNITURE, HEADING
from policydiff.read.sections import add_row, cut_off_finding
from policydiff.read.source import Cell, Piece, SourceText, cell_of
from policydiff.text.numerals import arabic_number


def find(source: SourceText) -> Header | None:
    """The first block of tabbed lines whose cells name the columns of a table."""
    for at, line in enumerate(source.lines):
        if _opens_cell(line) and not line.blank and (at == 0 or not _opens_cell(source.lines[at - 1])):
            end = at
            while end < len(source.lines) and not source.lines[end].blank:
                end += 1
            cells = _headings([Cell(tuple(cell)) for cell in _cells(source.lines[at:end])])
            if header := header_of(source, cells, at, cells[-1].pieces[-1].line):
                return header
    return None


def _headings(cells: list[Cell]) -> list[Cell]:
    """The cells of a header; where no blank line parts it from its first row, the known ones."""
    known = list(takewhile(lambda cell: column_of(cell.text or ""), cells))
    follows_row = len(known) < len(cells) and any(arabic_number(c.text or "") == 1 for c in cells[len(known) :])
    return known if known and follows_row else cells


def read(draft: Draft, header: Header) -> None:
    """Read prose, table and notes of the source into `draft`."""
    lines = draft.source.lines
    read_front(draft, lines[: header.first])
    draft.ledger.book(HEADING, *header.cells)
    last = max(at for at in range(len(lines)) if _opens_cell(lines[at]))
    end = next((at for at in range(last + 1, len(lines)) if _ends_table(lines, at)), len(lines))
    left = _read_rows(draft, header, _without_furniture(draft, lines[header.end : end]))
    if left:
        if any(not line.blank for line in lines[end:]):
            raise _short_row(draft, header, left)
        _read_cut_off(draft, header, left)
    read_back(draft, lines[end:])


def _opens_cell(line: Piece) -> bool:
    return line.text.startswith("\t")


def _ends_table(lines: Sequence[Piece], at: int) -> bool:
    """Behind the last cell a blank line or the notes end the table; else the cell goes on."""
    return is_notes_heading(lines[at].text) or (lines[at - 1].blank and not lines[at].blank)


def _cells(lines: Sequence[Piece]) -> list[list[Piece]]:
    cells: list[list[Piece]] = []
    for line in lines:
        if _opens_cell(line):
            cells.append([line.strip()])
        elif not line.blank and cells:
            cells[-1].append(line.strip())
    return cells


def _without_furniture(draft: Draft, lines: Sequence[Piece]) -> list[Piece]:
    """The lines without page marks, which stand between rows without a tab."""
    kept: list[Piece] = []
    for at, line in enumerate(lines):
        apart = at == 0 or lines[at - 1].blank
        page = arabic_number(line.text) is not None and (apart or arabic_number(lines[at - 1].text) is not None)
        if not line.blank and not _opens_cell(line) and (is_furniture(line.text, apart=apart) or page):
            draft.ledger.book(FURNITURE, line)
        else:
            kept.append(line)
    return kept


def _read_rows(draft: Draft, header: Header, lines: Sequence[Piece]) -> list[list[Piece]]:
    """Read the rows, each of as many cells as the header; return the cells of a last short one."""
    cells: list[list[Piece]] = []
    blank_above = True
    for line in lines:
        if _opens_cell(line):
            if len(cells) == len(header.columns):
                _read_row(draft, header, cells)
                cells = []
            elif cells and blank_above:
                raise _short_row(draft, header, cells)
            cells.append([line.strip()])
        elif not line.blank and (not cells or blank_above):
            raise LayoutError(
                f"“{line.text.strip()[:30]}” stands in the table but in no cell",
                where=draft.where(line.line),
                remedy=CHECK_EXPORT,
            )
        elif not line.blank:
            cells[-1].append(line.strip())
        blank_above = line.blank and not _opens_cell(line)
    if len(cells) < len(header.columns):
        return cells
    _read_row(draft, header, cells)
    return []


def _printed(cells: Sequence[Sequence[Piece]]) -> list[Cell]:
    return [cell_of(cell) for cell in cells]


def _read_row(draft: Draft, header: Header, cells: Sequence[Sequence[Piece]]) -> None:
    printed = _printed(cells)
    if [cell.text for cell in printed] == [cell.text for cell in header.cells]:
        draft.ledger.book(HEADING, *printed)  # the header again, on a new page
    else:
        add_row(draft, header.columns, printed)


def _read_cut_off(draft: Draft, header: Header, cells: Sequence[Sequence[Piece]]) -> None:
    """Read a last row that lacks cells: the file breaks off in it."""
    missing = header.columns[len(cells) :]
    if "text" in missing:
        raise _short_row(draft, header, cells)
    row = add_row(draft, header.columns, _printed(cells))
    draft.findings.append(cut_off_finding(row, missing))


def _short_row(draft: Draft, header: Header, cells: Sequence[Sequence[Piece]]) -> LayoutError:
    return wrong_cell_count(draft, len(cells), len(header.columns), cells[0][0].line)
