"""`policydiff list`."""

import shutil

import click

from policydiff.cli.options import corpus, snapshots_option


@click.command(name="list")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@snapshots_option
def command(format_: str, snapshots: str | None) -> None:
    """List the snapshots: id, aliases, day of issue, measures, title."""
    from policydiff.report.snapshots import list_as_json, list_as_text
    from policydiff.workflows.browse import list_snapshots

    found = list_snapshots(corpus(snapshots))
    columns = shutil.get_terminal_size((100, 24)).columns
    click.echo(list_as_json(found) if format_ == "json" else list_as_text(found, columns), nl=False)
