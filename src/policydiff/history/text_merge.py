"""What git itself does and says of merging files as text."""

from collections.abc import Sequence

LABELS = ("ours", "base", "theirs")
_BASE_SHOWN = ("diff3", "zdiff3")


def shows_base() -> bool:
    """Whether conflicts are to show the common ancestor, as `merge.conflictStyle` says here."""
    from git import Git

    code, style, _ = Git().execute(
        ["git", "config", "--get", "merge.conflictStyle"], with_extended_output=True, with_exceptions=False
    )
    return code == 0 and str(style).strip() in _BASE_SHOWN


def merge_as_text(ours: str, base: str, theirs: str, size: int) -> int:
    """Merge `theirs` into the file `ours` by lines; how many conflicts there are, or git's exit code from 128 on."""
    from git import Git

    labels: Sequence[str] = [part for label in LABELS for part in ("-L", label)]
    code, _, _ = Git().execute(
        ["git", "merge-file", "-q", f"--marker-size={size}", *labels, "--", ours, base, theirs],
        with_extended_output=True,
        with_exceptions=False,
    )
    return int(code)
