"""A broken file as a finding."""

from pathlib import Path

from policydiff.check import Fault
from policydiff.check.wording import ENGLISH, sentence
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
    return in_file(check, str(path), fault_of(error, check, language), language, place, text)


def fault_of(error: PolicydiffError, check: str, language: str) -> Fault:
    """What an error says, as a fault of a check; in the words of another check where that knows the form of it.

    A form is one of the check, or of another that it names first: `schema.missing`.
    """
    known = f"{_JSON}.{error.form}" if isinstance(error, SnapshotError) and "." not in error.form else error.form
    owner, _, form = known.rpartition(".")
    message = f"{error.what}; {error.remedy}" if error.remedy else error.what
    values = {**error.values, "message": message, "what": error.what}
    if owner in ("", check):
        return Fault(form=form, values=values)
    if language != ENGLISH:  # the words of errors are English
        values["message"] = sentence(owner, Fault(form=form, values=values), language)
    return Fault(values=values)
