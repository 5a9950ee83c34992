"""What changed since a revision as JSON: the contract, without words of a language."""

from collections.abc import Mapping
from typing import cast

from policydiff.compare.editions.period import POLICY, Leg, NewPair, Period, SnapshotChange
from policydiff.model.document import Snapshot
from policydiff.model.gate import Verdict
from policydiff.report.history_json import transition_data
from policydiff.snapshot import to_json
from policydiff.snapshot.dump import to_data


def render(found: Period) -> str:
    """The report as canonical JSON."""
    return to_json(
        {
            "format": found.format,
            "since": found.since,
            "until": found.until,
            "asked": found.asked,
            "gate": found.gate and verdict_data(found.gate),
            "summary": found.summary,
            "snapshots": [_snapshot(one) for one in sorted(found.snapshots, key=lambda one: one.id)],
            "decisions": found.decisions,
            "remarks": found.remarks,
        }
    )


def verdict_data(verdict: Verdict) -> Mapping[str, object]:
    """The verdict of a gate: whether it passes, and why."""
    told = cast("Mapping[str, object]", to_data(verdict))
    return {"passes": verdict.passes, **{key: value for key, value in told.items() if key != "between"}}


def _snapshot(change: SnapshotChange) -> Mapping[str, object]:
    return {
        "id": change.id,
        "former": change.former,
        "status": change.status,
        "nature": change.nature,
        "before": change.before and _document(change.before),
        "after": change.after and _document(change.after),
        "legs": [_leg(change.id, leg) for leg in change.legs],
        "corrections": change.corrections,
        "pairs": [_pair(pair) for pair in change.pairs],
        "is_unsaved": change.is_unsaved,
        "faults": change.faults,
    }


def _document(snapshot: Snapshot) -> Mapping[str, object]:
    return {
        "title": snapshot.title,
        "document_number": snapshot.document_number,
        "issued": snapshot.issued,
        "measures": len(snapshot.measures),
        "sha256": snapshot.source.sha256,
        "reader": snapshot.source.reader,
    }


def _leg(name: str, leg: Leg) -> Mapping[str, object]:
    """A leg; only where it is one of policy its rows have relations and typed changes."""
    editions = leg.editions
    rows = [transition_data(name, row) for row in editions.difference.measures]
    return {
        "kind": leg.kind,
        "is_mixed": leg.is_mixed,
        "commits": leg.saved,
        "document": editions.difference.document,
        "transitions": rows if leg.kind == POLICY else [{**row, "relation": None, "changes": []} for row in rows],
        "findings_gone": editions.findings_gone,
        "findings_new": editions.findings_new,
    }


def _pair(pair: NewPair) -> Mapping[str, object]:
    found = pair.comparison
    return {"why": pair.why, "left": pair.left.id, "summary": to_data(found.summary) if found else None}
