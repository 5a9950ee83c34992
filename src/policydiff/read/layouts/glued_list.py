"""A list whose columns lost their separators: number, text and reach are glued on one line."""

import re
from collections.abc import Sequence

from policydiff.errors import LayoutError
from policydiff.read.columns import NUMBER, is_furniture, split_headings
from policydiff.read.draft import Draft
from policydiff.read.header import Header, header_of
from policydiff.read.ledger import FURNITURE, HEADING
from policydiff.read.prose import is_notes_heading, read_back, read_front
from policydiff.read.sections import add_row, open_section, opens_section
from policydiff.read.source import Cell, Piece, SourceText
from policydiff.text.numerals import arabic_number

_LEADING_DIGITS = re.compile(r"\s*([0-9０-９]+)")
_ENDS = re.compile(r"[。.!！]")


def find(source: SourceText) -> Header | None:
    """The first line that is nothing but column headings, glued together."""
    for at, line in enumerate(source.lines):
        text = line.text.strip()
        if not text or len(text) > 60 or "\t" in line.text or len(text.split()) > 1:
            continue
        headings = split_headings(text)
        if headings and len(headings) > 1:
            pieces = _cut_headings(line.strip(), headings)
            header = header_of(source, [Cell((piece,)) for piece in pieces], at, at + 1)
            if header and header.columns[0] == NUMBER and len(header.columns) == 3:
                return header
    return None


def _cut_headings(line: Piece, headings: Sequence[str]) -> list[Piece]:
    pieces, at = [], 0
    for heading in headings:
        pieces.append(line.cut(at, at + len(heading)))
        at += len(heading)
    return pieces


def read(draft: Draft, header: Header) -> None:
    """Read prose, list and notes of the source into `draft`."""
    lines = draft.source.lines
    read_front(draft, lines[: header.first])
    draft.ledger.book(HEADING, *header.cells)
    end = next((at for at in range(header.end, len(lines)) if is_notes_heading(lines[at].text)), len(lines))
    rows = _Rows(draft, header)
    for line in lines[header.end : end]:
        rows.take(line)
    rows.close()
    read_back(draft, lines[end:])


class _Rows:
    """Rows of the list; a line that begins neither row nor section goes on with the row."""

    def __init__(self, draft: Draft, header: Header) -> None:
        self._draft = draft
        self._columns = header.columns
        self._open: list[Piece] = []
        self._number: Piece | None = None
        self._last = 0

    def take(self, line: Piece) -> None:
        """Take the next line of the list."""
        if line.blank:
            return
        digits = self._row_digits(line)
        if digits:
            self.close()
            self._number = line.cut(0, digits).strip()
            self._last = arabic_number(self._number.text) or 0
            self._open = [line.cut(digits)]
        elif opens_section(self._draft, line):
            self.close()
            open_section(self._draft, Cell((line.strip(),)))
        elif is_furniture(line.text):
            self._draft.ledger.book(FURNITURE, line)
        elif self._open and not _ends_row(self._open[-1]):
            self._open.append(line)
        else:
            raise LayoutError(
                f"“{line.text.strip()[:30]}” begins no row and continues none",
                where=self._draft.where(line.line),
                remedy="the list stops making sense here: check the export at this line",
            )

    def _row_digits(self, line: Piece) -> int:
        """How many characters of the line are a row number; 0 if it begins no row.

        The text may itself begin with a figure, so the next number is looked for first; any
        other number begins a row only where the row above is finished.
        """
        match = _LEADING_DIGITS.match(line.text)
        if match is None:
            return 0
        digits, start = match.group(1), match.start(1)
        due = str(self._last + 1)
        if arabic_number(digits[: len(due)]) == self._last + 1:
            return start + len(due)
        finished = not self._open or _ends_row(self._open[-1])
        return match.end() if finished else 0

    def close(self) -> None:
        """Finish the open row: what stands behind its last full stop is the reach."""
        if self._number is None:
            return
        text, reach = split_reach(self._open)
        add_row(self._draft, self._columns, [Cell((self._number,)), text, reach])
        self._number, self._open = None, []


def _ends_row(piece: Piece) -> bool:
    """Whether a row is over at the end of `piece`: two blanks stand for an empty reach."""
    text = piece.text
    return text.endswith("  ") or bool(_ENDS.search(text))


def split_reach(pieces: Sequence[Piece]) -> tuple[Cell, Cell]:
    """Cut a glued row into text and reach, behind the last full stop."""
    for at in range(len(pieces) - 1, -1, -1):
        stops = list(_ENDS.finditer(pieces[at].text))
        if stops:
            piece, stop = pieces[at], stops[-1].end()
            text = [*pieces[:at], piece.cut(0, stop)]
            reach = [piece.cut(stop), *pieces[at + 1 :]]
            return _cell(text), _cell(reach)
    return _cell(pieces), Cell()


def _cell(pieces: Sequence[Piece]) -> Cell:
    return Cell(tuple(piece.strip() for piece in pieces if not piece.blank))
