"""The text of a table in a PDF: cells wrapped over lines, columns told apart by what they say.

Number, text and responsibility follow each other, with or without line breaks between them. The
number begins a line; the text ends with a full stop; the responsibility is the run behind it.
"""

import re
from collections.abc import Sequence

from policydiff.errors import LayoutError
from policydiff.read.columns import NUMBER, SECTION, column_of, is_furniture
from policydiff.read.draft import Draft
from policydiff.read.header import Header, header_of
from policydiff.read.ledger import FURNITURE, HEADING
from policydiff.read.prose import is_notes_heading, read_back, read_front
from policydiff.read.sections import add_row, open_section, table_sections
from policydiff.read.source import Cell, Piece, SourceText, visible
from policydiff.text.numerals import arabic_number, section_label

_NUMBER = re.compile(r"\s*([0-9０-９]{1,3})(?![0-9０-９])")
_TASKS = re.compile(r"牵头|负责|制[订定]|指导|按职责|(?:推进|落实|配合|实施)$")
"""What a responsibility says: somebody leads, is in charge, sets policy, guides."""
_STOP = re.compile(r"[。．.](?![0-9０-９])")


def find(source: SourceText) -> Header | None:
    """The first line of three or more column headings with blanks between them."""
    for at, line in enumerate(source.lines):
        pieces = [line.cut(match.start(), match.end()) for match in re.finditer(r"[^\s]+", line.text)]
        if len(pieces) < 3 or "\t" in line.text or not any(column_of(p.text) == NUMBER for p in pieces):
            continue
        header = header_of(source, [Cell((piece,)) for piece in pieces], at, at + 1)
        if header and set(header.columns) <= {SECTION, NUMBER, "text", "responsibility"}:
            return header
    return None


def read(draft: Draft, header: Header) -> None:
    """Read prose, table and notes of the source into `draft`."""
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
    """Collects the lines of a row, or of a section heading, until the next one begins."""

    def __init__(self, draft: Draft, header: Header) -> None:
        self._draft = draft
        self._header = "".join(cell.text or "" for cell in header.cells)
        self._with_responsibility = "responsibility" in header.columns
        self._number: Piece | None = None
        self._heading = False
        self._open: list[Piece] = []
        self._last = 0

    def take(self, line: Piece) -> None:
        """Take the next line of the table."""
        if visible(line.text) == self._header:
            self._draft.ledger.book(HEADING, line)
        elif not line.blank and is_furniture(line.text):
            self._draft.ledger.book(FURNITURE, line)
        elif match := self._begins_row(line):
            self.close()
            self._number = line.cut(match.start(1), match.end(1))
            self._last = arabic_number(self._number.text) or 0
            self._open = [line.cut(match.end(1))]
        elif self._begins_section(line):
            self.close()
            self._heading, self._open = True, [line]
        elif self._heading or self._number:
            self._open.append(line)
        elif not line.blank:
            raise LayoutError(
                f"“{line.text.strip()[:30]}” stands in the table but in no row",
                where=self._draft.where(line.line),
                remedy="the table stops making sense here: check the export at this line",
            )

    def _begins_row(self, line: Piece) -> re.Match[str] | None:
        """The number that a line begins a row with: the next one, or any behind a finished row."""
        match = _NUMBER.match(line.text)
        if match is None:
            return None
        due = arabic_number(match.group(1)) == self._last + 1
        rest = line.text[match.end() :]
        if self._heading:
            begins = due
        elif rest.strip() and not rest[0].isspace():  # glued to its text: surely a number only if all fits
            begins = due and self._number is not None and self._is_whole()
        else:
            begins = (due and (not rest.strip() or self._may_end())) or (self._number is not None and self._is_whole())
        return match if begins else None

    def _begins_section(self, line: Piece) -> bool:
        label = section_label(line.text)
        due = len(table_sections(self._draft)) + 1
        return label is not None and label[0] == due and not self._heading and self._may_end()

    def _may_end(self) -> bool:
        """Whether the open row can be over: it does not stop in the middle of a sentence."""
        text, tail = _behind_last_stop(self._open)
        return tail.blank or (not text.blank and _names_tasks(tail))

    def _is_whole(self) -> bool:
        """Whether the open row has all its cells."""
        return self._may_end() and _behind_last_stop(self._open)[1].blank != self._with_responsibility

    def close(self) -> None:
        """Finish what is open."""
        if self._heading:
            _read_section(self._draft, self._open)
        elif self._number:
            text, responsibility = _split(self._open)
            columns = (NUMBER, "text", "responsibility")
            add_row(self._draft, columns, [Cell((self._number,)), text, responsibility])
        self._number, self._heading, self._open = None, False, []


def _names_tasks(cell: Cell) -> bool:
    return _TASKS.search(visible(cell.text or "")) is not None


def _cell(pieces: Sequence[Piece]) -> Cell:
    return Cell(tuple(piece.strip() for piece in pieces if not piece.blank))


def _behind_last_stop(pieces: Sequence[Piece]) -> tuple[Cell, Cell]:
    """Cut behind the last full stop; with none the first part is empty."""
    for at in range(len(pieces) - 1, -1, -1):
        stops = list(_STOP.finditer(pieces[at].text))
        if stops:
            piece, stop = pieces[at], stops[-1].end()
            return _cell([*pieces[:at], piece.cut(0, stop)]), _cell([piece.cut(stop), *pieces[at + 1 :]])
    return Cell(), _cell(pieces)


def _split(pieces: Sequence[Piece]) -> tuple[Cell, Cell]:
    """Cut a row into text and responsibility.

    The responsibility stands behind the last full stop; where the text has none, behind a blank
    line. A tail that names no task belongs to the text.
    """
    text, tail = _behind_last_stop(pieces)
    if not text.blank and (tail.blank or _names_tasks(tail)):
        return text, tail
    for at, piece in enumerate(pieces):
        if text.blank and piece.blank and at and _names_tasks(_cell(pieces[at:])):
            return _cell(pieces[:at]), _cell(pieces[at:])
    return _cell(pieces), Cell()


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
        short = (at for at, line in enumerate(filled[:-1]) if at and len(visible(line.text)) < width - 1)
        cut = next(short, len(filled) - 1) + 1
    intro = _cell(filled[cut:])
    open_section(draft, _cell(filled[:cut]), () if intro.blank else (intro,))
