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
    """Check snapshots, all or those named; exit with 1 if there is an error."""
    from policydiff.report.findings import RENDERERS
    from policydiff.workflows.validate import validate

    paths, found = validate(names, corpus(snapshots))
    emit(RENDERERS[format_](found), is_data=format_ == "json")
    errors = sum(located.finding.severity == "error" for located in found)
    click.echo(f"{len(paths)} snapshots: {errors} errors, {len(found) - errors} warnings", err=True)
    if errors:
        context.exit(1)
