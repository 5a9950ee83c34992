"""Text as data: what acts on a terminal is shown by its code. It needs next to nothing, so that it starts at once."""

import unicodedata
from functools import lru_cache

_ACTING = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


@lru_cache(maxsize=8192)
def _visible(character: str) -> str:
    if unicodedata.category(character) in _ACTING:
        return f"<U+{ord(character):04X}>"
    return character


def plain(text: str) -> str:
    """A text with control and invisible characters shown by their code."""
    if text.isprintable():  # most are, and this is a hundred times faster than a look at each character
        return text
    return "".join(map(_visible, text))


def harmless(text: str) -> str:
    """A line for a log: invisible characters by their code, and nothing that GitHub's runner takes for a command."""
    shown = plain(text).replace("##[", "##<U+005B>")
    return f"./{shown}" if shown.lstrip().startswith("::") else shown


def plain_lines(text: str) -> str:
    """The same of a text of several lines: its line breaks stay."""
    return "\n".join(map(plain, text.split("\n")))
