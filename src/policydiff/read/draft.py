"""What a layout hands over: rows, headings and paragraphs in cells that know their place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from policydiff.errors import LayoutError
from policydiff.model.document import Finding
from policydiff.read.ledger import Ledger
from policydiff.read.source import Cell, SourceText
from policydiff.text.numerals import measure_number

CHECK_EXPORT = "the table stops making sense here: check the export at this line"
"""What to do about rows and cells that fit nowhere."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document or of its table; `id` is what rows refer to."""

    id: str
    label: Cell
    title: Cell
    intro: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its number, the heading it stands under, its cells by column."""

    number: Cell
    section: str | None
    cells: Mapping[str, Cell]

    @property
    def lines(self) -> tuple[int, int]:
        lines = [piece.line for cell in (self.number, *self.cells.values()) for piece in cell.pieces]
        return min(lines), max(lines)


@dataclass(slots=True)
class Draft:
    """A document while it is read: filled by a layout, booked in the ledger as it grows."""

    source: SourceText
    ledger: Ledger
    titles: list[Cell] = field(default_factory=list)
    document_number: str | None = None
    issued: str | None = None
    issuers: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    paragraphs: list[Cell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    numbers: dict[tuple[int, ...], int] = field(default_factory=dict)

    def where(self, line: int) -> str:
        return f"{self.source.name}:{line}"


def check_number(cell: Cell, draft: Draft) -> None:
    """Check the number of a row against the rows before it.

    Raises:
        LayoutError: it is no number, or one that was there before.
    """
    line = cell.pieces[0].line
    printed = cell.text or ""
    number = measure_number(printed)
    if number is None:
        raise LayoutError(
            f"the row has “{printed[:20]}” where its number is due",
            where=draft.where(line),
            remedy=CHECK_EXPORT,
        )
    first = draft.numbers.setdefault(number, line)
    if first != line:
        raise LayoutError(
            f"number {'-'.join(map(str, number))} comes twice, first on line {first}",
            where=draft.where(line),
            remedy="check the export, a measure may be missing or repeated",
        )


def wrong_cell_count(draft: Draft, count: int, due: int, line: int) -> LayoutError:
    """The error for a row of `count` cells where the header has `due`."""
    return LayoutError(
        f"the row has {count} cells where the header has {due}", where=draft.where(line), remedy=CHECK_EXPORT
    )
