"""Options that several commands share."""

import locale
import os
import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from policydiff.corpus import Corpus

Command = TypeVar("Command", bound=Callable[..., Any])


def snapshots_option(command: Command) -> Command:
    """`--snapshots DIR`, or the environment, or the nearest folder upwards."""
    return click.option(
        "--snapshots",
        metavar="DIR",
        envvar="POLICYDIFF_SNAPSHOTS",
        help="Folder of the snapshots.  [default: the nearest snapshots/ upwards]",
    )(command)


def lang_option(command: Command) -> Command:
    """`--lang`: the language of reports."""
    return click.option(
        "--lang", type=click.Choice(("zh", "en")), help="Language of the report.  [default: the locale's]"
    )(command)


def embeddings_option(command: Command) -> Command:
    """`--embeddings PATH`, or the environment; else no model has a say."""
    return click.option(
        "--embeddings",
        metavar="PATH",
        envvar="POLICYDIFF_EMBEDDINGS",
        help="Local folder of a model2vec model that re-ranks likely links.  [default: none]",
    )(command)


def kinds_option(*kinds: str) -> Callable[[Command], Command]:
    """`--kind KIND`, several times: only commits of these kinds."""
    return click.option(
        "--kind", "kinds", multiple=True, type=click.Choice(kinds), help="Only commits of this kind; may be repeated."
    )


def corpus(given: str | None, *, may_be_new: bool = False) -> "Corpus":
    """The snapshots that a command works on; only where `may_be_new` the folder need not exist."""
    from policydiff.corpus import Corpus, find_folder  # late: what git calls for each file needs no folder

    return Corpus(find_folder(given, may_be_new=may_be_new))


def is_coloured() -> bool:
    """Whether standard output is a terminal that nobody asked to stay without colours."""
    return sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ


def terminal_columns() -> int:
    """The width of the terminal, within what a page can be read at."""
    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 400))


def language(given: str | None) -> str:
    """The language asked for, else Chinese in a Chinese locale, else English."""
    if given:
        return given
    names = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next((name for name in names if name), None) or locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
