"""A document as data: what is printed, kept verbatim, and what was worked out beside it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FORMAT = 1
"""Version of the snapshot format. History: 1, the first."""

LEVELS = ("national", "province", "city", "district")
TEXT_FIELDS = ("title", "text")
"""The fields whose words are the policy; relations judge these alone."""
CELLS = ("responsibility", "guidance", "reach", "promoted", "basis", "field", "remark")
"""The other printed cells of a measure; its number, section and lines say where it stands."""
PRINTED = (*TEXT_FIELDS, *CELLS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """An administrative division with its six-digit GB/T 2260 code."""

    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Which reader made a snapshot; the version is raised only when its output changes."""

    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file that a snapshot was read from; `path` is relative to the snapshots folder."""

    path: str
    sha256: str
    media_type: str
    encoding: str
    layout: str
    reader: Reader
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a measure stands in its source: first and last line, counted from 1."""

    lines: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, with the paragraphs that stand directly under it as its introduction."""

    id: str
    label: str | None = None
    title: str | None = None
    intro: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A body in a responsibility cell: its name, its role there, and how it was printed."""

    name: str
    role: str
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """A cell that says who does what: the printed cell, and the parties and areas in it."""

    raw: str
    bodies: tuple[Party, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where a measure applies: `kind` is nationwide, places, or phrase."""

    raw: str
    kind: str
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Promoted:
    """When a measure was promoted: year and month (`2018-06`) of its first and last stage."""

    raw: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """A document that a cell cites, with its number where one is printed."""

    title: str
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The documents that a measure rests on, as printed and one by one."""

    raw: str
    documents: tuple[CitedDocument, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One numbered measure, its printed columns verbatim."""

    id: str
    number: str
    section: str | None = None
    title: str | None = None
    text: str
    responsibility: Responsibility | None = None
    guidance: Responsibility | None = None
    reach: Reach | None = None
    promoted: Promoted | None = None
    basis: Basis | None = None
    field: str | None = None
    remark: str | None = None
    location: Location

    def printed(self, column: str) -> str | None:
        """The printed cell of `column`, whether it is kept as text or as `raw`."""
        value = getattr(self, column)
        return value if value is None or isinstance(value, str) else str(value.raw)


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar as snapshots write it (2020-06-28)."""
    try:
        return text.isascii() and datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def number_key(name: str) -> tuple[int, ...]:
    """A key that sorts the ids of measures as their numbers do: 2, 16, 16-1, 17."""
    return tuple(map(int, name.split("-")))


def bearer(measures: Sequence[Measure], number: str) -> Measure | None:
    """The measure that bears a number: as its id, else as it is printed."""
    return next((m for m in measures if m.id == number), None) or next(
        (m for m in measures if m.number == number), None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note or numbered paragraph, and the measures that it names."""

    text: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a reader or a check says of a snapshot. Severity is error, warning or info."""

    id: str
    severity: str
    message: str
    measure: str | None = None
    field: str | None = None
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """An issued document as data."""

    id: str
    aliases: tuple[str, ...] = ()
    title: str
    document_number: str | None = None
    issued: str | None = None
    issuers: tuple[str, ...] = ()
    level: str
    region: Region | None = None
    series: str | None = None
    round: int | None = None
    implements: str | None = None
    source: Source
    sections: tuple[Section, ...] = ()
    measures: tuple[Measure, ...] = ()
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    format: int = FORMAT
