"""The word lists of the generator, as `words.json` keeps them."""

import json
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WORDS: dict[str, Any] = json.loads((HERE / "words.json").read_text("utf-8"))
VERBS: tuple[str, ...] = tuple(WORDS["verbs"])
STOPS = "，。；：,;:"
"""Signs that end a clause, in both widths."""


def opens_clause(text: str, at: int) -> bool:
    """Whether a clause begins at this place."""
    return at == 0 or text[at - 1] in STOPS


def depth(text: str, at: int) -> int:
    """How many brackets, titles and quotations are open at this place."""
    return _depths(text)[at]


@lru_cache(maxsize=16)
def _depths(text: str) -> list[int]:
    steps, quoted = [], False
    for sign in text:
        if sign == '"':
            quoted = not quoted
            steps.append(1 if quoted else -1)
        else:
            steps.append((sign in "（(《“‘") - (sign in "）)》”’"))
    return list(accumulate(steps, initial=0))


def places(text: str, words: str) -> list[int]:
    """Where these words stand outside brackets and quotations, without overlap."""
    found, at = [], text.find(words)
    while at >= 0:
        if depth(text, at) == 0:
            found.append(at)
        at = text.find(words, at + len(words))
    return found
