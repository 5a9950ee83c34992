"""What the git that called us is asked: it is the one on the path, and starts faster than a library around it."""

import subprocess
from collections.abc import Sequence

LABELS = ("ours", "base", "theirs")
_BASE_SHOWN = ("diff3", "zdiff3")


def shows_base() -> bool:
    """Whether conflicts are to show the common ancestor, as `merge.conflictStyle` says here."""
    return _git("config", "--get", "merge.conflictStyle")[1] in _BASE_SHOWN


def wants_colour() -> bool:
    """Whether differences are to be coloured on a terminal, as `color.diff` and `color.ui` say here."""
    return _git("config", "--get-colorbool", "color.diff", "true")[1] != "false"


def merge_as_text(ours: str, base: str, theirs: str, size: int) -> int:
    """Merge `theirs` into the file `ours` by lines; how many conflicts there are, or git's exit code from 128 on."""
    labels: Sequence[str] = [part for label in LABELS for part in ("-L", label)]
    return _git("merge-file", "-q", f"--marker-size={size}", *labels, "--", ours, base, theirs)[0]


def _git(*arguments: str) -> tuple[int, str]:
    """The exit code of git, and what it prints; that of a failure where git cannot be run."""
    try:
        done = subprocess.run(["git", *arguments], stdout=subprocess.PIPE, check=False)  # noqa: S603, S607
    except OSError:
        return 255, ""
    return done.returncode, done.stdout.decode(errors="replace").strip()
