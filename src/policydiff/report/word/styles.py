"""The styles of our papers, by the names that Word shows; a template's styles of these names take their place."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

BODY, LEAD, REASON, EVIDENCE, NOTICE = "Normal", "Lead", "Reason", "Evidence", "Notice"
TITLE, SUBTITLE = "Title", "Subtitle"
HEADINGS = ("heading 1", "heading 2", "heading 3")
TABLE, TABLE_TEXT, TABLE_NOTE = "Report Table", "Table Text", "Table Note"
TABLE_HEAD, TABLE_BAND, TABLE_NAME = "Table Head", "Table Band", "Table Name"
HEADER, FOOTER = "header", "footer"
STRONG, MUTED, REMOVED, ADDED = "Strong", "Muted", "Removed", "Added"

_KNOWN = (
    *(BODY, LEAD, REASON, EVIDENCE, NOTICE, TITLE, SUBTITLE, *HEADINGS, HEADER, FOOTER),
    *(TABLE, TABLE_TEXT, TABLE_HEAD, TABLE_BAND, TABLE_NAME, TABLE_NOTE),
    *(STRONG, MUTED, REMOVED, ADDED),
)
_TYPE, _ID, _DEFAULT, _VAL = (qn(f"w:{name}") for name in ("type", "styleId", "default", "val"))
_TRUE = ("1", "true", "on")

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
    there = document.styles.element
    known = {_key(style): _id(style) for style in _styles(there) if _id(style)}
    taken, named = set(known.values()), {name for _, name in known}
    ours = list(_styles(parse_xml(filled("styles.xml", language).encode())))
    defaults = {style.get(_TYPE) for style in _styles(there) if style.get(_DEFAULT) in _TRUE}
    ids: dict[str, str] = {}
    for style in ours:
        ids[_id(style)] = known.get(_key(style)) or _free(_id(style), taken)
    result = {_key(style)[1]: ids[_id(style)] for style in ours}
    for style in ours:
        if _key(style) not in known:
            _adapt(style, ids, named)
            if style.get(_TYPE) in defaults:
                style.attrib.pop(_DEFAULT, None)
            there.append(style)
    return result


def _adapt(style: "BaseOxmlElement", ids: Mapping[str, str], named: Collection[str]) -> None:
    """Make a style of ours one of a document with other ids, where another sort of style may bear its name."""
    name = _key(style)[1]
    if name in named:
        style.find(qn("w:name")).set(_VAL, f"{name} (policydiff)")
    style.set(_ID, ids[_id(style)])
    for tag in ("w:basedOn", "w:next", "w:link"):
        for reference in style.findall(qn(tag)):
            reference.set(_VAL, ids[reference.get(_VAL)])


def _styles(root: "BaseOxmlElement") -> Iterator["BaseOxmlElement"]:
    yield from root.findall(qn("w:style"))


def _key(style: "BaseOxmlElement") -> tuple[str, str]:
    """Sort and name; headings and the like are named in small letters, whatever a program wrote."""
    name = style.find(qn("w:name"))
    shown = name.get(_VAL, "") if name is not None else ""
    return style.get(_TYPE, ""), next((known for known in _KNOWN if known.lower() == shown.lower()), shown)


def _id(style: "BaseOxmlElement") -> str:
    return str(style.get(_ID, ""))


def _free(wanted: str, taken: Collection[str]) -> str:
    """An id that no style of the document has."""
    return wanted if wanted not in taken else _free(f"{wanted}Report", taken)
