"""The prose around a table: title, document number, date, numbered paragraphs, notes."""

import re
from collections.abc import Iterable, Sequence

from policydiff.read.columns import is_furniture
from policydiff.read.draft import Draft, Heading
from policydiff.read.ledger import FURNITURE, HEADING, NOTE, TITLE
from policydiff.read.source import Cell, Piece, visible
from policydiff.text.numerals import section_label

DOCUMENT_NUMBER = re.compile(r"([一-鿿]{1,12}[〔\[（(]\d{4}[〕\]）)]\s*第?\d{1,5}号|[一-鿿]{2,12}令\s*第?\d{1,4}号)")
_DATE = re.compile(r"(\d{4})\s*(?:年|-|/|\.)\s*(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})\s*日?")
_ENDS_SENTENCE = re.compile(r"[。！？；：:;!?”’\"）)》>]$")
_NUMBERED = re.compile(r"\s*[0-9０-９]{1,2}\s*[.．、](?![0-9０-９])")
_ATTACHED = re.compile(r"附\s*[件表]\s*[0-9０-９]*\s*[:：]\s*\S")
_NOTES = re.compile(r"\s*(?:注|备注|说明|附注)\s*[:：]\s*")
_ISSUED_BY = re.compile(r"^(.{2,20}?)(?:印发|关于)")
_TORN = 60
"""A line this long without a closing sign goes on in the next: no title is printed so long."""
_TITLE_END = 40
"""A heading with a text behind it ends at its first full stop, if that comes so early."""


def is_notes_heading(line: str) -> bool:
    """Whether a line opens the notes below a table (注：)."""
    return _NOTES.match(line) is not None


def read_front(draft: Draft, lines: Iterable[Piece]) -> None:
    """Read what stands before the table into title, headings and paragraphs."""
    paragraphs = list(_paragraphs(lines))
    for at, paragraph in enumerate(paragraphs):
        text = paragraph.text or ""
        if is_furniture(text):
            draft.ledger.book(FURNITURE, paragraph)
        elif _reads_number(draft, text) or _reads_date(draft, text):
            draft.ledger.book(TITLE, paragraph)
        elif label := section_label(paragraph.pieces[0].text):
            _read_heading(draft, paragraph, label.end)
        elif _NUMBERED.match(text) or _ATTACHED.match(text):
            _book_paragraph(draft, paragraph)
        elif _ENDS_SENTENCE.search(text) and (draft.titles and not _is_title_tail(draft, paragraph)):
            _read_paragraph(draft, paragraph)
        elif at + 1 < len(paragraphs) and _DATE.fullmatch(paragraphs[at + 1].text or "") and draft.titles:
            draft.issuers = re.split(r"\s+", text.strip())
            draft.ledger.book(TITLE, paragraph)
        else:
            _read_title(draft, paragraph)
    if not draft.issuers:
        draft.issuers = _issuers_in_title(draft)


def _paragraphs(lines: Iterable[Piece]) -> Iterable[Cell]:
    """Lines as paragraphs; one that a page break tore in two is put together again."""
    torn: list[Piece] = []
    for line in lines:
        if line.blank:
            continue
        torn.append(line.strip())
        if len(visible(torn[-1].text)) < _TORN or _ENDS_SENTENCE.search(torn[-1].text):
            yield Cell(tuple(torn))
            torn = []
    if torn:
        yield Cell(tuple(torn))


def _is_title_tail(draft: Draft, paragraph: Cell) -> bool:
    """Whether a line in brackets directly under the title belongs to it (（2017年2月-2019年9月）)."""
    above = draft.titles[-1].pieces[-1].line
    text = paragraph.text or ""
    only_title = not (draft.paragraphs or draft.headings)
    return only_title and paragraph.pieces[0].line == above + 1 and text[0] in "（(" and text[-1] in "）)"


def _reads_number(draft: Draft, text: str) -> bool:
    """Take number and date from a line that holds nothing else (国函〔2020〕96号)."""
    number = DOCUMENT_NUMBER.search(text)
    if number is None or draft.document_number:
        return False
    rest = _DATE.sub("", text.replace(number.group(), ""), count=1)
    if re.sub(r"[\s\[\]（）()【】〔〕]", "", rest):
        return False
    draft.document_number = number.group()
    _reads_date(draft, text.replace(number.group(), ""))
    return True


