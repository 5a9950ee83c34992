"""Where two readings of one document differ, cell by cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from policydiff.model.correction import DOCUMENT, MEASURE, NOTE, SECTION, place_of
from policydiff.model.document import Snapshot
from policydiff.read.correction_findings import differing

_PARTS = {"sections": SECTION, "measures": MEASURE, "notes": NOTE}
_DOCUMENT = tuple(field.name for field in fields(Snapshot) if field.name not in _PARTS)
_WHOLE = "whole"
"""Stands for the field where a part is on one side only."""
FINDINGS = place_of(DOCUMENT, "", "findings")
SOURCE = place_of(DOCUMENT, "", "source")


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that differs: of which kind of part, its name, its field, and its values (None where it has none).

    The field is `whole` where all of a measure, a section or a note is on one side only.
    """

    kind: str
    name: str
    field: str
    before: Any
    after: Any

    @property
    def place(self) -> str:
        """The cell in words: `measure 12, text`."""
        return place_of(self.kind, self.name, self.field)


def differing_cells(before: Snapshot, after: Snapshot) -> Iterator[CellDifference]:
    """All cells that differ: those of the document, then sections, measures, notes in their order."""
    for field in _DOCUMENT:
        yield from _differing(DOCUMENT, "", field, getattr(before, field), getattr(after, field))
    for key, kind in _PARTS.items():
        one, other = _named(getattr(before, key)), _named(getattr(after, key))
        for name in dict.fromkeys((*one, *other)):
            if name not in one or name not in other:
                yield from _differing(kind, name, _WHOLE, one.get(name), other.get(name))
                continue
            for field in (field.name for field in fields(one[name])):
                yield from _differing(kind, name, field, getattr(one[name], field), getattr(other[name], field))
        if list(one) != list(other) and set(one) == set(other):
            yield CellDifference(DOCUMENT, "", f"order of {key}", tuple(one), tuple(other))


def _named(parts: tuple[Any, ...]) -> Mapping[str, Any]:
    """Parts by their ids; notes, which have none, by their places."""
    return {getattr(part, "id", str(at)): part for at, part in enumerate(parts, 1)}


def _differing(kind: str, name: str, field: str, before: object, after: object) -> Iterator[CellDifference]:
    if before != after:
        yield CellDifference(kind, name, field, before, after)


def described(cell: CellDifference) -> str:
    """A difference in words: the cell, what it was and what it is."""
    if cell.field == _WHOLE:
        return f"{cell.kind} {cell.name}: {'is new' if cell.before is None else 'is gone'}"
    before, after = _as_printed(cell.before), _as_printed(cell.after)
    if before == after:
        return f"{cell.place}: what is worked out from it differs"
    if not all(isinstance(value, str | None) for value in (before, after)):
        return f"{cell.place}: differs"
    return f"{cell.place}: {' → '.join(differing(before, after))}"


def _as_printed(value: object) -> Any:
    """What is printed of the value of a cell; of one that is taken apart, its `raw`."""
    return getattr(value, "raw", value)
