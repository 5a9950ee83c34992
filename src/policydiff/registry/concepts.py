"""Concepts: words of the field that stand for the same thing or for each other, from packaged data."""

import json
from collections.abc import Set
from functools import cache
from pathlib import Path

from policydiff.registry.places import places
from policydiff.registry.terms import segmenter
from policydiff.text.words import Segmenter

_DATA = Path(__file__).parent / "data"
_LONGEST = 8
_INSTRUMENT, _CONCEPT, _WORD = "!#="


@cache
def _lexicon() -> dict[str, str]:
    """The concept of each term, with a mark that tells instruments, other concepts and words of the text apart."""
    data = json.loads((_DATA / "lexicon.json").read_text("utf-8"))
    return {
        term: (_INSTRUMENT if group["class"] == "instrument" else _CONCEPT) + group["id"]
        for group in data["groups"]
        for term in group["terms"]
    }


@cache
def concept_segmenter() -> Segmenter:
    """A segmenter that keeps the terms of the lexicon whole."""
    return segmenter(*_lexicon())


@cache
def place_words() -> frozenset[str]:
    """The names of places, which say where and not what."""
    return frozenset(name for place in places() for name in (place.name, place.short))


def names_place(text: str) -> bool:
    """Whether a folded text is or ends with the name of a place (在厦门)."""
    return any(text[start:] in place_words() for start in range(max(0, len(text) - _LONGEST), len(text)))


def terms(text: str) -> list[str]:
    """The words of a folded text, each as the concept it stands for or marked as a word.

    Terms of three characters and more count wherever they stand, also within and across others
    (港澳医师: that, and 医师); places, numbers and single characters do not count.
    """
    return [name for name, _, _ in occurrences(text)]


def occurrences(text: str) -> list[tuple[str, int, int]]:
    """The terms of a folded text with where each begins and ends."""
    known, places = _lexicon(), place_words()
    found = []
    end = 0
    for word in concept_segmenter().words(text):
        start, end = end, end + len(word)
        if len(word) > 1 and not word[0].isdigit() and word not in places:
            found.append((known.get(word, _WORD + word), start, end))
    return found + _within(text, known, _beginnings())


@cache
def _beginnings() -> frozenset[str]:
    """The first three characters of the terms that count wherever they stand."""
    return frozenset(term[:3] for term in _lexicon() if len(term) > 2)


def _within(text: str, known: dict[str, str], beginnings: Set[str]) -> list[tuple[str, int, int]]:
    """Terms of the lexicon of three characters and more, the longest from each character on."""
    found = []
    for start in range(len(text) - 2):
        if text[start : start + 3] in beginnings:
            for end in range(min(len(text), start + _LONGEST), start + 2, -1):
                if text[start:end] in known:
                    found.append((known[text[start:end]], start, end))
                    break
    return found


def is_term(name: str) -> bool:
    """Whether a feature of a text is a term as `terms` gives it, not a pair of characters."""
    return len(name) > 2


def is_instrument(name: str) -> bool:
    """Whether a feature is a named policy tool, permission, programme or procedure."""
    return len(name) > 2 and name[0] == _INSTRUMENT


def concept_id(name: str) -> str | None:
    """The lexicon's id of a term; None if it is a word of its own."""
    return None if name[0] == _WORD else name[1:]
