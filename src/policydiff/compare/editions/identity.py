"""A step between two editions of one snapshot: what became of every measure.

Most measures keep their words from edition to edition. They are set aside first, so that a step costs what
changed and not what is there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from policydiff.align import Pair, align, groups
from policydiff.align.profile import policy_text
from policydiff.compare.editions.facts import differing_facts
from policydiff.compare.editions.headings import Headings
from policydiff.compare.pipeline import Linker
from policydiff.model.comparison import MERGED, REGROUPED, SPLIT, Link
from policydiff.model.decision import NO_RULINGS, Rulings
from policydiff.model.document import PRINTED, TEXT_FIELDS, Measure, Snapshot, number_key
from policydiff.model.step import (
    ADDED,
    CHANGED,
    DROPPED,
    MOVED,
    RENUMBERED,
    UNCHANGED,
    CellChange,
    EditionDifference,
    Step,
    Transition,
)
from policydiff.text.clauses import clauses
from policydiff.text.fold import QUOTE, SEPARATORS

_SAME = 0.999
"""Confidence of measures with the same words."""
_FRAGMENT = 0.8
"""Share of a measure that stands in another, in whole clauses, when it is a fragment of it."""
_SHORTEST = 6
"""Characters of a clause below which it may stand anywhere."""
_SIGNS = SEPARATORS | {QUOTE}


@dataclass(frozen=True, slots=True)
class _Matching:
    """Which measures belong together: with the same words one to one, linked otherwise, and the rest."""

    same: Sequence[tuple[Measure, Measure]]
    links: Sequence[Sequence[Pair]]
    dropped: Sequence[Measure]
    added: Sequence[Measure]


def step_between(old: Snapshot, new: Snapshot, rulings: Rulings = NO_RULINGS) -> Step:
    """What became of the measures of `old` in `new`; those that stayed just as they were are left out.

    Decisions rule over measures that changed; one that kept its number and words is itself.
    """
    same, lefts, rights = _set_aside(old.measures, new.measures)
    if rulings is not NO_RULINGS:
        same, lefts, rights, rulings = _ruled(same, lefts, rights, rulings)
    headings = Headings(old, new, same)
    linker = Linker(old, new)
    matching = _with_fragments(_matched(same, lefts, rights, rulings), rulings.barred)
    rows = [row for one, other in matching.same if (row := _kept(one, other, linker, headings))]
    for number, group in enumerate(matching.links):
        link = linker.link(group, rulings.groups[number] if number < len(rulings.groups) else None)
        rows.append(_linked(link, linker, headings))
    rows += (Transition(before=(one.id,), after=(), fate=DROPPED, cells=_words(one, None)) for one in matching.dropped)
    rows += (Transition(before=(), after=(one.id,), fate=ADDED, cells=_words(None, one)) for one in matching.added)
    return tuple(sorted(rows, key=lambda row: _order(row.after or row.before)))


def difference_between(old: Snapshot, new: Snapshot, rulings: Rulings = NO_RULINGS) -> EditionDifference:
    """How two editions of one snapshot differ, in what is said of the document and in its measures."""
    return EditionDifference(document=differing_facts(old, new), measures=step_between(old, new, rulings))


def _order(names: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    return tuple(map(number_key, names))


Same = list[tuple[Measure, Measure]]


def _set_aside(old: Sequence[Measure], new: Sequence[Measure]) -> tuple[Same, list[Measure], list[Measure]]:
    """Measures with the same words, and the others of each side: first those that kept their number too, then
    each with its own in order.
    """
    numbered = {measure.id: measure for measure in new}
    same = [(one, other) for one in old if (other := numbered.get(one.id)) and _prints_alike(one, other)]
    lefts, rights = _others(same, old, new)
    for is_numbered in (True, False):
        same += _paired(lefts, rights, is_numbered=is_numbered)
        lefts, rights = _others(same, old, new)
    return same, lefts, rights


def _prints_alike(one: Measure, other: Measure) -> bool:
    return (one.text, one.title) == (other.text, other.title)


def _paired(
    lefts: Iterable[Measure], rights: Iterable[Measure], *, is_numbered: bool
) -> Iterator[tuple[Measure, Measure]]:
    """Measures whose folded words, and number where `is_numbered`, are the same: one to one in order."""
    waiting: dict[tuple[str, str], list[Measure]] = defaultdict(list)
    for measure in rights:
        waiting[policy_text(measure), measure.id if is_numbered else ""].append(measure)
    for measure in lefts:
        there = waiting.get((policy_text(measure), measure.id if is_numbered else ""))
        if there:
            yield measure, there.pop(0)


def _others(
    same: Sequence[tuple[Measure, Measure]], old: Sequence[Measure], new: Sequence[Measure]
) -> tuple[list[Measure], list[Measure]]:
    lefts, rights = {one.id for one, _ in same}, {other.id for _, other in same}
    return [one for one in old if one.id not in lefts], [other for other in new if other.id not in rights]


def _ruled(
    same: Same, lefts: Sequence[Measure], rights: Sequence[Measure], rulings: Rulings
) -> tuple[Same, list[Measure], list[Measure], Rulings]:
    """What decisions rule between the two editions: those on measures of which at least one changed. Theirs are
    no longer set aside.
    """
    left, right = {one.id for one in lefts}, {other.id for other in rights}
    chosen = [group for group in rulings.groups if left.intersection(group.left) or right.intersection(group.right)]
    barred = {pair for pair in rulings.barred if any((a.id, b.id) == pair and a.id != b.id for a, b in same)}
    freed = {pair for group in chosen for pair in group.pairs} | barred
    froms, tos = {one for one, _ in freed}, {other for _, other in freed}
    loose = [(one, other) for one, other in same if one.id in froms or other.id in tos]
    old = [*lefts, *(one for one, _ in loose)]
    new = [*rights, *(other for _, other in loose)]
    left, right = {one.id for one in old}, {other.id for other in new}
    return (
        [pair for pair in same if pair not in loose],
        old,
        new,
        replace(
            rulings,
            groups=tuple(chosen),
            linked=frozenset(pair for group in chosen for pair in group.pairs),
            barred=frozenset((one, other) for one, other in rulings.barred if one in left and other in right),
        ),
    )


def _matched(same: Same, lefts: Sequence[Measure], rights: Sequence[Measure], rulings: Rulings) -> _Matching:
    """The measures whose words changed, aligned with each other."""
    pairs = align(lefts, rights, rulings).pairs if lefts and rights else ()
    linked = groups(pairs, rulings.groups)
    froms, tos = {pair.left for pair in pairs}, {pair.right for pair in pairs}
    return _Matching(
        same,
        linked,
        [one for one in lefts if one.id not in froms],
        [other for other in rights if other.id not in tos],
    )


def _with_fragments(found: _Matching, barred: AbstractSet[tuple[str, str]]) -> _Matching:
    """The rest looked at against the measures that kept their words: a fragment of one of them was split off it,
    or merged into it.
    """
    wholes = {one.id: (one, other) for one, other in found.same}
    olds = [one for one, _ in found.same]
    split = _fragments(found.added, olds, lambda part, whole: (whole, part) in barred)
    merged = _fragments(found.dropped, olds, lambda part, whole: (part, wholes[whole][1].id) in barred)
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for part, whole in split.items():
        pairs[whole].append(Pair(whole, part, _FRAGMENT))
    for part, whole in merged.items():
        pairs[whole].append(Pair(part, wholes[whole][1].id, _FRAGMENT))
    for whole, parts in pairs.items():
        parts.append(Pair(whole, wholes[whole][1].id, _SAME))
    return _Matching(
        [pair for pair in found.same if pair[0].id not in pairs],
        [*found.links, *pairs.values()],
        [one for one in found.dropped if one.id not in merged],
        [other for other in found.added if other.id not in split],
    )


def _fragments(
    parts: Sequence[Measure], wholes: Sequence[Measure], is_barred: Callable[[str, str], bool]
) -> dict[str, str]:
    """For each measure that is a fragment of another which one; the shortest that holds it."""
    if not parts:
        return {}
    texts = sorted(((_bare(policy_text(whole)), whole.id) for whole in wholes), key=lambda row: (len(row[0]), row[1]))
    found = {}
    for part in parts:
        whole = next((name for text, name in texts if _stands_in(part, text) and not is_barred(part.id, name)), None)
        if whole is not None:
            found[part.id] = whole
    return found


def _stands_in(part: Measure, whole: str) -> bool:
    text = policy_text(part)
    pieces = [_bare(text[start:end]) for start, end in clauses(text)]
    shared = sum(len(piece) for piece in pieces if len(piece) >= _SHORTEST and piece in whole)
    return shared > 0 and shared >= _FRAGMENT * sum(map(len, pieces))


def _bare(text: str) -> str:
    return "".join(character for character in text if character not in _SIGNS)


def _kept(one: Measure, other: Measure, linker: Linker, headings: Headings) -> Transition | None:
    """What became of a measure that kept its words; None where nothing did."""
    cells, derived, heading = _cells(one, other), _derived(one, other), headings.moved(one, other)
    if not (cells or derived or heading) and one.id == other.id:
        return None
    link = linker.link([Pair(one.id, other.id, _SAME)], None) if cells else None
    fate = CHANGED if cells else MOVED if heading else RENUMBERED if one.id != other.id else UNCHANGED
    return Transition(
        before=(one.id,),
        after=(other.id,),
        fate=fate,
        heading=heading,
        relation=link.relation if link else None,
        confidence=_SAME,
        changes=link.changes if link else (),
        cells=cells,
        derived=derived,
    )


def _linked(link: Link, linker: Linker, headings: Headings) -> Transition:
    """What became of linked measures."""
    several = len(link.left) > 1, len(link.right) > 1
    fate = {(True, True): REGROUPED, (True, False): MERGED, (False, True): SPLIT}.get(several, CHANGED)
    one, other = linker.lefts[link.left[0]], linker.rights[link.right[0]]
    alone = fate == CHANGED
    return Transition(
        before=link.left,
        after=link.right,
        fate=fate,
        heading=headings.moved(one, other) if alone else None,
        relation=link.relation,
        confidence=link.confidence,
        decided_by=link.decided_by,
        evidence=link.evidence,
        changes=link.changes,
        cells=_cells(one, other) if alone else (),
        derived=_derived(one, other) if alone else (),
    )


def _cells(one: Measure, other: Measure) -> tuple[CellChange, ...]:
    pairs = ((field, one.printed(field), other.printed(field)) for field in PRINTED)
    return tuple(
        CellChange(field=field, before=before, after=after) for field, before, after in pairs if before != after
    )


def _words(one: Measure | None, other: Measure | None) -> tuple[CellChange, ...]:
    """The words of a measure that is in one edition alone."""
    cells = (
        CellChange(
            field=field, before=one.printed(field) if one else None, after=other.printed(field) if other else None
        )
        for field in TEXT_FIELDS
    )
    return tuple(cell for cell in cells if cell.before or cell.after)


def _derived(one: Measure, other: Measure) -> tuple[str, ...]:
    """The fields that print the same but are understood otherwise."""
    return tuple(
        field
        for field in PRINTED
        if getattr(one, field) != getattr(other, field) and one.printed(field) == other.printed(field)
    )
