"""Where two editions of a snapshot differ, cell by cell, whatever that says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from policydiff.model.correction import DOCUMENT, MEASURE, NOTE, SECTION, place_of
from policydiff.model.document import Snapshot

_PARTS = {"sections": SECTION, "measures": MEASURE, "notes": NOTE}
_DOCUMENT = tuple(field.name for field in fields(Snapshot) if field.name not in _PARTS)
_OF_READING = frozenset(("source", "findings", "format", "location"))
"""What is said about the reading, not by the document."""
_WHOLE = "whole"
"""Stands for the field where a part is on one side only."""
FINDINGS = place_of(DOCUMENT, "", "findings")
SOURCE = place_of(DOCUMENT, "", "source")


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that differs: of which kind of part, its name, its field, and its values (None where it has none)."""

    kind: str
    name: str
    field: str
    before: Any
    after: Any

    @property
    def place(self) -> str:
        """The cell in words: `measure 12, text`."""
        return place_of(self.kind, self.name, self.field)

    @property
    def is_whole(self) -> bool:
        """Whether it is all of a measure, a section or a note, which is on one side only."""
        return self.field == _WHOLE


def differing_cells(before: Snapshot, after: Snapshot) -> Iterator[CellDifference]:
    """All cells that differ: those of the document, then sections, measures, notes in their order."""
    for field in _DOCUMENT:
        yield from _differing(DOCUMENT, "", field, getattr(before, field), getattr(after, field))
    for key, kind in _PARTS.items():
        one, other = _named(getattr(before, key)), _named(getattr(after, key))
        for name in dict.fromkeys((*one, *other)):
            if name not in one or name not in other:
                yield CellDifference(kind, name, _WHOLE, one.get(name), other.get(name))
                continue
            for field in (field.name for field in fields(one[name])):
                yield from _differing(kind, name, field, getattr(one[name], field), getattr(other[name], field))
        if list(one) != list(other) and set(one) == set(other):
            yield CellDifference(DOCUMENT, "", f"order of {key}", tuple(one), tuple(other))


def document_cells(before: Snapshot, after: Snapshot) -> Iterator[CellDifference]:
    """The cells that differ in what the document says; where it stands in the source and what was noted of its
    reading do not count, and a part of one side is told cell by cell.
    """
    for cell in differing_cells(before, after):
        if cell.is_whole:
            yield from _cells_of(cell)
        elif cell.field not in _OF_READING:
            yield cell


def _cells_of(part: CellDifference) -> Iterator[CellDifference]:
    """The filled cells of a part that is on one side only."""
    for field in (field.name for field in fields(part.before or part.after)):
        if field != "id" and field not in _OF_READING:
            values = (getattr(side, field) if side else None for side in (part.before, part.after))
            yield from _differing(part.kind, part.name, field, *values)


def _named(parts: tuple[Any, ...]) -> Mapping[str, Any]:
    """Parts by their ids, one with the id of another by its place too; notes, which have none, by their places."""
    named: dict[str, Any] = {}
    for at, part in enumerate(parts, 1):
        name = getattr(part, "id", str(at))
        named[f"{name} at position {at}" if name in named else name] = part
    return named


def _differing(kind: str, name: str, field: str, before: object, after: object) -> Iterator[CellDifference]:
    if before != after:
        yield CellDifference(kind, name, field, before, after)


def as_printed(value: object) -> Any:
    """What is printed of the value of a cell: of one that is taken apart its `raw`, of a place its name."""
    return getattr(value, "raw", getattr(value, "name", value))
