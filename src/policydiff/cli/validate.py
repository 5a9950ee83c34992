"""`policydiff validate`."""

import os
import sys

import click

from policydiff.cli.options import corpus, lang_option, language, snapshots_option, terminal_columns
from policydiff.cli.output import emit

FORMATS = ("text", "json", "github", "gitlab", "junit", "sarif")


@click.command(name="validate")
@click.argument("names", nargs=-1, metavar="[ID|PATH]...")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@lang_option
@snapshots_option
@click.pass_context
def command(
    context: click.Context, names: tuple[str, ...], format_: str, lang: str | None, snapshots: str | None
) -> None:
    """Check snapshots, all or those named, with their corrections; exit with 1 if there is an error.

    Each source is read again: a snapshot must be what its source and its corrections give.
    """
    from policydiff.model.finding import Report
    from policydiff.report.findings import IS_DATA, RENDERERS, Screen
    from policydiff.workflows.present import presented
    from policydiff.workflows.validate import validate

    said_in = language(lang)
    paths, found = validate(names, corpus(snapshots), said_in)
    report = Report(findings=tuple(found), judged=tuple(map(str, paths)))
    colour = sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    text = RENDERERS[format_](presented(report, said_in), Screen(said_in, colour, terminal_columns()))
    emit(text, colour=colour, is_data=format_ in IS_DATA)
    notices = f", {report.notices} for information" if report.notices else ""
    told = (_number(len(paths), "snapshot"), _number(report.errors, "error"), _number(report.warnings, "warning"))
    click.echo("{}: {}, {}".format(*told) + notices, err=True)
    if report.errors:
        context.exit(1)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
