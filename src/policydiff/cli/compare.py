"""`policydiff compare`."""

import os
import sys
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import corpus, embeddings_option, lang_option, language, snapshots_option, terminal_columns
from policydiff.cli.output import emit
from policydiff.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from policydiff.workflows.compare import Explained


@click.command(name="compare")
@click.argument("left")
@click.argument("right")
@click.option("--format", "format_", type=click.Choice(("text", "json", "markdown")), default="text", show_default=True)
@click.option(
    "--only",
    multiple=True,
    metavar="KIND",
    help="Only changes of this kind: locality, audience, scope, condition, modality, quantity, content, wording,"
    " responsibility, guidance, reach, promoted, basis, field, remark or unclassified; may be repeated.",
)
@click.option(
    "--profile",
    type=click.Choice(("unit", "enterprise", "researcher")),
    help="Whose severities: the implementing unit's, an enterprise's or a researcher's."
    "  [default: the one configured, else researcher]",
)
@click.option("--full", is_flag=True, help="Show every link and every text as a whole.")
@click.option(
    "--explain",
    metavar="MEASURE",
    help="Show why a measure has its links and candidates: 14 of LEFT, or ID#14 of either.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there is any difference.")
@embeddings_option
@lang_option
@snapshots_option
@click.pass_context
def command(
    context: click.Context,
    left: str,
    right: str,
    format_: str,
    only: tuple[str, ...],
    profile: str | None,
    full: bool,
    explain: str | None,
    exit_code: bool,
    embeddings: str | None,
    lang: str | None,
    snapshots: str | None,
) -> None:
    """Compare LEFT with RIGHT measure by measure.

    LEFT and RIGHT are ids, aliases or paths of snapshots.
    """
    if explain is not None:
        if only or profile or full or exit_code or format_ == "markdown":
            raise UsageError("goes with --format text or json alone", where="--explain", remedy="leave the others out")
        from policydiff.workflows.compare import explain_by_name

        _show(explain_by_name(left, right, explain, corpus(snapshots), embeddings), format_, language(lang))
        return
    from policydiff.changes.catalogue import KINDS
    from policydiff.report.renderers import RENDERERS, Settings
    from policydiff.report.view import view_of
    from policydiff.workflows.compare import compare_by_name

    unknown = [kind for kind in only if kind not in KINDS]
    if unknown:
        raise UsageError(f"“{unknown[0]}” is no kind of change", where="--only", remedy=did_you_mean(unknown[0], KINDS))
    if only and format_ == "json":
        raise UsageError("JSON always holds every change", where="--only", remedy="filter it with a JSON tool")
    found = compare_by_name(left, right, corpus(snapshots), embeddings, profile)
    view = view_of(found.comparison, found.left, found.right, only)
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    settings = Settings(
        language=language(lang),
        columns=terminal_columns(),
        colour=on_terminal and "NO_COLOR" not in os.environ,
        full=full,
    )
    emit(RENDERERS[format_](view, settings), colour=settings.colour, is_data=format_ == "json")
    if exit_code and found.differs:
        context.exit(1)


def _show(found: "Explained", format_: str, language_: str) -> None:
    from policydiff.report import explanation
    from policydiff.snapshot import to_json

    if format_ == "json":
        emit(to_json(found.explanation), is_data=True)
    else:
        emit(explanation.render(found.explanation, found.left, found.right, language_, terminal_columns()))
