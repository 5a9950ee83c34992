"""`policydiff validate`."""

import click

from policydiff.cli.options import corpus, snapshots_option
from policydiff.cli.output import emit


@click.command(name="validate")
@click.argument("names", nargs=-1, metavar="[ID|PATH]...")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@snapshots_option
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], format_: str, snapshots: str | None) -> None:
    """Check snapshots, all or those named, with their corrections; exit with 1 if there is an error.

    Each source is read again: a snapshot must be what its source and its corrections give.
    """
    from policydiff.model.finding import Report
    from policydiff.report.findings import RENDERERS
    from policydiff.workflows.validate import validate

    paths, found = validate(names, corpus(snapshots))
    report = Report(findings=tuple(found), judged=tuple(map(str, paths)))
    emit(RENDERERS[format_](report), is_data=format_ == "json")
    notices = f", {report.notices} for information" if report.notices else ""
    told = (_number(len(paths), "snapshot"), _number(report.errors, "error"), _number(report.warnings, "warning"))
    click.echo("{}: {}, {}".format(*told) + notices, err=True)
    if report.errors:
        context.exit(1)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
