"""`policydiff show`."""

import os

import click

from policydiff.cli.options import corpus, lang_option, language, snapshots_option, terminal_columns
from policydiff.cli.output import emit


@click.command(name="show")
@click.argument("name", metavar="ID[@REV][#MEASURE]")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@lang_option
@snapshots_option
def command(name: str, format_: str, lang: str | None, snapshots: str | None) -> None:
    """Show a snapshot, or one of its measures with every column and its place in the source.

    REV is a git revision, a day (as known then: 2026-01-31), or issued:DAY (what was in force then).
    """
    from policydiff.report.terminal.snapshots import document_as_text, measure_as_text
    from policydiff.snapshot import to_json
    from policydiff.workflows.browse import show

    found = show(name, corpus(snapshots))
    columns = terminal_columns()
    if format_ == "json":
        emit(to_json(found.measure or found.snapshot), is_data=True)
    elif found.measure:
        source = found.source if found.edition else os.path.relpath(found.source)
        what = (found.snapshot, found.measure, source, found.source_lines)
        emit(measure_as_text(*what, columns, language(lang), found.edition))
    else:
        emit(document_as_text(found.snapshot, columns, language(lang), found.edition))
