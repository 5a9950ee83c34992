"""Units: what the words of an edit do, found before a change is named.

A stretch of words is cut into phrases of place, quantities, conditions, words of force, verbs, and
groups of nouns, which name an audience or a subject matter. Particles that tie them together
belong to no unit.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from policydiff.changes.catalogue import AUDIENCE, CONDITION, LOCALITY, MODALITY, QUANTITY, SCOPE
from policydiff.changes.words import Words
from policydiff.registry.audiences import is_audience
from policydiff.registry.conditions import find_condition, is_predicate
from policydiff.registry.modality import binds_here, is_verb
from policydiff.registry.quantities import bound_kind
from policydiff.registry.wording import is_function_word
from policydiff.text.fold import ITEM, SEPARATORS
from policydiff.text.runs import is_sign

Span = tuple[int, int]

VERB, PARTICLE = "verb", "particle"
_PLACED = frozenset("中内上下间")
"""Words that say where behind a noun (市域内), and begin one elsewhere (内控, 中医)."""
_LONGEST_PLACE = 120
"""Characters of a phrase of place with all that belongs to it."""
_ADVERB = 2
"""Characters of a condition that is an adverb (依法)."""
_SHORT_BOUND = 2
"""Characters of a bound that is one beside a number alone (超过, 以上)."""
_BRACKETS = frozenset("<>()[]")
_LINKS = frozenset(("和", "及", "与", "或", "以及", "或者", "和其他"))
_PREPOSITIONS = frozenset("以由从向")
_TIES = frozenset(("", "的", ITEM, *_LINKS))
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
    """The units of a stretch of a passage, in order, without particles; each stretch is cut once."""
    if span not in words.units:
        words.units[span] = _units(words, span)
    return words.units[span]


def _units(words: Words, span: Span) -> list[Unit]:
    if _is_qualifying(words, span):
        return [Unit(CONDITION, *span)]
    found = list(_scan(words, span))
    joined = _joined(words, _joined(words, found))  # groups of nouns first, then what begins them
    found = _with_particles(words, [_with_ties(words, unit, found) for unit in joined])
    return [unit for unit in found if unit.kind != PARTICLE]


def _is_qualifying(words: Words, span: Span) -> bool:
    """Whether a whole stretch stands before 的 and says what must be so (注册满3年的)."""
    text = words.text[slice(*span)]
    if not (text.endswith("的") or words.behind(span[1]) == "的") or any(sign in text for sign in "，。"):
        return False
    core = text.removesuffix("的")
    says_so = is_predicate(core) or _counts(words, span, core)
    return says_so and words.locality.find(words.text, span, words.is_bound) is None


def _counts(words: Words, span: Span, core: str) -> bool:
    """Whether what stands before 的 holds a number behind something else (缴存公积金满一年的)."""
    return any(span[0] + 1 < start for start, _ in words.quantities_within((span[0], span[0] + len(core))))


def _scan(words: Words, span: Span) -> Iterator[Unit]:
    """Phrases first, then word by word."""
    at = span[0]
    for unit in _phrases(words, span):
        yield from (_of_word(words, *word, span) for word in words.within((at, unit.start)))
        yield unit
        at = unit.end
    yield from (_of_word(words, *word, span) for word in words.within((at, span[1])))


def _phrases(words: Words, span: Span) -> Iterator[Unit]:
    """Phrases of place, conditions and quantities, from left to right; of two that overlap the first."""
    at, end = span
    finders: dict[str, Callable[[int], Span | None]] = {
        LOCALITY: lambda at: words.locality.find(words.text, (at, end), words.is_bound),
        CONDITION: lambda at: _condition(words, (at, end)),
        QUANTITY: lambda at: next(iter(words.quantities_within((at, end))), None),
    }
    ahead: dict[str, Span | None] = {}
    while at < end:
        for kind, find in finders.items():  # what lies ahead is looked for once
            known = ahead.get(kind, (-1, -1))
            if known is not None and known[0] < at:
                ahead[kind] = find(at)
        options = [Unit(kind, *found) for kind, found in ahead.items() if found]
        if not options:
            return
        first = min(options, key=lambda unit: (unit.start, -unit.end))
        yield first
        at = first.end


def _condition(words: Words, span: Span) -> Span | None:
    """The first condition of a stretch that begins where a word does, and is more than a place."""
    at, end = span
    while found := find_condition(words.text, (at, end)):
        if words.is_bound(found[0]) and not words.locality.is_whole(words.text[slice(*found)]):
            return found
        at = found[0] + 1
    return None


def _of_word(words: Words, start: int, end: int, span: Span) -> Unit:
    word = words.text[start:end]
    if is_sign(word) or word in _BRACKETS:
        return Unit(PARTICLE, start, end)
    opens = words.opens(start) or ((start, end) == span and words.is_apart(start, end))
    if binds_here(word, words.before(start), words.behind(end), opens=opens):
        return Unit(MODALITY, start, end)
    if is_function_word(word) and not (word in _PLACED and words.begins_word(start, span)):
        return Unit(PARTICLE, start, end)
    if bound_kind(word) and (len(word) > _SHORT_BOUND or words.beside_number(start, end)):
        return Unit(QUANTITY, start, end)
    if is_verb(word) and opens:
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
        elif last and _is_compound(words, last, unit):
            kind = unit.kind if unit.kind in NOUNS else last.kind
            joined[-1] = Unit(kind, last.start, unit.end)
        elif (
            last and last.kind == VERB and unit.kind in NOUNS and last.end == unit.start and unit.end - unit.start == 1
        ):
            joined[-1] = Unit(unit.kind, last.start, unit.end)  # 经营性
        elif unit.kind == PARTICLE and last and last.kind in NOUNS and _ties(words.text[slice(*unit.span)]):
            continue  # kept out for now: the next noun bridges it
        else:
            joined.append(unit)
    return joined


def _is_compound(words: Words, last: Unit, unit: Unit) -> bool:
    """Whether two units are one group of nouns: a noun with what goes on from it, or a word of force or
    a condition that only begins a name (可再生能源, 依法治校): then nothing is left for it to govern.
    """
    if last.kind in NOUNS and unit.kind in (*NOUNS, VERB):
        return _ties(words.text[last.end : unit.start])
    if last.end != unit.start:
        return False
    if last.kind in NOUNS:
        return unit.kind == MODALITY
    adverbial = last.kind == CONDITION and last.end - last.start == _ADVERB
    names = words.closes(unit.end) or not words.opens(last.start)
    return unit.kind in NOUNS and (last.kind == MODALITY or adverbial) and names


def _with_ties(words: Words, unit: Unit, found: Sequence[Unit]) -> Unit:
    """Nouns with the particles beside them in the edit that tie them to their sentence: 和散客, 市域内, 合规的.

    What qualifies with a predicate of its own is a condition (内控制度健全的).
    """
    if unit.kind not in NOUNS:
        return unit
    particles = [one for one in found if one.kind == PARTICLE]
    behind = next((one for one in particles if one.start == unit.end), None)
    before = next((one for one in particles if one.end == unit.start), None)
    if behind and words.text[slice(*behind.span)] in ("的", ITEM, *_LINKS, *_PLACED):
        unit = replace(unit, end=behind.end)
        if words.text[slice(*behind.span)] == "的" and is_predicate(words.text[unit.start : behind.start]):
            unit = replace(unit, kind=CONDITION)
    elif words.behind(unit.end) == "的" and is_predicate(words.text[slice(*unit.span)]):
        unit = replace(unit, kind=CONDITION)
    elif before and words.text[slice(*before.span)] in (_LINKS | _PREPOSITIONS):
        unit = replace(unit, start=before.start)
    return unit


def _ties(text: str) -> bool:
    return text in _TIES


def _with_particles(words: Words, found: list[Unit]) -> list[Unit]:
    """Phrases of place with the words that belong to them: what governs them, and areas named before."""
    kept: list[Unit] = []
    for unit in found:
        while unit.kind == LOCALITY and kept and _belongs(words, kept[-1], unit):
            unit = replace(unit, start=kept.pop().start)  # noqa: PLW2901  grows to the left
        last = kept[-1] if kept else None
        tied = last and last.end == unit.start and words.text[unit.start - 1] == "的"
        if unit.kind == LOCALITY and last and last.kind in (*NOUNS, CONDITION) and tied:
            kept[-1] = replace(last, kind=CONDITION, end=last.end - 1)  # 旅行服务进出口集聚的试点地区
            unit = replace(unit, start=unit.start - 1)  # noqa: PLW2901
        kept.append(unit)
    return kept


def _belongs(words: Words, last: Unit, place: Unit) -> bool:
    """Whether a unit before a phrase of place is a part of it: 在, 选择, or areas before 等."""
    text = words.text
    if last.end != place.start or text[slice(*last.span)] in SEPARATORS or place.end - last.start > _LONGEST_PLACE:
        return False
    if last.kind == PARTICLE or words.locality.is_whole(text[last.start : place.end]):
        return last.kind != MODALITY
    return last.kind in NOUNS and text.startswith("等", place.start)
