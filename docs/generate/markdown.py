"""Markdown that shows a text as it is."""

import re
from collections.abc import Iterable, Sequence


def cell(text: object) -> str:
    """A text as a cell of a table: one line, and no sign of it is Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", " ".join(str(text).split()))


def code(text: object) -> str:
    """A text as code, also in a cell."""
    shown = " ".join(str(text).split())
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"
