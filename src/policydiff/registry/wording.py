"""Words whose change leaves a policy as it is: function words and words used for each other."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def _data() -> tuple[frozenset[str], dict[str, frozenset[int]], frozenset[str]]:
    data = json.loads((_DATA / "wording.json").read_text("utf-8"))
    sets: dict[str, set[int]] = {}
    for number, words in enumerate(data["synonyms"]):
        for word in words:
            sets.setdefault(word, set()).add(number)
    synonyms = {word: frozenset(numbers) for word, numbers in sets.items()}
    return frozenset(data["function_words"]), synonyms, frozenset(data["light_verbs"])


def wording_words() -> tuple[str, ...]:
    """All words of wording with more than one character, for segmenters that keep them whole."""
    return tuple(sorted(word for word in (*_data()[0], *_data()[1]) if len(word) > 1))


def is_light_verb(word: str) -> bool:
    """Whether a verb says no more than that what follows is done (开展)."""
    return word in _data()[2]


def is_function_word(word: str) -> bool:
    """Whether a word carries grammar only (的, 将, 同时)."""
    return word in _data()[0]


def abbreviates(short: str, long: Sequence[str]) -> bool:
    """Whether one term is made of characters of every word of another, in order (电商 of 电子, 商务)."""
    if not 1 < len(short) < sum(map(len, long)) or len(long) < 2 or short in "".join(long) or min(short) < "一":
        return False
    at = 0
    for word in long:
        taken = 0
        for character in word:
            if at < len(short) and short[at] == character:
                at, taken = at + 1, taken + 1
        if not taken:
            return False
    return at == len(short)


def are_synonyms(left: str, right: str) -> bool:
    """Whether two words are used for each other in official texts (推动, 推进)."""
    sets = _data()[1]
    return left == right or bool(sets.get(left, frozenset()) & sets.get(right, frozenset()))
