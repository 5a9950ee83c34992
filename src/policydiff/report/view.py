"""The one view of a comparison that every renderer puts into its own signs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policydiff.changes.catalogue import COLUMN_KINDS, FORMAL_KINDS, SEVERITIES
from policydiff.model.comparison import (
    APPLICABILITIES,
    FULL,
    IDENTICAL,
    LEFT_OUT,
    LOCALISED,
    PARTIAL,
    RELATIONS,
    Change,
    Comparison,
    Link,
    OneSided,
    Uptake,
)
from policydiff.model.document import TEXT_FIELDS, Finding, Measure, Snapshot
from policydiff.report.wording import section_title
from policydiff.text.matching import differing_runs

CHANGED = "changed"
STANDINGS = (IDENTICAL, LOCALISED, CHANGED)
SAME, REMOVED, ADDED = "same", "removed", "added"
MARKS = {"error": "!!", "warning": "!", "info": ""}
"""The sign of a severity on a terminal."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of printed words that is the same on both sides, removed, or added."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure of a link: its text in segments, by field."""

    id: str
    section: str
    fields: Mapping[str, tuple[Segment, ...]]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link. `inline` holds both texts in one, where it is one to one; else it is empty.

    `changes` are those that are shown, the most severe first; `uptakes` say what became of each left measure.
    """

    link: Link
    left: tuple[MeasureView, ...]
    right: tuple[MeasureView, ...]
    inline: Mapping[str, tuple[Segment, ...]]
    changes: tuple[Change, ...]
    uptakes: tuple[Uptake, ...] = ()

    @property
    def weight(self) -> int:
        """How many characters changed in substance: what matters most comes first."""
        return sum(
            (len(change.before) + len(change.after)) * change.count
            for change in self.link.changes
            if _is_substance(change)
        )

    @property
    def columns(self) -> tuple[Change, ...]:
        """The changes of the columns beside the text."""
        return tuple(change for change in self.changes if change.kind in COLUMN_KINDS)


