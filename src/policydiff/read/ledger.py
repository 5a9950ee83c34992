"""The ledger: every visible character of a source is booked once, to what it became."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

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
        booked, text = self._booked, self._source.text
        if any(booked[piece.start : piece.end]):
            twice = (at for at in range(piece.start, piece.end) if booked[at] is not None and visible(text[at]))
            if (at := next(twice, None)) is not None:
                raise LayoutError(
                    f"“{piece.text[:20]}” was read twice, as {booked[at]} and as {kind}",
                    where=f"{self._source.name}:{piece.line}",
                    remedy="this is a fault of the reader, please report it",
                )
        booked[piece.start : piece.end] = [kind] * (piece.end - piece.start)

    def totals(self) -> dict[str, int]:
        """Visible characters by class, in the order of `CLASSES`, unplaced ones left out."""
        counts: Counter[str | None] = Counter()
        for (kind, character), count in Counter(zip(self._booked, self._source.text, strict=True)).items():
            counts[kind] += count if visible(character) else 0
        return {kind: counts[kind] for kind in CLASSES}

    def unplaced(self) -> list[Piece]:
        """What is booked nowhere, line by line."""
        return [piece for line in self._source.lines for piece in self._gaps(line)]

    def _gaps(self, line: Piece) -> Iterable[Piece]:
        booked = self._booked[line.start : line.end]
        if None not in booked:
            return
        at = 0
        for is_free, run in groupby(booked, lambda kind: kind is None):
            start, at = at, at + len(list(run))
            if is_free and not (gap := line.cut(start, at).strip()).blank:
                yield gap
