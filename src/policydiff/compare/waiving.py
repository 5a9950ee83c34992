"""Which differences waivers accept: a waiver holds one difference, by its content.

The rule, the exact words before and after and the clauses that they stand in must be the same; numbers, lines and
commits are of no account. The rest of the measure may have been edited, so that a waiver outlives later pushes, but it
must still be that measure: of several with the same clause the one that has most in common with the words that were
accepted, and none that has little.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from policydiff.changes.catalogue import GATE_RULE_BY_ID
from policydiff.model.gate import EXPIRED, UNUSED, Difference, Side, WaiverFault
from policydiff.model.waiver import ChangeWaiver
from policydiff.text.fold import fold

_SAME_MEASURE = 0.5
"""Share of neighbouring signs that the rest of a measure has in common with what was accepted."""
Pair = tuple[str, str]
Key = tuple[object, ...]


def waived(
    found: Sequence[Difference], waivers: Sequence[ChangeWaiver], today: str
) -> tuple[list[Difference], frozenset[int]]:
    """The differences, those that waivers accept with who accepted them, and which waivers, by position, do so."""
    held: dict[int, ChangeWaiver] = {}
    used: set[int] = set()
    for _, at, number in sorted(_fits(found, waivers, today), key=lambda fit: (-fit[0], fit[1], fit[2])):
        if number not in held and at not in used:
            held[number] = waivers[at]
            used.add(at)
    told = [replace(one, waived=held[at].waived) if at in held else one for at, one in enumerate(found)]
    return told, frozenset(used)


def faults(
    waivers: Sequence[ChangeWaiver], used: Iterable[int], pairs: Iterable[Pair], today: str
) -> Iterator[WaiverFault]:
    """The waivers that are past their day, or that nothing was found for where it was looked for: on these pairs."""
    judged, busy = set(pairs), set(used)
    for at, one in enumerate(waivers):
        sides = one.left.snapshot, one.right.snapshot
        is_expired = one.is_expired(today)
        if sides in judged and (is_expired or at not in busy):
            yield WaiverFault(
                kind=EXPIRED if is_expired else UNUSED,
                rule=one.rule,
                left=sides[0],
                right=sides[1],
                until=one.until,
                by=one.by,
            )


def _fits(found: Sequence[Difference], waivers: Sequence[ChangeWaiver], today: str) -> Iterator[tuple[float, int, int]]:
    """How well each waiver fits each difference of the same content: the likeness, and both positions."""
    by_content: dict[Key, list[int]] = {}
    for number, one in enumerate(found):
        by_content.setdefault(_content(one), []).append(number)
    for at, waiver in enumerate(waivers):
        if waiver.is_expired(today):
            continue
        for number in by_content.get(_content(waiver), ()):
            other = found[number]
            likeness = min(_likeness(waiver.left, other.left), _likeness(waiver.right, other.right))
            if likeness >= _SAME_MEASURE:
                yield likeness, at, number


def _content(one: Difference | ChangeWaiver) -> Key:
    """What must be the same: a renamed rule is the same rule."""
    rule = GATE_RULE_BY_ID[one.rule].id if one.rule in GATE_RULE_BY_ID else one.rule
    sides = ((side.snapshot, side.says, _folded(side.passage)) for side in (one.left, one.right))
    return (rule, one.field, *sides)


def _folded(text: str | None) -> str | None:
    return None if text is None else fold(text).text


def _likeness(one: Side, other: Side) -> float:
    """How sure it is that both are the same measure."""
    if one.words is None or other.words is None:
        return float(one.words is other.words)
    words, others = fold(one.words).text, fold(other.words).text
    if words == others:
        return 1.0
    if one.passage is None:  # a measure as a whole
        return 0.0
    passage = fold(one.passage).text
    rests = words.replace(passage, "", 1), others.replace(passage, "", 1)
    return _common(*rests) if all(rests) else _common(words, others)


def _common(one: str, other: str) -> float:
    """The share of neighbouring signs that two texts have in common (Dice)."""
    pairs, others = (Counter(map("".join, pairwise(text))) for text in (one, other))
    total = pairs.total() + others.total()
    return 2 * (pairs & others).total() / total if total else 0.0
