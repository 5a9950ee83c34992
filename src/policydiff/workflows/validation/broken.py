"""A broken file as a finding."""

from pathlib import Path

from policydiff.check import Fault
from policydiff.errors import PolicydiffError
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
    return in_file(check, str(path), Fault(values={"message": message}), language, place, text)
