"""A snapshot file with conflicts in it, as plain lines: both sides by measure, and marks where they differ."""

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from policydiff.report.plain import text_view

_MARK = re.compile(r"(<{7,}|\|{7,}|={7,}|>{7,})(?: .*)?")
_PART = {"<": "ours", "|": "base", "=": "theirs", ">": ""}


def text_view_of_conflicts(text: str, language: str) -> str:
    """The lines of a snapshot file that holds conflicts, with marks around what differs.

    Raises:
        ValueError: it holds none, or a side of it is no JSON.
        LookupError, TypeError, AttributeError: a side holds no data of a snapshot.
    """
    ours, theirs = _sides(text)
    if ours == theirs:
        raise ValueError("there are no conflicts")
    views = [text_view(json.loads(side), language).splitlines() for side in (ours, theirs)]
    return "".join(f"{line}\n" for line in _marked(*views))


def _sides(text: str) -> tuple[str, str]:
    """The file with our side of each conflict, and with theirs."""
    sides: dict[str, list[str]] = {"ours": [], "theirs": []}
    part = ""
    for line in text.split("\n"):
        mark = _MARK.fullmatch(line)
        if mark:
            part = _PART[mark[1][0]]
            continue
        for name, lines in sides.items():
            if part in ("", name):
                lines.append(line)
    return "\n".join(sides["ours"]), "\n".join(sides["theirs"])


def _marked(ours: list[str], theirs: list[str]) -> Iterator[str]:
    for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ours[i:j]
        else:
            yield from ("<<<<<<< ours", *ours[i:j], "=======", *theirs[k:m], ">>>>>>> theirs")
