"""How two editions of one snapshot differ: what the policy changed, or only what was read of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policydiff.align import align
from policydiff.compare.pipeline import compare
from policydiff.model.comparison import Comparison
from policydiff.model.document import Finding, Measure, Section, Snapshot

COLUMNS = ("title", "text", "responsibility", "guidance", "reach", "promoted", "basis", "field", "remark")
_FACTS: Mapping[str, Callable[[Snapshot], str | None]] = {
    "id": lambda one: one.id,
    "aliases": lambda one: ", ".join(one.aliases) or None,
    "title": lambda one: one.title,
    "document-number": lambda one: one.document_number,
    "issued": lambda one: one.issued,
    "issuers": lambda one: "、".join(one.issuers) or None,
    "level": lambda one: one.level,
    "region": lambda one: f"{one.region.name} {one.region.code}" if one.region else None,
    "series": lambda one: f"{one.series or ''} {one.round or ''}".strip() or None,
    "implements": lambda one: one.implements,
}


@dataclass(frozen=True, slots=True)
class Reworded:
    """A printed text that stands in place of another; None where there was or is none."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a measure that reads otherwise; where both texts are equal, what is worked out from it does."""

    measure: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Two readings of one source: which cells read otherwise, and which measures one of them alone found."""

    cells: tuple[Cell, ...]
    left_only: tuple[Measure, ...]
    right_only: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Editions:
    """Two editions of a snapshot and how they differ.

    `reading` is there where both were read from one source: then no difference is one of the policy. Else
    `comparison` is that of `left_rest` with `right_rest`: the measures that are not the same in every printed
    cell. `renumbered` and `moved` are of those that are.
    """

    left: Snapshot
    right: Snapshot
    facts: tuple[Reworded, ...]
    sections: tuple[Reworded, ...]
    notes: tuple[Reworded, ...]
    findings_gone: tuple[Finding, ...]
    findings_new: tuple[Finding, ...]
    renumbered: tuple[tuple[str, str], ...]
    moved: tuple[str, ...]
    reading: Reading | None = None
    left_rest: Snapshot
    right_rest: Snapshot
    comparison: Comparison | None = None

    @property
    def is_same_reader(self) -> bool:
        """Whether both editions were read by the same version of the same reader."""
        return self.left.source.reader == self.right.source.reader


def compare_editions(left: Snapshot, right: Snapshot) -> Editions:
    """Compare two editions of one snapshot; measures printed alike are set aside first, so that it costs little."""
    same = _same(left.measures, right.measures)
    rest = (
        replace(left, measures=tuple(one for at, one in enumerate(left.measures) if at not in same)),
        replace(right, measures=_others(right.measures, set(same.values()))),
    )
    kept = [(left.measures[at], right.measures[mate]) for at, mate in same.items()]
    now = {one.id: other.id for one, other in kept}
    before, after = {_said(one, now) for one in left.findings}, {_said(one, {}) for one in right.findings}
    is_reading = left.source.sha256 == right.source.sha256
    return Editions(
        left=left,
        right=right,
        facts=tuple(_reworded((name, of(left), of(right)) for name, of in _FACTS.items())),
        sections=tuple(_sections(left.sections, right.sections)),
        notes=tuple(_notes(left, right)),
        findings_gone=tuple(one for one in left.findings if _said(one, now) not in after),
        findings_new=tuple(one for one in right.findings if _said(one, {}) not in before),
        renumbered=tuple((one.id, other.id) for one, other in kept if one.id != other.id),
        moved=tuple(_moved(left, right, kept)),
        reading=_reading(kept, *rest) if is_reading else None,
        left_rest=rest[0],
        right_rest=rest[1],
        comparison=None if is_reading else compare(*rest),
    )


def _others(measures: Sequence[Measure], taken: set[int]) -> tuple[Measure, ...]:
    return tuple(one for at, one in enumerate(measures) if at not in taken)


def _same(lefts: Sequence[Measure], rights: Sequence[Measure]) -> dict[int, int]:
    """Which right measure each left one is, printed alike in every cell: of the same number first."""
    found: dict[int, int] = {}
    for key in (lambda one: (one.id, *_printed(one)), _printed):
        _pair(lefts, rights, key, found)
    return dict(sorted(found.items()))


def _pair(
    lefts: Sequence[Measure], rights: Sequence[Measure], key: Callable[[Measure], Hashable], found: dict[int, int]
) -> None:
    taken = set(found.values())
    free: dict[Hashable, list[int]] = defaultdict(list)
    for mate in range(len(rights) - 1, -1, -1):
        if mate not in taken:
            free[key(rights[mate])].append(mate)
    for at, one in enumerate(lefts):
        if at not in found and free[key(one)]:
            found[at] = free[key(one)].pop()


def _printed(measure: Measure) -> tuple[str | None, ...]:
    return tuple(measure.printed(column) for column in COLUMNS)


def _reading(kept: Sequence[tuple[Measure, Measure]], left: Snapshot, right: Snapshot) -> Reading:
    """What reads otherwise: of measures printed alike, and of the rest by their words, else as they are aligned."""
    found: dict[int, int] = {}
    for key in (lambda one: (one.id, one.text), lambda one: one.text):
        _pair(left.measures, right.measures, key, found)
    _pair_aligned(left.measures, right.measures, found)
    pairs = [*kept, *((left.measures[at], right.measures[mate]) for at, mate in sorted(found.items()))]
    return Reading(
        cells=tuple(cell for pair in pairs for cell in _cells(*pair)),
        left_only=_others(left.measures, set(found)),
        right_only=_others(right.measures, set(found.values())),
    )


def _pair_aligned(lefts: Sequence[Measure], rights: Sequence[Measure], found: dict[int, int]) -> None:
    """Pair measures not paired yet that the aligner links one to one."""
    rest = {one.id: at for at, one in enumerate(lefts) if at not in found}
    others = {one.id: at for at, one in enumerate(rights) if at not in set(found.values())}
    pairs = align([lefts[at] for at in rest.values()], [rights[at] for at in others.values()]).pairs
    often = Counter(name for pair in pairs for name in ((0, pair.left), (1, pair.right)))
    found |= {rest[pair.left]: others[pair.right] for pair in pairs if often[0, pair.left] == often[1, pair.right] == 1}


def _cells(one: Measure, other: Measure) -> Iterator[Cell]:
    for column in COLUMNS:
        if getattr(one, column) != getattr(other, column):
            yield Cell(other.id, column, one.printed(column), other.printed(column))


def _reworded(rows: Iterator[tuple[str, str | None, str | None]]) -> Iterator[Reworded]:
    return (Reworded(*row) for row in rows if row[1] != row[2])


def heading(section: Section) -> str:
    """A heading as printed: its label and its title."""
    return f"{section.label or ''}{section.title or ''}"


def _sections(lefts: Sequence[Section], rights: Sequence[Section]) -> Iterator[Reworded]:
    """Headings and their introductions that came, went or were reworded; a heading may change its place."""
    known = {heading(one): one for one in lefts}, {heading(one): one for one in rights}
    gone = [one for one in lefts if heading(one) not in known[1]]
    new = {one.id: one for one in rights if heading(one) not in known[0]}
    for one in gone:
        mate = new.pop(one.id, None)
        yield Reworded("heading", heading(one), heading(mate) if mate else None)
        yield from _reworded(iter([("intro", one.intro, mate.intro if mate else None)]))
    for other in new.values():
        yield Reworded("heading", None, heading(other))
        yield from _reworded(iter([("intro", None, other.intro)]))
    for name in (name for name in known[0] if name in known[1]):
        yield from _reworded(iter([("intro", known[0][name].intro, known[1][name].intro)]))


def _notes(left: Snapshot, right: Snapshot) -> Iterator[Reworded]:
    texts = [note.text for note in left.notes], [note.text for note in right.notes]
    gone = [text for text in texts[0] if text not in texts[1]]
    new = [text for text in texts[1] if text not in texts[0]]
    if len(gone) == len(new):
        yield from (Reworded("note", *pair) for pair in zip(gone, new, strict=True))
    else:
        yield from (Reworded("note", text, None) for text in gone)
        yield from (Reworded("note", None, text) for text in new)


def _moved(left: Snapshot, right: Snapshot, kept: Sequence[tuple[Measure, Measure]]) -> Iterator[str]:
    """The measures that stand under another heading; one whose heading was reworded does not."""
    headings = [{section.id: heading(section) for section in side.sections} for side in (left, right)]
    for one, other in kept:
        if one.section != other.section:
            before, after = headings[0].get(one.section or ""), headings[1].get(other.section or "")
            if before != after and not (before not in headings[1].values() and after not in headings[0].values()):
                yield other.id


def _said(finding: Finding, now: Mapping[str, str]) -> tuple[str, str | None, str | None]:
    """What a finding says, and of which cell, by the number that its measure has `now`."""
    return finding.id, now.get(finding.measure or "", finding.measure), finding.field
