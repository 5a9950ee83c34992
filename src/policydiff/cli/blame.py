"""`policydiff blame`."""

import click

from policydiff.cli.options import corpus, kinds_option, lang_option, language, snapshots_option, terminal_columns
from policydiff.cli.output import emit


@click.command(name="blame")
@click.argument("name", metavar="ID[@REV][#MEASURE]")
@kinds_option("policy", "extraction", "correction")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@lang_option
@snapshots_option
def command(name: str, kinds: tuple[str, ...], format_: str, lang: str | None, snapshots: str | None) -> None:
    """Show which commit and document last changed each measure, or each clause of one.

    With --kind policy it looks through what was only read otherwise or put right.
    """
    from policydiff.workflows.blame import blame

    found = blame(name, corpus(snapshots), kinds)
    if format_ == "json":
        from policydiff.report.history_json import blame_as_json

        emit(blame_as_json(found), is_data=True)
    else:
        from policydiff.report.terminal.blame import blame_as_text

        emit(blame_as_text(found, terminal_columns(), language(lang)))
