"""Changes within clauses: the units of both sides paired in order, and each pair judged."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policydiff.changes.catalogue import CONDITION, CONTENT, LOCALITY, MODALITY
from policydiff.changes.claim import Claim
from policydiff.changes.judge import judge_one, judge_two
from policydiff.changes.modality import with_verb
from policydiff.changes.units import NOUNS, VERB, Unit, units
from policydiff.changes.words import Words
from policydiff.registry.concepts import names_place
from policydiff.registry.conditions import is_predicate
from policydiff.text.difference import Edit

_SAME, _NOUNS, _VERBS, _MIXED = 2.0, 1.5, 1.2, 0.4
"""How well two units go together: of one kind, two groups of nouns, a verb and a word of force, a verb and a noun."""

_MANY, _ALIKE = 4, 0.3
"""A stretch is rewritten where so many of its units differ and less than this share of its characters is kept."""

Span = tuple[int, int]
Pair = tuple[Unit | None, Unit | None]


def claim_within(left: Words, right: Words, edit: Edit, beside: Sequence[Edit] = ()) -> Iterator[Claim]:
    """What the parts of an edit within a clause are; words between its units are a matter of wording.

    `beside` are all edits: where another stands at its end, nothing behind it is shown with it.
    """
    free = not any(other != edit and other.left[0] <= edit.left[1] <= other.left[1] for other in beside)
    pairs = _gathered(left, right, _paired(left, units(left, edit.left), right, units(right, edit.right)))
    if _rewritten(left, right, edit, pairs):
        yield Claim("scope-changed", edit)
        return
    at, there = edit.left[0], edit.right[0]
    for one, other in [*pairs, (None, None)]:
        bounds = _begin(one, other, at, edit.left[1]), _begin(other, one, there, edit.right[1])
        yield from _between(left, (at, bounds[0]), right, (there, bounds[1]))
        at, there = one.end if one else bounds[0], other.end if other else bounds[1]
        if one or other:
            claim = Claim(_judged(left, one, right, other), Edit((bounds[0], at), (bounds[1], there)))
            last = free and (at, there) == (edit.left[1], edit.right[1])
            yield with_verb(left, right, claim) if last else claim


def _rewritten(left: Words, right: Words, edit: Edit, pairs: Sequence[Pair]) -> bool:
    """Whether a stretch is told in other words, so that a list of its words would say nothing."""
    before, after = set(left.text[slice(*edit.left)]), set(right.text[slice(*edit.right)])
    return (
        len(pairs) >= _MANY
        and len(before & after) < _ALIKE * max(len(before), len(after), 1)
        and bool(before and after)
    )


def _begin(unit: Unit | None, other: Unit | None, at: int, end: int) -> int:
    """Where a unit begins; where there is none it would stand here, behind the last one at the end."""
    if unit:
        return unit.start
    return at if other else end


def _between(left: Words, here: Span, right: Words, there: Span) -> Iterator[Claim]:
    """A claim on the words between two units, where they are not the same on both sides."""
    gone, come = left.said(here), right.said(there)
    if left.text[slice(*gone)] != right.text[slice(*come)]:
        yield Claim("wording-changed", Edit(gone, come))


def _judged(left: Words, one: Unit | None, right: Words, other: Unit | None) -> str:
    if one and other:
        return judge_two(left, one, right, other)
    if one:
        return judge_one(left, one, removed=True)
    assert other  # noqa: S101  a pair has one unit at least
    return judge_one(right, other, removed=False)


def _paired(left: Words, ones: Sequence[Unit], right: Words, others: Sequence[Unit]) -> list[Pair]:
    """The pairing in order with the highest sum (Needleman and Wunsch 1970); gaps cost nothing."""
    best = [[0.0] * (len(others) + 1) for _ in range(len(ones) + 1)]
    for i in range(len(ones) - 1, -1, -1):
        for k in range(len(others) - 1, -1, -1):
            both = _fit(left, ones[i], right, others[k])
            best[i][k] = max(best[i + 1][k], best[i][k + 1], both + best[i + 1][k + 1] if both else 0.0)
    pairs: list[Pair] = []
    i = k = 0
    while i < len(ones) or k < len(others):
        if i < len(ones) and best[i][k] == best[i + 1][k]:
            pairs.append((ones[i], None))
            i += 1
        elif k < len(others) and best[i][k] == best[i][k + 1]:
            pairs.append((None, others[k]))
            k += 1
        else:
            pairs.append((ones[i], others[k]))
            i, k = i + 1, k + 1
    return pairs


def _fit(left: Words, one: Unit, right: Words, other: Unit) -> float:
    """How well two units go together, 0 if not at all; shared characters add up to one."""
    a, b = left.text[slice(*one.span)], right.text[slice(*other.span)]
    shared = len(set(a) & set(b)) / max(len(set(a)), len(set(b)))
    if one.kind == other.kind:
        return _SAME + shared
    if one.kind in NOUNS and other.kind in NOUNS:
        return _NOUNS + shared
    kinds = {one.kind, other.kind}
    if VERB in kinds and kinds & NOUNS:
        return _MIXED + shared
    places = LOCALITY in kinds and kinds & NOUNS and all(map(names_place, (a, b)))
    return _VERBS + shared if kinds == {MODALITY, VERB} or places else 0.0


def _gathered(left: Words, right: Words, pairs: Sequence[Pair]) -> list[Pair]:
    """Units that came or went together are one: what governs a place with it, a verb with its object."""
    gathered: list[Pair] = []
    for pair in pairs:
        last = gathered[-1] if gathered else (None, None)
        for side, words in enumerate((left, right)):
            one, other = last[side], pair[side]
            if one and other and last[1 - side] is None and pair[1 - side] is None:
                kind = _together(words, one, other)
                if kind:
                    whole = replace(one, kind=kind, end=other.end)
                    gathered[-1] = (whole, None) if side == 0 else (None, whole)
                    break
        else:
            gathered.append(pair)
    return gathered


def _together(words: Words, one: Unit, other: Unit) -> str | None:
    """The kind of two neighbouring units taken as one, if they are."""
    if one.kind == MODALITY and other.kind == LOCALITY:
        return LOCALITY if words.locality.is_whole(words.text[one.start : other.end]) else None
    if one.kind in NOUNS and other.kind in (*NOUNS, VERB):
        return one.kind if other.kind == VERB else other.kind
    if one.kind == VERB and other.kind in NOUNS:
        text = words.text[one.start : other.end]
        if text.endswith("的") and is_predicate(text[:-1]):
            return CONDITION
        return CONTENT if words.opens_clause(one.start) and words.closes(other.end) else other.kind
    if one.kind == MODALITY and other.kind in (VERB, CONTENT) and words.opens_clause(one.start):
        return CONTENT
    return CONTENT if one.kind == CONTENT and other.kind in (*NOUNS, VERB) else None
