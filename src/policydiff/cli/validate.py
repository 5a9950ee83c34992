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
    from policydiff.report.findings import RENDERERS
    from policydiff.workflows.validate import validate

    paths, found = validate(names, corpus(snapshots))
    emit(RENDERERS[format_](found), is_data=format_ == "json")
    counts = dict.fromkeys(("error", "warning", "info"), 0)
    for located in found:
        counts[located.finding.severity] += 1
    notices = f", {counts['info']} for information" if counts["info"] else ""
    told = (_number(len(paths), "snapshot"), _number(counts["error"], "error"), _number(counts["warning"], "warning"))
    click.echo("{}: {}, {}".format(*told) + notices, err=True)
    if counts["error"]:
        context.exit(1)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
