"""`policydiff lineages`."""

from pathlib import Path

import click

from policydiff.cli.options import corpus, lang_option, language, snapshots_option, terminal_columns
from policydiff.cli.output import emit
from policydiff.cli.outputs import timeline_outputs_option, write_timeline


@click.command(name="lineages")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option(
    "--min-documents",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="Only families that span so many documents.",
)
@click.option("--firm", "status", flag_value="firm", help="Only families that sure links hold together.")
@click.option("--loose", "status", flag_value="loose", help="Only families held by unsure or partial links alone.")
@timeline_outputs_option
@lang_option
@snapshots_option
def command(
    format_: str,
    min_documents: int,
    status: str | None,
    outputs: tuple[Path, ...],
    lang: str | None,
    snapshots: str | None,
) -> None:
    """List the families of measures over all snapshots, and the measures that stand alone."""
    if outputs:
        from policydiff.report.formats import TIMELINE_FORMATS
        from policydiff.workflows.timelines import lineages_page

        data = corpus(snapshots)
        write_timeline(
            lambda: lineages_page(data, language(lang), status, min_documents), outputs, TIMELINE_FORMATS, data, format_
        )
        return
    from policydiff.report.terminal.lineage import lineages_as_text
    from policydiff.snapshot import to_json
    from policydiff.workflows.trace import lineages, selected

    found = selected(lineages(corpus(snapshots)), status, min_documents)
    if format_ == "json":
        emit(to_json(found), is_data=True)
    else:
        emit(lineages_as_text(found, language(lang), columns=terminal_columns()))
