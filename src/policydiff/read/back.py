"""The prose behind a table: notes, signature and date, furniture of the page."""

import re
from collections.abc import Sequence

from policydiff.read.columns import is_furniture
from policydiff.read.draft import Draft
from policydiff.read.imprint import is_date, reads_date
from policydiff.read.ledger import FURNITURE, HEADING, NOTE, TITLE
from policydiff.read.source import NUMBERED, Piece, cell_of

_NOTES = re.compile(r"\s*(?:(?:注|备注|附注)\s*[:：]|[*＊※](?=\s*\S))\s*")
_IMPRINT = re.compile(r"\s*(?:抄送|主送|附件|相关附件)\s*[:：]|.*(?:印发|公开发布)\s*$")


def is_notes_heading(line: str) -> bool:
    """Whether a line opens the notes below a table (注：)."""
    return _NOTES.match(line) is not None


def read_back(draft: Draft, lines: Sequence[Piece]) -> None:
    """Read what stands behind the table: notes, signature, furniture; the rest stays unplaced."""
    filled = [line for line in lines if not line.blank]
    signature = next((at for at, line in enumerate(filled) if is_date(line.text)), None)
    signed = set() if signature is None else _signature(filled, signature)
    width = max((len(line.text.rstrip()) for line in filled), default=0)
    notes: list[list[Piece]] = []
    for at, line in enumerate(filled):
        heading = None if notes else _NOTES.match(line.text)
        if is_furniture(line.text):
            draft.ledger.book(FURNITURE, line)
        elif at in signed:
            _read_signature(draft, line)
        elif heading:
            draft.ledger.book(HEADING, line.cut(0, heading.end()))
            notes.append([line.cut(heading.end())])
        elif _IMPRINT.match(line.text) or (notes and NUMBERED.match(line.text)):
            notes.append([line])
        elif notes and not _is_over(notes[-1], line, width):
            notes[-1].append(line)
    for note in notes:
        cell = cell_of(note)
        if not cell.blank:
            draft.ledger.book(NOTE, cell)
            draft.paragraphs.append(cell)


def _signature(lines: Sequence[Piece], date: int) -> set[int]:
    """The lines of a signature: the date, and the short line above it that ends no sentence."""
    above = date - 1
    signs = above >= 0 and len(lines[above].text.strip()) <= 30 and lines[above].text.strip()[-1] not in "。；;.、，"
    alone = signs and not _NOTES.match(lines[above].text) and not NUMBERED.match(lines[above].text)
    return {above, date} if alone else {date}


def _read_signature(draft: Draft, line: Piece) -> None:
    draft.ledger.book(TITLE, line)
    if not reads_date(draft, line.text) and not draft.issuers:
        draft.issuers = line.text.split()


def _is_over(note: Sequence[Piece], line: Piece, width: int) -> bool:
    """Whether a note ended above `line`: with a full stop, and the line it ended on had room."""
    last = note[-1]
    had_room = len(last.text.rstrip()) < width - 2 or line.line > last.line + 1
    return had_room and last.text.rstrip().endswith(("。", ".", "；"))
