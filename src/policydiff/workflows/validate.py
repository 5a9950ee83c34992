"""Validate: every finding on snapshots, one broken file not hiding the others."""

import hashlib
import os
from collections.abc import Collection, Sequence
from pathlib import Path

from policydiff.check import Subject, check_snapshot
from policydiff.corpus import Corpus
from policydiff.corpus.folder import head, read_text
from policydiff.errors import DecisionError, LookupFailedError, SnapshotError
from policydiff.model.decision import StaleDecision
from policydiff.model.document import Finding, LocatedFinding
from policydiff.snapshot import parse_json, schema_errors, snapshot_of
from policydiff.snapshot.formats import migrated
from policydiff.snapshot.load import describe_place
from policydiff.snapshot.positions import JsonPath, nearest, positions
from policydiff.workflows.broken import broken_file
from policydiff.workflows.decisions import FOLDER as DECISIONS
from policydiff.workflows.decisions import resolved_decisions
from policydiff.workflows.reproduce import reproduce, stray_corrections


def validate(names: Sequence[str], corpus: Corpus) -> tuple[list[Path], list[LocatedFinding]]:
    """Check the snapshots that `names` mean with their corrections, or all with the decisions on them.

    Returns the files and the findings.

    Raises:
        LookupFailedError: a name means no snapshot.
    """
    paths = [_path(name, corpus) for name in names] or corpus.paths
    if not paths:
        raise LookupFailedError("no snapshot to check", where=str(corpus.folder), remedy="ingest a document first")
    known = _names(corpus)
    found = [located for path in paths for located in _validate_file(path, known)]
    return paths, found if names else [*found, *stray_corrections(corpus), *validate_decisions(corpus)]


def _path(name: str, corpus: Corpus) -> Path:
    if name.endswith(".json") or "/" in name:
        return Path(name)
    named = corpus.folder / f"{name}.json"
    return named if os.path.isfile(named) else corpus.resolve(name).path  # noqa: PTH113 - a name too long is no file


def _names(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Each id and alias of the folder with the ids that bear it; broken files are passed over here,
    their own faults are reported when they are checked.
    """
    bearers: dict[str, tuple[str, ...]] = {}
    for path in corpus.paths:
        try:
            entry = head(path)
        except SnapshotError:
            continue
        for name in dict.fromkeys((entry.id, *entry.aliases)):
            bearers[name] = (*bearers.get(name, ()), entry.id)
    return bearers


def _validate_file(path: Path, names: dict[str, tuple[str, ...]]) -> list[LocatedFinding]:
    try:
        text = read_text(path)
        data = migrated(parse_json(text, str(path)), str(path))
    except (SnapshotError, LookupFailedError) as error:
        return [broken_file(error, path)]
    errors = schema_errors("snapshot", data)
    if errors:
        known = positions(text)
        return [
            LocatedFinding(
                str(path),
                *nearest(known, error.path),
                Finding(id="schema", severity="error", message=describe_place(data, error.path) + error.message),
            )
            for error in errors
        ]
    try:
        snapshot = snapshot_of(data, str(path))
    except SnapshotError as error:
        return [broken_file(error, path)]
    digest = _digest(path.parent / snapshot.source.path)
    found = check_snapshot(Subject(snapshot, path.stem, names, digest))
    elsewhere: list[LocatedFinding] = []
    if digest == snapshot.source.sha256:  # else there is a finding on the source
        reproduced = reproduce(snapshot, text, path)
        found = [*(one for one in found if one.id not in reproduced.settled), *reproduced.on_snapshot]
        elsewhere = reproduced.on_corrections
    if not found:
        return elsewhere
    known = positions(text)
    places = {measure.id: at for at, measure in enumerate(snapshot.measures)}
    here = [LocatedFinding(str(path), *nearest(known, _json_path(finding, places)), finding) for finding in found]
    return [*here, *elsewhere]


def validate_decisions(corpus: Corpus, only: Collection[Path] | None = None) -> list[LocatedFinding]:
    """What is wrong with the files of decisions, or with some of them, and which decisions are stale; broken
    snapshots are passed over.
    """
    found: list[LocatedFinding] = []
    entries = {entry.id: entry for entry in corpus.entries}
    for path in sorted((corpus.folder / DECISIONS).glob("*.json")):
        if only is not None and path not in only:
            continue
        sides = next(((a, b) for a in entries for b in entries if f"{a}--{b}" == path.stem), None)
        if sides is None and any(broken.stem in path.stem for broken in corpus.broken):
            continue  # reported as a snapshot
        if sides is None:
            error = SnapshotError("names no two snapshots of the folder", where=str(path), remedy="rename or remove it")
            found.append(broken_file(error, path, "decisions"))
            continue
        try:
            left, right = (entries[name].load() for name in sides)
            resolved = resolved_decisions(left, right, corpus)
        except DecisionError as error:
            found.append(broken_file(error, path, "decisions"))
        except SnapshotError:
            continue  # reported as a snapshot
        else:
            found += [_stale(stale, path) for stale in resolved.rulings.stale]
    return found


def _stale(stale: StaleDecision, path: Path) -> LocatedFinding:
    changed = " and ".join("+".join(names) for names in (stale.changed.left, stale.changed.right) if names)
    message = f"decision {stale.decision} is stale: the words of {changed} changed; review it again"
    return LocatedFinding(str(path), 1, 1, Finding(id="stale-decision", severity="warning", message=message))


def _digest(source: Path) -> str | None:
    """The hash of a source file; None where there is none that can be read."""
    try:
        return hashlib.sha256(source.read_bytes()).hexdigest() if source.is_file() else None
    except OSError:
        return None


def _json_path(finding: Finding, places: dict[str, int]) -> JsonPath:
    if finding.measure not in places:
        return ()
    place: JsonPath = ("measures", places[finding.measure])
    return (*place, finding.field) if finding.field else place
