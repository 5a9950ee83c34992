"""`policydiff list`."""

import click

from policydiff.cli.options import corpus, snapshots_option, terminal_columns
from policydiff.cli.output import emit, tell_trouble


@click.command(name="list")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@snapshots_option
@click.pass_context
def command(context: click.Context, format_: str, snapshots: str | None) -> None:
    """List the snapshots: id, aliases, day of issue, measures, title."""
    from policydiff.report.terminal.snapshots import list_as_json, list_as_text
    from policydiff.workflows.browse import list_snapshots

    known = corpus(snapshots)
    found = list_snapshots(known)
    columns = terminal_columns()
    emit(list_as_json(found) if format_ == "json" else list_as_text(found, columns), is_data=format_ == "json")
    for error in known.broken.values():
        tell_trouble(str(error))
    if known.broken:
        context.exit(2)
