"""The ledger: every visible character of a source is booked once, to what it became."""

from collections import Counter
from collections.abc import Iterable

from policydiff.errors import LayoutError
from policydiff.read.source import Cell, Piece, SourceText, visible

MEASURE, HEADING, NOTE, TITLE, FURNITURE = "measure", "heading", "note", "title", "furniture"
CLASSES = (MEASURE, HEADING, NOTE, TITLE, FURNITURE)


class Ledger:
    """Books pieces of one source to classes; a character booked twice is a fault of the reader."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._booked: list[str | None] = [None] * len(source.text)

    def book(self, kind: str, *items: Piece | Cell) -> None:
        """Book pieces, or all pieces of cells, as `kind`."""
        for item in items:
            for piece in item.pieces if isinstance(item, Cell) else (item,):
                self._book(kind, piece)

    def _book(self, kind: str, piece: Piece) -> None:
        for at in range(piece.start, piece.end):
            if self._booked[at] is not None and visible(self._source.text[at]):
                raise LayoutError(
                    f"“{piece.text[:20]}” was read twice, as {self._booked[at]} and as {kind}",
                    where=f"{self._source.name}:{piece.line}",
                    remedy="this is a fault of the reader, please report it",
                )
            self._booked[at] = kind

    def totals(self) -> dict[str, int]:
        """Visible characters by class, in the order of `CLASSES`, unplaced ones left out."""
        text = self._source.text
        counts = Counter(kind for at, kind in enumerate(self._booked) if kind and visible(text[at]))
        return {kind: counts[kind] for kind in CLASSES}

    def unplaced(self) -> list[Piece]:
        """What is booked nowhere, line by line."""
        return [piece for line in self._source.lines for piece in self._gaps(line)]

    def _gaps(self, line: Piece) -> Iterable[Piece]:
        start: int | None = None
        for at in range(len(line.text) + 1):
            free = at < len(line.text) and self._booked[line.start + at] is None
            if free and start is None:
                start = at
            elif not free and start is not None:
                gap = line.cut(start, at).strip()
                if not gap.blank:
                    yield gap
                start = None
