"""A broken file as a finding."""

from pathlib import Path

from policydiff.errors import PolicydiffError
from policydiff.model.document import Finding, LocatedFinding


def broken_file(error: PolicydiffError, path: Path, check: str = "schema") -> LocatedFinding:
    """The finding that a file is broken, at the place that the error names."""
    line, column = 1, 1
    parts = error.where.removeprefix(str(path)).strip(":").split(":")
    if len(parts) == 2:
        line, column = int(parts[0]), int(parts[1])
    message = f"{error.what}; {error.remedy}" if error.remedy else error.what
    return LocatedFinding(str(path), line, column, Finding(id=check, severity="error", message=message))
