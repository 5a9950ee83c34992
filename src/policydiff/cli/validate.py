"""`policydiff validate`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.gate import today
from policydiff.cli.options import corpus, is_coloured, lang_option, language, snapshots_option, terminal_columns
from policydiff.cli.output import emit, tell, tell_written
from policydiff.cli.progress import Progress
from policydiff.errors import UsageError, did_you_mean
from policydiff.report.findings import IS_DATA, RENDERERS, Screen

if TYPE_CHECKING:
    from policydiff.corpus import Corpus
    from policydiff.workflows.validation.judged import Judged, Wanted


@click.command(name="validate")
@click.argument("names", nargs=-1, metavar="[ID|PATH]...")
@click.option(
    "--since", metavar="REV", help="Only what changed since REV, with what is not saved, and what depends on it."
)
@click.option("--staged", is_flag=True, help="Only what is staged to be committed, as it is staged.")
@click.option("--fix", is_flag=True, help="Bring files into canonical form first; their contents stay.")
@click.option("--format", "format_", type=click.Choice(tuple(RENDERERS)), default="text", show_default=True)
@click.option(
    "--write", "writes", multiple=True, metavar="FORMAT=FILE", help="Write a report besides; may be repeated."
)
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes that share the work.  [default: one a core]"
)
@lang_option
@snapshots_option
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    since: str | None,
    staged: bool,
    fix: bool,
    format_: str,
    writes: tuple[str, ...],
    jobs: int | None,
    lang: str | None,
    snapshots: str | None,
) -> None:
    """Check snapshots, all or those named, with their corrections; exit with 1 if there is an error.

    Each source is read again: a snapshot must be what its source and its corrections give. What is judged is compared
    with what it was: since REV, else in the last commit. A PATH may be that of a source, of corrections or of
    decisions too, and means the snapshots that they belong to.
    """
    from policydiff.report.findings.counted import counted
    from policydiff.workflows.judging.judge import judge_of
    from policydiff.workflows.judging.weighed import weighed
    from policydiff.workflows.validate import validation
    from policydiff.workflows.validation.judged import Wanted, judged
    from policydiff.workflows.validation.present import presented
    from policydiff.workflows.validation.reports import check_reports, write_reports

    said_in = language(lang)
    data = corpus(snapshots)
    outputs = [_output(given) for given in writes]
    check_reports([path for _, path in outputs], data)
    wanted = Wanted(names=names, since=since, staged=staged)
    what = judged(wanted, data)
    if fix:
        what = _fixed(what, wanted, data)
    weigh = partial(weighed, judge=judge_of(data, since), today=today(), language=said_in)
    with Progress("checked") as told:
        report = presented(validation(what, data, language=said_in, jobs=jobs, told=told, weigh=weigh), said_in)
    write_reports({path: RENDERERS[name](report, Screen(said_in)) for name, path in outputs})
    for _, path in outputs:
        tell_written(path)
    colour = is_coloured()
    text = RENDERERS[format_](report, Screen(said_in, colour, terminal_columns()))
    emit(text, colour=colour, is_data=format_ in IS_DATA)
    if what.unchecked:
        tell(f"history was not checked: {what.unchecked}")
    tell(counted(report, said_in, since=wanted.since, staged=wanted.staged))
    if report.errors:
        context.exit(1)


def _output(given: str) -> tuple[str, Path]:
    """A format and a file, as in `sarif=out.sarif`."""
    name, sign, file = given.partition("=")
    if not sign or not file:
        raise UsageError("names no file", where=f"--write {given}", remedy="write it as sarif=FILE")
    if name not in RENDERERS:
        raise UsageError(f"“{name}” is no format", where=f"--write {given}", remedy=did_you_mean(name, RENDERERS))
    return name, Path(file)


def _fixed(what: "Judged", wanted: "Wanted", data: "Corpus") -> "Judged":
    """What is judged once the files have their canonical form."""
    from policydiff.workflows.validate import fix_form
    from policydiff.workflows.validation.judged import judged

    fixed = fix_form(what, data)
    for path in fixed:
        tell_written(path)
    if not fixed:
        tell("nothing to fix")
    elif wanted.staged:
        tell("the index is as it was: run git add to stage what was written")
    return judged(wanted, data) if fixed else what
