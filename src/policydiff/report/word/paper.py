"""A paper: headings, paragraphs and tables in real Word styles, on our page or on that of a template.

All text is only ever text: what acts on a screen and what XML cannot hold is shown by its code, line breaks stay.
The body is put together as XML, since a table of thousands of rows would take python-docx minutes; the package,
the styles and the sections are python-docx's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from policydiff.report.printable import plain
from policydiff.report.view import ADDED, REMOVED, SAME, Segment
from policydiff.report.word import styles
from policydiff.report.word.package import open_blank, open_template, packed, text_width
from policydiff.report.wording import words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

_MARKS = {SAME: None, REMOVED: styles.REMOVED, ADDED: styles.ADDED}
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SHORT = 10
"""A row of so many lines at most stays on one page; a longer one may go on overleaf."""
_HALF_WIDTH = 95
"""Twentieths of a point that half a character of a table takes, about."""
_TABLE_ELEMENT = (
    '<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
    ' w:noVBand="1"/></w:tblPr>'
)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in a character style, or in that of its paragraph."""

    text: str
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs of text in a paragraph style."""

    spans: tuple[Span, ...]
    style: str = styles.TABLE_TEXT


def paragraph(*parts: Span | str, style: str = styles.TABLE_TEXT) -> Paragraph:
    """A paragraph, of a cell if no style says otherwise."""
    return Paragraph(tuple(Span(part) if isinstance(part, str) else part for part in parts), style)


def marked(segments: Iterable[Segment]) -> tuple[Span, ...]:
    """Printed words with what differs in the styles `Removed` and `Added`."""
    return tuple(Span(part.text, _MARKS[part.mark]) for part in segments)


Cell = Sequence[Paragraph]


class Paper:
    """A Word document in the making, written from top to bottom."""

    def __init__(self, title: str, language: str, *, dated: str | None = None, template: Path | None = None) -> None:
        """`title` stands in the header of each page and in the properties; `dated` is the day (ISO) of the properties.

        Raises:
            UsageError: the template is no sound Word document.
        """
        self._document = open_template(template) if template else open_blank(language)
        self._ids = styles.adopt(self._document, language)
        self._blocks: list[str] = []
        self._tables: list[Table] = []
        section = self._document.sections[-1]
        self.width = text_width(section)
        self._head_and_foot(section, title, language)
        _properties(self._document, title, language, dated)

    def add(self, *parts: Span | str, style: str = styles.BODY) -> None:
        """A paragraph."""
        self._blocks.append(self.markup(paragraph(*parts, style=style)))

    def heading(self, text: str, level: int) -> None:
        """A heading of level 1 to 3, which the navigation pane lists."""
        self.add(text, style=styles.HEADINGS[level - 1])

    def table(self, headers: Sequence[str], widths: Sequence[float]) -> "Table":
        """A table as wide as the page, with columns of these shares; rows are added to it."""
        if self._tables and len(self._blocks) == self._tables[-1].place + 1:
            self.add(style=styles.TABLE_NOTE)  # two tables without anything between them would be one
        table = Table(self, headers, widths, len(self._blocks))
        self._tables.append(table)
        self._blocks.append("")
        return table

    def to_bytes(self) -> bytes:
        """The document as a file; the same paper gives the same bytes."""
        for table in self._tables:
            self._blocks[table.place] = table.markup()
        if self._tables and self._tables[-1].place == len(self._blocks) - 1:
            self.add(style=styles.TABLE_NOTE)  # a body ends in a paragraph
        return packed(self._document, "".join(self._blocks))

    def id_of(self, style: str) -> str:
        """The id of a style in this document."""
        return escape(self._ids[style])

    def markup(self, one: Paragraph) -> str:
        """A paragraph as XML."""
        runs = "".join(map(self._run, one.spans))
        return f'<w:p><w:pPr><w:pStyle w:val="{self.id_of(one.style)}"/></w:pPr>{runs}</w:p>'

    def _run(self, span: Span) -> str:
        """A run; signs that both scripts use are set as Chinese ones in Chinese text."""
        if not span.text:
            return ""
        style = f'<w:rStyle w:val="{self.id_of(span.style)}"/>' if span.style else ""
        hint = '<w:rFonts w:hint="eastAsia"/>' if _CHINESE.search(span.text) else ""
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(plain(line), quote=False)}</w:t>' for line in span.text.split("\n")
        )
        return f"<w:r><w:rPr>{style}{hint}</w:rPr>{lines}</w:r>" if style or hint else f"<w:r>{lines}</w:r>"

    def _head_and_foot(self, section: "Section", title: str, language: str) -> None:
        """The title above and the number of the page below, where a template says nothing."""
        number = words(language)("word.page", page="\0PAGE\0", pages="\0NUMPAGES\0").split("\0")
        runs = [_field(part) if at % 2 else self._run(Span(part)) for at, part in enumerate(number)]
        above = self.markup(paragraph(title, style=styles.HEADER))
        below = f'<w:p><w:pPr><w:pStyle w:val="{self.id_of(styles.FOOTER)}"/></w:pPr>{"".join(runs)}</w:p>'
        for part, content in ((section.header, above), (section.footer, below)):
            if part.is_linked_to_previous:
                part.is_linked_to_previous = False
                element = part._element
                for child in list(element):
                    element.remove(child)
                element.append(parse_xml(content.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


class Table:
    """A table in the making; its head is repeated on each page."""

    def __init__(self, paper: Paper, headers: Sequence[str], widths: Sequence[float], place: int) -> None:
        self.place = place
        self.columns = len(headers)
        self._paper = paper
        self._widths = [int(paper.width * width / sum(widths)) for width in widths]
        head = [self._cell([paragraph(name, style=styles.TABLE_HEAD)], at) for at, name in enumerate(headers)]
        self._rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(head)}</w:tr>"]

    def row(self, *cells: Cell) -> None:
        """A row: paragraphs by cell."""
        short = max(_lines(cell, width) for cell, width in zip(cells, self._widths, strict=True)) <= _SHORT
        whole = "<w:trPr><w:cantSplit/></w:trPr>" if short else ""
        self._rows.append(f"<w:tr>{whole}{''.join(self._cell(cell, at) for at, cell in enumerate(cells))}</w:tr>")

    def band(self, text: str) -> None:
        """A row across all columns that says what the rows below it have in common."""
        properties = f'<w:tcW w:w="{sum(self._widths)}" w:type="dxa"/><w:gridSpan w:val="{self.columns}"/>'
        shown = self._paper.markup(paragraph(text, style=styles.TABLE_BAND))
        self._rows.append(
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>{properties}</w:tcPr>{shown}</w:tc></w:tr>"
        )

    def markup(self) -> str:
        """The table as XML."""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        properties = _TABLE_ELEMENT.format(style=self._paper.id_of(styles.TABLE), width=sum(self._widths))
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(self._rows)}</w:tbl>"

    def _cell(self, cell: Cell, at: int) -> str:
        shown = "".join(map(self._paper.markup, cell or [paragraph()]))
        return f'<w:tc><w:tcPr><w:tcW w:w="{self._widths[at]}" w:type="dxa"/></w:tcPr>{shown}</w:tc>'


def _lines(cell: Cell, width: int) -> int:
    """How many lines a cell takes, about: a Chinese character has three bytes and twice the width of a letter."""
    room = max(1, width // _HALF_WIDTH - 2)
    texts = ["".join(span.text for span in one.spans) for one in cell]
    return sum(1 + (len(text) + len(text.encode("utf-8", "surrogatepass"))) // 2 // room for text in texts)


def _field(code: str) -> str:
    """A number that Word fills in."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _properties(document: "Document", title: str, language: str, dated: str | None) -> None:
    """The properties that file managers show; nothing of a template's stays, and no time of day."""
    properties = document.core_properties
    part = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    element = part.element
    for child in list(element):
        element.remove(child)
    properties.title = plain(title)[:255]
    properties.author = "policydiff"
    properties.language = {"zh": "zh-CN", "en": "en-GB"}[language]
    if dated:
        properties.created = properties.modified = datetime.fromisoformat(dated)
