"""Liability: provisions that say what follows a breach, not what the duty is."""

import json
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def _words() -> tuple[str, ...]:
    return tuple(json.loads((_DATA / "liability.json").read_text("utf-8"))["words"])


def names_liability(text: str) -> bool:
    """Whether a folded text names a liability."""
    return any(word in text for word in _words())
