"""What `trace`, `lineages` and `lifecycle` have in common: files to write instead of standard output."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from policydiff.cli.output import tell_written
from policydiff.errors import UsageError

if TYPE_CHECKING:
    from policydiff.corpus import Corpus
    from policydiff.report.timeline import Page

Command = TypeVar("Command", bound=Callable[..., Any])


def outputs_option(command: Command) -> Command:
    """`-o/--output FILE`, several times."""
    return click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="File to write instead: .html, .docx, .md or .json. May be repeated.",
    )(command)


def write(outputs: Sequence[Path], data: "Corpus", format_: str, make: Callable[[], "Page"]) -> None:
    """Write the page that `make` gives, after a look at where to.

    Raises:
        UsageError: a file cannot be written as that, or a format is asked for besides.
    """
    from policydiff.workflows.timelines import check_outputs, write_page

    if format_ != "text":
        remedy = f"end a FILE in .{format_} instead"
        raise UsageError("is for standard output and --output writes files", where=f"--format {format_}", remedy=remedy)
    check_outputs(outputs, data)
    for path in write_page(make(), outputs):
        tell_written(path)
