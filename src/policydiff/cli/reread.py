"""`policydiff reread`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import corpus, snapshots_option
from policydiff.cli.output import emit, tell

if TYPE_CHECKING:
    from policydiff.workflows.reread import Reread


@click.command(name="reread")
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--dry-run", is_flag=True, help="Show what would be read otherwise, write nothing.")
@click.option("-v", "--verbose", is_flag=True, help="Show each cell that is read otherwise.")
@snapshots_option
@click.pass_context
def command(
    context: click.Context, names: tuple[str, ...], dry_run: bool, verbose: bool, snapshots: str | None
) -> None:
    """Read the kept sources of snapshots again, of all or of those named, and write those that differ.

    Each is read with the options that its snapshot keeps and with its corrections
    (corrections/ID.json); what was edited in a snapshot by hand is undone. Nothing is
    committed: `policydiff save` commits snapshots that a newer reader changed apart from others.
    """
    from policydiff.report.terminal.lines import plain
    from policydiff.workflows.reread import reread_all

    found, errors = reread_all(names, corpus(snapshots), dry_run=dry_run)
    lines = (line for one in found for line in _lines(one, verbose=verbose or dry_run))
    emit("".join(f"{plain(line)}\n" for line in lines))
    for error in errors:
        tell(f"policydiff: {plain(str(error))}")
    if errors:
        context.exit(2)


def _lines(one: "Reread", *, verbose: bool) -> Iterator[str]:
    from policydiff.workflows.reread import described

    yield f"{one.reading.snapshot.id}: {'; '.join(_summary(one))}"
    if verbose:
        yield from (f"  {described(cell)}" for cell in one.cells)
    for finding in one.reading.snapshot.findings:
        if finding.id in ("correction-unfit", "correction-needless"):
            yield f"  {finding.severity} {finding.id}: {finding.message}"


def _summary(one: "Reread") -> Iterator[str]:
    from policydiff.compare.editions.cells import FINDINGS, SOURCE
    from policydiff.model.correction import MEASURE

    cells = [cell for cell in one.cells if cell.kind == MEASURE]
    others = [cell.place for cell in one.cells if cell.kind != MEASURE]
    then, now = one.was_read_by, one.reading.snapshot.source.reader
    if then != now:
        others.remove(SOURCE)
        yield f"by reader {now.version}, before by {then.version}"
    if cells:
        measures = len({cell.name for cell in cells})
        yield f"{_count(len(cells), 'cell')} of {_count(measures, 'measure')} read otherwise"
    if others:
        yield "other findings" if others == [FINDINGS] else f"{'; '.join(others)} read otherwise"
    if not one.differences:
        yield "unchanged" if one.text == one.before else "put into the canonical form"
    total = len(one.reading.replayed)
    for count, what in ((one.unfit, "unfit"), (one.needless, "needless")):
        if count:
            yield f"{count} of {_count(total, 'correction')} {what}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
