"""A page as a tree of elements, read by Python's own parser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img", "wbr"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def all(self, name: str = "", **attributes: str) -> list["Element"]:
        """The elements inside it of a name, whose attributes have these values (or hold this word, for `class_`)."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if (not name or child.name == name) and all(child.has(*one) for one in attributes.items()):
                    found.append(child)
                found += child.all(name, **attributes)
        return found

    def has(self, attribute: str, value: str) -> bool:
        if attribute == "class_":
            return value in self.attributes.get("class", "").split()
        return self.attributes.get(attribute) == value

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice"
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> where <{self.open[-1].name}> is open"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(page: bytes) -> Element:
    """The elements of a page; each one that is opened is closed in its place."""
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    assert [one.name for one in reader.open] == [""]
    return reader.root
