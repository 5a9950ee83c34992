"""The text of a table in a PDF: cells wrapped over lines, columns told apart by what they say.

Number, text and responsibility follow each other, with or without line breaks between them. The
number begins a line; the text ends with a full stop; the responsibility is the run of bodies and
tasks behind it.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from policydiff.errors import LayoutError
from policydiff.read.back import is_notes_heading, read_back
from policydiff.read.columns import NUMBER, SECTION, column_of, is_furniture, split_headings
from policydiff.read.draft import CHECK_EXPORT, Draft
from policydiff.read.front import read_front
from policydiff.read.header import Header, header_of
from policydiff.read.layouts.wrapped_cells import RowCells, inner_responsibility, split_row
from policydiff.read.ledger import FURNITURE, HEADING
from policydiff.read.sections import add_row, cut_off_finding, open_section, opens_section
from policydiff.read.source import STOP, Cell, Piece, SourceText, cell_of, visible
from policydiff.text.numerals import arabic_number

_NUMBER = re.compile(r"\s*([0-9０-９]{1,3}(?:\s*[.．、](?![0-9０-９]))?)(?![0-9０-９])")
_ORDER = ([SECTION, NUMBER, "text", "responsibility"], [NUMBER, "text", "responsibility"])
_AHEAD = 200
"""Lines below that are looked at to tell what a number is."""
_HEADING = 24
"""Characters that a heading on one line has at the most."""
_WIDE = 20
"""Characters from which a line is no line of a narrow first column."""


def find(source: SourceText) -> Header | None:
    """The first line of column headings with blanks between them, in the order that is read."""
    for at, line in enumerate(source.lines):
        pieces = _headings(line)
        if len(pieces) < 2 or not any(column_of(piece.text) == NUMBER for piece in pieces):
            continue
        header = header_of(source, [Cell((piece,)) for piece in pieces], at, at + 1)
        if header and any(list(header.columns) == order[: len(header.columns)] for order in _ORDER):
            return header
    return None


def _headings(line: Piece) -> list[Piece]:
    """The headings of a line: what stands between blanks, or, where blanks stand within them, the
    known headings one by one.
    """
    if "\t" in line.text or len(line.text) > 80:
        return []
    pieces = [line.cut(match.start(), match.end()) for match in re.finditer(r"\S+", line.text)]
    if len(pieces) < 2 or all(column_of(piece.text) for piece in pieces):
        return pieces
    found = split_headings(line.text) or []
    cut, at = [], 0
    for heading in found:
        match = re.compile(r"\s*".join(map(re.escape, heading))).search(line.text, at)
        if match is None:
            return pieces
        cut.append(line.cut(match.start(), match.end()))
        at = match.end()
    return cut or pieces


def read(draft: Draft, header: Header) -> None:
    """Read prose, table and notes of the source into `draft`."""
    lines = draft.source.lines
    read_front(draft, lines[: header.first])
    draft.ledger.book(HEADING, *header.cells)
    end = next((at for at in range(header.end, len(lines)) if is_notes_heading(lines[at].text)), len(lines))
    rows = _Rows(draft, header)
    for at in range(header.end, end):
        rows.take(lines[at], lines[at + 1 : min(end, at + 1 + _AHEAD)])
    behind = rows.close(last=True, cut_off=not any(not line.blank for line in lines[end:]))
    rows.refuse_rows_in(lines[end:])
    read_back(draft, [*behind, *lines[end:]])


class _Rows:
    """Collects the lines of a row, or of a section heading, until the next one begins."""

    def __init__(self, draft: Draft, header: Header) -> None:
        self._draft = draft
        self._header = "".join(cell.text or "" for cell in header.cells)
        self._with_responsibility = "responsibility" in header.columns
        self._number: Piece | None = None
        self._heading = False
        self._open: list[Piece] = []
        self._last = 0

    def take(self, line: Piece, following: Sequence[Piece]) -> None:
        """Take the next line of the table; `following` are the lines below it."""
        if visible(line.text) == visible(self._header):
            self._draft.ledger.book(HEADING, line)
        elif not line.blank and (self._is_furniture(line) or self._is_page_number(line, following)):
            self._draft.ledger.book(FURNITURE, line)
        elif match := self._begins_row(line):
            self._open_row(line, match)
        elif self._begins_section(line, following):
            self.close()
            self._heading, self._open = True, [line]
        elif self._heading or self._number:
            self._open.append(line)
        elif not line.blank:
            raise self._misplaced(line)

    def _open_row(self, line: Piece, match: re.Match[str]) -> None:
        if self._number and arabic_number(match.group(1)) == self._last and cell_of(self._open).blank:
            self._draft.ledger.book(FURNITURE, self._number)  # the number before was that of a page
            self._number = None
        self.close()
        self._number = line.cut(match.start(1), match.end(1))
        self._last = arabic_number(self._number.text) or 0
        self._open = [line.cut(match.end(1))]

    def _is_furniture(self, line: Piece) -> bool:
        return is_furniture(line.text, apart=not self._open or self._open[-1].blank)

    def _is_page_number(self, line: Piece, following: Sequence[Piece]) -> bool:
        """Whether a number alone on its line is no row's: the row above goes on, or the due number
        stands below it, or nothing does.
        """
        number = arabic_number(line.text)
        if number is None or (self._number is None and not self._heading):
            return False
        if number == self._last + 1:
            return self._number is not None and not self._cells().may_end and self._comes_again(following)
        below = next((other for other in following if not other.blank), None)
        if below is not None and self._due(below) is not None:
            return True
        return not self._heading and (below is None or not self._cells().may_end)

    def _comes_again(self, following: Sequence[Piece]) -> bool:
        """Whether the due number begins another line below, before the number behind it does."""
        for line in following:
            match = _NUMBER.match(line.text)
            number = arabic_number(match.group(1)) if match else None
            if number in (self._last + 1, self._last + 2):
                return number == self._last + 1
        return False

    def _due(self, line: Piece) -> re.Match[str] | None:
        """The number that a line begins with, if it is the next one."""
        match = _NUMBER.match(line.text)
        return match if match and arabic_number(match.group(1)) == self._last + 1 else None

    def _begins_row(self, line: Piece) -> re.Match[str] | None:
        """The number that a line begins a row with: the next one, or any behind a finished row."""
        match = _NUMBER.match(line.text)
        if match is None:
            return None
        due, rest = self._due(line) is not None, line.text[match.end() :]
        glued = bool(rest.strip()) and not rest[0].isspace()
        if self._heading:
            begins = due or not glued
        elif self._number is None:
            begins = due or not (glued or self._draft.rows)
        elif cell_of(self._open).blank:
            begins = arabic_number(match.group(1)) == self._last and bool(rest.strip())
        elif glued:  # surely a number only if all fits
            begins = due and self._cells().is_whole
        elif due:
            begins = not rest.strip() or self._cells().may_end
        else:
            begins = self._cells().is_whole
        return match if begins else None

    def _begins_section(self, line: Piece, following: Sequence[Piece]) -> bool:
        """Whether a line opens a section: behind a whole row, or where a row without responsibility
        can be over and nothing but a short heading stands before the next number.
        """
        if self._heading or not opens_section(self._draft, line):
            return False
        if self._number is None or self._cells().is_whole:
            return True
        block = list(takewhile(lambda other: self._due(other) is None, following))
        is_heading = len(visible(line.text)) <= _HEADING and not STOP.search(line.text)
        below = split_row(block, with_responsibility=True) if block else None
        return (
            self._cells().may_end
            and is_heading
            and len(block) < len(following)
            and not (below and not below.responsibility.blank)
        )

    def _cells(self) -> RowCells:
        return split_row(self._open, with_responsibility=self._with_responsibility)

    def _misplaced(self, line: Piece) -> LayoutError:
        return LayoutError(
            f"“{line.text.strip()[:30]}” stands in the table but in no row",
            where=self._draft.where(line.line),
            remedy=CHECK_EXPORT,
        )

    def refuse_rows_in(self, lines: Sequence[Piece]) -> None:
        """Refuse notes that a further row follows: they stand within the table and end it too early."""
        for line in lines:
            match = self._due(line)
            if match and (match.end() == len(line.text) or line.text[match.end()].isspace()):
                raise self._misplaced(line)

    def close(self, *, last: bool = False, cut_off: bool = False) -> Sequence[Piece]:
        """Finish what is open; lines behind the last row are handed back.

        Where the file ends with a row that could not be over, it is found to be cut off.

        Raises:
            LayoutError: such lines stand behind a row that is not the last, or a responsibility
                stands in the middle of a text: a number was lost.
        """
        behind: Sequence[Piece] = ()
        if self._heading:
            _read_section(self._draft, self._open)
        elif self._number:
            cells = self._cells()
            behind = [piece for piece in cells.behind if not piece.blank]
            if behind and not last:
                raise self._misplaced(behind[0])
            lost = inner_responsibility(cells.text) if self._with_responsibility else None
            if lost:
                raise self._misplaced(lost)
            columns = (NUMBER, "text", "responsibility")
            row = add_row(self._draft, columns, [Cell((self._number,)), cells.text, cells.responsibility])
            if cut_off and not cells.may_end:
                self._draft.findings.append(cut_off_finding(row, ("text",)))
        self._number, self._heading, self._open = None, False, []
        return behind


def _is_indented(line: Piece) -> bool:
    """Whether a line begins a paragraph: with two blanks or more, or a wide one."""
    return line.text[:2].isspace() or line.text[0] == "\u3000"


def _read_section(draft: Draft, lines: Sequence[Piece]) -> None:
    """Read a heading cell: label, title, and the introduction that a new paragraph begins.

    The introduction begins with the first indented line behind the title, else behind the first
    line that its wrap did not fill.
    """
    filled = [line for line in lines if not line.blank]
    width = max(len(visible(line.text)) for line in filled)
    cut = next((at for at, line in enumerate(filled) if at and _is_indented(line)), None)
    if cut is None:
        first = 0 if width >= _WIDE else 1  # in a narrow column the label may stand alone
        short = (at for at, line in enumerate(filled[:-1]) if at >= first and len(visible(line.text)) < width - 1)
        cut = next(short, len(filled) - 1) + 1
    intro = cell_of(filled[cut:])
    if filled[cut:] and not split_row(filled[cut:], with_responsibility=True).responsibility.blank:
        raise LayoutError(
            f"“{filled[cut].text.strip()[:30]}” stands under a heading and has no number",
            where=draft.where(filled[cut].line),
            remedy=CHECK_EXPORT,
        )
    open_section(draft, cell_of(filled[:cut]), () if intro.blank else (intro,))
