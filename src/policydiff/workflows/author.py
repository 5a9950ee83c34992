"""Who decides or corrects: the name that is kept with it."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from policydiff.errors import UsageError


def author(given: str | None, folder: Path) -> str:
    """The name of who decides: the one given, else the one that git knows.

    Raises:
        UsageError: there is none, or it is no name.
    """
    name = given if given is not None else os.environ.get("GIT_AUTHOR_NAME") or _git_name(folder)
    if not name:
        raise UsageError("who decides?", where="--by", remedy="give a name with --by NAME, or set user.name in git")
    if not name.strip() or not name.isprintable():
        raise UsageError("this is no name", where="--by", remedy="give a name with --by NAME")
    return name.strip()


def _git_name(folder: Path) -> str | None:
    git = shutil.which("git")
    if git is None:
        return None
    arguments: Sequence[str] = (git, "-C", str(folder), "config", "user.name")
    done = subprocess.run(arguments, capture_output=True, check=False)  # noqa: S603 - fixed arguments
    return done.stdout.decode("utf-8", errors="replace").strip() or None
