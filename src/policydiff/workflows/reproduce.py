"""Whether a snapshot is what its source and its corrections give, and whether the corrections still fit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from policydiff.corpus import Corpus
from policydiff.corpus.folder import read_text
from policydiff.errors import CorrectionError, PolicydiffError, SnapshotError
from policydiff.model.correction import APPLIED, MEASURE
from policydiff.model.document import Finding, LocatedFinding, Snapshot
from policydiff.read.document import Reading
from policydiff.snapshot.positions import nearest, positions
from policydiff.workflows.broken import broken_file
from policydiff.workflows.corrections import FOLDER, corrections_path
from policydiff.workflows.reread import NOT_REPRODUCIBLE, READER_OLD, Reread, reread_loaded

_ON_CORRECTIONS = frozenset(("correction-unfit", "correction-needless"))
_SEVERITIES = {NOT_REPRODUCIBLE: "error", READER_OLD: "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduced:
    """What reading a source again says of the snapshot, and of the file of its corrections.

    `settled` are the findings of the snapshot that the latter take the place of.
    """

    on_snapshot: list[Finding] = field(default_factory=list)
    on_corrections: list[LocatedFinding] = field(default_factory=list)
    settled: frozenset[str] = _ON_CORRECTIONS


def reproduce(snapshot: Snapshot, text: str, path: Path) -> Reproduced:
    """Read the source of a snapshot again, whose file `path` holds `text`."""
    corrections = corrections_path(snapshot.id, path.parent)
    try:
        again = reread_loaded(snapshot, text, path)
    except (CorrectionError, SnapshotError) as error:
        return Reproduced(on_corrections=[broken_file(error, corrections, "corrections")], settled=frozenset())
    except PolicydiffError as error:
        message = f"the source cannot be read again ({error}); put the snapshot and its source back from git"
        finding = Finding(id=NOT_REPRODUCIBLE, severity="error", message=message)
        return Reproduced(on_snapshot=[finding], settled=frozenset())
    return Reproduced(on_snapshot=list(_fault(again)), on_corrections=list(_misfits(again.reading, corrections)))


def _fault(again: Reread) -> Iterator[Finding]:
    if again.fault:
        name, message = again.fault
        first = next((one for one in again.differences if one.kind == MEASURE and name == NOT_REPRODUCIBLE), None)
        yield Finding(
            id=name,
            severity=_SEVERITIES[name],
            message=f"{message}; {again.remedy}",
            measure=first.name if first else None,
            field=first.field if first else None,
        )


def _misfits(reading: Reading, path: Path) -> Iterator[LocatedFinding]:
    """Corrections that are unfit, needless, each where it stands in its file."""
    numbers = [at for at, one in enumerate(reading.replayed) if one.outcome != APPLIED]
    found = [finding for finding in reading.snapshot.findings if finding.id in _ON_CORRECTIONS]
    known = positions(read_text(path)) if found else {}
    for at, finding in zip(numbers, found, strict=True):
        yield LocatedFinding(str(path), *nearest(known, ("corrections", at)), finding)


def stray_corrections(corpus: Corpus) -> list[LocatedFinding]:
    """Files of corrections that belong to no snapshot of the folder; those of broken ones are passed over."""
    known = {entry.id for entry in corpus.entries} | {path.stem for path in corpus.broken}
    remedy = "rename or remove it"
    return [
        broken_file(CorrectionError("names no snapshot of the folder", where=str(path), remedy=remedy), path, FOLDER)
        for path in sorted((corpus.folder / FOLDER).glob("*.json"))
        if path.stem not in known
    ]
