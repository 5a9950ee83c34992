"""A list whose columns lost their separators: number, text and reach are glued on one line."""

import re
from collections.abc import Sequence

from policydiff.errors import LayoutError
from policydiff.read.back import is_notes_heading, read_back
from policydiff.read.columns import NUMBER, is_furniture, split_headings
from policydiff.read.draft import Draft
from policydiff.read.front import read_front
from policydiff.read.header import Header, header_of
from policydiff.read.imprint import is_date
from policydiff.read.ledger import FURNITURE, HEADING
from policydiff.read.parties import reads_as_responsibility
from policydiff.read.sections import add_row, cut_off_finding, open_section, opens_section
from policydiff.read.source import STOP, Cell, Piece, SourceText, cell_of, visible
from policydiff.registry.places import place_by_name
from policydiff.text.numerals import arabic_number

_LEADING_DIGITS = re.compile(r"\s*([0-9０-９]+)")
_LONGEST_LIST = 120
"""Characters that a list of places or bodies without a sign before it has at the most."""
_NUMBER_SIGN = re.compile(r"\s*[.．、]([0-9０-９])?")
_UNIT = re.compile(r"\s*(?:个|项|条|年|月|日|天|小时|倍|%|％|亿|万|元|人|次|家)")
_REACH = re.compile(r"(?:全国|各|所有|全部|面向|试点|自贸|自由贸易|符合|具备|[（(])")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")


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
    behind = rows.close(cut_off=not any(not line.blank for line in lines[end:]))
    rows.refuse_rows_in(lines[end:])
    read_back(draft, [*behind, *lines[end:]])


class _Rows:
    """Rows of the list; a line that begins neither row nor section goes on with the row."""

    def __init__(self, draft: Draft, header: Header) -> None:
        self._draft = draft
        self._columns = header.columns
        self._open: list[Piece] = []
        self._number: Piece | None = None
        self._last = 0
        self._behind: list[Piece] = []
        self._signed = False

    def take(self, line: Piece) -> None:
        """Take the next line of the list.

        Raises:
            LayoutError: a row follows lines that belong to no row.
        """
        if line.blank:
            return
        digits = self._row_digits(line)
        opens = not digits and opens_section(self._draft, line)
        if digits or opens:
            self._refuse_behind()
            self._finish()
        if digits:
            self._number = line.cut(0, digits).strip()
            self._last = arabic_number(self._number.text) or 0
            self._open = [line.cut(digits)]
        elif opens:
            open_section(self._draft, Cell((line.strip(),)))
        elif self._is_furniture(line) or arabic_number(line.text) is not None:
            self._draft.ledger.book(FURNITURE, line)  # a page mark, or the number of a page
        elif self._open and not self._behind and not _ends_row(self._open[-1]) and not is_date(line.text):
            self._open.append(line)
        else:
            self._behind.append(line)

    def _is_furniture(self, line: Piece) -> bool:
        return is_furniture(line.text, apart=not self._open or _ends_row(self._open[-1]))

    def _refuse_behind(self) -> None:
        if self._behind:
            raise LayoutError(
                f"“{self._behind[0].text.strip()[:30]}” begins no row and continues none",
                where=self._draft.where(self._behind[0].line),
                remedy="the list stops making sense here: check the export at this line",
            )

    def _row_digits(self, line: Piece) -> int:
        """How many characters of the line are a row number; 0 if it begins no row.

        The text may itself begin with a figure, so the next number is looked for first; any
        other number begins a row only where the row above is finished. A date begins none.
        """
        match = _LEADING_DIGITS.match(line.text)
        if match is None or is_date(line.text) or arabic_number(line.text) is not None:
            return 0
        digits, start = match.group(1), match.start(1)
        due = str(self._last + 1)
        finished = not self._open or _ends_row(self._open[-1])
        end = 0
        if arabic_number(digits[: len(due)]) == self._last + 1:
            end = start + len(due)
        elif finished:
            end = match.end(1)
        if end and not finished and _UNIT.match(line.text, end):
            return 0  # a wrap in the middle of a sentence: 2个工作日
        sign = _NUMBER_SIGN.match(line.text, end) if end else None
        if sign and (self._signed or not sign.group(1)):
            self._signed = True  # 18.24小时 can be told only from the rows before it
            return sign.start(1) if sign.group(1) else sign.end()
        return end

    def refuse_rows_in(self, lines: Sequence[Piece]) -> None:
        """Refuse notes that a further row follows: they stand within the list and end it too early."""
        for line in lines:
            match = _LEADING_DIGITS.match(line.text)
            if (
                match
                and arabic_number(match.group(1)) == self._last + 1
                and not _NUMBER_SIGN.match(line.text, match.end())
            ):
                self._behind = [line]
                self._refuse_behind()

    def close(self, *, cut_off: bool) -> list[Piece]:
        """Finish the list; lines behind its last row are handed back.

        A last row that neither ends a sentence nor has a last cell is found to be cut off, where
        the file ends with it.
        """
        last = self._open[-1] if self._open else None
        self._finish()
        row = self._draft.rows[-1] if self._draft.rows else None
        if cut_off and last and row and not self._behind and not _ends_row(last) and len(row.cells) == 1:
            self._draft.findings.append(cut_off_finding(row, ("text",)))
        return self._behind

    def _finish(self) -> None:
        if self._number is not None:
            cells = split_row(self._open, self._columns[2])
            add_row(self._draft, self._columns, [Cell((self._number,)), *cells])
        self._number, self._open = None, []


