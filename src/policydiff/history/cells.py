"""The cells in which two editions of a snapshot differ, whatever they say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from policydiff.model.document import Measure, Snapshot
from policydiff.snapshot.dump import to_data

_PARTS = ("sections", "measures", "notes")
_BESIDE = ("source", "findings", "format")
"""What is said about the reading, not about the document."""
_HEAD = tuple(field.name for field in fields(Snapshot) if field.name not in (*_PARTS, *_BESIDE))
_COLUMNS = tuple(field.name for field in fields(Measure) if field.name not in ("id", "location"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that differs: its place in words (`measure 12, text`), and what it says on either side."""

    place: str
    before: object
    after: object


def differing_cells(before: Snapshot, after: Snapshot) -> Iterator[Cell]:
    """The cells that differ, in the order of the document; where in the source they stand does not count."""
    one, other = _cells(before), _cells(after)
    for place in dict.fromkeys((*one, *other)):
        if one.get(place) != other.get(place):
            yield Cell(place, one.get(place), other.get(place))


def _cells(snapshot: Snapshot) -> Mapping[str, Any]:
    """Every filled cell by its place."""
    cells = {name: getattr(snapshot, name) for name in _HEAD}
    for section in snapshot.sections:
        cells[f"section {section.id}"] = section
    for measure in snapshot.measures:
        for column in _COLUMNS:
            cells[f"measure {measure.id}, {column}"] = getattr(measure, column)
    for number, note in enumerate(snapshot.notes, 1):
        cells[f"note {number}"] = note
    return {place: to_data(value) for place, value in cells.items() if value is not None}
