"""Flows: which way a measure lets money, goods, persons or services cross the border."""

import json
import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def _words() -> tuple[re.Pattern[str], dict[str, int]]:
    """The words, the longest first, and which way each leads: 1 inward, -1 outward, 0 both."""
    data = json.loads((_DATA / "flows.json").read_text("utf-8"))
    ways = {word: way for key, way in (("both", 0), ("inward", 1), ("outward", -1)) for word in data[key]}
    words = sorted(ways, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words))), ways


def flow(text: str) -> float:
    """The direction of a folded text: 1 all inward, -1 all outward, 0 neither or both alike."""
    pattern, ways = _words()
    found = [ways[word] for word in pattern.findall(text) if ways[word]]
    return sum(found) / len(found) if found else 0.0
