"""Outputs as a page shows them, and as they are: `…` stands for what is left out."""

import re
from difflib import SequenceMatcher

ELISION = "…"
_COMMIT = re.compile(r"\b[0-9a-f]{10}\b")
"""A commit as it is shown: any other will do, since it changes with every version of the program."""


def agrees(shown: str, printed: str) -> bool:
    """Whether a page shows this output."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == ELISION + "\n" else _line_pattern(line) + r"\n" for line in shown.splitlines(True)
    )
    return re.fullmatch(pattern, _ended(printed)) is not None


def renewed(shown: str, printed: str) -> str:
    """What a page shows, brought up to date: lines that are left out stay so where the lines around them are there."""
    if agrees(shown, printed):
        return shown
    old, new = shown.splitlines(), _ended(printed).splitlines()
    patterns = [re.compile(_line_pattern(line + "\n")) for line in old]
    new = [
        next((line for line, one in zip(old, patterns, strict=True) if line != ELISION and one.fullmatch(got)), got)
        for got in new
    ]
    lines: list[str] = []
    for what, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = old[first:last], new[begin:end]
        if what == "equal" or ELISION not in gone:
            lines += come
        else:
            at = gone.index(ELISION)
            behind = len(gone) - 1 - at
            lines += [*come[: min(at, len(come))], ELISION, *(come[len(come) - behind :] if behind < len(come) else [])]
    return "".join((ELISION if line.startswith("$ ") else line) + "\n" for line in lines)  # it would be a command


def _line_pattern(line: str) -> str:
    pattern = ".*".join(re.escape(part) for part in line.rstrip("\n").split(ELISION))
    return _COMMIT.sub(_COMMIT.pattern.replace("\\", r"\\"), pattern)


def _ended(printed: str) -> str:
    """Output as a block shows it: without blanks at the ends of lines, and whole lines."""
    text = "".join(line.rstrip() + "\n" for line in printed.splitlines())
    return text.rstrip("\n") + "\n" if text.strip() else ""
