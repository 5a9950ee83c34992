"""Judging: the rule for a unit that one side alone has, or for two that stand for each other."""

import re
from collections.abc import Sequence

from policydiff.changes.catalogue import AUDIENCE, CONDITION, CONTENT, LOCALITY, MODALITY, QUANTITY, SCOPE
from policydiff.changes.units import NOUNS, VERB, Unit
from policydiff.changes.words import Words
from policydiff.registry.audiences import includes, is_audience, is_universal, origin_of
from policydiff.registry.modality import (
    HEDGE,
    INTENSIFIER,
    OBLIGATION,
    PROHIBITION,
    Force,
    bare_strength,
    force,
    is_verb,
)
from policydiff.registry.quantities import bounds_in, quantities
from policydiff.registry.wording import abbreviates, are_synonyms, is_function_word, is_light_verb
from policydiff.text.fold import ITEM
from policydiff.text.runs import is_sign

_LINKS = frozenset(("和", "及", "与", "以及", "或", "或者", "等"))
_OF_KINDS = {
    frozenset((LOCALITY,)): "locality-replaced",
    frozenset((CONDITION,)): "condition-changed",
    frozenset((MODALITY, VERB)): "modality-changed",  # another way of doing it: 支持 for 组织, 推进 for 开展
}
_LIST = re.compile("[、和及与或]")
_SUFFIXES = ("化", "性", "们", "类")


def judge_one(words: Words, unit: Unit, *, removed: bool) -> str:
    """The rule for a unit that the other side lacks."""
    if unit.kind == LOCALITY:
        return "locality-dropped" if removed else "locality-added"
    if unit.kind in (CONDITION, CONTENT):
        return f"{unit.kind}-{'removed' if removed else 'added'}"
    if unit.kind == QUANTITY:
        return "quantity-changed"
    if unit.kind == MODALITY:
        return f"modality-{_one_direction(words, unit, removed=removed)}"
    return _one_noun(words, unit, removed=removed)


def _one_direction(words: Words, unit: Unit, *, removed: bool) -> str:
    """Which way a word of force goes that a plain verb has or loses; a prohibition goes neither way."""
    kinds = {one.kind for one in _forces(words, unit)}
    if PROHIBITION in kinds:
        return "changed"
    strengthens = HEDGE not in kinds and bool(kinds & {OBLIGATION, INTENSIFIER})
    return "strengthened" if strengthens != removed else "weakened"


def _one_noun(words: Words, unit: Unit, *, removed: bool) -> str:
    """The rule for nouns, or a verb among them: whether they qualify what follows, or are an item of their own."""
    behind, text = words.behind(unit.end), words.text[slice(*unit.span)]
    if behind and not is_sign(behind) and (is_universal(text) or is_light_verb(text)):
        return "wording-changed"  # all of them, said or not; an act, named or done
    kind = AUDIENCE if unit.kind in NOUNS and _is_for_somebody(words, unit, alone=True) else SCOPE
    return f"{kind}-{'widened' if _is_modifier(words, unit) == removed else 'narrowed'}"


def judge_two(left: Words, one: Unit, right: Words, other: Unit) -> str:
    """The rule for two units that stand in each other's place."""
    before, after = left.text[slice(*one.span)], right.text[slice(*other.span)]
    kinds = {one.kind, other.kind}
    if kinds != {LOCALITY} and _says_the_same(left, one, right, other):
        return "wording-changed"
    if kinds == {QUANTITY}:
        return f"quantity-{_quantity_direction(before, after)}"
    if simple := _OF_KINDS.get(frozenset(kinds)):
        return simple
    if MODALITY in kinds or _are_predicates(left, one, right, other):
        return f"modality-{_force_direction(_forces(left, one), _forces(right, other))}"
    kind = AUDIENCE if AUDIENCE in kinds or _is_for_somebody(left, one) else SCOPE
    return f"{kind}-{_reach_direction(before, after)}"


def _are_predicates(left: Words, one: Unit, right: Words, other: Unit) -> bool:
    """Whether two units are what a sentence says is done: a verb on one side at least, where one may begin."""
    if VERB not in (one.kind, other.kind) or AUDIENCE in (one.kind, other.kind):
        return False
    opens = left.opens(one.start), right.opens(other.start)
    return any(opens) if one.kind == other.kind else all(opens)


def _forces(words: Words, unit: Unit) -> list[Force]:
    found = (force(words.text[start:end]) for start, end in words.within(unit.span))
    return [one for one in found if one]


def _force_direction(before: list[Force], after: list[Force]) -> str:
    """Which way the force goes; between a prohibition and anything else there is no more or less."""
    prohibited = [any(one.kind == PROHIBITION for one in side) for side in (before, after)]
    one, other = _strength(before), _strength(after)
    if prohibited[0] != prohibited[1] or one == other:
        return "changed"
    return "strengthened" if other > one else "weakened"


