"""Snapshots on a terminal and as JSON: the list, one document, one measure."""

from collections.abc import Iterator, Sequence

from policydiff.model.comparison import Edition
from policydiff.model.document import PRINTED, Finding, Measure, Responsibility, Snapshot
from policydiff.report.terminal.lines import fit, plain, width, wrap
from policydiff.report.view import SAME, Segment
from policydiff.report.wording import Words, section_title, words
from policydiff.snapshot import to_json


def list_as_text(snapshots: Sequence[Snapshot], columns: int) -> str:
    """One line a snapshot: id, aliases, day of issue, measures, title."""
    rows = [
        (plain(s.id), plain(", ".join(s.aliases)) or "-", s.issued or "-", str(len(s.measures)), plain(s.title))
        for s in snapshots
    ]
    widths = [max((width(row[at]) for row in rows), default=0) for at in range(4)]
    lines = []
    for row in rows:
        cells = [cell + " " * (size - width(cell)) for cell, size in zip(row[:4], widths, strict=True)]
        lead = "  ".join(cells) + "  "
        lines.append(lead + fit(row[4], max(20, columns - width(lead))))
    return "".join(f"{line}\n" for line in lines)


def list_as_json(snapshots: Sequence[Snapshot]) -> str:
    """The list with the counts of each snapshot."""
    return to_json(
        [
            {
                "id": s.id,
                "aliases": s.aliases,
                "title": s.title,
                "document_number": s.document_number,
                "issued": s.issued,
                "level": s.level,
                "series": s.series,
                "round": s.round,
                "implements": s.implements,
                "measures": len(s.measures),
                "findings": len(s.findings),
            }
            for s in snapshots
        ]
    )


def document_as_text(snapshot: Snapshot, columns: int, language: str, edition: Edition | None = None) -> str:
    """A document: which edition it is, what is known of it, then its measures under their headings."""
    say = words(language)
    head, *rest = _document(snapshot, columns, say)
    return "\n".join([head, *_edition(snapshot, edition, say), *rest]) + "\n"


def measure_as_text(
    snapshot: Snapshot,
    measure: Measure,
    source: str,
    lines: Sequence[str],
    columns: int,
    language: str,
    edition: Edition | None = None,
) -> str:
    """A measure: of which edition, each printed column, what was worked out from it, and its lines in the source."""
    say = words(language)
    head, *rest = _measure(snapshot, measure, columns, say)
    page = [head, *_edition(snapshot, edition, say), *rest, *_source(measure, source, lines, columns, say)]
    return "\n".join(page) + "\n"


def _edition(snapshot: Snapshot, edition: Edition | None, say: Words) -> Iterator[str]:
    """Which edition is shown, which may be one of another snapshot of the series than was named."""
    if edition is not None and edition.commit:
        label = f"{snapshot.id}@{edition.revision}"
        yield plain(say("edition", document=label, day=edition.day, commit=edition.commit[:10]))


def _document(snapshot: Snapshot, columns: int, say: Words) -> Iterator[str]:
    yield plain(f"{snapshot.id}  {snapshot.title}")
    region = f"{snapshot.region.name} {snapshot.region.code}" if snapshot.region else None
    facts = {
        "aliases": ", ".join(snapshot.aliases),
        "document-number": snapshot.document_number,
        "issued": snapshot.issued,
        "issuers": "、".join(snapshot.issuers),
        "level": say(f"level.{snapshot.level}"),
        "region": region,
        "series": snapshot.series and f"{snapshot.series} {snapshot.round or ''}".strip(),
        "implements": snapshot.implements,
        "source": f"{snapshot.source.path} ({snapshot.source.layout}, sha256 {snapshot.source.sha256[:12]})",
        "measures": str(len(snapshot.measures)),
    }
    for name, value in facts.items():
        if value:
            yield "  " + say("fact", name=say(f"fact.{name}"), value=plain(value))
    headings = {section.id: section_title(section) for section in snapshot.sections}
    section = ""
    digits = max(len(measure.id) for measure in snapshot.measures)
    for measure in snapshot.measures:
        heading = headings.get(measure.section or "", "")
        if heading != section:
            section = heading
            yield ""
            yield plain(heading)
        text = f"{measure.title}：{measure.text}" if measure.title else measure.text
        yield f"  {measure.id.rjust(digits)}  {fit(text, columns - digits - 4)}"
    if snapshot.notes:
        yield ""
        yield say("fact.notes")
        for note in snapshot.notes:
            yield from _paragraph(note.text, columns)
    yield from _findings(snapshot.findings, say)


def _findings(findings: Sequence[Finding], say: Words) -> Iterator[str]:
    if findings:
        yield ""
        yield say("fact.findings")
        for finding in findings:
            yield plain(f"  {finding.severity} {finding.id}: {finding.message}")


def _measure(snapshot: Snapshot, measure: Measure, columns: int, say: Words) -> Iterator[str]:
    heading = next((s for s in snapshot.sections if s.id == measure.section), None)
    yield plain(f"{snapshot.id}#{measure.id}  {snapshot.title}")
    if heading:
        yield plain(f"{heading.label or ''}{heading.title or ''}")
    for column in PRINTED:
        printed = measure.printed(column)
        if printed is not None:
            yield ""
            yield say("fact", name=say(f"field.{column}"), value="").rstrip()
            yield from _paragraph(printed, columns)
            yield from _worked_out(getattr(measure, column), columns, say)
    yield from _findings([finding for finding in snapshot.findings if finding.measure == measure.id], say)


def _source(measure: Measure, source: str, lines: Sequence[str], columns: int, say: Words) -> Iterator[str]:
    first, last = measure.location.lines
    yield ""
    yield say("fact", name=say("fact.source"), value=plain(f"{source}:{first}-{last}"))
    for number, line in enumerate(lines, start=first):
        shown = wrap([Segment(line.replace("\t", " "), SAME)], max(20, columns - 8), colour=False)
        yield from (f"{number if at == 0 else '':>6}  {text}" for at, text in enumerate(shown))


def _worked_out(cell: object, columns: int, say: Words) -> Iterator[str]:
    if isinstance(cell, Responsibility):
        parts = [say("party", name=p.name, role=say(f"role.{p.role}")) for p in cell.bodies] + list(cell.areas)
        if parts:
            yield from _paragraph("= " + say("list-and").join(parts), columns)


def _paragraph(text: str, columns: int) -> Iterator[str]:
    return (f"    {line}" for line in wrap([Segment(text, SAME)], columns - 4, colour=False))
