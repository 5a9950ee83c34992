"""Corrections as JSON text: loading with errors that name their place, dumping."""

from collections.abc import Mapping
from typing import Any

from policydiff.errors import CorrectionError, SnapshotError
from policydiff.model.correction import Authority, Correction, Corrections
from policydiff.model.document import is_day
from policydiff.snapshot import parse_json, schema_errors, to_json
from policydiff.snapshot.load import entry_fault
from policydiff.snapshot.positions import JsonPath
from policydiff.snapshot.schema import first_cause

_REMEDY = "mend it or restore the file from git"


def load_corrections(text: str, where: str, snapshot: str) -> Corrections:
    """The corrections in the file `where`, which is named for the snapshot with this id.

    Raises:
        CorrectionError: it is broken, fails its schema, belongs to another snapshot or corrects nothing.
    """
    try:
        data = parse_json(text, where)
    except SnapshotError as error:
        raise CorrectionError(
            error.what, where=error.where, remedy=_REMEDY, form=f"json.{error.form}", values=error.values
        ) from None
    errors = schema_errors("corrections", data)
    if errors:
        raise _fault(text, where, *first_cause(errors))
    if data["snapshot"] != snapshot:
        message = f"these are corrections of “{data['snapshot']}”, where “{snapshot}” is expected"
        values = {"found": data["snapshot"], "expected": snapshot}
        raise _fault(text, where, ("snapshot",), message, "of-another", values)
    for at, entry in enumerate(data["corrections"]):
        said = fault_in(entry)
        if said:
            form = "day" if said[0] == "when" else "same"
            raise _fault(
                text, where, ("corrections", at, said[0]), said[1], form, {"at": at + 1, "value": entry[said[0]]}
            )
    return Corrections(snapshot=data["snapshot"], corrections=tuple(map(_correction, data["corrections"])))


def fault_in(entry: Mapping[str, Any]) -> tuple[str, str] | None:
    """The key and what is wrong with it, of a correction that keeps to the schema; None where it is sound."""
    if not is_day(entry["when"]):
        return "when", f"“{entry['when']}” is no day of the calendar"
    if entry["read"] == entry["should"]:
        return "should", "is what is read already"
    return None


def dump_corrections(corrections: Corrections) -> str:
    """The canonical text of corrections."""
    return to_json(corrections)


def _fault(
    text: str, where: str, path: JsonPath, message: str, form: str, values: Mapping[str, object]
) -> CorrectionError:
    """The error that `message` holds of the value at `path` of a file."""
    what, place = entry_fault(text, where, path, message, {"corrections": "correction"})
    return CorrectionError(what, where=place, remedy=_REMEDY, form=form, values=values)


def _correction(data: Mapping[str, Any]) -> Correction:
    authority = data.get("authority")
    return Correction(**{**data, "authority": Authority(**authority) if authority else None})
