"""What became of the decisions on a snapshot, commit by commit."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from policydiff.align.profile import policy_text
from policydiff.corpus.folder import read_text
from policydiff.decisions import load_decisions
from policydiff.errors import PolicydiffError
from policydiff.history.commits import Commit, FileChange
from policydiff.history.graph import History
from policydiff.history.trees import files, text_of
from policydiff.model.decision import DecidedMeasure, Decision
from policydiff.model.history import DecisionChange
from policydiff.workflows.decisions import FOLDER

Texts = tuple[str | None, str | None]
"""What a file holds before and after; None where there is none."""
Reading = Callable[[], Texts]
"""Reads both; what is wrong with a file is said when it is read, so that it hides no others."""


@dataclass(frozen=True, slots=True)
class DecisionCommit:
    """A commit that changed decisions on a snapshot, None for what is not saved yet; `broken` says what is wrong
    with files that do not load.
    """

    commit: Commit | None
    changes: tuple[DecisionChange, ...]
    broken: tuple[str, ...]


def decision_commits(
    history: History, tip: str | None, folder: str, name: str, work_tree: Path | None
) -> Iterator[DecisionCommit]:
    """The commits behind `tip` that changed decisions on the snapshot `name`, newest first, beginning
    with what is not saved yet in the folder `work_tree`.
    """
    place = str(PurePosixPath(folder) / FOLDER)
    if work_tree is not None:
        found = _unsaved(history, tip, place, name, work_tree / FOLDER)
        if found.changes or found.broken:
            yield found
    for commit in history.order(tip) if tip else ():
        changed = _changed(commit, place, name)
        if changed:
            files = {one.path or one.old_path or "": (one.old_blob, one.blob) for one in changed}
            yield _decision_commit(commit, {path: _of_blobs(history, *blobs) for path, blobs in files.items()})


def names_one(change: DecisionChange, side: str, words: Collection[str]) -> bool:
    """Whether a decision names a measure of the snapshot `side` with one of these words."""
    return any(
        policy_text(named) in words
        for decision in (change.before, change.after)
        for named in _on_side(change, decision, side)
    )


def _on_side(change: DecisionChange, decision: Decision | None, side: str) -> Iterator[DecidedMeasure]:
    if decision is not None:
        yield from decision.left if change.left == side else ()
        yield from decision.right if change.right == side else ()


def _changed(commit: Commit, place: str, name: str) -> list[FileChange]:
    """The files of decisions that a commit changed against every parent, as against the first."""
    mine = [one for one in commit.files if _is_on(one.path or one.old_path or "", place, name)]
    parents = max(1, len(commit.parents))
    paths = {(one.path or one.old_path) for one in mine}
    everywhere = {
        path for path in paths if len({one.parent for one in mine if (one.path or one.old_path) == path}) == parents
    }
    return [one for one in mine if one.parent == 0 and (one.path or one.old_path) in everywhere]


def _is_on(path: str, place: str, name: str) -> bool:
    file = PurePosixPath(path)
    return str(file.parent) == place and file.suffix == ".json" and name in file.stem.split("--")


def _text(history: History, blob: str | None) -> str | None:
    return None if blob is None else text_of(history, blob, blob[:10])


def _unsaved(history: History, tip: str | None, place: str, name: str, folder: Path) -> DecisionCommit:
    """What is not saved yet of the decisions in a folder."""
    kept = {
        path: blob for path, blob in (files(history, tip, place).items() if tip else ()) if _is_on(path, place, name)
    }
    there = {f"{place}/{path.name}": path for path in sorted(folder.glob("*.json"))}
    readings: dict[str, Reading] = {}
    for path in sorted({*kept, *(one for one in there if _is_on(one, place, name))}):

        def read(path: str = path) -> Texts:
            now = read_text(there[path]) if path in there else None
            return _text(history, kept.get(path)), now

        readings[path] = read
    return _decision_commit(None, readings)


def _of_blobs(history: History, *blobs: str | None) -> Reading:
    def read() -> Texts:
        before, now = (_text(history, blob) for blob in blobs)
        return before, now

    return read


def _decision_commit(commit: Commit | None, readings: Mapping[str, Reading]) -> DecisionCommit:
    changes: list[DecisionChange] = []
    broken: list[str] = []
    for path, read in readings.items():
        left, _, right = PurePosixPath(path).stem.partition("--")
        try:
            before, now = read()
            if before == now:
                continue
            was, has = (_decisions(text, path, (left, right)) for text in (before, now))
        except PolicydiffError as error:
            broken.append(str(error))
        else:
            changes += decision_changes(left, right, was, has)
    return DecisionCommit(commit, tuple(changes), tuple(broken))


def _decisions(text: str | None, path: str, ids: tuple[str, str]) -> Sequence[Decision]:
    return load_decisions(text, path, ids).decisions if text is not None else ()


def decision_changes(
    left: str, right: str, before: Sequence[Decision], after: Sequence[Decision]
) -> Iterator[DecisionChange]:
    """Decisions on the same words are the same decision; one on other words of the same measures is decided anew."""
    was, has = ({_key(one): one for one in side} for side in (before, after))
    new = {_numbers(one): key for key, one in has.items() if key not in was}
    for key, one in was.items():
        if key not in has and (mate := new.pop(_numbers(one), None)):
            has[key] = has.pop(mate)
    for key in dict.fromkeys((*was, *has)):
        if was.get(key) != has.get(key):
            yield DecisionChange(left=left, right=right, before=was.get(key), after=has.get(key))


def _numbers(decision: Decision) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one.measure for one in side) for side in (decision.left, decision.right))


def _key(decision: Decision) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(policy_text(one) + one.measure for one in side) for side in (decision.left, decision.right))
