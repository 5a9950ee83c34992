"""The history of snapshots as JSON: the contract of log and blame, in canonical form."""

from collections.abc import Iterable, Sequence

from policydiff.model.history import Blame, Log, LogEntry
from policydiff.model.step import Transition
from policydiff.snapshot import to_json
from policydiff.snapshot.dump import to_data


def log_as_json(log: Log) -> str:
    """The log as canonical JSON."""
    return to_json({**_top(log, log.snapshot), "entries": [_entry(entry) for entry in log.entries], **_end(log)})


def blame_as_json(blame: Blame) -> str:
    """Blame as canonical JSON."""
    measures = [{**_fields(one), "measure": _measure(blame.snapshot, one.measure)} for one in blame.measures]
    return to_json({**_top(blame, blame.snapshot), "measures": measures, "parts": blame.parts, **_end(blame)})


def _top(found: Log | Blame, snapshot: str | None) -> dict[str, object]:
    measure = _measure(snapshot, found.measure) if snapshot and found.measure else None
    return {"format": found.format, "snapshot": snapshot, "measure": measure}


def _end(found: Log | Blame) -> dict[str, object]:
    return {"broken": found.broken, "is_cut": found.is_cut}


def _entry(entry: LogEntry) -> dict[str, object]:
    return {
        **_fields(entry),
        "before": _measures(entry.snapshot, entry.before),
        "after": _measures(entry.snapshot, entry.after),
        "transitions": [transition_data(entry.snapshot, row) for row in entry.transitions],
    }


def transition_data(snapshot: str, row: Transition) -> dict[str, object]:
    """A row of a step as JSON data, its measures named with their snapshot."""
    return {
        **_fields(row),
        "before": _measures(snapshot, row.before),
        "after": _measures(snapshot, row.after),
        "heading": row.heading and {"before": row.heading[0] or None, "after": row.heading[1] or None},
    }


def _fields(value: object) -> dict[str, object]:
    data = to_data(value)
    return data if isinstance(data, dict) else {}


def _measures(snapshot: str, names: Iterable[str]) -> Sequence[dict[str, str]]:
    return [_measure(snapshot, name) for name in names]


def _measure(snapshot: str, name: str) -> dict[str, str]:
    return {"snapshot": snapshot, "measure": name, "ref": f"{snapshot}#{name}"}