def _reads_date(draft: Draft, text: str) -> bool:
    date = _DATE.search(text)
    if date is None or re.sub(r"[\s\[\]（）()【】]", "", text.replace(date.group(), "")):
        return False
    year, month, day = (int(part) for part in date.groups())
    if draft.issued is None and 1 <= month <= 12 and 1 <= day <= 31:
        draft.issued = f"{year:04}-{month:02}-{day:02}"
    return True


def _read_heading(draft: Draft, paragraph: Cell, label_end: int) -> None:
    """Split a numbered paragraph into label, title (up to its first full stop) and text."""
    first, *others = paragraph.pieces
    label, rest = first.cut(0, label_end).strip(), first.cut(label_end).strip()
    stop = rest.text.find("。") + 1 or len(rest.text)
    title: tuple[Piece, ...] = (rest.cut(0, stop),)
    body: tuple[Piece, ...] = (rest.cut(stop).strip(), *others)
    if stop > _TITLE_END:
        title, body = (), (rest, *others)
    intro = Cell(body)
    draft.ledger.book(HEADING, label, *title)
    draft.ledger.book(NOTE, intro)
    heading = Heading(_next_id(draft), Cell((label,)), Cell(title), () if intro.blank else (intro,))
    draft.headings.append(heading)


def _read_paragraph(draft: Draft, paragraph: Cell) -> None:
    """Put a paragraph under the heading above it, or among the notes if there is none."""
    if not draft.headings:
        _book_paragraph(draft, paragraph)
        return
    last = draft.headings[-1]
    draft.headings[-1] = Heading(last.id, last.label, last.title, (*last.intro, paragraph))
    draft.ledger.book(NOTE, paragraph)


def _book_paragraph(draft: Draft, paragraph: Cell) -> None:
    draft.ledger.book(NOTE, paragraph)
    draft.paragraphs.append(paragraph)


def _read_title(draft: Draft, paragraph: Cell) -> None:
    """A line without a closing sign: the document's title first, then titles of its parts."""
    if not (draft.headings or draft.paragraphs or draft.document_number):
        draft.titles.append(paragraph)
        draft.ledger.book(TITLE, paragraph)
        return
    last = draft.headings[-1] if draft.headings else None
    draft.ledger.book(HEADING, paragraph)
    if last and not last.label.pieces and not last.intro and last.title.pieces[-1].line + 1 == paragraph.pieces[0].line:
        title = Cell((*last.title.pieces, *paragraph.pieces))
        draft.headings[-1] = Heading(last.id, last.label, title)
    else:
        draft.headings.append(Heading(_next_id(draft), Cell(), paragraph))


def _next_id(draft: Draft) -> str:
    return f"text-{sum(heading.id.startswith('text-') for heading in draft.headings) + 1}"


def _issuers_in_title(draft: Draft) -> list[str]:
    """The issuer that a title opens with (商务部印发…, 国务院关于…的通知)."""
    title = draft.titles[0].text if draft.titles else None
    match = _ISSUED_BY.match(title or "")
    if match is None or not re.search(r"(?:通知|意见|决定|公告|批复|函|办法)$", (title or "").strip()):
        return []
    return match.group(1).split()


def read_back(draft: Draft, lines: Sequence[Piece]) -> None:
    """Read what stands behind the table: notes and page furniture; the rest stays unplaced."""
    width = max((len(line.text.rstrip()) for line in lines), default=0)
    notes: list[list[Piece]] = []
    for line in (line for line in lines if not line.blank):
        heading = None if notes else _NOTES.match(line.text)
        if is_furniture(line.text):
            draft.ledger.book(FURNITURE, line)
        elif heading:
            draft.ledger.book(HEADING, line.cut(0, heading.end()))
            notes.append([line.cut(heading.end())])
        elif notes and _NUMBERED.match(line.text):
            notes.append([line])
        elif notes and not _is_over(notes[-1], line, width):
            notes[-1].append(line)
        else:
            break
    for note in notes:
        cell = Cell(tuple(piece.strip() for piece in note if not piece.blank))
        if not cell.blank:
            _book_paragraph(draft, cell)


def _is_over(note: Sequence[Piece], line: Piece, width: int) -> bool:
    """Whether a note ended above `line`: with a full stop, and the line it ended on had room."""
    last = note[-1]
    had_room = len(last.text.rstrip()) < width - 2 or line.line > last.line + 1
    return had_room and last.text.rstrip().endswith(("。", ".", "；"))
