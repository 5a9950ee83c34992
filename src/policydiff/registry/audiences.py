"""Audiences: who a measure is for, and which group includes which; from packaged data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class _Audiences:
    includes: Mapping[str, tuple[str, ...]]
    origins: tuple[str, ...]
    heads: tuple[str, ...]
    universal: tuple[str, ...]


@cache
def _data() -> _Audiences:
    data = json.loads((_DATA / "audiences.json").read_text("utf-8"))
    keys = ("origins", "heads", "universal")
    longest_first = {key: tuple(sorted(data[key], key=lambda word: (-len(word), word))) for key in keys}
    return _Audiences({name: tuple(parts) for name, parts in data["includes"].items()}, **longest_first)


def is_audience(word: str) -> bool:
    """Whether a word names persons or organisations, or where they come from."""
    return word in _data().origins or word.endswith(_data().heads)


def is_universal(words: str) -> bool:
    """Whether words leave nobody out (各类企业)."""
    return words.startswith(_data().universal)


def origin_of(words: str) -> str | None:
    """The origin that words begin with (港澳台 in 港澳台医师)."""
    return next((origin for origin in _data().origins if words.startswith(origin)), None)


def audience_words() -> tuple[str, ...]:
    """Origins and heads, for segmenters that keep them whole."""
    return (*_data().origins, *(head for head in _data().heads if len(head) > 1))


def includes(wide: str, narrow: str) -> bool:
    """Whether one group includes another, directly or through others (境外 includes 香港)."""
    parts = _data().includes.get(wide, ())
    return narrow in parts or any(includes(part, narrow) for part in parts)
