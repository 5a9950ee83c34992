"""`policydiff git-diff`: what git calls to show a snapshot or how two versions of it differ."""

import os
import sys
from pathlib import Path

import click

from policydiff.cli.options import lang_option, language
from policydiff.errors import SnapshotError, UsageError

_SEVEN, _NINE = 7, 9
"""So many arguments git gives: path, old file, hex and mode, new file, hex and mode; a new path and how it came."""


@click.command(name="git-diff")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.option("--textconv", is_flag=True, help="Print the one file that is named as plain text by measure.")
@lang_option
def command(arguments: tuple[str, ...], textconv: bool, lang: str | None) -> None:
    """Show git how two versions of a snapshot differ; `policydiff install-git` sets it up.

    Git names path, old file, hex and mode, new file, hex and mode, and of a renamed file the new path.
    """
    if textconv:
        _show_text(arguments, language(lang))
        return
    if len(arguments) not in (1, _SEVEN, _NINE):
        raise UsageError(f"{len(arguments)} arguments are none of git's 1, 7 or 9", remedy="use install-git, not this")
    from policydiff.cli.options import terminal_columns
    from policydiff.cli.output import emit
    from policydiff.report.terminal.edition import Page
    from policydiff.workflows.drivers import Difference, Version, difference, unmerged

    page = Page(language=language(lang), columns=terminal_columns(), colour=_is_coloured())
    if len(arguments) == 1:
        emit(unmerged(arguments[0], page), colour=page.colour)
        return
    path, old_file, _, old_mode, new_file, _, new_mode, *renamed = arguments
    asked = Difference(
        path=renamed[0] if renamed else path,
        old=Version(file=old_file, mode=old_mode),
        new=Version(file=new_file, mode=new_mode),
        renamed=renamed[1] if renamed else "",
    )
    is_first = os.environ.get("GIT_DIFF_PATH_COUNTER", "1") == "1"
    emit(("" if is_first else "\n") + difference(asked, page), colour=page.colour)


def _is_coloured() -> bool:
    """Whether what git shows goes to a terminal, at once or through the pager that git started, and may be coloured."""
    from policydiff.workflows.drivers import wants_colour

    paged = os.environ.get("GIT_PAGER_IN_USE", "") in ("1", "true")
    is_seen = paged or (sys.stdout is not None and sys.stdout.isatty())
    return "NO_COLOR" not in os.environ and is_seen and wants_colour()


def _show_text(arguments: tuple[str, ...], lang: str) -> None:
    if len(arguments) != 1:
        raise UsageError("takes one file", where="--textconv", remedy="name the file")
    from policydiff.workflows.drivers import text_of

    try:
        data = text_of(Path(arguments[0]).read_bytes(), lang)
    except OSError as error:
        raise SnapshotError(f"cannot be read ({error.strerror})", where=arguments[0], remedy="check the path") from None
    if sys.stdout.isatty():  # a file that is no snapshot would act on the terminal
        from policydiff.report.printable import plain

        data = "\n".join(map(plain, data.decode(errors="replace").split("\n"))).encode()
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
