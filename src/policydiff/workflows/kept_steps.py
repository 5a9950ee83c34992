"""Differences of editions as JSON data, as the index keeps them."""

from collections.abc import Mapping
from typing import Any

from policydiff.model.comparison import Change, Evidence, Spans
from policydiff.model.step import CellChange, EditionDifference, Transition
from policydiff.snapshot.dump import to_data


def as_data(difference: EditionDifference) -> Any:
    """A difference as JSON data."""
    return to_data(difference)


def from_data(data: Mapping[str, Any]) -> EditionDifference:
    """The difference that `as_data` gave."""
    return EditionDifference(
        document=tuple(CellChange(**one) for one in data["document"]),
        measures=tuple(map(_transition, data["measures"])),
    )


def _transition(data: Mapping[str, Any]) -> Transition:
    return Transition(
        before=tuple(data["before"]),
        after=tuple(data["after"]),
        fate=data["fate"],
        heading=(data["heading"][0], data["heading"][1]) if data["heading"] else None,
        relation=data["relation"],
        confidence=data["confidence"],
        decided_by=data["decided_by"],
        evidence=tuple(Evidence(**{**one, "spans": _spans(one["spans"])}) for one in data["evidence"]),
        changes=tuple(Change(**{**one, "spans": _spans(one["spans"])}) for one in data["changes"]),
        cells=tuple(CellChange(**one) for one in data["cells"]),
        derived=tuple(data["derived"]),
    )


def _spans(data: Mapping[str, Any]) -> Spans:
    left, right = (tuple((start, end) for start, end in data[side]) for side in ("left", "right"))
    return Spans(left=left, right=right)
