"""From bytes to a snapshot: decode, recognise the layout, read it, and close the ledger."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from policydiff.errors import LayoutError, UsageError
from policydiff.model.document import (
    LEVELS,
    Finding,
    Location,
    Measure,
    Reader,
    Region,
    Section,
    Snapshot,
    Source,
)
from policydiff.read.draft import Draft, Heading, Row
from policydiff.read.fields import count_findings, field_in, note_of
from policydiff.read.layouts import Layout, recognise
from policydiff.read.ledger import Ledger
from policydiff.read.parties import read_responsibility
from policydiff.read.source import MEDIA_TYPE, Cell, decode, join
from policydiff.read.values import read_basis, read_promoted, read_reach
from policydiff.registry.places import place_by_code, place_by_name, place_of_title
from policydiff.registry.roles import SUPPORT
from policydiff.text.numerals import measure_number

READER = "text"
_READER_VERSION = 2
_MOSTLY_FILLED = 0.9
"""A column with so many of its cells filled leaves none empty on purpose."""
SETTABLE = ("title", "document_number", "issued", "issuers", "level", "region")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What `ingest` was told about a document, beyond what is printed in it."""

    id: str
    aliases: tuple[str, ...] = ()
    series: str | None = None
    round: int | None = None
    implements: str | None = None
    layout: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def options(self) -> dict[str, object]:
        """The options as a snapshot keeps them: those that were given."""
        given: dict[str, object] = {
            "aliases": list(self.aliases),
            "series": self.series,
            "round": self.round,
            "implements": self.implements,
            "layout": self.layout,
            "set": dict(sorted(self.values.items())),
        }
        return {key: value for key, value in given.items() if value not in (None, [], {})}


@dataclass(frozen=True, slots=True)
class Reading:
    """A snapshot with the account of its source: visible characters by class, and those unplaced."""

    snapshot: Snapshot
    totals: Mapping[str, int]
    unplaced: tuple[str, ...]


def read_document(data: bytes, name: str, path: str, told: Told) -> Reading:
    """Read a source. `name` is for messages; `path` is where the snapshot says the source is.

    Raises:
        SourceError: the bytes are no text.
        LayoutError: no layout fits, or a row makes no sense.
        UsageError: a value that was told is not one that the field takes.
    """
    source = decode(data, name)
    layout, header = recognise(source, told.layout)
    draft = Draft(source, Ledger(source))
    layout.read(draft, header)
    if not draft.rows:
        raise LayoutError("the table has a header but no row", where=draft.where(header.end), remedy="check the export")
    snapshot = _snapshot(draft, layout, path, told, set(header.columns))
    unplaced = draft.ledger.unplaced()
    findings = [
        Finding(
            id="unplaced",
            severity="error",
            message=f"“{piece.text[:40]}” belongs to no part of the document that the reader knows",
            lines=(piece.line, piece.line),
        )
        for piece in unplaced
    ]
    snapshot = replace(snapshot, findings=(*snapshot.findings, *findings))
    return Reading(snapshot, draft.ledger.totals(), tuple(piece.text for piece in unplaced))


def _snapshot(draft: Draft, layout: Layout, path: str, told: Told, columns: set[str]) -> Snapshot:
    measures = [_measure(row) for row in draft.rows]
    notes = [note_of(cell.text or "", measures) for cell in draft.paragraphs]
    if "field" not in columns:
        measures = _with_fields(measures, {name: field_in(note) for note in notes for name in note.measures})
    findings = [
        *draft.findings,
        *_number_gaps(measures),
        *_empty_cells(measures, columns, draft.findings),
        *count_findings(notes),
    ]
    snapshot = Snapshot(
        id=told.id,
        aliases=told.aliases,
        title=_joined(draft.titles) or told.id,
        document_number=draft.document_number,
        issued=draft.issued,
        issuers=tuple(draft.issuers),
        level="national",
        series=told.series,
        round=told.round,
        implements=told.implements,
        source=Source(
            path=path,
            sha256=draft.source.sha256,
            media_type=MEDIA_TYPE,
            encoding=draft.source.encoding,
            layout=layout.name,
            reader=Reader(name=READER, version=f"{_READER_VERSION}.{layout.version}"),
            options=told.options(),
        ),
        sections=tuple(_section(heading) for heading in draft.headings),
        measures=tuple(measures),
        notes=tuple(notes),
        findings=tuple(findings),
    )
    return _with_values(snapshot, told.values)


def _joined(cells: Sequence[Cell]) -> str | None:
    return join(cell.text or "" for cell in cells)


def _section(heading: Heading) -> Section:
    intro = "\n".join(cell.text or "" for cell in heading.intro)
    return Section(id=heading.id, label=heading.label.text, title=heading.title.text, intro=intro or None)


