"""The styles of our papers, by the names that Word shows; a template's styles of these names take their place."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

BODY, LEAD, EVIDENCE, NOTICE = "Normal", "Lead", "Evidence", "Notice"
TITLE, SUBTITLE = "Title", "Subtitle"
HEADINGS = ("heading 1", "heading 2", "heading 3")
TABLE, TABLE_TEXT, TABLE_NOTE = "Report Table", "Table Text", "Table Note"
TABLE_HEAD, TABLE_BAND, TABLE_NAME = "Table Head", "Table Band", "Table Name"
HEADER, FOOTER = "header", "footer"
STRONG, MUTED, REMOVED, ADDED = "Strong", "Muted", "Removed", "Added"

_BLANK = Path(__file__).parent / "blank"
_FONTS = {
    "zh": {"body": "Times New Roman", "body_cjk": "SimSun", "head": "Arial", "head_cjk": "SimHei", "language": "en-US"},
    "en": {
        "body": "Arial",
        "body_cjk": "Microsoft YaHei",
        "head": "Arial",
        "head_cjk": "Microsoft YaHei",
        "language": "en-GB",
    },
}
"""Fonts that Word brings along; `fontTable.xml` names what stands in for them elsewhere. Chinese text has a font of
its own, so that it is never shown in whatever happens to hold its characters."""


@cache
def filled(name: str, language: str) -> str:
    """A part of the blank document, with the fonts of a language."""
    return Template((_BLANK / name).read_text("utf-8")).substitute(_FONTS[language])


def adopt(document: "Document", language: str) -> Mapping[str, str]:
    """The ids of our styles in a document, by name; those that it lacks are added to it."""
    from docx.oxml.parser import parse_xml

    there = document.styles.element
    ids = {_name(style): _id(style) for style in _styles(there)}
    taken = set(ids.values())
    ours = list(_styles(parse_xml(filled("styles.xml", language).encode())))
    lacking = [style for style in ours if _name(style) not in ids]
    for style in lacking:
        ids[_name(style)] = _free(_id(style), taken)
        taken.add(ids[_name(style)])
    names = {_id(style): _name(style) for style in ours}
    for style in lacking:
        style.set(_w("styleId"), ids[_name(style)])
        for tag in ("basedOn", "next", "link"):
            for reference in style.findall(_w(tag)):
                reference.set(_w("val"), ids[names[reference.get(_w("val"))]])
        if style.get(_w("default")) and any(_is_default_too(style, other) for other in _styles(there)):
            del style.attrib[_w("default")]
        there.append(style)
    return ids


def _styles(root: "BaseOxmlElement") -> Iterator["BaseOxmlElement"]:
    yield from root.findall(_w("style"))


def _is_default_too(style: "BaseOxmlElement", other: "BaseOxmlElement") -> bool:
    return other.get(_w("default")) in ("1", "true", "on") and other.get(_w("type")) == style.get(_w("type"))


def _name(style: "BaseOxmlElement") -> str:
    """What Word shows; headings and the like are named in small letters whatever a program wrote."""
    name = style.find(_w("name"))
    shown = name.get(_w("val"), "") if name is not None else ""
    return next((known for known in _KNOWN if known.lower() == shown.lower()), shown)


_KNOWN = (
    *(BODY, LEAD, EVIDENCE, NOTICE, TITLE, SUBTITLE, *HEADINGS, HEADER, FOOTER),
    *(TABLE, TABLE_TEXT, TABLE_HEAD, TABLE_BAND, TABLE_NAME, TABLE_NOTE),
    *(STRONG, MUTED, REMOVED, ADDED),
)


def _id(style: "BaseOxmlElement") -> str:
    return str(style.get(_w("styleId"), ""))


def _free(wanted: str, taken: set[str]) -> str:
    """An id that no style of the document has."""
    return wanted if wanted not in taken else _free(f"{wanted}Report", taken)


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")
