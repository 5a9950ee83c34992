"""What commands that write files have in common: `report`, `trace`, `lineages` and `lifecycle`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from policydiff.cli.output import tell_written
from policydiff.errors import UsageError

if TYPE_CHECKING:
    from policydiff.corpus import Corpus
    from policydiff.report.formats import Formats, Shown
    from policydiff.report.timeline import Page

Command = TypeVar("Command", bound=Callable[..., Any])


def outputs_option(help_: str) -> Callable[[Command], Command]:
    """`-o/--output FILE`, several times."""
    return click.option(
        "-o", "--output", "outputs", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help=help_
    )


def write(
    make: Callable[[], "Shown"],
    outputs: Sequence[Path],
    formats: "Formats[Shown]",
    data: "Corpus",
    templates: Sequence[Path] = (),
    names: Sequence[str] = (),
) -> "Shown":
    """Write what is made as files, after a look at where to; and what it is.

    `names` are those of the snapshots that are read.

    Raises:
        UsageError: a file cannot be written as that, or a template is none.
    """
    from policydiff.workflows.outputs import check_outputs, prepare, write_outputs

    check_outputs(outputs, formats, data, templates, names)
    prepare(outputs, formats)
    made = make()
    for path in write_outputs(made, outputs, formats, templates):
        tell_written(path)
    return made


timeline_outputs_option = outputs_option("File to write instead: .html, .docx, .md or .json. May be repeated.")


def write_timeline(
    make: Callable[[], "Page"], outputs: Sequence[Path], formats: "Formats[Page]", data: "Corpus", format_: str
) -> None:
    """Write a timeline as files.

    Raises:
        UsageError: as for `write`, or a format is asked for besides.
    """
    if format_ != "text":
        remedy = f"end a FILE in .{format_} instead"
        raise UsageError("is for standard output and --output writes files", where=f"--format {format_}", remedy=remedy)
    write(make, outputs, formats, data)
