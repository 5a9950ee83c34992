"""What became of decisions from one end of a period to the other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import PurePosixPath

from policydiff.compare.editions.period import DECISIONS_LEFT, DecisionsChange, FileRemark
from policydiff.decisions import load_decisions, resolve
from policydiff.errors import PolicydiffError, SnapshotError
from policydiff.model.decision import Decision, Decisions, StaleDecision
from policydiff.workflows.decision_history import decision_changes
from policydiff.workflows.decisions import FOLDER
from policydiff.workflows.period_ends import End, Ends, readable
from policydiff.workflows.unsaved import two_names


class DecisionChanges:
    """Tells what became of the decisions on each pair of snapshots; `former` gives the names that some bore before.

    `remarks` are on files whose snapshots are not there.
    """

    def __init__(self, ends: Ends, former: Mapping[str, str], altered: Iterable[str]) -> None:
        self._ends = ends
        self._former = former
        self._altered = frozenset(altered)
        self.remarks: list[FileRemark] = []

    def all(self) -> Iterator[DecisionsChange]:
        """All pairs whose decisions changed, or went stale."""
        told: set[str] = set()
        for path in sorted(_files(self._ends.after)):
            names = self._names(self._ends.after, path)
            if names is None:
                continue
            was = self._path_before(names)
            told.add(was)
            if {path, was} & self._ends.touched or self._altered & set(names):
                change = self._change(names, was, path)
                if change.changes or change.stale or change.faults:
                    yield change
        for path in sorted(_files(self._ends.before) - told):
            names = self._names(self._ends.before, path)
            if names and path in self._ends.touched:
                change = self._change(names, path, path)
                if change.changes or change.faults:
                    yield change

    def _names(self, end: End, path: str) -> tuple[str, str] | None:
        """The snapshots that a file is on; one of a snapshot that is not there is remarked."""
        known = {PurePosixPath(one).stem for one in end.snapshot_paths}
        names = two_names(PurePosixPath(path).stem, known)
        is_new = path in self._ends.touched or self._lost(path)
        if names is None and end is self._ends.after and is_new:
            unsaved = path in end.unsaved
            self.remarks.append(FileRemark(code=DECISIONS_LEFT, path=readable(end.place(path)), is_unsaved=unsaved))
        return names

    def _lost(self, path: str) -> bool:
        """Whether a snapshot that a file was on is no longer there."""
        known = {PurePosixPath(one).stem for one in self._ends.before.snapshot_paths}
        return path in self._ends.before.blobs and two_names(PurePosixPath(path).stem, known) is not None

    def _path_before(self, names: tuple[str, str]) -> str:
        """Where the decisions on a pair were kept before: under the names that its snapshots bore."""
        sides = [(name, self._former.get(name, name)) for name in names]
        paths = (f"{FOLDER}/{one}--{other}.json" for one, other in product(*sides))
        here = f"{FOLDER}/{'--'.join(names)}.json"
        return next((path for path in paths if path in self._ends.before.blobs), here)

    def _change(self, names: tuple[str, str], was: str, path: str) -> DecisionsChange:
        faults: list[str] = []
        sides = [
            _load(self._ends.before, was, faults),
            _load(self._ends.after, path, faults),
        ]
        before, after = (side.decisions if side else () for side in sides)
        changes = () if faults else tuple(decision_changes(*names, before, after))
        stale: tuple[StaleDecision, ...] = ()
        if not faults and sides[1]:
            stale = tuple(self._stale(names, sides[0], sides[1], faults))
        return DecisionsChange(
            left=names[0],
            right=names[1],
            changes=changes,
            stale=stale,
            is_unsaved=bool({was, path} & self._ends.after.unsaved),
            faults=tuple(faults),
        )

    def _stale(
        self, names: tuple[str, str], was: Decisions | None, now: Decisions, faults: list[str]
    ) -> Iterator[StaleDecision]:
        """The decisions that are stale now, and were not before."""
        if names[0] == names[1] or not self._ends.after.snapshot_paths.issuperset(f"{one}.json" for one in names):
            return
        former = tuple(self._former.get(name, name) for name in names)
        try:
            told = _stale_in(self._ends.after, now, names)
        except SnapshotError:  # said where that snapshot is told of, or checked
            return
        except PolicydiffError as error:
            faults.append(readable(str(error)))
            return
        try:
            known = _stale_in(self._ends.before, was, (former[0], former[1])) if was else []
        except PolicydiffError:
            known = []
        seen = [_stripped(was.decisions[one.decision - 1]) for one in known] if was else []
        yield from (one for one in told if _stripped(now.decisions[one.decision - 1]) not in seen)


def _files(end: End) -> set[str]:
    return {path for path in end.blobs if path.startswith(f"{FOLDER}/") and path.endswith(".json")}


def _load(end: End, path: str, faults: list[str]) -> Decisions | None:
    left, _, right = PurePosixPath(path).stem.partition("--")
    known = {PurePosixPath(one).stem for one in end.snapshot_paths}
    names = two_names(PurePosixPath(path).stem, known) or (left, right)
    try:
        text = end.text(path)
        return None if text is None else load_decisions(text, end.where(path), names)
    except PolicydiffError as error:
        faults.append(readable(str(error)))
        return None


def _stale_in(end: End, decisions: Decisions, names: tuple[str, str]) -> Sequence[StaleDecision]:
    """The decisions that do not apply at one end.

    Raises:
        DecisionError: they contradict each other.
        SnapshotError: a snapshot does not load.
    """
    one, other = (end.snapshot(f"{name}.json") for name in names)
    if one is None or other is None:
        return ()
    where = end.where(f"{FOLDER}/{'--'.join(names)}.json")
    return resolve(decisions, one, other, where, strict=False).rulings.stale


def _stripped(decision: Decision) -> tuple[object, ...]:
    """A decision without its place in the file."""
    return decision.verdict, decision.left, decision.right, decision.by, decision.when
