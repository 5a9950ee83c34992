"""Correct: one more correction of a snapshot, checked, kept, and replayed at once."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from policydiff.corpus import Corpus, locked, write_files
from policydiff.errors import CorrectionError
from policydiff.model.correction import APPLIED, NEEDLESS, Correction, Corrections, Replayed
from policydiff.model.document import Finding, Snapshot, bearer
from policydiff.read.correction_files import dump_corrections, fault_in
from policydiff.read.document import Reading
from policydiff.snapshot import dump_snapshot, schema_errors, to_json
from policydiff.snapshot.dump import to_data
from policydiff.workflows.corrections import corrections_path, kept_corrections
from policydiff.workflows.reread import Reread, reread, reread_entry


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that was kept: its file, that of the snapshot, and what the snapshot says of it."""

    path: Path
    snapshot: Path
    finding: Finding


def correct(name: str, correction: Correction, corpus: Corpus) -> Corrected:
    """Keep a correction of the snapshot called `name` and read its source again with it.

    Raises:
        LookupFailedError: there is no such snapshot.
        CorrectionError: the cell does not read so now, or cannot be what it should; or the snapshot is not what the
            present reader makes of its source.
        SnapshotError, SourceError, LayoutError: the snapshot or its source is broken.
        StorageError: the folder refuses to be written.
    """
    entry = corpus.resolve(name)
    folder = entry.path.parent
    with locked(folder):  # what someone else corrects meanwhile is neither lost nor overlooked
        present = reread_entry(entry)
        snapshot = present.reading.snapshot
        where = f"{snapshot.id}, {correction.place}"
        _check_form(correction, snapshot.id, where)
        _check_present(present)
        correction = _with_words(correction, snapshot)
        kept = kept_corrections(snapshot.id, folder)
        kept = replace(kept, corrections=(*kept.corrections, correction))
        reading = reread(snapshot, folder, kept)
        _check_applied(reading.replayed[-1], where)
        path = corrections_path(snapshot.id, folder)
        files = {path: dump_corrections(kept), entry.path: dump_snapshot(reading.snapshot)}
        write_files({file: text.encode() for file, text in files.items()})
    return Corrected(path, entry.path, _finding_on(reading))


def _with_words(correction: Correction, snapshot: Snapshot) -> Correction:
    """The correction with the text that its measure has now, which finds the measure when numbers change."""
    found = bearer(snapshot.measures, correction.measure) if correction.measure else None
    return replace(correction, words=found.text) if found else correction


def _check_form(correction: Correction, snapshot: str, where: str) -> None:
    """Refuse what the file of corrections could not hold."""
    data: Any = to_data(Corrections(snapshot=snapshot, corrections=(correction,)))
    try:
        to_json(data).encode()
        errors = [(error.path[-1], error.message) for error in schema_errors("corrections", data)]
    except UnicodeEncodeError:  # bytes of the command line that are no characters
        errors = [("text", "holds bytes that are no characters")]
    fault = errors[0] if errors else fault_in(data["corrections"][0])
    if fault:
        raise CorrectionError(f"{fault[0]}: {fault[1]}", where=where, remedy="see policydiff correct --help")


def _check_present(present: Reread) -> None:
    """Refuse a snapshot to which reading it again would do more than correct it."""
    fault = present.fault
    if fault:
        raise CorrectionError(fault[1], where=str(present.path), remedy=present.remedy)


def _check_applied(replayed: Replayed, where: str) -> None:
    if replayed.was_moved:
        reason = f"the words stand in {replayed.correction.kind} {replayed.target}"
        raise CorrectionError(reason, where=where, remedy="name that one")
    if replayed.outcome == NEEDLESS:
        raise CorrectionError("it reads so already", where=where, remedy="nothing is to be corrected")
    if replayed.outcome != APPLIED:
        remedy = "see policydiff show, and give --read exactly as it is printed there"
        what = replayed.reason.words if replayed.reason else "it does not fit"
        raise CorrectionError(what, where=where, remedy=remedy)


def _finding_on(reading: Reading) -> Finding:
    """What the snapshot says of the last correction."""
    said = [finding for finding in reading.snapshot.findings if finding.id.startswith("correct")]
    return said[-1]
