"""Validate: every finding on snapshots, one broken file not hiding the others."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from policydiff.check import Fault
from policydiff.corpus import Corpus
from policydiff.corpus.folder import head
from policydiff.errors import DecisionError, LookupFailedError, SnapshotError
from policydiff.model.decision import StaleDecision
from policydiff.model.finding import LocatedFinding
from policydiff.workflows.broken import broken_file
from policydiff.workflows.check_file import check_file
from policydiff.workflows.check_folder import check_folder
from policydiff.workflows.decisions import FOLDER as DECISIONS
from policydiff.workflows.decisions import resolved_decisions
from policydiff.workflows.locate import in_file
from policydiff.workflows.reproduce import stray_corrections


def validate(names: Sequence[str], corpus: Corpus, language: str = "en") -> tuple[list[Path], list[LocatedFinding]]:
    """Check the snapshots that `names` mean with their corrections, or all with the decisions on them.

    Returns the files and the findings.

    Raises:
        LookupFailedError: a name means no snapshot.
    """
    paths = [_path(name, corpus) for name in names] or corpus.paths
    if not paths:
        raise LookupFailedError("no snapshot to check", where=str(corpus.folder), remedy="ingest a document first")
    known = _names(corpus)
    found = [located for path in paths for located in check_file(path, known, language)]
    if names:
        return paths, found
    found = check_folder(corpus.folder, corpus.paths, found, language)
    return paths, [*found, *stray_corrections(corpus, language), *validate_decisions(corpus, language=language)]


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


def validate_decisions(
    corpus: Corpus, only: Collection[Path] | None = None, language: str = "en"
) -> list[LocatedFinding]:
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
            found.append(broken_file(error, path, "decisions", language))
            continue
        try:
            left, right = (entries[name].load() for name in sides)
            resolved = resolved_decisions(left, right, corpus)
        except DecisionError as error:
            found.append(broken_file(error, path, "decisions", language))
        except SnapshotError:
            continue  # reported as a snapshot
        else:
            found += [_stale(stale, path, language) for stale in resolved.rulings.stale]
    return found


def _stale(stale: StaleDecision, path: Path, language: str) -> LocatedFinding:
    changed = "; ".join("+".join(names) for names in (stale.changed.left, stale.changed.right) if names)
    values = {"decision": stale.decision, "measures": changed}
    return in_file("stale-decision", str(path), Fault(values=values), language)
