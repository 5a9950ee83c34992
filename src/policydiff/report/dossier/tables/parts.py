"""What a table is: one row one thing, typed columns, ids that join it to others, codes beside words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policydiff.report.view import Segment
from policydiff.report.wording import Words

ID, TEXT, MARKED, BOTH = "id", "text", "marked", "both"
WHOLE, DECIMAL, DATE, CODE = "whole", "decimal", "date", "code"
KINDS = (ID, TEXT, MARKED, BOTH, WHOLE, DECIMAL, DATE, CODE)
"""Of columns: ids, words, words with what differs marked, the words of both sides in one with what is removed and what
is added marked; whole numbers, decimals, ISO dates, codes.
"""

Marked = tuple[Segment, ...]
Cell = str | int | float | Marked | None
"""What stands in a cell; None where there is nothing. Several ids stand in one cell with a blank between them."""
Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its key is the same in every language, its title is words.

    `points` says that its ids are those of rows of other tables, `reading` that a person reads it and not a program.
    """

    key: str
    title: str
    kind: str
    points: bool
    reading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Things of one sort, a row each; the first column holds the id of the thing."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]

    def column(self, key: str) -> list[Cell]:
        """The cells of a column from top to bottom."""
        return [row[key] for row in self.rows]


_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("key", "id", "anchor", "body", "total", "left", "right", "measure", "document", "rows"), ID),
    **dict.fromkeys(("left_text", "right_text"), MARKED),
    "both": BOTH,
    **dict.fromkeys(("rank", "count", "changes_count", "measures"), WHOLE),
    **dict.fromkeys(("left_all", "kept", "lost", "left_out", "right_all", "kept_right", "gained", "own"), WHOLE),
    **dict.fromkeys(("confidence", "near_confidence"), DECIMAL),
    **dict.fromkeys(("issued", "decided_on", "edition_day"), DATE),
    **dict.fromkeys(("what", "side", "relation", "standing", "uptake", "applicability", "decided_by", "rule"), CODE),
    **dict.fromkeys(("kind", "direction", "severity", "field_code", "facet", "value", "part", "matter", "code"), CODE),
    **dict.fromkeys(("task", "column", "sha256", "near_left", "near_right"), CODE),
}
_POINTING = frozenset(("key", "anchor", "body", "total", "rows"))


def table(name: str, say: Words, reading: Sequence[str], further: Sequence[str], rows: Iterable[Cells]) -> Table:
    """A table of the columns that people read, then those for programs and for whoever wants to know more."""
    columns = tuple(
        Column(
            key=key,
            title=say(f"column.{key}"),
            kind=_KINDS.get(key, TEXT),
            points=key in _POINTING and place > 0,
            reading=place < len(reading),
        )
        for place, key in enumerate((*reading, *further))
    )
    shown = tuple({column.key: row[column.key] for column in columns} for row in rows)
    return Table(name=name, title=say(f"table.{name}"), columns=columns, rows=shown)


def lines(parts: Iterable[str]) -> str | None:
    """Parts of one cell, a line each; None where there are none."""
    return "\n".join(part for part in parts if part) or None


def codes(parts: Iterable[str]) -> str | None:
    """Codes of one cell, each once."""
    return "+".join(dict.fromkeys(parts)) or None
