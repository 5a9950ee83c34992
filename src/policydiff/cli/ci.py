"""`policydiff ci`."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from policydiff.cli.main import run
from policydiff.cli.options import corpus, language, snapshots_option
from policydiff.cli.output import emit, one_line, tell, tell_trouble
from policydiff.errors import StorageError
from policydiff.workflows.ci import CHANGES, FINDINGS, GITHUB, JUNIT, QUALITY, SARIF, SERVICES, Asked

_SUMMARY_LIMIT = 1_000_000
"""GitHub refuses a summary of more than 1 MiB."""


@click.command(name="ci")
@click.option("--base", envvar="POLICYDIFF_BASE", metavar="REV", help="What to compare with.  [default: the service's]")
@click.option("--service", type=click.Choice(SERVICES), help="The CI service.  [default: the one that runs this]")
@click.option(
    "--fail-on",
    envvar="POLICYDIFF_FAIL_ON",
    multiple=True,
    metavar="RULE|SEVERITY",
    help="Fail where a change is of this rule or severity; may be repeated.",
)
@click.option("--gate", is_flag=True, envvar="POLICYDIFF_GATE", help="Fail on what the configuration says.")
@click.option(
    "--new", is_flag=True, envvar="POLICYDIFF_NEW", help="Gate what new snapshots change against what they follow."
)
@click.option("--profile", envvar="POLICYDIFF_PROFILE", metavar="PROFILE", help="Whose severities count for the gate.")
@click.option(
    "-o",
    "--output",
    "folder",
    envvar="POLICYDIFF_OUTPUT",
    type=click.Path(path_type=Path),
    default=Path("policydiff-ci"),
    show_default=True,
    help="Folder for the SARIF, JUnit, code quality and Markdown files.",
)
@click.option(
    "--summary/--no-summary",
    envvar="POLICYDIFF_SUMMARY",
    default=True,
    help="In GitHub Actions: show the report as the summary of the job.",
)
@click.option(
    "--lang",
    envvar="POLICYDIFF_LANG",
    type=click.Choice(("zh", "en")),
    help="Language of the report.  [default: the locale's]",
)
@snapshots_option
@click.pass_context
def command(
    context: click.Context,
    /,
    service: str | None,
    summary: bool,
    lang: str | None,
    snapshots: str | None,
    **asked: object,
) -> None:
    """Judge a change of the snapshots in CI: validate what changed, report what it means, and fail where it must.

    It runs `policydiff validate` and `policydiff report --since` with the commit that the service says the change
    starts from, writes their results to the output folder, and in GitHub Actions to annotations, the job's summary
    and its outputs (base, sarif, report). A failed validation does not hide the report. Where there was nothing
    before, all snapshots are judged.
    """
    from policydiff.workflows.ci import base_of, change_of, commands, is_new, require_base, service_of

    service = service or service_of(os.environ)
    wanted = Asked(lang=lang, snapshots=snapshots, **asked)  # type: ignore[arg-type]  # click has checked them
    data = corpus(snapshots)
    base = wanted.base
    if not base:
        change = change_of(service, os.environ)
        base = base_of(change, data.folder)
        require_base(base, change, wanted)
    if is_new(base, data):
        tell("no snapshot yet, so there is nothing to judge; policydiff ingest makes the first")
        return
    _make(wanted.folder)
    codes = [_told(arguments, service) for arguments in commands(service, base, wanted)]
    if service == GITHUB:
        if codes[1:] == [1]:
            _annotate_gate(language(lang))
        if summary:
            _summarise(wanted.folder, base, max(codes), language(lang))
        _tell_outputs(wanted.folder, base)
    if max(codes):
        context.exit(max(codes))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (SARIF, QUALITY, JUNIT, FINDINGS, CHANGES):  # an earlier run's must not pass for this one's
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            f"cannot be written ({error.strerror})", where=str(folder), remedy="choose another with --output"
        ) from None


def _told(arguments: Sequence[str], service: str) -> int:
    """Run a command under the line that a person would type for it; the exit code."""
    emit(one_line(f"$ policydiff {shlex.join(arguments)}") + "\n")  # a line more could be a command to GitHub
    troubles: list[str] = []
    code = run(arguments, troubles.append)
    for trouble in troubles:
        tell_trouble(trouble)
        if service == GITHUB:
            emit(f"::error title=policydiff::{trouble.replace('%', '%25')}\n")
    return code


def _annotate_gate(language_: str) -> None:
    """Show on the page of the pull request what is no finding on a line: that the gate failed."""
    from policydiff.report.wording import words

    emit(f"::error title=policydiff::{words(language_)('ci.gate')}\n")


def _summarise(folder: Path, base: str | None, code: int, language_: str) -> None:
    """Add the verdict, the findings and the report to the summary of the job."""
    from policydiff.report.wording import words

    say = words(language_)
    findings, report = (_read(folder / name) for name in (FINDINGS, CHANGES))
    outcome = "minded" if findings and not code else str(code)
    verdict = say(f"ci.verdict.{outcome}") + ("" if base else say("ci.all"))
    if len(f"{findings}{report}".encode()) > _SUMMARY_LIMIT:
        report = say("ci.too-long", file=CHANGES) + "\n"
    _append("GITHUB_STEP_SUMMARY", f"{verdict}\n\n" + "\n".join(filter(None, (findings, report))))


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _tell_outputs(folder: Path, base: str | None) -> None:
    """Name the base and the files that were written in the outputs of the step."""
    files = {"sarif": folder / SARIF, "report": folder / CHANGES}
    outputs = {"base": base or "", **{name: str(path) if path.is_file() else "" for name, path in files.items()}}
    _append("GITHUB_OUTPUT", "".join(f"{name}={one_line(value)}\n" for name, value in outputs.items()))


def _append(variable: str, text: str) -> None:
    path = os.environ.get(variable)
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise StorageError(
            f"cannot be written ({error.strerror})", where=path, remedy=f"check the variable {variable}"
        ) from None
