"""`policydiff trace`."""

from pathlib import Path

import click

from policydiff.cli.options import corpus, lang_option, language, snapshots_option, terminal_columns
from policydiff.cli.output import emit
from policydiff.cli.outputs import timeline_outputs_option, write_timeline


@click.command(name="trace")
@click.argument("what", metavar="ID#MEASURE|TEXT")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--full", is_flag=True, help="Show every text as a whole.")
@timeline_outputs_option
@lang_option
@snapshots_option
def command(
    what: str, format_: str, full: bool, outputs: tuple[Path, ...], lang: str | None, snapshots: str | None
) -> None:
    """Follow a measure through all documents: its families as timelines, with what changed from stage to stage.

    ID#MEASURE names a measure; any other TEXT finds the measures that hold it.
    """
    if outputs:
        from policydiff.report.formats import TIMELINE_FORMATS
        from policydiff.workflows.timelines import trace_page

        data = corpus(snapshots)
        write_timeline(lambda: trace_page(what, data, language(lang)), outputs, TIMELINE_FORMATS, data, format_)
        return
    from policydiff.report.terminal.lineage import trace_as_text
    from policydiff.snapshot import to_json
    from policydiff.workflows.trace import trace

    found = trace(what, corpus(snapshots))
    if format_ == "json":
        emit(to_json(found), is_data=True)
    else:
        emit(trace_as_text(found, language(lang), columns=terminal_columns(), full=full))