def _measure(row: Row) -> Measure:
    printed = {column: cell.text for column, cell in row.cells.items()}
    number = row.number.text or ""
    responsibility, guidance = printed.get("responsibility"), printed.get("guidance")
    reach, promoted, basis = printed.get("reach"), printed.get("promoted"), printed.get("basis")
    return Measure(
        id="-".join(map(str, measure_number(number) or ())),
        number=number,
        section=row.section,
        title=printed.get("title"),
        text=printed["text"] or "",
        responsibility=read_responsibility(responsibility) if responsibility else None,
        guidance=read_responsibility(guidance, SUPPORT) if guidance else None,
        reach=read_reach(reach) if reach else None,
        promoted=read_promoted(promoted) if promoted else None,
        basis=read_basis(basis) if basis else None,
        field=printed.get("field"),
        remark=printed.get("remark"),
        location=Location(lines=row.lines),
    )


def _with_fields(measures: Sequence[Measure], fields: Mapping[str, str | None]) -> list[Measure]:
    return [replace(measure, field=fields.get(measure.id)) for measure in measures]


def _number_gaps(measures: Sequence[Measure]) -> list[Finding]:
    """A finding for each place where numbers are left out between two measures."""
    numbers = [int(measure.id.partition("-")[0]) for measure in measures]
    return [
        Finding(
            id="number-missing",
            severity="warning",
            message=f"behind measure {before.id} comes measure {after.id}; check that none is missing from the source",
            measure=after.id,
            field="number",
            lines=after.location.lines,
        )
        for (before, first), (after, second) in pairwise(zip(measures, numbers, strict=True))
        if second > first + 1
    ]


def _empty_cells(measures: Sequence[Measure], columns: set[str], known: Sequence[Finding]) -> list[Finding]:
    """Findings for empty cells in columns that are filled nearly everywhere else."""
    cut = {(finding.measure, finding.field) for finding in known}
    findings = []
    for column in sorted(columns - {"section", "number", "text"}):
        empty = [measure for measure in measures if measure.printed(column) is None]
        if not empty or len(empty) > (1 - _MOSTLY_FILLED) * len(measures):
            continue
        findings += [
            Finding(
                id="cell-empty",
                severity="warning",
                message=f"measure {measure.id} has an empty {column} cell, which nearly all other rows fill",
                measure=measure.id,
                field=column,
                lines=measure.location.lines,
            )
            for measure in empty
            if (measure.number, column) not in cut
        ]
    return findings


def _with_values(snapshot: Snapshot, values: Mapping[str, str]) -> Snapshot:
    """Set what the user said of the document; the place, else, is read from its title."""
    unknown = set(values) - set(SETTABLE)
    if unknown:
        raise UsageError(f"“{min(unknown)}” cannot be set", where="--set", remedy=f"keys are {', '.join(SETTABLE)}")
    found = place_of_title(snapshot.title)
    if found:
        place, in_district = found
        # the code of a district is not in the packaged data: --set region=南山区=440305 says it
        own = {"level": "district"} if in_district else {"level": place.level, "region": place.region}
        snapshot = replace(snapshot, **own)
    if not _is_day(values.get("issued", "2000-01-01")):
        raise UsageError(f"“{values['issued']}” is no date", where="--set issued", remedy="write it as 2020-06-28")
    plain = {key: values[key] for key in ("title", "document_number", "issued") if key in values}
    snapshot = replace(snapshot, **plain)  # type: ignore[arg-type]
    if "issuers" in values:
        snapshot = replace(snapshot, issuers=tuple(name.strip() for name in values["issuers"].split("、")))
    if "region" in values:
        snapshot = _with_region(snapshot, values["region"])
    if "level" in values:
        if values["level"] not in LEVELS:
            raise UsageError(
                f"“{values['level']}” is no level", where="--set level", remedy=f"use one of {', '.join(LEVELS)}"
            )
        snapshot = replace(snapshot, level=values["level"])
    return snapshot


def _is_day(text: str) -> bool:
    try:
        return text.isascii() and datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _with_region(snapshot: Snapshot, told: str) -> Snapshot:
    """Set the region by GB/T 2260 code or name; the level follows the place."""
    name, _, code = told.partition("=")
    place = place_by_code(code or name) or place_by_name(name)
    if place:
        return replace(snapshot, region=place.region, level=place.level)
    if code.isdecimal() and len(code) == 6:  # a district, which the packaged data does not hold
        return replace(snapshot, region=Region(name=name, code=code), level="district")
    raise UsageError(
        f"“{told}” is no place that is known",
        where="--set region",
        remedy="give a name, a GB/T 2260 code, or 名称=123456",
    )