@dataclass(frozen=True, slots=True)
class AloneView:
    """A measure of one side alone, with its section and its words; a left one with its uptake."""

    one_sided: OneSided
    section: str
    title: str | None
    text: str
    uptake: Uptake | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Which left measures are wanted, by applicability and by uptake; empty means any."""

    applicability: tuple[str, ...] = ()
    uptake: tuple[str, ...] = ()

    def takes(self, row: Uptake) -> bool:
        """Whether a measure is wanted; of several effects the one that it is counted under has the say."""
        return (not self.applicability or row.applicability in self.applicability) and (
            not self.uptake or row.uptake in self.uptake
        )

    def __bool__(self) -> bool:
        return bool(self.applicability or self.uptake)


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class View:
    """A comparison as a reader meets it: what changed first, then what stands alone, then the rest."""

    comparison: Comparison
    changed: tuple[LinkView, ...]
    localised: tuple[LinkView, ...]
    identical: tuple[LinkView, ...]
    left_only: tuple[AloneView, ...]
    right_only: tuple[AloneView, ...]
    only: tuple[str, ...]
    findings: tuple[tuple[str, Finding], ...]
    snapshots: tuple[Snapshot, Snapshot]
    """What is compared, whole."""
    selection: Selection = EVERYTHING

    @property
    def selected(self) -> int:
        """How many left measures the selection takes."""
        return sum(map(self.selection.takes, self.comparison.uptake))

    @property
    def left_out(self) -> list[tuple[str | None, list[AloneView]]]:
        """The left measures left out, by applicability; in one group where nobody can say."""
        groups = [
            (name, [view for view in self.left_only if view.one_sided.applicability == name])
            for name in (*APPLICABILITIES, None)
        ]
        return [(name, views) for name, views in groups if views]

    @property
    def taken_up(self) -> dict[str, int]:
        """Left measures that are taken up, by uptake; those in full stand first even if there are none."""
        uptake = self.comparison.summary.uptake
        return {FULL: 0, **{name: n for name, n in uptake.items() if name not in LEFT_OUT}}

    @property
    def columns_changed(self) -> tuple[LinkView, ...]:
        """Links that keep the substance of the text, and change other columns."""
        return tuple(link for link in (*self.localised, *self.identical) if link.columns)

    @property
    def counts(self) -> dict[str, int]:
        """The counts of the headline, in measures: they add up on both sides."""
        left, right = self.comparison.summary.left, self.comparison.summary.right
        standing: dict[str, str] = {}
        for name in (IDENTICAL, LOCALISED, CHANGED):  # of several links the one with most changes counts
            links = [link for link in self.comparison.links if standing_of(link) == name]
            standing.update({measure: name for link in links for measure in link.left})
        return {
            **{name: sum(value == name for value in standing.values()) for name in (IDENTICAL, LOCALISED, CHANGED)},
            "total": left.measures,
            "linked": left.linked,
            "left_out": left.only,
            "right_total": right.measures,
            "from_left": right.linked,
            "own": right.only,
        }

    @property
    def counted_relations(self) -> dict[str, str]:
        """For each linked left measure the relation of the link that counts for it: the least equal one."""
        counted: dict[str, str] = {}
        for link in sorted(self.comparison.links, key=lambda link: RELATIONS.index(link.relation)):
            counted.update(dict.fromkeys(link.left, link.relation))
        return counted

    @property
    def by_relation(self) -> dict[str, int]:
        """Left measures by the relation that they are counted under."""
        counted = Counter(self.counted_relations.values())
        return {name: counted[name] for name in RELATIONS if counted[name]}


def standing_of(link: Link) -> str:
    """Whether the text of a link keeps its words, changes only place names and wording, or changes substance."""
    if link.relation == PARTIAL or any(map(_is_substance, link.changes)):
        return CHANGED
    return LOCALISED if any(change.field in TEXT_FIELDS for change in link.changes) else IDENTICAL


def _is_substance(change: Change) -> bool:
    """Whether a change is one of the policy itself: of the text, and not only of places and wording."""
    return change.field in TEXT_FIELDS and change.kind not in FORMAL_KINDS


def view_of(
    comparison: Comparison,
    left: Snapshot,
    right: Snapshot,
    only: Sequence[str] = (),
    selection: Selection = EVERYTHING,
) -> View:
    """The view of a comparison; with `only`, of links with changes of these kinds; with a `selection`,
    of these left measures alone.
    """
    uptake = {row.measure: row for row in comparison.uptake}
    wanted = {name for name, row in uptake.items() if selection.takes(row)}
    sides = _Side(left), _Side(right)
    links = [_link(link, *sides, only, uptake) for link in comparison.links if not selection or wanted & {*link.left}]
    if only:
        links = [link for link in links if any(change.kind in only for change in link.link.changes)]
    by_standing = {name: [link for link in links if standing_of(link.link) == name] for name in STANDINGS}
    return View(
        comparison,
        tuple(sorted(by_standing[CHANGED], key=lambda view: -view.weight)),
        tuple(by_standing[LOCALISED]),
        tuple(by_standing[IDENTICAL]),
        tuple(sides[0].alone(one, uptake.get(one.measure)) for one in comparison.left_only if one.measure in wanted),
        tuple(sides[1].alone(one) for one in comparison.right_only if not selection),
        tuple(only),
        tuple(
            (document.label, finding)
            for document, side in ((comparison.left, left), (comparison.right, right))
            for finding in side.findings
            if finding.severity != "info"
        ),
        (left, right),
        selection,
    )


def link_view(link: Link, left: Snapshot, right: Snapshot, uptakes: Iterable[Uptake] = ()) -> LinkView:
    """The view of one link."""
    return _link(link, _Side(left), _Side(right), (), {row.measure: row for row in uptakes})


class _Side:
    """The measures of a side by id, and the headings of their sections."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.measures = {measure.id: measure for measure in snapshot.measures}
        self._sections = {s.id: section_title(s) for s in snapshot.sections}

    def section(self, measure: Measure) -> str:
        return self._sections.get(measure.section or "", "")

    def alone(self, one: OneSided, uptake: Uptake | None = None) -> AloneView:
        measure = self.measures[one.measure]
        return AloneView(one, self.section(measure), measure.title, measure.text, uptake)


