"""`policydiff report`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.gate import Wanted, compare_gated, gate_options, new_option, period_gated, told
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
from policydiff.cli.outputs import outputs_option, write
from policydiff.errors import UsageError

if TYPE_CHECKING:
    from policydiff.model.gate import Verdict
    from policydiff.report.dossier import Dossier
    from policydiff.report.period import ChangeReport


@click.command(name="report")
@click.argument("names", nargs=-1, metavar="LEFT RIGHT | --since REV [ID]…")
@outputs_option("File to write; its end says the format (see above). May be repeated: one comparison, several files.")
@click.option(
    "--since",
    metavar="REV",
    help="Report what changed in the snapshots since a commit, tag, branch or day (2026-01-31), unsaved changes too.",
)
@click.option("--until", metavar="REV", help="With --since: up to this revision, and not to the folder as it stands.")
@click.option(
    "--template",
    "templates",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your own page for HTML (.html.j2) or Markdown (.md.j2), or a document whose styles Word takes (.docx).",
)
@click.option(
    "--profile",
    type=click.Choice(("unit", "enterprise", "researcher")),
    help="Whose severities: the implementing unit's, an enterprise's or a researcher's."
    "  [default: the one configured, else researcher]",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there is any difference.")
@gate_options
@new_option
@embeddings_option
@lang_option
@snapshots_option
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    outputs: tuple[Path, ...],
    since: str | None,
    until: str | None,
    templates: tuple[Path, ...],
    profile: str | None,
    exit_code: bool,
    fail_on: tuple[str, ...],
    gate: bool,
    base: str | None,
    new: bool,
    embeddings: str | None,
    lang: str | None,
    snapshots: str | None,
) -> None:
    """Write the comparison of LEFT with RIGHT as a file to send round: .html, .docx, .xlsx, .md, .csv, .zip or .json.

    LEFT and RIGHT are named as for compare.

    With --since it reports what changed in all snapshots, or in those that are named, as .html, .docx, .md or .json,
    or without -o as text. A branch that went on counts from where both lines parted.
    """
    asked = Wanted(fail_on=fail_on, gate=gate, base=base, new=new, profile=profile, language=language(lang))
    if since is not None:
        given = {"--template": templates, "--base": base, "--embeddings": _asked(context, embeddings)}
        _refuse([option for option, value in given.items() if value], "goes with LEFT and RIGHT, not with --since")
        differs, verdict = _changes((since, until), names, outputs, snapshots, asked)
    else:
        _refuse([name for name, value in (("--until", until), ("--new", new)) if value], "goes with --since alone")
        differs, verdict = _comparison(names, outputs, templates, embeddings, snapshots, asked)
    if told(verdict, language(lang)) or (exit_code and differs):
        context.exit(1)


def _asked(context: click.Context, embeddings: str | None) -> str | None:
    """The model, if it was asked for and is not only that of the environment."""
    source = context.get_parameter_source("embeddings")
    return embeddings if source is click.core.ParameterSource.COMMANDLINE else None


def _refuse(options: list[str], what: str) -> None:
    """Refuse options that do not fit.

    Raises:
        UsageError: there is one.
    """
    for option in options:
        raise UsageError(what, where=option, remedy="leave it out")


def _comparison(
    names: tuple[str, ...],
    outputs: tuple[Path, ...],
    templates: tuple[Path, ...],
    embeddings: str | None,
    snapshots: str | None,
    asked: Wanted,
) -> "tuple[bool, Verdict | None]":
    """Write the comparison of two snapshots; whether they differ, and what the gate says.

    Raises:
        UsageError: these are not two, or no file is named.
    """
    if len(names) != 2:
        what = f"{len(names)} names are given, where LEFT and RIGHT are compared"
        raise UsageError(what, where="report", remedy="name two snapshots, or use --since REV")
    if not outputs:
        raise UsageError("is missing", where="--output", remedy="name a file to write, as -o report.html")
    from policydiff.report.formats import FORMATS

    data = corpus(snapshots)
    verdicts: list[Verdict | None] = []

    def compared() -> "Dossier":
        from policydiff.workflows.report import dossier  # late: the engine of charts starts before

        found, verdict = compare_gated(names[0], names[1], data, embeddings, asked)
        verdicts.append(verdict)
        return dossier(found, asked.language)

    return write(compared, outputs, FORMATS, data, templates, names).comparison.differs, verdicts[0]


def _changes(
    between: tuple[str, str | None],
    names: tuple[str, ...],
    outputs: tuple[Path, ...],
    snapshots: str | None,
    asked: Wanted,
) -> "tuple[bool, Verdict | None]":
    """Write what changed in the snapshots, or show it; whether anything did, and what the gate says."""
    from policydiff.report.formats import CHANGE_FORMATS
    from policydiff.report.period import report_of

    data = corpus(snapshots)

    def made() -> "ChangeReport":
        return report_of(period_gated(between, names, data, asked), asked.language)

    report = write(made, outputs, CHANGE_FORMATS, data)
    if not outputs:
        from policydiff.report.terminal.period import render

        colour = is_coloured()
        emit(render(report, terminal_columns(), colour=colour), colour=colour)
    return report.period.differs, report.period.gate
