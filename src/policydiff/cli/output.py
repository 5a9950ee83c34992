"""Writing to standard output and standard error so that neither a closed pipe nor a terminal's encoding does harm."""

import os
import re
import sys
from pathlib import Path
from typing import TextIO

import click

from policydiff.errors import StorageError
from policydiff.report.printable import plain

_ACTING = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
"""Signs in the strings of JSON that act on a terminal; as escapes they are the same JSON."""


def emit(text: str, *, colour: bool = False, is_data: bool = False) -> None:
    """Write a report; `is_data` (JSON) is written as UTF-8 whatever the terminal's encoding is.

    A reader that has gone away is no trouble.

    Raises:
        StorageError: the output is closed or full.
    """
    if sys.stdout is None:
        raise StorageError("it is closed", where="standard output", remedy="check where it goes")
    try:
        if is_data and not sys.stdout.isatty():
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8"))
        elif is_data:
            sys.stdout.write(_ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
        else:
            sys.stdout.write(text if colour else click.unstyle(text))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError) as error:
        sys.stdout = _nowhere()
        raise StorageError(
            f"cannot be written ({error})", where="standard output", remedy="check where it goes"
        ) from None


def tell(text: str, *, nl: bool = True) -> None:
    """Say something on standard error; the work goes on, and the exit code tells its end, though nobody hears."""
    try:
        click.echo(text, err=True, nl=nl)
    except (OSError, ValueError):
        sys.stderr = _nowhere()


def one_line(message: str) -> str:
    """A message in one line; control characters of a name never reach the terminal, nor commands GitHub's runner."""
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in " ".join(message.split("\n")))
    return shown.replace("##[", "##\\x5b")


def tell_trouble(message: str) -> None:
    """Say in one line what went wrong."""
    tell(f"policydiff: {one_line(message)}")


def _nowhere() -> TextIO:
    """What stands in for a stream that takes nothing, so that closing it in the end does not fail again."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - open until the end


def tell_written(path: Path) -> None:
    """Say that a file was written; its name does nothing to the terminal."""
    tell(f"written: {plain(str(path))}")
