"""Table headers: where one stands in the source, and which columns it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from policydiff.errors import LayoutError
from policydiff.read.columns import column_of, columns_of, names_number
from policydiff.read.source import Cell, SourceText


@dataclass(frozen=True, slots=True)
class Header:
    """A table header: its cells, the columns they name, and its lines as indexes from 0."""

    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    first: int
    end: int

    @property
    def printed(self) -> str:
        return " | ".join(cell.text or "" for cell in self.cells)


def header_of(source: SourceText, cells: Sequence[Cell], first: int, end: int) -> Header | None:
    """The header that `cells` make; None when no cell names the number column.

    Raises:
        LayoutError: it has a number column but also a heading that no column is known for.
    """
    headings = [cell.text or "" for cell in cells]
    if len(headings) < 2 or not names_number(headings):
        return None
    columns = columns_of(headings)
    if columns is None:
        unknown = [heading for heading in headings if column_of(heading) is None]
        fault = f"unknown column “{unknown[0][:30]}”" if unknown else "columns that do not fit together"
        raise LayoutError(
            f"the table header is “{' | '.join(headings)[:120]}”, with {fault}",
            where=f"{source.name}:{first + 1}",
            remedy="only headings of known columns are read, nothing is guessed",
        )
    return Header(columns, tuple(cells), first, end)
