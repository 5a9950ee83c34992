"""The file of waivers: `policydiff-waivers.json`, the nearest one upwards from the snapshots folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policydiff.corpus.configuration import FILE as CONFIGURATION
from policydiff.corpus.configuration import places, read_file
from policydiff.errors import ConfigurationError, SnapshotError, WaiverError
from policydiff.model.document import is_day
from policydiff.model.gate import Side
from policydiff.model.waiver import ChangeWaiver, FindingWaiver, Waivers
from policydiff.snapshot import parse_json, schema_errors, to_json
from policydiff.snapshot.load import entry_fault
from policydiff.snapshot.positions import JsonPath
from policydiff.snapshot.schema import first_cause

FILE = "policydiff-waivers.json"
_REMEDY = "mend it or restore the file from git"
_LISTS = {"findings": "waiver of a finding", "changes": "waiver of a change"}


def find_waivers(folder: Path) -> Path | None:
    """The nearest file of waivers upwards from the snapshots `folder`; None where there is none."""
    return next((file for place in places(folder) if (file := place / FILE).exists() or file.is_symlink()), None)


def due_place(folder: Path) -> Path:
    """Where waivers are kept: in the nearest file, else beside the configuration, else beside the snapshots folder."""
    known = find_waivers(folder)
    if known is not None:
        return known
    beside = next((place for place in places(folder) if (place / CONFIGURATION).is_file()), folder.resolve().parent)
    return beside / FILE


def read_waivers(path: Path) -> Waivers:
    """The waivers in a file.

    Raises:
        WaiverError: it is broken.
    """
    try:
        content = read_file(path)
    except ConfigurationError as error:
        raise WaiverError(error.what, where=error.where, remedy=error.remedy, form="json.unreadable") from None
    return Waivers() if content is None else load_waivers(content, str(path))


def load_waivers(content: bytes, where: str) -> Waivers:
    """The waivers that the bytes of the file `where` hold.

    Raises:
        WaiverError: they are no UTF-8, no JSON, fail the schema or name a day that there is not.
    """
    try:
        text = content.decode("utf-8-sig")
        data = parse_json(text, where)
    except UnicodeDecodeError as error:
        what, values = f"byte {error.start + 1} is not UTF-8", {"byte": error.start + 1}
        raise WaiverError(what, where=where, remedy=_REMEDY, form="json.utf-8", values=values) from None
    except SnapshotError as error:
        raise WaiverError(
            error.what, where=error.where, remedy=_REMEDY, form=f"json.{error.form}", values=error.values
        ) from None
    errors = schema_errors("waivers", data)
    if errors:
        raise _fault(text, where, *first_cause(errors))
    for key in _LISTS:
        for at, entry in enumerate(data[key]):
            for name in ("when", "until"):
                if not is_day(entry[name]):
                    message = f"“{entry[name]}” is no day of the calendar"
                    raise _fault(text, where, (key, at, name), message, "day", {"value": entry[name]})
    return Waivers(
        findings=tuple(FindingWaiver(**one) for one in data["findings"]),
        changes=tuple(_change(one) for one in data["changes"]),
    )


def dump_waivers(waivers: Waivers) -> bytes:
    """The canonical file: those on the same snapshots stand together, so that two branches seldom touch one place."""
    findings = sorted(waivers.findings, key=lambda one: (one.snapshot, one.check, one.measure or "", one.excerpt))
    changes = sorted(
        waivers.changes,
        key=lambda one: (one.left.snapshot, one.right.snapshot, one.left.words or "", one.right.words or "", one.rule),
    )
    return to_json(Waivers(findings=tuple(findings), changes=tuple(changes))).encode("utf-8")


def _change(data: Any) -> ChangeWaiver:
    return ChangeWaiver(**{**data, "left": Side(**data["left"]), "right": Side(**data["right"])})


def _fault(text: str, where: str, path: JsonPath, message: str, form: str, values: Mapping[str, object]) -> WaiverError:
    what, place = entry_fault(text, where, path, message, _LISTS)
    return WaiverError(what, where=place, remedy=_REMEDY, form=form, values=values)
