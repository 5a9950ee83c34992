"""Rarity: how much a feature of a text says, from how few measures bear it.

Inverse document frequency (Spärck Jones 1972) over both documents together with a background of
policies and statutes, so that stock phrases and bodies weigh little even in a short list.
"""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policydiff.align.profile import Profile

_DATA = Path(__file__).parent / "data"
_MARK = 8
"""Hexadecimal digits of a mark."""


@dataclass(frozen=True)
class Background:
    """How many of `measures` measures bear a feature; features that few bear are left out.

    The background has many more statutes than policies, so each measure of a statute counts for less.

    `known` are the marks of the measures counted, so that none is counted twice.
    """

    measures: int
    counts: Mapping[str, float]
    known: Set[str]


@cache
def background() -> Background:
    """The counts that come with the package."""
    data = json.loads((_DATA / "background.json").read_text("utf-8"))
    counts = {name: float(count) for count, names in data["counts"].items() for name in names.split(" ")}
    marks = data["known"]
    known = frozenset(marks[at : at + _MARK] for at in range(0, len(marks), _MARK))
    return Background(data["measures"], counts, known)


def mark(text: str) -> str:
    """The mark of a measure with this folded text."""
    return hashlib.blake2b(text.encode(), digest_size=_MARK // 2).hexdigest()


def rarities(profiles: Iterable[Profile], known: Background) -> dict[str, float]:
    """The rarity of each feature: near 0 if all measures bear it, 1 if one alone does."""
    here: Counter[str] = Counter()
    new: Counter[str] = Counter()
    total = known.measures + 1
    for profile in profiles:
        names = {*profile.pairs, *profile.terms}
        here.update(names)
        if mark(profile.text) not in known.known:
            new.update(names)
            total += 1
    top = math.log(total)
    counts = known.counts
    return {name: math.log(total / max(count, new[name] + counts.get(name, 0))) / top for name, count in here.items()}
