"""The words that mutations choose from, and finding them in a text."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

_DATA = json.loads((Path(__file__).parent / "words.json").read_text("utf-8"))


class Lexicon:
    """Words found in a text from left to right, the longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(words, key=lambda word: (-len(word), word)):
            self._by_first.setdefault(word[0], []).append(word)

    def spans(self, text: str) -> list[tuple[int, int]]:
        found = []
        last = 0
        for at, first in enumerate(text):
            if at >= last and first in self._by_first:
                for word in self._by_first[first]:
                    if text.startswith(word, at):
                        last = at + len(word)
                        found.append((at, last))
                        break
        return found

    def replaced(self, text: str, choose: Callable[[str], str]) -> str:
        """The text with `choose(word)` in the place of every word that is found."""
        out, last = [], 0
        for start, end in self.spans(text):
            out += [text[last:start], choose(text[start:end])]
            last = end
        return "".join(out) + text[last:]


_GROUPS = [tuple(group.split()) for group in _DATA["synonyms"]]
SYNONYMS = {word: tuple(other for other in group if other != word) for group in _GROUPS for word in group}
CANONICAL = {word: group[0] for group in _GROUPS for word in group}
STOCK: tuple[str, ...] = tuple(_DATA["stock"])
LEADS: tuple[str, ...] = tuple(_DATA["leads"])
FRAMES: tuple[tuple[str, str], ...] = tuple((verb, frame) for verb, frame in _DATA["frames"])
UNITS: tuple[str, ...] = tuple(_DATA["units"])
FIELDS, BODIES, PEOPLE, PAPERS = (tuple(_DATA["nouns"][kind]) for kind in ("fields", "bodies", "people", "papers"))
NOUNS = {noun: kind for kind in (FIELDS, BODIES, PEOPLE, PAPERS) for noun in kind}
"""Each noun with all of its kind."""
NAMES = {name: tuple(other for other in names if other != name) for names in _DATA["names"].values() for name in names}

IN_SYNONYMS = Lexicon(SYNONYMS)
IN_STOCK = Lexicon(STOCK)
IN_NOUNS = Lexicon(NOUNS)
IN_FIELDS = Lexicon(FIELDS)
IN_NAMES = Lexicon([*NAMES, *(f"{name}门" for name in NAMES if name.endswith("部"))])
"""公安部门 is any department, not 公安部."""


def canonical(text: str) -> str:
    """A view in which synonyms are one word, and stock phrases, numbers and signs are gone."""
    plain = IN_STOCK.replaced(text, lambda _: "")
    plain = IN_SYNONYMS.replaced(plain, CANONICAL.__getitem__)
    return "".join(character for character in plain if character.isalpha())
