"""Words whose change leaves a policy as it is: function words and words used for each other."""

import json
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def _data() -> tuple[frozenset[str], dict[str, frozenset[int]]]:
    data = json.loads((_DATA / "wording.json").read_text("utf-8"))
    sets: dict[str, set[int]] = {}
    for number, words in enumerate(data["synonyms"]):
        for word in words:
            sets.setdefault(word, set()).add(number)
    return frozenset(data["function_words"]), {word: frozenset(numbers) for word, numbers in sets.items()}


def is_function_word(word: str) -> bool:
    """Whether a word carries grammar only (的, 将, 同时)."""
    return word in _data()[0]


def are_synonyms(left: str, right: str) -> bool:
    """Whether two words are used for each other in official texts (推动, 推进)."""
    sets = _data()[1]
    return left == right or bool(sets.get(left, frozenset()) & sets.get(right, frozenset()))
