"""What `validate` says of a folder, beyond what it says of the untouched one."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policydiff.corpus import Corpus
from policydiff.model.finding import LocatedFinding
from policydiff.workflows.validate import validate, validation
from policydiff.workflows.validation.judged import Wanted, judged
from tests.planted.folder import SNAPSHOTS, Expected
from tests.planted.table import Case


def findings(folder: Path) -> list[LocatedFinding]:
    """All findings on a folder, beside the last commit where it is in a repository."""
    corpus = Corpus(folder)
    if (folder.parent / ".git").exists():
        return list(validation(judged(Wanted(), corpus), corpus).findings)
    return list(validate((), corpus)[1])


@cache
def known(names: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """What is said of the untouched snapshots."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "snapshots"
        (folder / "sources").mkdir(parents=True)
        for name in names:
            shutil.copyfile(SNAPSHOTS / f"{name}.json", folder / f"{name}.json")
            shutil.copyfile(SNAPSHOTS / "sources" / f"{name}.txt", folder / "sources" / f"{name}.txt")
        return frozenset(mark for one in findings(folder) for mark in _marks(one))


def _marks(one: LocatedFinding) -> tuple[tuple[str, str], ...]:
    """What a finding is known by in a file of any name: its words, its place in the text, or what it is about and
    where that is printed, whichever an edit elsewhere leaves alone.
    """
    check, source = one.finding.id, one.source
    printed = f"{one.excerpt} in line {source.line}" if one.excerpt and source else one.fingerprint
    return (check, one.finding.message), (check, one.fingerprint), (check, printed)


def beyond(folder: Path, names: tuple[str, ...], found: Sequence[LocatedFinding] | None = None) -> list[LocatedFinding]:
    """The findings that the untouched folder does not have; that a cell was corrected is none of a fault."""
    found = findings(folder) if found is None else found
    new = (one for one in found if not known(names).intersection(_marks(one)))
    return [one for one in new if one.finding.id != "corrected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of a planted fault."""

    case: str
    wanted: Expected
    said: list[str]
    caught: bool
    own_id: bool
    one_message: bool
    right_line: bool

    @property
    def all(self) -> bool:
        return self.own_id and self.one_message and self.right_line


def judge_fault(case: Case[Expected], top: Path) -> Verdict:
    """Plant a fault, validate the folder, and compare what is said with what is due."""
    folder, wanted = case.plant(top)
    new = beyond(folder.folder, folder.names)
    own = [one for one in new if one.finding.id == wanted.check and one.finding.severity == wanted.severity]
    return Verdict(
        case=str(case),
        wanted=wanted,
        said=[_said(one, folder.folder) for one in new],
        caught=bool(new),
        own_id=bool(own),
        one_message=len(new) == 1,
        right_line=any(_is_there(one, wanted, folder.folder) for one in own),
    )


def _is_there(one: LocatedFinding, wanted: Expected, folder: Path) -> bool:
    """Whether a finding points at the right lines of the file, and of the source if there are any."""
    is_right = Path(one.path) == folder / wanted.path and wanted.first <= one.line <= wanted.last
    if wanted.source is None or not is_right:
        return is_right
    return one.source is not None and wanted.source[0] <= one.source.line <= wanted.source[1]


def _said(one: LocatedFinding, folder: Path) -> str:
    source = f" source {one.source.line}" if one.source else ""
    place = f"{Path(one.path).relative_to(folder)}:{one.line}"
    return f"{place} {one.finding.severity} {one.finding.id}: {one.finding.message[:110]}{source}"


def judge_harmless(case: Case[frozenset[str]], top: Path) -> list[str]:
    """Make a harmless edit and validate the folder: what is said beyond the warnings that the edit may call up."""
    folder, allowed = case.plant(top)
    new = beyond(folder.folder, folder.names)
    return [
        _said(one, folder.folder) for one in new if one.finding.severity == "error" or one.finding.id not in allowed
    ]
