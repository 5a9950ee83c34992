"""What became of the measures between two editions of one snapshot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policydiff.changes.catalogue import COLUMN_KINDS
from policydiff.compare import compare
from policydiff.compare.uptake import PRECEDENCE, effect
from policydiff.model.comparison import (
    CHANGED_OTHERWISE,
    FULL,
    MERGED,
    NARROWED,
    PARTIAL,
    REGROUPED,
    SOFTENED,
    SPLIT,
    WIDENED,
    Change,
    Link,
)
from policydiff.model.document import Location, Measure, Snapshot, number_key

COLUMNS, REWORDED, MOVED, RENUMBERED = "columns", "reworded", "moved", "renumbered"
ADDED, DROPPED = "added", "dropped"
EFFECTS = (
    NARROWED,
    SOFTENED,
    WIDENED,
    CHANGED_OTHERWISE,
    MERGED,
    SPLIT,
    REGROUPED,
    COLUMNS,
    ADDED,
    DROPPED,
    REWORDED,
    MOVED,
    RENUMBERED,
)
"""What became of a measure, what counts first coming first."""
_WORDS = {
    NARROWED: "narrowed",
    SOFTENED: "softened",
    WIDENED: "widened",
    CHANGED_OTHERWISE: "changed otherwise",
    MERGED: "merged",
    SPLIT: "split",
    REGROUPED: "regrouped",
    COLUMNS: "changed in other columns",
    ADDED: "added",
    DROPPED: "dropped",
    REWORDED: "reworded",
    MOVED: "moved to another section",
    RENUMBERED: "renumbered",
}


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """What became of a measure, or of several that were merged, split or regrouped: ids before and after."""

    effect: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    text: str = ""

    @property
    def words(self) -> str:
        """What became of it, in words."""
        return _WORDS[self.effect]

    @property
    def count(self) -> int:
        """How many measures that are: those before, or those added."""
        return len(self.before or self.after)


def measure_changes(before: Snapshot, after: Snapshot) -> Sequence[MeasureChange]:
    """What became of every measure that is not as it was, what counts first coming first, then by number."""
    found = [*_changes(before, after)]
    return sorted(found, key=lambda one: (EFFECTS.index(one.effect), number_key((one.after or one.before)[0])))


def _changes(before: Snapshot, after: Snapshot) -> Iterator[MeasureChange]:
    pairs = _same_words(before.measures, after.measures)
    sections = [{section.id: section.title for section in side.sections} for side in (before, after)]
    for one, other in pairs:
        if one.id != other.id:
            yield MeasureChange(RENUMBERED, (one.id,), (other.id,))
        elif sections[0].get(one.section or "") != sections[1].get(other.section or ""):
            yield MeasureChange(MOVED, (one.id,), (other.id,))
    known = [{measure.id for measure in side} for side in zip(*pairs, strict=True)] or [set(), set()]
    left, right = (
        replace(side, measures=tuple(measure for measure in side.measures if measure.id not in ids))
        for side, ids in zip((before, after), known, strict=True)
    )
    links: Sequence[Link] = compare(left, right).links if left.measures and right.measures else ()
    yield from (_of_link(link, left, right) for link in links)
    yield from _alone(DROPPED, left.measures, {name for link in links for name in link.left})
    yield from _alone(ADDED, right.measures, {name for link in links for name in link.right})


_NOWHERE = Location(lines=(1, 1))


def _same_words(before: Sequence[Measure], after: Sequence[Measure]) -> list[tuple[Measure, Measure]]:
    """The measures that print the same in every column, number and section aside; of several alike those with
    the same number, then in order.
    """
    waiting: dict[Measure, list[Measure]] = {}
    for measure in after:
        waiting.setdefault(_print(measure), []).append(measure)
    ids = {measure.id: _print(measure) for measure in after}
    pairs = []
    for measure in sorted(before, key=lambda one: ids.get(one.id) != _print(one)):
        alike = waiting.get(_print(measure))
        if alike:
            mate = next((one for one in alike if one.id == measure.id), alike[0])
            alike.remove(mate)
            pairs.append((measure, mate))
    return pairs


def _print(measure: Measure) -> Measure:
    """A measure without its place."""
    return replace(measure, id="", number="", section=None, location=_NOWHERE)


def _of_link(link: Link, before: Snapshot, after: Snapshot) -> MeasureChange:
    name = link.relation if link.relation in (MERGED, SPLIT, REGROUPED) else _effect_of(link)
    if name == REWORDED and _words(before, link.left) == _words(after, link.right):
        name = COLUMNS  # of a column that one of the editions does not print at all
    return MeasureChange(name, link.left, link.right, link.changes)


def _words(snapshot: Snapshot, names: Sequence[str]) -> list[tuple[str | None, str]]:
    return [(measure.title, measure.text) for measure in snapshot.measures if measure.id in names]


def _effect_of(link: Link) -> str:
    """What a link of one measure with one says became of it."""
    effects = {found for change in link.changes if (found := effect(change))}
    if link.relation == PARTIAL:
        effects.add(CHANGED_OTHERWISE)
    for name in PRECEDENCE:
        if name in effects and name != FULL:
            return name
    kinds = {change.kind for change in link.changes}
    if kinds & set(COLUMN_KINDS):
        return COLUMNS
    return REWORDED if kinds or link.left == link.right else RENUMBERED


def _alone(name: str, measures: Sequence[Measure], linked: set[str]) -> Iterator[MeasureChange]:
    for measure in measures:
        if measure.id not in linked:
            ids = (measure.id,)
            text = measure.title or measure.text
            before, after = ((), ids) if name == ADDED else (ids, ())
            yield MeasureChange(name, before, after, text=text)


def totals(changes: Sequence[MeasureChange]) -> Mapping[str, int]:
    """How many measures each effect has, in the order of the effects."""
    counts: dict[str, int] = {}
    for change in changes:
        counts[change.words] = counts.get(change.words, 0) + change.count
    return counts


def runs(changes: Sequence[MeasureChange]) -> Iterator[list[MeasureChange]]:
    """Neighbours whose number alone changed, all by as much, in one; others by themselves."""
    run: list[MeasureChange] = []
    for change in changes:
        if run and not _follows(run[-1], change):
            yield run
            run = []
        run.append(change)
    if run:
        yield run


def _follows(one: MeasureChange, other: MeasureChange) -> bool:
    numbers = [name for change in (one, other) for name in (*change.before, *change.after)]
    if {one.effect, other.effect} != {RENUMBERED} or len(numbers) != 4 or not all(map(str.isdecimal, numbers)):
        return False
    before, after, next_before, next_after = map(int, numbers)
    return (next_before, next_after) == (before + 1, after + 1)
