"""A broken file as a finding."""

from pathlib import Path

from policydiff.check import Fault
from policydiff.errors import PolicydiffError, SnapshotError
from policydiff.model.finding import LocatedFinding
from policydiff.workflows.validation.locate import in_file

_JSON = "json"


def broken_file(
    error: PolicydiffError, path: Path, check: str = "json", language: str = "en", text: str = ""
) -> LocatedFinding:
    """The finding that a file is broken, at the place that the error names; that line of its text is quoted."""
    place = 1, 1
    parts = error.where.removeprefix(str(path)).strip(":").split(":")
    if len(parts) == 2:
        place = int(parts[0]), int(parts[1])
    return in_file(check, str(path), fault_of(error, check), language, place, text)


def fault_of(error: PolicydiffError, check: str) -> Fault:
    """What an error says, as a fault of a check; its form may be that of another, which it names: `schema.missing`."""
    known = f"{_JSON}.{error.form}" if isinstance(error, SnapshotError) and "." not in error.form else error.form
    message = f"{error.what}; {error.remedy}" if error.remedy else error.what
    return Fault(form=known.removeprefix(f"{check}."), values={**error.values, "message": message, "what": error.what})
