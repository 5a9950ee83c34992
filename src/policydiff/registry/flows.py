"""Flows: which way a measure lets money, goods, persons or services cross the border."""

import json
import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def _words() -> tuple[re.Pattern[str], frozenset[str]]:
    """The words of both directions, the longest first, and those that lead inward."""
    data = json.loads((_DATA / "flows.json").read_text("utf-8"))
    words = sorted((*data["inward"], *data["outward"]), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words))), frozenset(data["inward"])


def flow(text: str) -> float:
    """The direction of a folded text: 1 all inward, -1 all outward, 0 neither or both alike."""
    pattern, inward = _words()
    found = pattern.findall(text)
    return (2 * sum(word in inward for word in found) - len(found)) / len(found) if found else 0.0
