"""The layouts that are recognised, by the shape of their table header and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from policydiff.errors import LayoutError, UsageError
from policydiff.read.draft import Draft
from policydiff.read.header import Header
from policydiff.read.layouts import articles, cell_table, glued_list, tab_table, wrapped_table
from policydiff.read.source import SourceText


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: `find` recognises it, `read` fills a draft. `version` is raised with its output."""

    name: str
    version: int
    find: Callable[[SourceText], Header | None]
    read: Callable[[Draft, Header], None]


LAYOUTS = (
    Layout("tab-table", 1, tab_table.find, tab_table.read),
    Layout("cell-table", 1, cell_table.find, cell_table.read),
    Layout("wrapped-table", 1, wrapped_table.find, wrapped_table.read),
    Layout("glued-list", 1, glued_list.find, glued_list.read),
    Layout("articles", 1, articles.find, articles.read),
)

_KNOWN = f"layouts are {', '.join(layout.name for layout in LAYOUTS)}"


def recognise(source: SourceText, name: str | None = None) -> tuple[Layout, Header]:
    """The layout of `source` and its header; only the layout called `name`, if one is given.

    Raises:
        LayoutError: no layout fits; the message says what was seen in place of a header.
    """
    if name not in (None, *(layout.name for layout in LAYOUTS)):
        raise UsageError(f"“{name}” is no layout", where="--layout", remedy=_KNOWN)
    for layout in LAYOUTS:
        if name in (None, layout.name) and (header := layout.find(source)):
            return layout, header
    seen = next((line.text.strip() for line in source.lines if "序号" in line.text), None)
    seen = seen or next((line.text.strip() for line in source.lines if not line.blank), "")
    raise LayoutError(
        f"no table that {'this layout' if name else 'any layout'} knows; the nearest to a header is “{seen[:60]}”",
        where=source.name,
        remedy=_KNOWN,
    )
