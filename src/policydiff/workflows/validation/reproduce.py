"""Reading the source of a snapshot again for its checks, and whether the corrections still fit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from policydiff.check import CHECK_BY_ID, Fault, Found
from policydiff.corpus.folder import read_text
from policydiff.errors import CorrectionError, PolicydiffError, SnapshotError
from policydiff.model.correction import APPLIED
from policydiff.model.document import Snapshot
from policydiff.model.finding import LocatedFinding
from policydiff.read.document import Reading
from policydiff.snapshot import parse_json
from policydiff.workflows.corrections import corrections_path, kept_corrections
from policydiff.workflows.reread import NOT_REPRODUCIBLE, reread_bytes
from policydiff.workflows.validation.broken import broken_file
from policydiff.workflows.validation.locate import JsonFile, located

_ON_CORRECTIONS = frozenset(("correction-unfit", "correction-needless"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduced:
    """What reading a source again gives: the snapshot, and what is wrong with the corrections.

    `again` is the snapshot as it is read now, None where it cannot be; `unreadable` says that and why. `settled` are
    the findings of the snapshot that those on the corrections take the place of.
    """

    again: Snapshot | None = None
    unreadable: list[Found] = field(default_factory=list)
    on_corrections: list[LocatedFinding] = field(default_factory=list)
    settled: frozenset[str] = _ON_CORRECTIONS


def reproduce(snapshot: Snapshot, content: bytes, path: Path, language: str = "en") -> Reproduced:
    """Read the source of a snapshot again: its bytes, and the corrections beside the file `path`."""
    name = snapshot.id
    if not corrections_path(name, path.parent).is_file():
        name = path.stem  # the same, where the id is not misspelt
    corrections = corrections_path(name, path.parent)
    try:
        kept = kept_corrections(name, path.parent)
        reading = reread_bytes(snapshot, content, path.parent, kept)
    except (CorrectionError, SnapshotError) as error:
        broken = broken_file(error, corrections, "corrections", language)
        return Reproduced(on_corrections=[broken], settled=frozenset())
    except PolicydiffError as error:
        fault = Fault(form="unreadable", values={"message": str(error)}, place=("source",))
        return Reproduced(unreadable=[Found(CHECK_BY_ID[NOT_REPRODUCIBLE], fault)], settled=frozenset())
    return Reproduced(again=reading.snapshot, on_corrections=list(_misfits(reading, corrections, language)))


def _misfits(reading: Reading, path: Path, language: str) -> Iterator[LocatedFinding]:
    """Corrections that are unfit, needless, each where it stands in its file."""
    unsettled = [(at, one.reason) for at, one in enumerate(reading.replayed) if one.outcome != APPLIED]
    found = [finding for finding in reading.snapshot.findings if finding.id in _ON_CORRECTIONS]
    if not found:
        return
    text = read_text(path)
    file = JsonFile(str(path), text, parse_json(text, str(path)), reading.snapshot.id)
    for (at, reason), finding in zip(unsettled, found, strict=True):
        values = {"message": finding.message, "at": at + 1, **(reason.values if reason else {})}
        place = ("corrections", at)
        fault = Fault(form=reason.form if reason else "", values=values, place=place, severity=finding.severity)
        yield located(finding.id, fault, file, language)
