"""`policydiff git-merge`: what git calls to merge a snapshot, decisions or corrections."""

from pathlib import Path

import click

from policydiff.cli.output import tell_trouble
from policydiff.errors import PolicydiffError

_FAILED = 129
"""From here on git takes it that there is no result, not that there are conflicts in it."""


@click.command(name="git-merge")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("size", type=click.IntRange(1, 1000))
@click.argument("path", type=click.UNPROCESSED)
@click.pass_context
def command(context: click.Context, base: Path, ours: Path, theirs: Path, size: int, path: str) -> None:
    """Merge for git: THEIRS into the file OURS, by measure; `policydiff install-git` sets it up.

    Exit code 1 says that conflicts are marked in OURS, 129 that there is no result.
    """
    from policydiff.workflows.drivers import merge_files

    try:
        outcome = merge_files(base, ours, theirs, size, path)
    except PolicydiffError as error:
        tell_trouble(str(error))
        context.exit(_FAILED)
    for message in outcome.messages:
        tell_trouble(message)
    context.exit(outcome.code)
