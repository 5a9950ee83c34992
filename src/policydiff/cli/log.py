"""`policydiff log`."""

import click

from policydiff.cli.options import corpus, kinds_option, lang_option, language, snapshots_option, terminal_columns
from policydiff.cli.output import emit


@click.command(name="log")
@click.argument("name", metavar="[ID[@REV][#MEASURE]]", required=False)
@kinds_option("policy", "extraction", "correction", "decision")
@click.option("-n", "--max-count", "count", type=click.IntRange(min=0), metavar="N", help="Only the N newest commits.")
@click.option("--since", metavar="DAY", help="Only commits of this day or later: 2020-08-31.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--full", is_flag=True, help="Show every text as a whole.")
@lang_option
@snapshots_option
def command(
    name: str | None,
    kinds: tuple[str, ...],
    count: int | None,
    since: str | None,
    format_: str,
    full: bool,
    lang: str | None,
    snapshots: str | None,
) -> None:
    """Show what each commit did to a snapshot or to one of its measures, the newest first.

    Without ID it shows all snapshots. A measure is followed through renumbering, moves, splits and merges.
    """
    from policydiff.workflows.log import log, wanted

    found = log(name, corpus(snapshots), wanted(kinds, since, count))
    if format_ == "json":
        from policydiff.report.history_json import log_as_json

        emit(log_as_json(found), is_data=True)
    else:
        from policydiff.report.terminal.history import log_as_text

        emit(log_as_text(found, terminal_columns(), language(lang), full=full))
