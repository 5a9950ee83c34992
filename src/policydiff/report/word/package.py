"""Word files: opened blank or from a template, and packed so that the same paper gives the same bytes."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.errors import UsageError
from policydiff.report.word.styles import filled

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

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
_OF_TEXT = frozenset(("footnotePr", "endnotePr", "attachedTemplate", "mailMerge", "docVars"))
"""Settings that speak of parts that are gone, or fetch something from outside."""

_TROUBLE = (
    *(OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError),  # the archive
    *(SyntaxError, ValueError, KeyError, AttributeError, TypeError),  # its parts
)
"""What is raised where a file is no Word document: none of the libraries says which."""


def open_blank(language: str) -> "Document":
    """A document of ours without text: A4 landscape, our styles."""
    from docx import Document

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in _PARTS.items():
            archive.writestr(name, filled(part, language))
    return Document(packed)


def open_template(path: Path) -> "Document":
    """A document of the user without its text: its styles, page setup, header and footer.

    Raises:
        UsageError: it cannot be read, or is no Word document.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(io.BytesIO(path.read_bytes()))
        parts = document.element.body, document.styles.element, document.settings.element
    except (*_TROUBLE, OpcError) as error:
        raise _no_template(path) from error
    if any(part is None for part in parts):
        raise _no_template(path)
    _empty(document)
    return document


def _no_template(path: Path) -> UsageError:
    remedy = "save it as .docx with Word or LibreOffice"
    return UsageError("is no Word document, or a broken one", where=f"--template {path}", remedy=remedy)


def _empty(document: "Document") -> None:
    """Take the text out, and what belongs to it alone."""
    from docx.oxml.ns import qn

    body = document.element.body
    sections = list(body.iter(qn("w:sectPr")))
    last = next((child for child in body if child.tag == qn("w:sectPr")), None)
    for child in list(body):
        if child is not last:
            body.remove(child)
    if last is None:
        last = body.get_or_add_sectPr()
    for section in reversed(sections):  # a last section without a header shows that of the section before
        _take_over(section, last)
    for rid, rel in list(document.part.rels.items()):
        if rel.is_external or rel.reltype.rpartition("/")[2] not in _KEPT:
            del document.part.rels[rid]
    settings = document.settings.element
    for child in list(settings):
        if child.tag.rpartition("}")[2] in _OF_TEXT:
            settings.remove(child)
    for rid in list(document.settings.part.rels):
        del document.settings.part.rels[rid]
    for rid, rel in list(document.part.package.rels.items()):
        if rel.reltype.rpartition("/")[2] == "thumbnail":
            del document.part.package.rels[rid]


def _take_over(section: "BaseOxmlElement", last: "BaseOxmlElement") -> None:
    from docx.oxml.ns import qn

    there = {(one.tag, one.get(qn("w:type"))) for one in last if one.tag.endswith("Reference")}
    for one in list(section):
        if one.tag.endswith("Reference") and (one.tag, one.get(qn("w:type"))) not in there:
            last.insert(0, one)


def packed(document: "Document") -> bytes:
    """The document as a file, with no time of day in it."""
    written, result = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = 3, 0o600 << 16
            archive.writestr(info, source.read(entry))
    return result.getvalue()
