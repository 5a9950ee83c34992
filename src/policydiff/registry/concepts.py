"""Concepts: words of the field that stand for the same thing or for each other, from packaged data."""

import json
from functools import cache
from pathlib import Path

from policydiff.registry.places import places
from policydiff.registry.terms import segmenter
from policydiff.text.words import Segmenter

_DATA = Path(__file__).parent / "data"


@cache
def _lexicon() -> dict[str, str]:
    """The concept of each term; # marks it from a word of the text."""
    data = json.loads((_DATA / "lexicon.json").read_text("utf-8"))
    return {term: f"#{group['id']}" for group in data["groups"] for term in group["terms"]}


@cache
def concept_segmenter() -> Segmenter:
    """A segmenter that keeps the terms of the lexicon whole."""
    return segmenter(*_lexicon())


@cache
def place_words() -> frozenset[str]:
    """The names of places, which say where and not what."""
    return frozenset(name for place in places() for name in (place.name, place.short))


def concept(word: str) -> str | None:
    """The concept of a folded word, or the word marked as one; None for a place, a number, a single character."""
    if len(word) < 2 or word[0].isdigit() or word in place_words():
        return None
    return _lexicon().get(word) or f"={word}"
