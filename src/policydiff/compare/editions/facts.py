"""What two editions of one snapshot say of the document as a whole: its facts, headings and notes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from policydiff.compare.editions.headings import printed_heading
from policydiff.model.document import Section, Snapshot
from policydiff.model.step import CellChange

HEADING, INTRO, NOTE = "heading", "intro", "note"
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
FIELDS = (*_FACTS, HEADING, INTRO, NOTE)
"""What is said of a document as a whole, as printed."""


def differing_facts(old: Snapshot, new: Snapshot) -> tuple[CellChange, ...]:
    """What came, went or is said otherwise: facts, then headings with the words below them, then notes."""
    told = (_cell(name, of(old), of(new)) for name, of in _FACTS.items())
    rows = (*told, *_headings(old.sections, new.sections), *_notes(old, new))
    return tuple(row for row in rows if row.before != row.after)


def _cell(field: str, before: str | None, after: str | None) -> CellChange:
    return CellChange(field=field, before=before, after=after)


def _headings(olds: Iterable[Section], news: Iterable[Section]) -> Iterator[CellChange]:
    """Headings and their introductions; one may change its place, and one under a kept id may be reworded."""
    known = _named(olds), _named(news)
    new = {one.id: one for name, one in known[1].items() if name not in known[0]}
    for name, one in known[0].items():
        mate = known[1].get(name) or new.pop(one.id, None)
        yield _cell(HEADING, printed_heading(one), printed_heading(mate) if mate else None)
        yield _cell(INTRO, one.intro, mate.intro if mate else None)
    for other in new.values():
        yield _cell(HEADING, None, printed_heading(other))
        yield _cell(INTRO, None, other.intro)


def _named(sections: Iterable[Section]) -> dict[tuple[str, int], Section]:
    """Sections by their headings; of those with the same heading each by which of them it is."""
    seen: Counter[str] = Counter()
    found = {}
    for section in sections:
        name = printed_heading(section)
        found[name, seen[name]] = section
        seen[name] += 1
    return found


def _notes(old: Snapshot, new: Snapshot) -> Iterator[CellChange]:
    olds, news = ([note.text for note in side.notes] for side in (old, new))
    gone, come = _without(olds, news), _without(news, olds)
    if len(gone) == len(come):
        yield from (_cell(NOTE, *pair) for pair in zip(gone, come, strict=True))
    else:
        yield from (_cell(NOTE, text, None) for text in gone)
        yield from (_cell(NOTE, None, text) for text in come)


def _without(texts: Sequence[str], others: Sequence[str]) -> list[str]:
    return [text for text in texts if text not in others]
