"""`policydiff compare`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from policydiff.cli.gate import Wanted, compare_gated, gate_options, told
from policydiff.cli.options import (
    corpus,
    embeddings_option,
    is_coloured,
    lang_option,
    language,
    snapshots_option,
    terminal_columns,
)
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
@click.option(
    "--applicability",
    multiple=True,
    metavar="WHETHER",
    help="Only measures of LEFT of this applicability to the place of RIGHT: named, general (all areas), conditional, "
    "others (a list without it), national-only; may be repeated.",
)
@click.option(
    "--uptake",
    multiple=True,
    metavar="WHAT",
    help="Only measures of LEFT that were taken up like this: full, narrowed, widened, softened, changed, or that are "
    "absent (left out although they apply) or not-meant; may be repeated.",
)
@click.option("--full", is_flag=True, help="Show every link and every text as a whole.")
@click.option(
    "--explain",
    metavar="MEASURE",
    help="Show why a measure has its links and candidates: 14 of LEFT, or ID#14 of either.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there is any difference.")
@gate_options
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
    applicability: tuple[str, ...],
    uptake: tuple[str, ...],
    full: bool,
    explain: str | None,
    exit_code: bool,
    fail_on: tuple[str, ...],
    gate: bool,
    base: str | None,
    embeddings: str | None,
    lang: str | None,
    snapshots: str | None,
) -> None:
    """Compare LEFT with RIGHT measure by measure.

    LEFT and RIGHT are ids, aliases or paths of snapshots, with @REV behind them as they were in a git revision, as
    known on a day (ID@2026-01-31), or what was in force on one (ID@issued:2020-08-31).
    """
    asked = Wanted(fail_on=fail_on, gate=gate, base=base, profile=profile, language=language(lang))
    if explain is not None:
        shown = only or profile or applicability or uptake or full
        if shown or exit_code or asked.is_gated or format_ == "markdown":
            raise UsageError("goes with --format text or json alone", where="--explain", remedy="leave the others out")
        from policydiff.workflows.compare import explain_by_name

        _show(explain_by_name(left, right, explain, corpus(snapshots), embeddings), format_, language(lang))
        return
    from policydiff.changes.catalogue import KINDS
    from policydiff.model.comparison import ABSENT, APPLICABILITIES, NOT_MEANT, UPTAKES
    from policydiff.report.renderers import RENDERERS, Settings
    from policydiff.report.view import Selection, view_of
    from policydiff.workflows.compare import readings_of

    _known("--only", only, "kind of change", KINDS)
    _known("--applicability", applicability, "applicability", APPLICABILITIES)
    _known("--uptake", uptake, "uptake", UPTAKES)
    if format_ == "json":
        for option, given in (("--only", only), ("--applicability", applicability), ("--uptake", uptake)):
            if given:
                raise UsageError("JSON always holds everything", where=option, remedy="filter it with a JSON tool")
    if only and uptake and not set(uptake) - {ABSENT, NOT_MEANT}:
        raise UsageError("what is left out has no changes", where="--only", remedy="leave --only or --uptake out")
    found, verdict = compare_gated(left, right, corpus(snapshots), embeddings, asked)
    if applicability and not found.comparison.summary.applicability:
        what = f"{found.right.id} is of no place below that of {found.left.id}"
        raise UsageError(what, where="--applicability", remedy="compare with the version of a province or city")
    columns, chosen = terminal_columns(), language(lang)
    colour = is_coloured()
    readings = readings_of(found) if format_ == "text" and not (only or applicability or uptake or full) else None
    if readings:  # cells that read otherwise, and no word about the policy
        from policydiff.report.terminal.edition import Page, render_readings

        page = Page(language=chosen, columns=columns, colour=colour)
        emit(render_readings(found.comparison, readings, page), colour=colour)
        if told(verdict, chosen) or exit_code:
            context.exit(1)
        return
    view = view_of(found.comparison, found.left, found.right, only, Selection(applicability, uptake))
    settings = Settings(language=chosen, columns=columns, colour=colour, full=full)
    emit(RENDERERS[format_](view, settings), colour=colour, is_data=format_ == "json")
    if told(verdict, chosen) or (exit_code and found.differs):
        context.exit(1)


def _known(option: str, given: Sequence[str], what: str, values: Sequence[str]) -> None:
    """Refuse a value that there is none of.

    Raises:
        UsageError: a value is unknown.
    """
    for value in given:
        if value not in values:
            raise UsageError(f"“{value}” is no {what}", where=option, remedy=did_you_mean(value, values))


def _show(found: "Explained", format_: str, language_: str) -> None:
    from policydiff.report.terminal import explanation
    from policydiff.snapshot import to_json

    if format_ == "json":
        emit(to_json(found.explanation), is_data=True)
    else:
        emit(explanation.render(found.explanation, found.left, found.right, language_, terminal_columns()))