def _ends_row(piece: Piece) -> bool:
    """Whether a row is over at the end of `piece`: two blanks stand for an empty last cell."""
    text = piece.text
    return text.endswith("  ") or bool(STOP.search(text))


def split_row(pieces: Sequence[Piece], column: str) -> tuple[Cell, Cell]:
    """Cut a glued row into its text and its last cell, which stands behind the last full stop.

    Where the text has no full stop at its end, the last cell is what reads as one.
    """
    stops = [(at, match.end()) for at, piece in enumerate(pieces) for match in STOP.finditer(piece.text)]
    at, stop = stops[-1] if stops else (len(pieces) - 1, 0)
    tail = visible("".join([pieces[at].text[stop:], *(piece.text for piece in pieces[at + 1 :])]))
    last = pieces[-1]
    if not (stops and reads_as(column, tail)):
        if last.text.endswith("  "):
            return cell_of(pieces), Cell()
        from_stop = stop if at == len(pieces) - 1 else 0
        suffixes = range(max(from_stop, len(last.text) - _LONGEST_LIST, 1), len(last.text))
        cut = next((n for n in suffixes if is_wholecell_of(column, visible(last.text[n:]))), None)
        if cut is not None:
            return cell_of([*pieces[:-1], last.cut(0, cut)]), cell_of([last.cut(cut)])
        if not stops:
            return cell_of(pieces), Cell()
    bracket = _BRACKET.match(tail)
    if bracket and reads_as(column, tail[bracket.end() :]):
        stop = _behind(pieces[at], bracket.end(), stop)  # a bracket behind the stop belongs to the text
    return cell_of([*pieces[:at], pieces[at].cut(0, stop)]), cell_of([pieces[at].cut(stop), *pieces[at + 1 :]])


def _behind(piece: Piece, count: int, start: int) -> int:
    """The offset behind `count` visible characters from `start`."""
    at = start
    while count and at < len(piece.text):
        count -= bool(visible(piece.text[at]))
        at += 1
    return at


def reads_as(column: str, text: str) -> bool:
    """Whether a text reads as a cell of the column: a reach, or a responsibility."""
    if column == "responsibility":
        return reads_as_responsibility(text)
    return bool(_REACH.match(text)) or place_prefix(text)


def is_wholecell_of(column: str, text: str) -> bool:
    """Whether a text is a cell of the column and nothing else: a responsibility, or a list of places."""
    if column == "responsibility":
        return reads_as_responsibility(text)
    return all(name == "全国" or place_by_name(name) is not None for name in re.split("[、，,]", text))


def place_prefix(text: str) -> bool:
    """Whether a text begins with the name of a place."""
    return any(place_by_name(text[:size]) for size in range(2, min(len(text), 12) + 1))
