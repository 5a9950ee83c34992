"""Documents made of printed cells, read as a source is."""

from collections.abc import Mapping
from typing import Any

from policydiff.model.document import Location, Measure, Reader, Region, Snapshot, Source
from policydiff.read.parties import read_responsibility
from policydiff.read.values import read_basis, read_promoted, read_reach
from policydiff.registry.roles import SUPPORT

XIAMEN = Region(name="厦门市", code="350200")


def measure(number: int, cells: Mapping[str, str]) -> Measure:
    read: dict[str, Any] = {
        "responsibility": read_responsibility,
        "guidance": lambda cell: read_responsibility(cell, SUPPORT),
        "reach": read_reach,
        "promoted": read_promoted,
        "basis": read_basis,
    }
    values = {column: read.get(column, str)(cell) for column, cell in cells.items() if cell}
    values.setdefault("text", "扩大开放。")
    return Measure(id=str(number), number=str(number), location=Location(lines=(number, number)), **values)


def document(*cells: Mapping[str, str], level: str = "national") -> Snapshot:
    """A document with a measure for each set of cells."""
    source = Source(
        path="sources/made.txt",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        layout="made",
        reader=Reader(name="made", version="1"),
    )
    return Snapshot(
        id=f"made-{level}",
        title="made",
        level=level,
        region=XIAMEN if level == "city" else None,
        source=source,
        measures=tuple(measure(number, row) for number, row in enumerate(cells, 1)),
    )
