"""Other words for the same policy, and the same words for another one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from random import Random

from tests.mutations.texts import ENOUGH, Clause, clauses, text_of
from tests.mutations.words import (
    FIELDS,
    FRAMES,
    IN_NAMES,
    IN_NOUNS,
    IN_STOCK,
    IN_SYNONYMS,
    LEADS,
    NAMES,
    NOUNS,
    SYNONYMS,
    UNITS,
)

_QUANTITY = re.compile(rf"(?<![\d.])\d+(?:\.\d+)?(?=(?:{'|'.join(sorted(UNITS, key=len, reverse=True))}))")
_SIGNS = '（）()《》“”「」"'
_FIELDS = frozenset(FIELDS)
_FUNCTION = frozenset("的和与及等在对为将由于以可向其并或从到至按把了所中内外上下不")
_SUBJECT_LEFT = 0.2
"""Share of a distractor that may be words which neither were replaced nor belong to any policy."""


@dataclass(frozen=True, slots=True)
class Intensity:
    """How far a text is reworded: the share of its characters that stay and of clauses touched, and tries for each of these."""

    low: float
    high: float
    touched: float
    tries: int


INTENSITIES = {
    "light": Intensity(0.85, 0.95, 0.34, 6),
    "medium": Intensity(0.62, 0.8, 0.67, 8),
    "heavy": Intensity(0.4, 0.6, 1.0, 20),
}

Step = Callable[[list[Clause], int, Random], list[Clause]]


def reword(text: str, intensity: Intensity, rng: Random, *, whole: bool = True) -> str:
    """The text in other words, as far as its words allow; only a `whole` measure loses clauses."""
    parts = clauses(text)
    left = 1.0
    count = ceil(intensity.touched * len(parts))
    touched = rng.sample(range(len(parts)), count)
    first: list[Step] = [rng.choice((add_stock, drop_stock)), swap_clauses]
    steps = (*_STEPS, drop_stock, drop_clause) if whole and intensity.touched == 1 else _STEPS
    for step in (
        *(step for step in first if rng.random() < intensity.touched),
        *(rng.choice(steps) for _ in range(intensity.tries * count)),
    ):
        changed = step(parts, min(rng.choice(touched), len(parts) - 1), rng)
        if changed == parts:
            continue
        share = kept(text, text_of(changed))
        if intensity.low <= share <= left:
            parts, left = changed, share
        if left <= intensity.high:
            break
    return text_of(parts)


def kept(before: str, after: str) -> float:
    """The share of the characters of `before` that are in `after` too, wherever they stand."""
    lost = sum(max(0, before.count(character) - after.count(character)) for character in set(before))
    return 1 - lost / max(1, len(before))


def _with(parts: list[Clause], at: int, words: str) -> list[Clause]:
    return [*parts[:at], Clause(words, parts[at].sign), *parts[at + 1 :]]


def use_synonyms(parts: list[Clause], at: int, rng: Random) -> list[Clause]:
    words = parts[at].words

    def other(word: str) -> str:
        return rng.choice(SYNONYMS[word]) if rng.random() < 0.5 else word

    cited = re.split("(《[^》]*》)", words)
    return _with(
        parts, at, "".join(piece if piece[:1] == "《" else IN_SYNONYMS.replaced(piece, other) for piece in cited)
    )


def add_stock(parts: list[Clause], at: int, rng: Random) -> list[Clause]:
    lead = rng.choice(LEADS)
    return parts if lead.endswith("，") and "前提下" in text_of(parts) else _with(parts, at, lead + parts[at].words)


def drop_stock(parts: list[Clause], at: int, rng: Random) -> list[Clause]:
    words = parts[at].words
    spans = IN_STOCK.spans(words)
    if not spans:
        return parts
    start, end = rng.choice(spans)
    rest = words[:start] + words[end:].removeprefix("，")
    return _with(parts, at, rest) if len(rest) >= 4 else parts


def drop_item(parts: list[Clause], at: int, rng: Random) -> list[Clause]:
    """A list without one of its inner items."""
    items = parts[at].words.split("、")
    loose = [place for place in range(1, len(items) - 1) if not set(items[place]) & set(_SIGNS)]
    if not loose:
        return parts
    del items[rng.choice(loose)]
    return _with(parts, at, "、".join(items))


def swap_clauses(parts: list[Clause], at: int, rng: Random) -> list[Clause]:
    """A clause and the next one change places; the signs stay where they are."""
    if at + 1 >= len(parts):
        return parts
    one, other = parts[at], parts[at + 1]
    return [*parts[:at], Clause(other.words, one.sign), Clause(one.words, other.sign), *parts[at + 2 :]]


def turn_around(parts: list[Clause], at: int, rng: Random) -> list[Clause]:
    """支持建设X becomes 对建设X给予支持."""
    words = parts[at].words
    for verb, frame in FRAMES:
        if words.startswith(verb) and 6 <= len(words) - len(verb) <= 40:
            return _with(parts, at, frame.format(words.removeprefix(verb)))
    return parts


def drop_clause(parts: list[Clause], at: int, rng: Random) -> list[Clause]:
    """A text without one clause that is not its longest."""
    lengths = [len(IN_STOCK.replaced(part.words, lambda _: "")) for part in parts]
    if len(parts) < 2 or lengths[at] == max(lengths) or sum(lengths) - lengths[at] < ENOUGH:
        return parts
    return [*parts[:at], *parts[at + 1 :]]


_STEPS: tuple[Step, ...] = (use_synonyms, use_synonyms, use_synonyms, drop_item, turn_around)


def swap_numbers(text: str, rng: Random) -> str:
    """Every quantity becomes another one."""

    def other(match: re.Match[str]) -> str:
        value = float(match.group())
        options = {f"{round(value * factor):d}" for factor in (0.5, 1.5, 2, 3)} - {match.group(), "0"}
        return rng.choice(sorted(options or {f"{value + 1:g}"}))

    return _QUANTITY.sub(other, text)


def swap_names(text: str, rng: Random) -> str:
    """Every place and body becomes another one, the same one the same."""
    others: dict[str, str] = {}
    return IN_NAMES.replaced(text, lambda name: others.setdefault(name, rng.choice(NAMES.get(name, (name,)))))


def other_subject(text: str, rng: Random) -> str | None:
    """The stock frame of a text about another subject; None where the frame is not all that would be left."""
    used = {text[start:end] for start, end in IN_NOUNS.spans(text)}
    if len(used & _FIELDS) < 2:
        return None
    for part in clauses(text):
        nouns = {part.words[start:end] for start, end in IN_NOUNS.spans(part.words)}
        if len(part.words) >= 10 and (not nouns & _FIELDS or _subject_left(part.words) > _SUBJECT_LEFT):
            return None
    others = {noun: rng.choice([other for other in NOUNS[noun] if other not in text]) for noun in sorted(used)}
    return IN_NOUNS.replaced(text, others.__getitem__)


def _subject_left(words: str) -> float:
    """The share of a clause that says what it is about besides the nouns that would be replaced."""
    rest = words
    for lexicon in (IN_NOUNS, IN_STOCK, IN_NAMES, IN_SYNONYMS):
        rest = lexicon.replaced(rest, lambda _: " ")
    return sum(character.isalpha() and character not in _FUNCTION for character in rest) / len(words)
