"""Units: what the words of an edit do, found before a change is named.

A stretch of words is cut into phrases of place, quantities, conditions, words of force, verbs, and
groups of nouns, which name an audience or a subject matter. Particles that tie them together
belong to no unit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policydiff.changes.catalogue import AUDIENCE, CONDITION, LOCALITY, MODALITY, QUANTITY, SCOPE
from policydiff.changes.words import Words
from policydiff.registry.audiences import is_audience
from policydiff.registry.conditions import find_condition
from policydiff.registry.modality import binds_here, is_verb
from policydiff.registry.quantities import bound_kind, quantities
from policydiff.registry.wording import is_function_word
from policydiff.text.fold import ITEM, SEPARATORS
from policydiff.text.runs import is_sign

Span = tuple[int, int]

VERB, PARTICLE = "verb", "particle"
NOUNS = frozenset((AUDIENCE, SCOPE))


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a passage and what it does there: a kind of change, `VERB` or `PARTICLE`."""

    kind: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.start, self.end


def units(words: Words, span: Span) -> list[Unit]:
    """The units of a stretch of a passage, in order, without particles."""
    found = list(_scan(words, span))
    found = _with_particles(words, _joined(words, found))
    return [unit for unit in found if unit.kind != PARTICLE]


def _scan(words: Words, span: Span) -> Iterator[Unit]:
    """Phrases first, then word by word."""
    at = span[0]
    for unit in _phrases(words, span):
        yield from (_of_word(words, *word) for word in words.within((at, unit.start)))
        yield unit
        at = unit.end
    yield from (_of_word(words, *word) for word in words.within((at, span[1])))


def _phrases(words: Words, span: Span) -> Iterator[Unit]:
    """Phrases of place, conditions and quantities, from left to right; of two that overlap the first."""
    at = span[0]
    while at < span[1]:
        text = words.text[at : span[1]]
        options = []
        if place := words.locality.find(text):
            options.append(Unit(LOCALITY, *place))
        if condition := find_condition(text):
            options.append(Unit(CONDITION, *condition))
        options += [Unit(QUANTITY, *quantity.span) for quantity in quantities(text)[:1]]
        if not options:
            return
        first = min(options, key=lambda unit: (unit.start, -unit.end))
        yield Unit(first.kind, at + first.start, at + first.end)
        at += first.end


def _of_word(words: Words, start: int, end: int) -> Unit:
    word = words.text[start:end]
    if is_sign(word):
        return Unit(PARTICLE, start, end)
    if binds_here(word, words.before(start), words.behind(end), opens=words.opens(start)):
        return Unit(MODALITY, start, end)
    if is_function_word(word):
        return Unit(PARTICLE, start, end)
    if bound_kind(word):
        return Unit(QUANTITY, start, end)
    if is_verb(word):
        return Unit(VERB, start, end)
    return Unit(AUDIENCE if is_audience(word) else SCOPE, start, end)


def _joined(words: Words, found: list[Unit]) -> list[Unit]:
    """Nouns that follow each other, also over 的 and 、, are one group; its last word says of what.

    So are words of force in a row (积极探索), and a quantity with its bound.
    """
    joined: list[Unit] = []
    for unit in found:
        last = joined[-1] if joined else None
        if last and last.kind == unit.kind and unit.kind in (MODALITY, QUANTITY) and last.end == unit.start:
            joined[-1] = replace(last, end=unit.end)
        elif last and last.kind in NOUNS and unit.kind in (*NOUNS, VERB) and _ties(words.text[last.end : unit.start]):
            kind = last.kind if unit.kind == VERB else unit.kind
            joined[-1] = Unit(kind, last.start, unit.end)
        elif unit.kind == PARTICLE and last and last.kind in NOUNS and _ties(words.text[slice(*unit.span)]):
            continue  # kept out for now: the next noun bridges it
        else:
            joined.append(unit)
    return joined


def _ties(text: str) -> bool:
    return text in ("", "的", ITEM)


def _with_particles(words: Words, found: list[Unit]) -> list[Unit]:
    """Phrases of place with the words that belong to them: what governs them, and areas named before."""
    kept: list[Unit] = []
    for unit in found:
        while unit.kind == LOCALITY and kept and _belongs(words, kept[-1], unit):
            unit = replace(unit, start=kept.pop().start)  # noqa: PLW2901  grows to the left
        last = kept[-1] if kept else None
        if unit.kind == LOCALITY and last and last.kind in NOUNS and words.text[last.end : unit.start] == "的":
            kept[-1] = replace(last, kind=CONDITION)  # 旅行服务进出口集聚的试点地区
            unit = replace(unit, start=last.end)  # noqa: PLW2901
        kept.append(unit)
    return kept


def _belongs(words: Words, last: Unit, place: Unit) -> bool:
    """Whether a unit before a phrase of place is a part of it: 在, 选择, or areas before 等."""
    text = words.text
    if last.end != place.start or text[slice(*last.span)] in SEPARATORS:
        return False
    if last.kind == PARTICLE or words.locality.is_whole(text[last.start : place.end]):
        return last.kind != MODALITY
    return last.kind in NOUNS and text.startswith("等", place.start)
