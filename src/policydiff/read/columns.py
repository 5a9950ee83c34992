"""Column headings: which printed heading stands for which field of a measure."""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from policydiff.read.source import visible
from policydiff.text.fold import bare

_DATA = Path(__file__).parent / "data"

NUMBER, SECTION = "number", "section"


@cache
def _headings() -> dict[str, str]:
    data = (_DATA / "columns.json").read_text("utf-8")
    table: dict[str, list[str]] = json.loads(data)["columns"]
    return {bare(heading): column for column, headings in table.items() for heading in headings}


def column_of(heading: str) -> str | None:
    """The column that a printed heading names; None when it is not known."""
    return _headings().get(bare(heading))


def columns_of(headings: Sequence[str]) -> tuple[str, ...] | None:
    """The columns that printed headings name, in their order.

    Without a content column, a name column is the content, else a task column. None when a heading is unknown, a
    column comes twice, or number and content are not both there.
    """
    columns = [column_of(heading) for heading in headings]
    for stand_in in ("title", SECTION):
        if "text" not in columns and stand_in in columns:
            columns = ["text" if column == stand_in else column for column in columns]
    known = [column for column in columns if column is not None]
    if len(known) < len(columns) or len(set(known)) < len(known) or not {NUMBER, "text"} <= set(known):
        return None
    return tuple(known)


def split_headings(line: str) -> list[str] | None:
    """Cut a run of headings that lost their separators (序号任务内容适用范围); None if it is none."""
    rest = bare(line)
    found: list[str] = []
    known = sorted(_headings(), key=len, reverse=True)
    while rest:
        heading = next((heading for heading in known if rest.startswith(heading)), None)
        if heading is None:
            return None
        found.append(heading)
        rest = rest[len(heading) :]
    return found


def names_number(headings: Sequence[str]) -> bool:
    """Whether one of the headings is that of the number column: the mark of a table header."""
    return any(column_of(heading) == NUMBER for heading in headings)


@cache
def _furniture() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    data = json.loads((_DATA / "furniture.json").read_text("utf-8"))
    lines = frozenset(bare(line) for line in data["lines"])
    return lines, tuple(re.compile(pattern) for pattern in data["patterns"])


def _is_page_mark(line: str) -> bool:
    """Whether a line is the mark of a page (— 3 —, 第 3 页)."""
    return any(pattern.fullmatch(line.strip()) for pattern in _furniture()[1])


def is_furniture(line: str, *, apart: bool = True) -> bool:
    """Whether a line is a page mark or a button of a web page, and no part of the document.

    A page mark may stand within a cell; a button is one only `apart`, where no text goes on.
    """
    return _is_page_mark(line) or (apart and (not visible(line) or bare(line) in _furniture()[0]))
