"""The prose before a table: title, imprint, numbered paragraphs."""

import re
from collections.abc import Iterable

from policydiff.read.columns import is_furniture
from policydiff.read.draft import Draft, Heading
from policydiff.read.imprint import is_date, issuers_in_title, reads_date, reads_number
from policydiff.read.ledger import FURNITURE, HEADING, NOTE, TITLE
from policydiff.read.source import NUMBERED, Cell, Piece, visible
from policydiff.text.numerals import section_label

_ENDS_SENTENCE = re.compile(r"[。！？；：:;!?”’\"）)》>]$")
_KEYED = re.compile(r"\s*[一-鿿]{2,8}\s*[0-9０-９]*\s*[：:]\s*\S")
_LISTS_MEASURES = re.compile(r"“.*等\s*\d+\s*项|(?:领域|措施|方面)(?:[（(]\d+项[）)])?\s*[：:，]")
_TORN = 60
"""A line this long without a closing sign goes on in the next: no title is printed so long."""
_TITLE_END = 40
"""A heading with a text behind it ends at its first full stop, if that comes so early."""


def read_front(draft: Draft, lines: Iterable[Piece]) -> None:
    """Read what stands before the table into title, imprint, headings and paragraphs."""
    paragraphs = list(_paragraphs(lines))
    for at, paragraph in enumerate(paragraphs):
        text = paragraph.text or ""
        dated_below = at + 1 < len(paragraphs) and is_date(paragraphs[at + 1].text or "")
        label = section_label(paragraph.pieces[0].text)
        if is_furniture(text):
            draft.ledger.book(FURNITURE, paragraph)
        elif reads_number(draft, text) or (draft.titles and reads_date(draft, text)):
            draft.ledger.book(TITLE, paragraph)
        elif label and not _LISTS_MEASURES.search(text):
            _read_heading(draft, paragraph, label.end)
        elif label or NUMBERED.match(text) or _KEYED.match(text):
            _book_paragraph(draft, paragraph)
        elif _ENDS_SENTENCE.search(text) and draft.titles and not _is_title_tail(draft, paragraph):
            _read_paragraph(draft, paragraph)
        elif dated_below and draft.titles:
            draft.issuers = [*draft.issuers, *text.split()]
            draft.ledger.book(TITLE, paragraph)
        else:
            _read_title(draft, paragraph)
    if not draft.issuers and draft.titles:
        draft.issuers = issuers_in_title(draft.titles[0].text or "")


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


def _read_heading(draft: Draft, paragraph: Cell, label_end: int) -> None:
    """Split a numbered paragraph into label, title (up to its first full stop) and text."""
    first, *others = paragraph.pieces
    label, rest = first.cut(0, label_end).strip(), first.cut(label_end).strip()
    stop = rest.text.find("。") + 1 or len(rest.text)
    title: tuple[Piece, ...] = (rest.cut(0, stop),)
    body: tuple[Piece, ...] = (rest.cut(stop).strip(), *others)
    if stop > _TITLE_END:
        title, body = (), (rest, *others)
    intro = Cell(tuple(piece for piece in body if not piece.blank))
    draft.ledger.book(HEADING, label, *title)
    draft.ledger.book(NOTE, intro)
    draft.headings.append(Heading(_next_id(draft), Cell((label,)), Cell(title), () if intro.blank else (intro,)))


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
    begun = draft.headings or (draft.titles and (draft.paragraphs or draft.document_number))
    if not begun:
        draft.titles.append(paragraph)
        draft.ledger.book(TITLE, paragraph)
        return
    last = draft.headings[-1] if draft.headings else None
    draft.ledger.book(HEADING, paragraph)
    if last and not last.label.pieces and not last.intro and last.title.pieces[-1].line + 1 == paragraph.pieces[0].line:
        draft.headings[-1] = Heading(last.id, last.label, Cell((*last.title.pieces, *paragraph.pieces)))
    else:
        draft.headings.append(Heading(_next_id(draft), Cell(), paragraph))


def _next_id(draft: Draft) -> str:
    return f"text-{sum(heading.id.startswith('text-') for heading in draft.headings) + 1}"
