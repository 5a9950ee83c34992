"""What a layout found printed, cell by cell, before anything is worked out from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policydiff.model.correction import DOCUMENT, MEASURE, NOTE, SECTION
from policydiff.model.document import Finding
from policydiff.read.draft import Draft, Heading, Row
from policydiff.read.source import Cell, join

Cells = Mapping[str, str | None]
"""The cells of one measure, section or note, or of the document, by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The printed cells of a document.

    `lines` are those of the measures; `columns` are those of the table, `findings` what the layout could not settle.
    """

    document: Cells
    sections: tuple[Cells, ...]
    measures: tuple[Cells, ...]
    notes: tuple[Cells, ...]
    lines: tuple[tuple[int, int], ...]
    columns: frozenset[str]
    findings: tuple[Finding, ...]

    def parts(self, kind: str) -> Sequence[Cells]:
        """All measures, sections or notes, or the document alone."""
        parts = {DOCUMENT: (self.document,), SECTION: self.sections, MEASURE: self.measures, NOTE: self.notes}
        return parts[kind]


def printed_of(draft: Draft, columns: Sequence[str]) -> Printed:
    """The printed cells of a draft, whose table has these columns."""
    return Printed(
        document={
            "title": join(cell.text or "" for cell in draft.titles),
            "document_number": draft.document_number,
            "issued": draft.issued,
            "issuers": " ".join(draft.issuers) or None,
        },
        sections=tuple(map(_section, draft.headings)),
        measures=tuple(map(_measure, draft.rows)),
        notes=tuple({"text": cell.text or ""} for cell in draft.paragraphs),
        lines=tuple(row.lines for row in draft.rows),
        columns=frozenset(columns),
        findings=tuple(draft.findings),
    )


def _section(heading: Heading) -> Cells:
    intro = "\n".join(map(_text, heading.intro))
    return {"id": heading.id, "label": heading.label.text, "title": heading.title.text, "intro": intro or None}


def _measure(row: Row) -> Cells:
    columns = {column: cell.text for column, cell in row.cells.items()}
    return {**columns, "number": row.number.text or "", "section": row.section}


def _text(cell: Cell) -> str:
    return cell.text or ""
