"""History: what a snapshot lost, or says otherwise, since its previous edition."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterator
from operator import attrgetter

from policydiff.check.fault import BASE, CONTENT, Fault, content_mark
from policydiff.model.document import Measure, Snapshot
from policydiff.model.finding import INFO, WARNING

_SUDDEN = 0.1
"""A share of the measures that no document loses in the ordinary course."""
_FEWEST = 2
_CELLS = attrgetter("title", "text", "field", "remark")
_TAKEN_APART = ("responsibility", "guidance", "reach", "promoted", "basis")
_FRONT = ("title", "document_number", "issued", "issuers", "level", "region", "series", "round", "implements")
_LISTED = {"sections": attrgetter("label", "title", "intro"), "notes": attrgetter("text")}
_SHOWN = 5


def measures_dropped(before: Snapshot, after: Snapshot, base: str, *, known: int = 0) -> Iterator[Fault]:
    """A sudden loss of measures; `known` of them are said to be lost already."""
    lost = _dropped(before, after) - known
    if lost >= _FEWEST and lost > len(before.measures) * _SUDDEN:
        values = {"lost": lost, "before": len(before.measures), "after": len(after.measures), BASE: base}
        values[CONTENT] = content_mark(_less(before, after))
        yield Fault(values=values, place=("measures",))


def published_changed(
    before: Snapshot, after: Snapshot, base: str, *, is_reread: bool, said: Collection[str] = ()
) -> Iterator[Fault]:
    """A published snapshot that says something else now, and neither by a correction nor by a newer reader.

    `is_reread` says that its source was read again by the same reader, which tells of every edit itself; then only
    another source can be the cause, which the authority may have issued anew, or what the reader was told besides.
    `said` are measures that another finding tells of.
    """
    is_replaced = before.source.sha256 != after.source.sha256
    is_told = is_reread and not is_replaced
    if is_told and _told(before) == _told(after):
        return
    changed = [at for at in _changed(before, after, with_numbers=is_replaced) if after.measures[at].id not in said]
    gone = max(len(before.measures) - len(after.measures), 0)
    is_dropped = any(measures_dropped(before, after, base))
    is_loss = gone and not said and not is_dropped
    others = list(_other_parts(before, after, with_losses=not is_dropped))
    parts = [*(f"#{after.measures[at].id}" for at in changed), *others, *([f"-{gone}"] if is_loss else [])]
    if not parts:
        if is_replaced and is_reread and not is_dropped and not said:
            values = {BASE: base, CONTENT: after.source.sha256}
            yield Fault(form="paper", values=values, place=("source", "sha256"), severity=INFO)
        return
    rows = (_printed(after.measures[at]) for at in changed)
    now = content_mark(*rows, _less(before, after), *(_part(after, key) for key in others))
    place = ("measures", changed[0]) if changed else (others[0],) if others else ("measures",)
    shown = ", ".join(parts[:_SHOWN]) + (f" (+{len(parts) - _SHOWN})" if len(parts) > _SHOWN else "")
    yield Fault(
        form="told" if is_told else "source" if is_replaced else "",
        values={"parts": shown, BASE: base, CONTENT: now},
        place=place,
        severity=WARNING if is_reread else None,
    )


def id_renamed(before: Snapshot, after: Snapshot) -> Iterator[Fault]:
    """An id that is another one now, and under the former one the snapshot is not found any more."""
    if before.id not in (after.id, *after.aliases):
        yield Fault(values={"former": before.id, "id": after.id}, place=("id",), excerpt=after.id)


def _told(one: Snapshot) -> dict[str, object]:
    """What `ingest` was told of a document, which reading it again follows; its other names change nothing."""
    return {key: value for key, value in one.source.options.items() if key != "aliases" and value not in (None, {})}


def _dropped(before: Snapshot, after: Snapshot) -> int:
    return len(before.measures) - len(after.measures)


def _printed(measure: Measure) -> Hashable:
    """The printed cells of a measure, whatever its number."""
    taken_apart = (getattr(measure, column) for column in _TAKEN_APART)
    return *_CELLS(measure), *(cell and cell.raw for cell in taken_apart)


def _changed(before: Snapshot, after: Snapshot, *, with_numbers: bool) -> list[int]:
    """The places of measures whose cells were printed nowhere before; where there are none, of those that bear the
    number of another. Beside measures that came or went the numbers say nothing.
    """
    for printed in (_printed, _numbered) if with_numbers and not _dropped(before, after) else (_printed,):
        kept = Counter(map(printed, before.measures))
        changed = []
        for at, row in enumerate(map(printed, after.measures)):
            kept[row] -= 1
            if kept[row] < 0:
                changed.append(at)
        if changed:
            return changed
    return []


def _less(before: Snapshot, after: Snapshot) -> list[Hashable]:
    """The printed cells of the measures that are not there any more, in their order."""
    left = Counter(map(_printed, after.measures))
    gone = []
    for row in map(_printed, before.measures):
        left[row] -= 1
        if left[row] < 0:
            gone.append(row)
    return gone


def _part(edition: Snapshot, key: str) -> object:
    """What is printed of a part beside the measures."""
    value = getattr(edition, key)
    return list(map(_LISTED[key], value)) if key in _LISTED else value


def _numbered(measure: Measure) -> Hashable:
    return measure.number, _printed(measure)


def _other_parts(before: Snapshot, after: Snapshot, *, with_losses: bool) -> Iterator[str]:
    """The parts beside the measures that differ, by their keys; without losses those that have something new."""
    yield from (key for key in _FRONT if getattr(before, key) != getattr(after, key))
    for key, printed in _LISTED.items():
        was, now = (list(map(printed, getattr(edition, key))) for edition in (before, after))
        if was != now and (with_losses or Counter(now) - Counter(was)):
            yield key