def _strength(forces: list[Force]) -> float:
    """The weakest hedge holds; without one the strongest word."""
    hedges = [one.strength for one in forces if one.kind == HEDGE]
    return min(hedges) if hedges else max((one.strength for one in forces), default=bare_strength())


def _quantity_direction(before: str, after: str) -> str:
    ones, others = quantities(before), quantities(after)
    bounds = bounds_in(before), bounds_in(after)
    if any(quantity.measure == "date" for quantity in (*ones, *others)):
        return "changed"  # a later day is neither more nor less
    if bounds[0] != bounds[1] or len(ones) != len(others) or [q.measure for q in ones] != [q.measure for q in others]:
        return "changed"
    signs = {(b.value > a.value) - (b.value < a.value) for a, b in zip(ones, others, strict=True)} - {0}
    if len(signs) != 1:
        return "changed"
    return "raised" if signs == {1} else "lowered"


def _reach_direction(before: str, after: str) -> str:
    """Whether one group or subject includes the other: by what is known of groups, or by its modifiers."""
    if _reaches_further(after, before):
        return "widened"
    return "narrowed" if _reaches_further(before, after) else _list_direction(before, after)


def _reaches_further(wide: str, narrow: str) -> bool:
    if includes(wide, narrow) or is_universal(wide) > is_universal(narrow):
        return True
    one, other = origin_of(wide) or wide, origin_of(narrow) or narrow
    rests = wide.removeprefix(one), narrow.removeprefix(other)
    if includes(one, other) and (rests[0] == rests[1] or not all(rests)):
        return True
    return len(wide) < len(narrow) and narrow.endswith(wide)


def _list_direction(before: str, after: str) -> str:
    """Which way a list grows: one side has all of the other, by its items or what they include."""
    ones, others = _LIST.split(before), _LIST.split(after)
    if _cover(others, ones):
        return "changed" if _cover(ones, others) else "widened"
    return "narrowed" if _cover(ones, others) else "changed"


def _cover(wide: Sequence[str], narrow: Sequence[str]) -> bool:
    return all(any(one == part or includes(one, part) for one in wide) for part in narrow)


def _says_the_same(left: Words, one: Unit, right: Words, other: Unit) -> bool:
    """Whether two units are used for each other word by word, or equal but for a suffix (便利, 便利化)."""
    ones = [left.text[start:end] for start, end in left.within(one.span)]
    others = [right.text[start:end] for start, end in right.within(other.span)]
    ones, others = ([word for word in side if not is_function_word(word)] for side in (ones, others))
    if len(ones) == len(others) and all(map(are_synonyms, ones, others)):
        return True
    texts = "".join(ones), "".join(others)
    if QUANTITY not in (one.kind, other.kind) and (
        are_synonyms(*texts) or abbreviates(texts[0], others) or abbreviates(texts[1], ones)
    ):
        return True
    if any(texts[0] + end == texts[1] or texts[1] + end == texts[0] for end in _SUFFIXES):
        return True
    return one.kind == other.kind == QUANTITY and _same_quantities(*texts)


def _same_quantities(before: str, after: str) -> bool:
    sides = [[(q.measure, q.value) for q in quantities(text)] for text in (before, after)]
    return sides[0] == sides[1] and bounds_in(before) == bounds_in(after)


def _is_for_somebody(words: Words, unit: Unit, *, alone: bool = False) -> bool:
    """Whether a group of nouns is about persons or organisations: itself, or what it qualifies; what stands
    `alone` on its side may do so over one more noun (规模以上工业企业).
    """
    text = words.text[slice(*unit.span)]
    named = words.behind(unit.end)
    goes_on = bool(named) and not is_sign(named) and not is_function_word(named) and not is_verb(named)
    listed = text.startswith(tuple(_LINKS)) or text.endswith((ITEM, *_LINKS))
    if unit.kind == AUDIENCE and (not goes_on or listed or origin_of(text) or is_audience(named)):
        return True  # but 个人 in 个人其他经常项目 says of what, not for whom
    at = unit.end + (words.behind(unit.end) == "的")
    first = words.behind(at)
    second = words.behind(at + len(first)) if unit.kind == SCOPE and alone else ""
    return any(word and is_audience(word) for word in (first, second))


def _is_modifier(words: Words, unit: Unit) -> bool:
    """Whether a group of nouns qualifies what follows, and is no item of a list or end of a phrase."""
    text = words.text[slice(*unit.span)]
    behind, before = words.behind(unit.end), words.before(unit.start)
    if ITEM in (before, behind) or before in _LINKS or text.startswith(tuple(_LINKS)) or ITEM in (text[:1], text[-1:]):
        return False
    leads = words.opens_clause(unit.start) or words.locality.ends_with_area(words.text, unit.start)
    if behind and not is_sign(behind) and leads:
        return True  # what a clause is about: 国际机场 in 国际机场与各国扩大服务
    if behind in _LINKS:
        return False
    return bool(behind) and not is_sign(behind) and (behind == "的" or not is_function_word(behind))
