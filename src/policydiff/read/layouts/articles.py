"""Statutes and regulations: articles (第X条, 之一) under parts, chapters and sections (编章节).

Paragraphs (款) and items (项) of an article stay in its text, a line each. Plain text and Markdown.
"""

import re
from collections.abc import Sequence

from policydiff.read.columns import is_furniture
from policydiff.read.draft import Draft
from policydiff.read.header import Header
from policydiff.read.imprint import read_adoption
from policydiff.read.ledger import FURNITURE, NOTE, TITLE
from policydiff.read.sections import add_row, open_section
from policydiff.read.source import Cell, Piece, SourceText, visible
from policydiff.text.numerals import article_number, section_label

_MARKUP = re.compile(r"\s*(?:#{1,6}\s+|\*\*|__|>\s+|<!--.*?-->\s*)")
_TRAILING_MARKUP = re.compile(r"(?:\*\*|__|\s)+$")
_DIVISION = re.compile(r"第[零〇一二两三四五六七八九十百千]+[编章节]")
_ENDS_PARAGRAPH = re.compile(r"[。；：！？.;:!?](?:[”’」』）)】])?$")
_TOC = re.compile(r"\s*目\s*[录次]\s*$")
_ATTACHED = re.compile(r"\s*(?:附件?|附表|附录)\s*[0-9一二三四五六七八九十]*\s*[:：]")


def find(source: SourceText) -> Header | None:
    """The first article, if a second one follows it."""
    articles = [at for at, line in enumerate(source.lines) if _article(_bare(line))]
    if len(articles) < 2:
        return None
    return Header(("number", "text"), (), articles[0], articles[0])


def read(draft: Draft, header: Header) -> None:
    """Read title, imprint, headings and articles of the source into `draft`."""
    lines = draft.source.lines
    first = _first_heading(lines, header.first)
    _read_front(draft, lines[:first])
    articles = _Articles(draft)
    for line in lines[first:]:
        articles.take(line)
    articles.close()


def _bare(line: Piece) -> Piece:
    """A line without the signs of Markdown at its ends."""
    piece = line.strip()
    while match := _MARKUP.match(piece.text):
        piece = piece.cut(match.end())
    end = _TRAILING_MARKUP.search(piece.text)
    return piece.cut(0, end.start()) if end else piece


def _article(piece: Piece) -> tuple[int, ...] | None:
    """The number of the article that a line begins; None if it begins none."""
    found = article_number(piece.text)
    return found[0] if found else None


def _is_heading(piece: Piece) -> bool:
    return _DIVISION.match(piece.text) is not None and section_label(piece.text) is not None


def _first_heading(lines: Sequence[Piece], first: int) -> int:
    """The first of the headings that stand directly above the first article."""
    at = first
    for above in range(first - 1, -1, -1):
        if lines[above].blank:
            continue
        if not _is_heading(_bare(lines[above])):
            break
        at = above
    labels = [section_label(_bare(line).text) for line in lines[at:first] if not line.blank]
    ranks = [label.rank for label in labels if label]
    keep = next((n for n in range(len(ranks)) if ranks[n:] == sorted(set(ranks[n:]))), 0)
    filled = [n for n in range(at, first) if not lines[n].blank]
    return filled[keep] if filled else first  # headings before these are a table of contents


def _read_front(draft: Draft, lines: Sequence[Piece]) -> None:
    """Title, adoption and promulgation; a table of contents says nothing that is not below."""
    for line in lines:
        if line.blank:
            continue
        piece = _bare(line)
        _book_markup(draft, line, piece)
        if piece.blank:
            continue
        repeated = bool(draft.titles) and visible(piece.text) == visible(draft.titles[0].text or "")
        if is_furniture(piece.text) or _TOC.match(piece.text) or _is_heading(piece):
            draft.ledger.book(FURNITURE, piece)
        elif repeated:
            draft.ledger.book(TITLE, piece)
        elif not draft.titles:
            draft.titles.append(Cell((piece,)))
            draft.ledger.book(TITLE, piece)
        else:
            read_adoption(draft, piece.text)
            draft.paragraphs.append(Cell((piece,)))
            draft.ledger.book(NOTE, piece)


def _book_markup(draft: Draft, line: Piece, kept: Piece) -> None:
    """The signs of Markdown are furniture."""
    before, after = line.cut(0, kept.start - line.start), line.cut(kept.end - line.start)
    draft.ledger.book(FURNITURE, *(part for part in (before, after) if not part.blank))


class _Articles:
    """Collects the lines of an article until the next article or heading begins."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._number: Piece | None = None
        self._paragraphs: list[list[Piece]] = []
        self._last: tuple[int, ...] = (0,)

    def take(self, line: Piece) -> None:
        """Take the next line: an article, a heading, or a paragraph of the open article."""
        if line.blank:
            return
        piece = _bare(line)
        _book_markup(self._draft, line, piece)
        if piece.blank:
            return
        article = article_number(piece.text)
        if article and self._begins(piece, *article):
            self.close()
            number, end = article
            self._number, self._last = piece.cut(0, end).strip(), number
            rest = _bare(piece.cut(end))
            _book_markup(self._draft, piece.cut(end), rest)
            self._paragraphs = [[rest]]
        elif _is_heading(piece):
            self.close()
            open_section(self._draft, Cell((piece,)))
        elif self._is_furniture(piece):
            self._draft.ledger.book(FURNITURE, piece)
        elif self._number is None or _ATTACHED.match(piece.text):
            self.close()
            self._draft.paragraphs.append(Cell((piece,)))
            self._draft.ledger.book(NOTE, piece)
        elif self._paragraphs[-1][-1].blank or not _ENDS_PARAGRAPH.search(self._paragraphs[-1][-1].text):
            self._paragraphs[-1].append(piece)  # a wrap within the paragraph
        else:
            self._paragraphs.append([piece])

    def _is_furniture(self, piece: Piece) -> bool:
        apart = self._number is None or _ENDS_PARAGRAPH.search(self._paragraphs[-1][-1].text)
        return is_furniture(piece.text, apart=bool(apart))

    def _begins(self, piece: Piece, number: tuple[int, ...], end: int) -> bool:
        """Whether a line begins an article: the next one, or one set apart from its text.

        A reference to another article (第三条第一款规定的…) may begin a paragraph too.
        """
        due = {(self._last[0] + 1,), (*self._last, 1) if len(self._last) == 1 else (self._last[0], self._last[-1] + 1)}
        apart = end < len(piece.text) and piece.text[end].isspace()
        return number in due or apart or end == len(piece.text)

    def close(self) -> None:
        """Finish the open article."""
        if self._number is not None:
            pieces = [piece for paragraph in self._paragraphs for piece in paragraph if not piece.blank]
            breaks = frozenset(paragraph[0].start for paragraph in self._paragraphs[1:] if paragraph)
            add_row(self._draft, ("number", "text"), [Cell((self._number,)), Cell(tuple(pieces), breaks)])
        self._number, self._paragraphs = None, []
