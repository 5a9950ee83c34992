"""Word files: opened blank or from a template, and packed so that the same paper gives the same bytes."""

import io
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import nsdecls, nsmap, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import serialize_for_reading

from policydiff.errors import UsageError
from policydiff.report.word.styles import filled
from policydiff.report.wording import LANGUAGES

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.rel import Relationships
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section

_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
}
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip archive knows: the same paper gives the same bytes on any day."""
_KEPT = frozenset(("styles", "settings", "theme", "fontTable", "numbering", "webSettings", "header", "footer"))
"""Parts of a template that a paper takes over; what belongs to its text (pictures, notes, comments, links) goes."""
_OF_PACKAGE = frozenset(("officeDocument", "core-properties", "extended-properties"))
"""A signature would no longer hold, a thumbnail show another document, further properties speak of one."""
_OF_TEXT = frozenset(("footnotePr", "endnotePr", "mailMerge", "docVars"))
"""Settings that speak of parts that are gone."""
_PAGE, _MARGIN = 16838, 1021
"""A4 landscape, in twentieths of a point."""
_LARGEST = 256 * 1024 * 1024
"""So many bytes may come out of a template: an archive of a few can hold as many as no memory does."""

_TROUBLE = (
    *(OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError),  # the archive
    *(SyntaxError, ValueError, KeyError, AttributeError, TypeError),  # its parts
)
"""What is raised where a file is no Word document: none of the libraries says which."""


def open_blank(language: str) -> "Document":
    """A document of ours without text: A4 landscape, our styles."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in _PARTS.items():
            archive.writestr(name, filled(part, language))
    return docx.Document(packed)


def open_template(path: Path) -> "Document":
    """A document of the user without its text: its styles, page setup, header and footer.

    Raises:
        UsageError: it cannot be read, or is no Word document.
    """
    try:
        packed = io.BytesIO(path.read_bytes())
        with zipfile.ZipFile(packed) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise _no_template(path)
        document = docx.Document(packed)
        _empty(document)
        text_width(document.sections[-1])
        has_parts = None not in (document.styles.element, document.settings.element, document.core_properties)
    except (*_TROUBLE, OpcError) as error:
        raise _no_template(path) from error
    if not has_parts:
        raise _no_template(path)
    return document


def _no_template(path: Path) -> UsageError:
    remedy = "save it as .docx with Word or LibreOffice"
    return UsageError("is no Word document, or a broken one", where=f"--template {path}", remedy=remedy)


def text_width(section: "Section") -> int:
    """The width of the text on a page, in twentieths of a point; that of ours where a template says nothing."""
    page = section.page_width.twips if section.page_width is not None else _PAGE
    margins = section.left_margin, section.right_margin
    return max(_PAGE // 8, page - sum(_MARGIN if margin is None else margin.twips for margin in margins))


def _empty(document: "Document") -> None:
    """Take the text out, and what belongs to it alone."""
    body, part = document.element.body, document.part
    sections = list(body.iter(qn("w:sectPr")))
    last = next((child for child in reversed(body) if child.tag == qn("w:sectPr")), None)
    for child in list(body):
        if child is not last:
            body.remove(child)
    if last is None:
        last = parse_xml(filled("document.xml", LANGUAGES[0]).encode()).find(f".//{qn('w:sectPr')}")
        body.append(last)
    for section in reversed(sections):  # a last section without a header shows that of the section before
        _take_over(section, last)
    _keep(part.rels, _KEPT)
    _keep(part.package.rels, _OF_PACKAGE)
    settings = document.settings.element  # there is one from now on
    rels = part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels
    _keep(rels, frozenset())
    for child in list(settings):
        if child.tag.rpartition("}")[2] in _OF_TEXT:
            settings.remove(child)
    _unlink(document.element, part.rels)
    _unlink(settings, rels)


def _keep(rels: "Relationships", kinds: Collection[str]) -> None:
    """Let go of all related parts but those of some kinds."""
    for rid, rel in list(rels.items()):
        if rel.is_external or rel.reltype.rpartition("/")[2] not in kinds:
            del rels[rid]


def _unlink(root: "BaseOxmlElement", rels: "Relationships") -> None:
    """Remove elements that speak of parts which are gone: a printer's settings, a picture behind the page."""
    prefix = f"{{{nsmap['r']}}}"
    for element in list(root.iter()):
        named = [value for name, value in element.items() if name.startswith(prefix)]
        if any(name not in rels for name in named) and element.getparent() is not None:
            element.getparent().remove(element)


def _take_over(section: "BaseOxmlElement", last: "BaseOxmlElement") -> None:
    """The headers and footers of a section for the last one, where that has none of the kind."""
    there = {(one.tag, one.get(qn("w:type"))) for one in last if one.tag.endswith("Reference")}
    for one in list(section):
        if one.tag.endswith("Reference") and (one.tag, one.get(qn("w:type"))) not in there:
            last.insert(0, one)


def packed(document: "Document", blocks: str) -> bytes:
    """The document with a body of these blocks (XML) as a file, with no time of day in it.

    The body is put in while packing: taken over as elements it would be twice the time and the memory.
    """
    written, result = io.BytesIO(), io.BytesIO()
    document.save(written)
    main = document.part.partname.membername
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = 3, 0o600 << 16
            archive.writestr(info, _main(document, blocks) if entry.filename == main else source.read(entry))
    return result.getvalue()


def _main(document: "Document", blocks: str) -> bytes:
    """The main part: what stands around the text, and the text."""
    *before, body = document.element
    around = "".join(map(serialize_for_reading, before))
    page_setup = "".join(map(serialize_for_reading, body))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    text = f"{head}<w:document {nsdecls('w', 'r')}>{around}<w:body>{blocks}{page_setup}</w:body></w:document>"
    return text.encode("utf-8")
