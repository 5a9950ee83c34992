"""Checking the files that are kept beside snapshots: whose they are, and whether decisions still hold."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from policydiff.check import Fault
from policydiff.corpus import Corpus
from policydiff.corpus.folder import Entry, read_text
from policydiff.errors import CorrectionError, DecisionError, PolicydiffError
from policydiff.model.decision import StaleDecision
from policydiff.model.finding import LocatedFinding
from policydiff.snapshot import parse_json
from policydiff.workflows.corrections import FOLDER as CORRECTIONS
from policydiff.workflows.decisions import FOLDER as DECISIONS
from policydiff.workflows.decisions import resolved_decisions
from policydiff.workflows.validation.broken import broken_file, fault_of
from policydiff.workflows.validation.locate import JsonFile, located

_BETWEEN = "--"


def check_corrections(
    folder: Path, files: Collection[str], known: Collection[str], language: str = "en"
) -> Iterator[LocatedFinding]:
    """Files of corrections that belong to none of the `known` snapshots."""
    remedy = "rename or remove it"
    for path in sorted(files):
        if PurePosixPath(path).stem not in known:
            place = folder / path
            error = CorrectionError("names no snapshot of the folder", where=str(place), remedy=remedy, form="orphan")
            yield broken_file(error, place, CORRECTIONS, language)


def check_decisions(
    corpus: Corpus,
    files: Collection[str],
    snapshots: Mapping[str, Path],
    unnamed: Collection[str],
    language: str = "en",
) -> Iterator[LocatedFinding]:
    """What is wrong with files of decisions, and which decisions are stale; `snapshots` are the files by their ids,
    what is named after those that do not say their name is passed over.
    """
    for name in sorted(files):
        path = corpus.folder / name
        sides = sides_of(path.stem, snapshots)
        if sides is None and any(_is_side(one, path.stem) for one in unnamed):
            continue  # reported as a snapshot
        if sides is None:
            remedy = "rename or remove it"
            error = DecisionError("names no two snapshots of the folder", where=str(path), remedy=remedy, form="orphan")
            yield broken_file(error, path, DECISIONS, language)
            continue
        if f"{DECISIONS}/{sides[1]}--{sides[0]}.json" in {one for one in files if one < name}:
            continue  # said of the file of the other order
        try:
            left, right = (Entry(snapshots[side], side, ()).load() for side in sides)
            resolved = resolved_decisions(left, right, corpus)
        except DecisionError as error:
            yield _at_fault(error, path, language)
        except PolicydiffError:
            continue  # reported as a snapshot
        else:
            yield from (_stale(stale, path, language) for stale in resolved.rulings.stale)


def _is_side(name: str, stem: str) -> bool:
    """Whether a file of decisions is named after a snapshot, and another."""
    return stem.startswith(f"{name}{_BETWEEN}") or stem.endswith(f"{_BETWEEN}{name}")


def sides_of(stem: str, known: Collection[str]) -> tuple[str, str] | None:
    """The ids of the two snapshots that a file of decisions is named after; None where it is after no two."""
    at = stem.find(_BETWEEN)
    while at >= 0:
        left, right = stem[:at], stem[at + len(_BETWEEN) :]
        if left in known and right in known:
            return left, right
        at = stem.find(_BETWEEN, at + 1)
    return None


def _stale(stale: StaleDecision, path: Path, language: str) -> LocatedFinding:
    changed = "; ".join("+".join(names) for names in (stale.changed.left, stale.changed.right) if names)
    values = {"decision": stale.decision, "measures": changed}
    return _on_decision("stale-decision", stale.decision, values, path, language)


def _at_fault(error: DecisionError, path: Path, language: str) -> LocatedFinding:
    """What is wrong with the file of decisions, or with one of them."""
    if not error.decision:
        return broken_file(error, path, DECISIONS, language)
    fault = fault_of(error, DECISIONS)
    return _on_decision(DECISIONS, error.decision, fault.values, path, language, fault.form)


def _on_decision(
    check: str, number: int, values: Mapping[str, object], path: Path, language: str, form: str = ""
) -> LocatedFinding:
    """A finding on one decision of a file, by its place from 1."""
    text = read_text(path)
    file = JsonFile(str(path), text, parse_json(text, str(path)))
    return located(check, Fault(form=form, values=values, place=("decisions", number - 1)), file, language)
