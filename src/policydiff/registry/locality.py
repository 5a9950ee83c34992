"""Locality phrases: the words of a measure that only say where it applies."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from policydiff.model.document import Region
from policydiff.registry.areas import extent_of
from policydiff.registry.areas import names as area_names
from policydiff.registry.audiences import audience_words
from policydiff.registry.modality import force_words
from policydiff.registry.places import place_by_code
from policydiff.registry.quantities import bound_words
from policydiff.registry.terms import segmenter
from policydiff.registry.wording import wording_words
from policydiff.text.fold import fold

_DATA = Path(__file__).parent / "data"


_KEYS = ("areas", "places", "own", "conditions", "before", "after")


@cache
def _data() -> dict[str, list[str]]:
    text = (_DATA / "locality.json").read_text("utf-8")
    data = json.loads(text)
    return {key: [fold(word).text for word in data[key]] for key in _KEYS} | {
        "named": data["named"],
        "zones": [data["zones"]],
    }


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def own_names(region: Region | None) -> tuple[str, ...]:
    """The names by which a document speaks of its own place, or parts of it (厦门市, 厦门, 我市, 厦门片区)."""
    if region is None:
        return ()
    place = place_by_code(region.code)
    home = extent_of(region.code)
    within = sorted(name for name, land in area_names().items() if land and land <= home)
    names = [region.name, place.short if place else region.name, *_data()["own"], *within]
    return tuple(dict.fromkeys(folded for name in names if (folded := fold(name).text)))


class Locality:
    """Recognises locality phrases in folded text, with the names of the own places added."""

    def __init__(self, *regions: Region | None) -> None:
        data = _data()
        own = [name for region in regions for name in own_names(region)]
        self.words = (*data["areas"], *own)
        self.segmenter = segmenter(*self.words, *force_words(), *bound_words(), *audience_words(), *wording_words())
        named = f"{data['named'][0]}(?P<area>{_any(data['areas'])})"
        if own:
            named = f"(?:{named}|(?P<own>{_any(own)}){data['zones'][0]})"
        qualified = f"{_any(data['conditions'])}++(?P<place>{_any(data['places'])})"
        area = f"(?:{_any(data['conditions'])}*+{named}|{qualified}){_any(data['after'])}?"
        self._phrase = re.compile(area)
        area = re.sub(r"\(\?P<\w+>", "(?:", area)
        names = [*data["areas"], *own]
        self._ends = tuple(name + behind for name in names for behind in ("", *data["after"]))
        self._whole = re.compile(f"{_any(data['before'])}?(?:{area})+")

    def find(self, text: str, within: tuple[int, int], is_bound: Callable[[int], bool]) -> tuple[int, int] | None:
        """The span of the first locality phrase in a part of a folded text, without the word that governs it.

        The name of the area must be a word of its own, as `is_bound` says of places: 本市 is none in 资本市场.
        """
        for match in self._phrase.finditer(text, *within):
            name = match.lastgroup or "area"
            if all(at in within or is_bound(at) for at in match.span(name)):
                return match.span()
        return None

    def ends_with_area(self, text: str, end: int) -> bool:
        """Whether a folded text up to `end` ends with the name of an area, and the words that go with it."""
        return text.endswith(self._ends, 0, end)

    def is_whole(self, text: str) -> bool:
        """Whether a folded text is nothing but a locality phrase and the word that governs it."""
        return self._whole.fullmatch(text) is not None
