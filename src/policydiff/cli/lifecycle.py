"""`policydiff lifecycle`."""

from pathlib import Path

import click

from policydiff.cli.options import corpus, lang_option, language, snapshots_option, terminal_columns
from policydiff.cli.output import emit
from policydiff.cli.outputs import timeline_outputs_option, write_timeline


@click.command(name="lifecycle")
@click.argument("rounds", nargs=-1, required=True, metavar="SERIES|ID...")
@click.option("--by", type=click.Choice(("section", "body")), default="section", show_default=True, help="Rows.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@timeline_outputs_option
@lang_option
@snapshots_option
def command(
    rounds: tuple[str, ...], by: str, format_: str, outputs: tuple[Path, ...], lang: str | None, snapshots: str | None
) -> None:
    """Say what became of measures from round to round: repeated, widened, softened, merged away, dropped, returned.

    SERIES means all its rounds; IDs are taken as rounds in the order given.
    """
    if outputs:
        from policydiff.report.formats import LIFECYCLE_FORMATS
        from policydiff.workflows.timelines import lifecycle_page

        data = corpus(snapshots)
        write_timeline(
            lambda: lifecycle_page(rounds, data, language(lang), by), outputs, LIFECYCLE_FORMATS, data, format_
        )
        return
    from policydiff.report.terminal.lifecycle import lifecycle_as_text
    from policydiff.snapshot import to_json
    from policydiff.workflows.lifecycle import lifecycle_by_name

    found = lifecycle_by_name(rounds, corpus(snapshots), by)
    if format_ == "json":
        emit(to_json(found), is_data=True)
    else:
        emit(lifecycle_as_text(found, language(lang), columns=terminal_columns()))