def _link(link: Link, left: _Side, right: _Side, only: Sequence[str], uptake: Mapping[str, Uptake]) -> LinkView:
    """A link with its changes marked, and listed; with `only`, those of these kinds alone are listed."""
    shown = [change for change in link.changes if not only or change.kind in only]
    one = tuple(_measure(left, name, link.changes, is_left=True) for name in link.left)
    other = tuple(_measure(right, name, link.changes, is_left=False) for name in link.right)
    inline: Mapping[str, tuple[Segment, ...]] = {}
    if len(link.left) == len(link.right) == 1:
        pair = left.measures[link.left[0]], right.measures[link.right[0]]
        exact = link.relation != IDENTICAL
        shared = [field for field in one[0].fields if field in other[0].fields]
        inline = {field: tuple(_inline(*pair, field, link.changes, exact=exact)) for field in shared}
    most_severe_first = sorted(shown, key=lambda change: -SEVERITIES.index(change.severity))
    uptakes = tuple(uptake[name] for name in link.left if name in uptake)
    return LinkView(link, one, other, inline, tuple(most_severe_first), uptakes)


def _measure(side: _Side, name: str, changes: Iterable[Change], *, is_left: bool) -> MeasureView:
    measure = side.measures[name]
    fields: dict[str, tuple[Segment, ...]] = {}
    for field in TEXT_FIELDS:
        text = measure.printed(field)
        if text is not None:
            spans = [
                span
                for change in changes
                if change.field == field and (change.left if is_left else change.right) == name
                for span in (change.spans.left if is_left else change.spans.right)
            ]
            fields[field] = tuple(_marked(text, sorted(spans), REMOVED if is_left else ADDED))
    return MeasureView(name, side.section(measure), fields)


def _marked(text: str, spans: Iterable[tuple[int, int]], mark: str) -> Iterator[Segment]:
    parts: list[Segment] = []
    at = 0
    for start, end in spans:
        parts += [Segment(text[at:start], SAME), Segment(text[start:end], mark)]
        at = end
    return _gathered([*parts, Segment(text[at:], SAME)])


def _inline(left: Measure, right: Measure, field: str, changes: Sequence[Change], *, exact: bool) -> Iterator[Segment]:
    """Both texts in one. If it is `exact`, it is the right text without what is removed, and the left
    without what is added: signs that differ are no change, but they are marked too.
    """
    one, other = left.printed(field) or "", right.printed(field) or ""
    places = sorted(
        pair
        for change in changes
        if change.field == field
        for pair in zip(change.spans.left, change.spans.right, strict=True)
    )
    parts: list[Segment] = []
    at = begin_at = 0
    for (start, end), (begin, stop) in [*places, ((len(one),) * 2, (len(other),) * 2)]:
        kept = one[at:start]
        parts.extend(_kept(kept, other[begin_at:begin]) if exact else [Segment(kept, SAME)])
        parts.extend((Segment(one[start:end], REMOVED), Segment(other[begin:stop], ADDED)))
        at, begin_at = end, stop
    return _gathered(parts)


def _kept(left: str, right: str) -> Iterator[Segment]:
    """A run of words that is the same on both sides, with the signs that differ marked."""
    if left == right:
        yield Segment(left, SAME)
        return
    at = 0
    for start, end, begin, stop in differing_runs(left, right):
        yield from (Segment(left[at:start], SAME), Segment(left[start:end], REMOVED), Segment(right[begin:stop], ADDED))
        at = end
    yield Segment(left[at:], SAME)


def _gathered(parts: Iterable[Segment]) -> Iterator[Segment]:
    """Segments with all that is removed in one place together, before what is added there."""
    texts = {REMOVED: "", ADDED: ""}
    for part in (part for part in parts if part.text):
        if part.mark != SAME:
            texts[part.mark] += part.text
            continue
        yield from _segment(texts[REMOVED], REMOVED)
        yield from _segment(texts[ADDED], ADDED)
        texts = {REMOVED: "", ADDED: ""}
        yield part
    yield from _segment(texts[REMOVED], REMOVED)
    yield from _segment(texts[ADDED], ADDED)


def _segment(text: str, mark: str) -> Iterator[Segment]:
    if text:
        yield Segment(text, mark)
