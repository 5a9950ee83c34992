"""Decisions as JSON text: loading with errors that name their place, dumping, the mirror."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from policydiff.errors import DecisionError, SnapshotError
from policydiff.model.comparison import MERGED, PARTIAL, REGROUPED, SPLIT
from policydiff.model.decision import DecidedMeasure, Decision, Decisions
from policydiff.model.document import is_day
from policydiff.snapshot import parse_json, schema_errors, to_json
from policydiff.snapshot.load import entry_fault
from policydiff.snapshot.positions import JsonPath
from policydiff.snapshot.schema import first_cause

_REMEDY = "mend it or restore the file from git"
_MIRRORED = {MERGED: SPLIT, SPLIT: MERGED}
LISTS = {"decisions": "decision", "questions": "question"}
"""The lists of a file, and what one of each is called in errors."""


def load_decisions(text: str, where: str, ids: tuple[str, str]) -> Decisions:
    """The decisions in the file `where`, which is named for the snapshots `ids`.

    Raises:
        DecisionError: it is broken, fails its schema, or belongs to other snapshots.
    """
    data = checked(text, where, "decisions", ids)
    return Decisions(left=data["left"], right=data["right"], decisions=tuple(map(_decision, data["decisions"])))


def checked(text: str, where: str, schema: str, ids: tuple[str, str]) -> Any:
    """The data of a JSON text that keeps to `schema`, says only days that there are, and is on the snapshots `ids`.

    Raises:
        DecisionError: one of these does not hold.
    """
    try:
        data = parse_json(text, where)
    except SnapshotError as error:
        raise DecisionError(
            error.what, where=error.where, remedy=_REMEDY, form=f"json.{error.form}", values=error.values
        ) from None
    errors = schema_errors(schema, data)
    if errors:
        raise fault(text, where, *first_cause(errors))
    for side, name in zip(("left", "right"), ids, strict=True):
        if data[side] != name:
            message = f"these are decisions on “{data[side]}”, where “{name}” is expected"
            raise fault(text, where, (side,), message, "of-another", {"found": data[side], "expected": name})
    for key in LISTS:
        for at, entry in enumerate(data.get(key, ())):
            if entry.get("when") is not None and not is_day(entry["when"]):
                message = f"“{entry['when']}” is no day of the calendar"
                raise fault(text, where, (key, at, "when"), message, "day", {"value": entry["when"]})
            if not _fits(entry.get("relation"), len(entry["left"]), len(entry["right"])):
                message = f"“{entry['relation']}” is no relation of {len(entry['left'])} to {len(entry['right'])}"
                values = {"value": entry["relation"], "left": len(entry["left"]), "right": len(entry["right"])}
                raise fault(text, where, (key, at, "relation"), message, "relation", values)
    return data


def _fits(relation: str | None, left: int, right: int) -> bool:
    """Whether so many measures can stand in a relation; a fragment may be of any number."""
    if relation is None or relation == PARTIAL:
        return True
    return {MERGED: left > 1 == right, SPLIT: left == 1 < right, REGROUPED: left > 1 < right}.get(
        relation, left == right == 1
    )


def fault(
    text: str, where: str, path: JsonPath, message: str, form: str = "", values: Mapping[str, object] | None = None
) -> DecisionError:
    """The error that `message` holds of the value at `path` of a file."""
    what, place = entry_fault(text, where, path, message, LISTS)
    return DecisionError(what, where=place, remedy=_REMEDY, form=form, values=values)


def dump_decisions(decisions: Decisions) -> str:
    """The canonical text of decisions."""
    return to_json(decisions)


def mirrored(decisions: Decisions) -> Decisions:
    """The decisions seen from the other side."""
    return Decisions(
        left=decisions.right,
        right=decisions.left,
        decisions=tuple(
            replace(
                one, left=one.right, right=one.left, relation=one.relation and _MIRRORED.get(one.relation, one.relation)
            )
            for one in decisions.decisions
        ),
    )


def _decision(data: Mapping[str, Any]) -> Decision:
    sides = {side: tuple(DecidedMeasure(**measure) for measure in data[side]) for side in ("left", "right")}
    return Decision(**{**data, **sides})
