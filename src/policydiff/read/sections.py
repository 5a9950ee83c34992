"""Sections of a table, and the rows that stand under them."""

from collections.abc import Sequence

from policydiff.errors import LayoutError
from policydiff.model.document import Finding
from policydiff.read.columns import NUMBER, SECTION
from policydiff.read.draft import Draft, Heading, Row, row_number
from policydiff.read.ledger import HEADING, MEASURE
from policydiff.read.source import Cell, Piece
from policydiff.text.numerals import section_label


def table_sections(draft: Draft) -> list[Heading]:
    """The headings that the table itself has had so far."""
    return [heading for heading in draft.headings if not heading.id.startswith("text-")]


def open_section(draft: Draft, cell: Cell, intro: Sequence[Cell] = ()) -> None:
    """Add the section that a heading cell names; a cell repeated row by row opens it once."""
    draft.ledger.book(HEADING, cell, *intro)
    sections = table_sections(draft)
    label, title = split_label(cell)
    if sections and (sections[-1].label.text, sections[-1].title.text) == (label.text, title.text):
        return
    found = section_label(cell.text or "")
    section_id = str(found[0]) if found else f"s{len(sections) + 1}"
    if any(section.id == section_id for section in sections):
        raise LayoutError(
            f"section “{cell.text}” has a label that was there before",
            where=draft.where(cell.pieces[0].line),
            remedy="check the export at this line",
        )
    draft.headings.append(Heading(section_id, label, title, tuple(intro)))


def split_label(cell: Cell) -> tuple[Cell, Cell]:
    """A heading cell as its printed label (（一）) and its title."""
    first, *others = cell.pieces
    found = section_label(first.text)
    if found is None:
        return Cell(), cell
    label, rest = first.cut(0, found[1]).strip(), first.cut(found[1]).strip()
    title: tuple[Piece, ...] = tuple(piece for piece in (rest, *others) if not piece.blank)
    return Cell((label,)), Cell(title)


def add_row(draft: Draft, columns: Sequence[str], cells: Sequence[Cell]) -> Row:
    """Book the cells of a row under `columns` and add it to the draft.

    Raises:
        LayoutError: its number is none, or was there before; or it has no text.
    """
    named = {column: cell for column, cell in zip(columns, cells, strict=False) if not cell.blank}
    section = named.pop(SECTION, None)
    if section:
        open_section(draft, section)
    number = named.pop(NUMBER)
    row_number(number, draft)
    if "text" not in named:
        raise LayoutError(
            f"measure {number.text} has no text",
            where=draft.where(number.pieces[0].line),
            remedy="the table stops making sense here: check the export at this line",
        )
    sections = table_sections(draft)
    row = Row(number, sections[-1].id if sections else None, named)
    draft.ledger.book(MEASURE, number, *named.values())
    draft.rows.append(row)
    return row


def cut_off_finding(row: Row, missing: Sequence[str]) -> Finding:
    """The finding for a file that breaks off inside its last row."""
    return Finding(
        id="cut-off",
        severity="warning",
        message=f"the file breaks off before {', '.join(missing)} of measure {row.number.text}",
        measure=row.number.text,
        field=missing[0],
        lines=row.lines,
    )
