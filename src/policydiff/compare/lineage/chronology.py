"""The order of documents in time, so far as they say it themselves."""

import re
from collections.abc import Iterable, Mapping, Sequence

from policydiff.model.document import Snapshot

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_UNKNOWN = "9999"

Key = tuple[str, int, str]


def in_order(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """Snapshots by day of issue, then id.

    One whose day is not printed stands behind those of its year (as the number of the document, its title or its id
    gives it); a round always stands behind the earlier ones of its series, and what puts a document into practice
    behind that document.
    """
    known = {snapshot.id: snapshot for snapshot in snapshots}
    earlier = {name: _before(snapshot, known.values()) for name, snapshot in known.items()}
    keys = {name: _key(snapshot, known) for name, snapshot in known.items()}
    placed: dict[str, Snapshot] = {}
    while len(placed) < len(known):
        left = [name for name in known if name not in placed]
        ready = [name for name in left if not (earlier[name] - placed.keys())] or left  # of a circle the first by day
        name = min(ready, key=keys.__getitem__)
        placed[name] = known[name]
    return list(placed.values())


def _before(snapshot: Snapshot, others: Iterable[Snapshot]) -> set[str]:
    """The documents that a snapshot can only stand behind."""
    return {
        other.id
        for other in others
        if other.id != snapshot.id and (snapshot.implements == other.id or is_later_round(snapshot, other))
    }


def is_later_round(snapshot: Snapshot, other: Snapshot) -> bool:
    """Whether a snapshot is a later round of the series of the other."""
    if snapshot.series is None or snapshot.series != other.series:
        return False
    if snapshot.round is not None and other.round is not None:
        return snapshot.round > other.round
    return bool(snapshot.issued and other.issued and snapshot.issued > other.issued)


def year_of(snapshot: Snapshot, known: Mapping[str, Snapshot]) -> str | None:
    """The year that a snapshot stands in, by what the order goes by; None where nothing says it."""
    year = _key(snapshot, known)[0][:4]
    return year if year != _UNKNOWN else None


def _key(snapshot: Snapshot, known: Mapping[str, Snapshot], seen: Sequence[str] = ()) -> Key:
    """The day, or where none is printed the end of the year; of what puts a plan into practice the plan's."""
    if snapshot.issued:
        return snapshot.issued, 0, snapshot.id
    plan = known.get(snapshot.implements or "")
    if plan and plan.id not in (*seen, snapshot.id):
        day, _, _ = _key(plan, known, (*seen, snapshot.id))
        return day, 2, snapshot.id
    for said in (snapshot.document_number, snapshot.title, snapshot.id):
        years = _YEAR.findall(said or "")
        if years:
            return f"{max(years)}-99", 1, snapshot.id
    return _UNKNOWN, 1, snapshot.id
