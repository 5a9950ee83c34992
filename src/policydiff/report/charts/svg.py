"""A chart as Vega draws it, made fit for a page: it takes the page's ink, font and width, and says what it shows.

`fill="ink:absent"` becomes the colour and pattern of that name, `stroke="outink:absent"` its colour; what Vega says
of a mark becomes its title, which is shown under the pointer. To Vega all texts are of size 0: it would measure each
with the fonts of this machine, which takes most of its time and differs from one machine to the next. They get their
size here.
"""

import hashlib
from collections.abc import Mapping
from xml.etree import ElementTree as Tree  # only what our own engine drew is parsed

_SVG = "http://www.w3.org/2000/svg"
_DROPPED = (
    "role",
    "class",
    "font-family",
    "font-size",
    "pointer-events",
    "aria-label",
    "aria-roledescription",
    "aria-hidden",
)
_SIZE, _MIDDLE = "12", "0.35em"
"""The size of texts, and how far below its place the foot of a letter stands, so that its middle stands there."""
_CELL = 8
_STRIPES = {"stroke": "#ffffff", "stroke-width": "1.2", "stroke-opacity": "0.55", "fill": "none"}
_WIDEST = "60rem"


def for_page(drawn: str, chart: str, alt: str, inks: Mapping[str, Mapping[str, str]]) -> str:
    """A drawing as an element to put into a page; `alt` says in words what is seen."""
    prefix = f"chart-{chart}-{hashlib.sha256(drawn.encode('utf-8')).hexdigest()[:8]}"
    root = Tree.fromstring(drawn)  # noqa: S314
    Tree.register_namespace("", _SVG)
    patterns = _Patterns(prefix, inks)
    marks = Tree.Element(f"{{{_SVG}}}g", {"aria-hidden": "true", "font-size": _SIZE})
    marks.extend(list(root))
    for parent in list(marks.iter()):
        for child in list(parent):
            if child.get("display") == "none" or child.get("class") == "background":
                parent.remove(child)
    for element in marks.iter():
        if element is not marks:
            _clean(element, patterns)
    view = root.get("viewBox") or ""
    root.clear()
    style = f"display:block;width:100%;height:auto;max-width:{_WIDEST};margin:0 auto"
    root.attrib.update({"viewBox": view, "role": "img", "aria-label": alt, "class": f"chart chart-{chart}"})
    root.set("style", style)
    root.extend((patterns.definitions(), marks))
    return Tree.tostring(root, encoding="unicode")


def _clean(element: Tree.Element, patterns: "_Patterns") -> None:
    """Leave what is seen, name inks, and keep what is said of a mark as its title."""
    said = element.get("aria-label") if element.get("role") == "graphics-symbol" or element.tag.endswith("text") else ""
    for name in _DROPPED:
        element.attrib.pop(name, None)
    for name in ("fill", "stroke"):
        if name in element.attrib:
            element.set(name, patterns.of(element.attrib[name]))
    if element.tag.endswith("text"):
        element.set("dy", _MIDDLE)
        if "stroke-width" in element.attrib:
            element.set("paint-order", "stroke")
    if said:
        title = Tree.Element(f"{{{_SVG}}}title")
        title.text = said
        element.insert(0, title)
        title.tail, element.text = element.text, None


class _Patterns:
    """The inks that a drawing uses."""

    def __init__(self, prefix: str, inks: Mapping[str, Mapping[str, str]]) -> None:
        self._prefix = prefix
        self._inks = inks
        self._used: dict[str, str] = {}

    def of(self, paint: str) -> str:
        """What a paint is in SVG."""
        kind, _, name = paint.partition(":")
        if kind not in ("ink", "outink"):
            return paint
        ink = self._inks[name]
        if kind == "outink" or "pattern" not in ink:
            return ink["colour"]
        self._used[name] = f"{self._prefix}-{name}"
        return f"url(#{self._used[name]})"

    def definitions(self) -> Tree.Element:
        """The patterns that are used, on the colour of each."""
        definitions = Tree.Element(f"{{{_SVG}}}defs")
        for name, identifier in self._used.items():
            ink, size = self._inks[name], str(_CELL)
            shape = {"id": identifier, "width": size, "height": size, "patternUnits": "userSpaceOnUse"}
            pattern = Tree.SubElement(definitions, f"{{{_SVG}}}pattern", shape)
            Tree.SubElement(pattern, f"{{{_SVG}}}rect", {"width": size, "height": size, "fill": ink["colour"]})
            Tree.SubElement(pattern, f"{{{_SVG}}}path", {"d": ink["pattern"], **_STRIPES})
        return definitions
