"""From bytes to a snapshot: decode, recognise the layout, read it, and close the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from policydiff.errors import LayoutError, UsageError
from policydiff.model.correction import Correction, Replayed
from policydiff.model.document import LEVELS, Finding, Reader, Region, Snapshot, Source, is_day
from policydiff.read.correction_findings import correction_findings
from policydiff.read.corrections import replay
from policydiff.read.derive import empty_cells, measure_of, number_gaps, section_of
from policydiff.read.draft import Draft
from policydiff.read.fields import count_findings, note_of
from policydiff.read.layouts import Layout, recognise
from policydiff.read.ledger import Ledger
from policydiff.read.printed import Printed, printed_of
from policydiff.read.source import MEDIA_TYPE, Piece, decode
from policydiff.registry.places import place_by_code, place_by_name, place_of_title

READER = "text"
_READER_VERSION = 2
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
    """A snapshot with the account of its source: visible characters by class, and those unplaced.

    `replayed` says what became of each correction, in their order.
    """

    snapshot: Snapshot
    totals: Mapping[str, int]
    unplaced: tuple[str, ...]
    replayed: tuple[Replayed, ...] = ()


def read_document(data: bytes, name: str, path: str, told: Told, corrections: Sequence[Correction] = ()) -> Reading:
    """Read a source. `name` is for messages; `path` is where the snapshot says the source is.

    What is printed is put right by `corrections` before anything is worked out from it.

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
    printed, replayed = replay(printed_of(draft, header.columns), corrections, frozenset(told.values))
    snapshot = _snapshot(printed, _source(draft, layout, path, told), told)
    unplaced = draft.ledger.unplaced()
    findings = (*correction_findings(replayed, snapshot.measures), *map(_unplaced, unplaced))
    snapshot = replace(snapshot, findings=(*snapshot.findings, *findings))
    return Reading(snapshot, draft.ledger.totals(), tuple(piece.text for piece in unplaced), replayed)


def _unplaced(piece: Piece) -> Finding:
    return Finding(
        id="unplaced",
        severity="error",
        message=f"“{piece.text[:40]}” belongs to no part of the document that the reader knows",
        lines=(piece.line, piece.line),
    )


def _source(draft: Draft, layout: Layout, path: str, told: Told) -> Source:
    return Source(
        path=path,
        sha256=draft.source.sha256,
        media_type=MEDIA_TYPE,
        encoding=draft.source.encoding,
        layout=layout.name,
        reader=Reader(name=READER, version=f"{_READER_VERSION}.{layout.version}"),
        options=told.options(),
    )


def _snapshot(printed: Printed, source: Source, told: Told) -> Snapshot:
    measures = [measure_of(cells, lines) for cells, lines in zip(printed.measures, printed.lines, strict=True)]
    notes = [note_of(cells["text"] or "", measures) for cells in printed.notes]
    findings = [
        *printed.findings,
        *number_gaps(measures),
        *empty_cells(measures, printed),
        *count_findings(notes),
    ]
    document = printed.document
    snapshot = Snapshot(
        id=told.id,
        aliases=told.aliases,
        title=document["title"] or told.id,
        document_number=document["document_number"],
        issued=document["issued"],
        issuers=tuple((document["issuers"] or "").split()),
        level="national",
        series=told.series,
        round=told.round,
        implements=told.implements,
        source=source,
        sections=tuple(map(section_of, printed.sections)),
        measures=tuple(measures),
        notes=tuple(notes),
        findings=tuple(findings),
    )
    return _with_values(snapshot, told.values)


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
    if not is_day(values.get("issued", "2000-01-01")):
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
