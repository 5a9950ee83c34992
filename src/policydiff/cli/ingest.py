"""`policydiff ingest`."""

from pathlib import Path

import click

from policydiff.cli.options import corpus, snapshots_option
from policydiff.cli.output import emit, tell
from policydiff.errors import UsageError


@click.command(name="ingest")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--id", "name", required=True, metavar="ID", help="Name of the snapshot.")
@click.option("--alias", "aliases", multiple=True, metavar="A", help="Another name; may be repeated.")
@click.option("--series", metavar="S", help="Series of successive documents it belongs to.")
@click.option("--round", "number", type=click.IntRange(min=1), metavar="N", help="Its place in the series.")
@click.option("--implements", metavar="ID", help="The document that it puts into practice.")
@click.option("--set", "values", multiple=True, metavar="KEY=VALUE", help="Say what the source does not print.")
@click.option("--layout", metavar="L", help="Read it by this layout.  [default: recognised]")
@click.option("--force", is_flag=True, help="Read again a snapshot that exists.")
@click.option("--dry-run", is_flag=True, help="Print the snapshot, write nothing.")
@snapshots_option
def command(
    source: Path,
    name: str,
    aliases: tuple[str, ...],
    series: str | None,
    number: int | None,
    implements: str | None,
    values: tuple[str, ...],
    layout: str | None,
    force: bool,
    dry_run: bool,
    snapshots: str | None,
) -> None:
    """Read SOURCE into a snapshot, kept with a copy of the source.

    Keys of --set: title, document_number, issued, issuers, level, region.
    """
    from policydiff.read.document import Told
    from policydiff.workflows.ingest import ingest

    told = Told(
        id=name,
        aliases=aliases,
        series=series,
        round=number,
        implements=implements,
        layout=layout,
        values=dict(_pair(value) for value in values),
    )
    found = ingest(source, told, corpus(snapshots, may_be_new=True), force=force, dry_run=dry_run)
    snapshot, totals = found.reading.snapshot, found.reading.totals
    if dry_run:
        emit(found.text, is_data=True)
    else:
        emit(f"{found.path}\n")
    tell(
        f"{len(snapshot.measures)} measures, {len(snapshot.sections)} sections, {len(snapshot.notes)} notes, "
        f"by layout {snapshot.source.layout}; {sum(totals.values())} characters: "
        + ", ".join(f"{kind} {count}" for kind, count in totals.items())
        + f", unplaced {sum(map(len, found.reading.unplaced))}",
    )
    if not snapshot.findings:
        return
    from policydiff.report.terminal.lines import plain

    for finding in snapshot.findings:
        lines = f"{source}:{finding.lines[0]}: " if finding.lines else ""
        tell(plain(f"{finding.severity} {finding.id}: {lines}{finding.message}"))


def _pair(value: str) -> tuple[str, str]:
    key, sign, rest = value.partition("=")
    if not sign or not rest:
        raise UsageError(f"“{value}” is no KEY=VALUE", where="--set", remedy="write for example --set level=city")
    return key, rest
