"""A broken file as a finding."""

from pathlib import Path

from policydiff.check import Fault
from policydiff.errors import PolicydiffError, SnapshotError
from policydiff.model.finding import LocatedFinding
from policydiff.workflows.validation.locate import in_file


def broken_file(
    error: PolicydiffError, path: Path, check: str = "json", language: str = "en", text: str = ""
) -> LocatedFinding:
    """The finding that a file is broken, at the place that the error names; that line of its text is quoted."""
    place = 1, 1
    parts = error.where.removeprefix(str(path)).strip(":").split(":")
    if len(parts) == 2:
        place = int(parts[0]), int(parts[1])
    message = f"{error.what}; {error.remedy}" if error.remedy else error.what
    form = error.form if check == "json" and isinstance(error, SnapshotError) else ""
    fault = Fault(form=form, values={"message": message, "what": error.what})
    return in_file(check, str(path), fault, language, place, text)
