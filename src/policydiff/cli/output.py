"""Writing to standard output so that neither a closed pipe nor a terminal's encoding does harm."""

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

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
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - closing it must not fail again
        raise StorageError(
            f"cannot be written ({error})", where="standard output", remedy="check where it goes"
        ) from None


def tell_written(path: Path) -> None:
    """Say that a file was written; its name does nothing to the terminal, and it is written though nobody hears."""
    with suppress(OSError):
        click.echo(f"written: {plain(str(path))}", err=True)
