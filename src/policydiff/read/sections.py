"""Sections of a table, and the rows that stand under them."""

from collections.abc import Sequence

from policydiff.errors import LayoutError
from policydiff.model.document import Finding
from policydiff.read.columns import NUMBER, SECTION
from policydiff.read.draft import CHECK_EXPORT, Draft, Heading, Row, check_number
from policydiff.read.ledger import HEADING, MEASURE
from policydiff.read.source import Cell, Piece
from policydiff.text.numerals import Label, section_label


def table_sections(draft: Draft) -> list[Heading]:
    """The headings that the table itself has had so far."""
    return [heading for heading in draft.headings if not heading.id.startswith("text-")]


def open_section(draft: Draft, cell: Cell, intro: Sequence[Cell] = ()) -> None:
    """Add the section that a heading cell names; a heading repeated, row by row or page by page,
    opens it once.

    A label of a lower rank than the one above it (（一） under 一、) stands within that section.
    """
    draft.ledger.book(HEADING, cell, *intro)
    label, title = split_label(cell)
    sections = table_sections(draft)
    if sections and (sections[-1].label.text, sections[-1].title.text) == (label.text, title.text):
        return
    section_id = _section_id(sections, section_label(cell.text or ""))
    if any(section.id == section_id for section in sections):
        raise LayoutError(
            f"section “{(cell.text or '')[:30]}” has a label that was there before",
            where=draft.where(cell.pieces[0].line),
            remedy="check the export at this line",
        )
    draft.headings.append(Heading(section_id, label, title, tuple(intro)))


def _section_id(sections: Sequence[Heading], label: Label | None) -> str:
    if label is None:
        return f"s{len(sections) + 1}"
    for above in reversed(sections):
        rank = section_label(above.label.text or "")
        if rank and rank.rank < label.rank:
            return f"{above.id}.{label.ordinal}"
    return str(label.ordinal)


def opens_section(draft: Draft, line: Piece) -> bool:
    """Whether a line has the label of a section that comes behind those there are, in its rank."""
    label = section_label(line.text)
    if label is None:
        return False
    sections = table_sections(draft)
    section_id = _section_id(sections, label)
    parent = section_id.rpartition(".")[0]
    before = [section.id for section in sections if section.id.rpartition(".")[0] == parent]
    ordinals = [int(name.rpartition(".")[2]) for name in before if name.rpartition(".")[2].isdecimal()]
    return label.ordinal > max(ordinals, default=0)


def split_label(cell: Cell) -> tuple[Cell, Cell]:
    """A heading cell as its printed label (（一）) and its title."""
    first, *others = cell.pieces
    found = section_label(first.text)
    if found is None:
        return Cell(), cell
    label, rest = first.cut(0, found.end).strip(), first.cut(found.end).strip()
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
    number = named.pop(NUMBER, None)
    if number is None or len(number.pieces) > 1:
        line = (number or next(iter(named.values()), Cell((draft.source.lines[0],)))).pieces[-1].line
        raise LayoutError("the row has no number of its own", where=draft.where(line), remedy=CHECK_EXPORT)
    check_number(number, draft)
    if "text" not in named:
        raise LayoutError(
            f"measure {number.text} has no text",
            where=draft.where(number.pieces[0].line),
            remedy=CHECK_EXPORT,
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
        message=f"the file breaks off {_where(missing)} of measure {row.number.text}",
        measure=row.number.text,
        field=missing[0],
        lines=row.lines,
    )


def _where(missing: Sequence[str]) -> str:
    return "in the text" if missing == ("text",) else f"before {', '.join(missing)}"
