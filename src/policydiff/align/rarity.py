"""Rarity: how much a feature of a text says, from how few measures bear it.

Inverse document frequency (Spärck Jones 1972) over both documents together with a background of
policies and statutes, so that stock phrases and bodies weigh little even in a short list.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Background:
    """How many of `measures` measures bear a feature; features that few bear are left out."""

    measures: int
    counts: Mapping[str, int]


@cache
def background() -> Background:
    """The counts that come with the package."""
    data = json.loads((_DATA / "background.json").read_text("utf-8"))
    counts = {name: int(count) for count, names in data["counts"].items() for name in names.split(" ")}
    return Background(data["measures"], counts)


def rarities(measures: Iterable[Iterable[str]], known: Background) -> dict[str, float]:
    """The rarity of each feature: near 0 if all measures bear it, 1 if one alone does."""
    frequency: Counter[str] = Counter()
    total = known.measures + 1
    for names in measures:
        frequency.update(names)
        total += 1
    top = math.log(total)
    counts = known.counts
    return {name: math.log(total / (count + counts.get(name, 0))) / top for name, count in frequency.items()}
