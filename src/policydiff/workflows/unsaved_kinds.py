"""Of which kind each thing is that is unsaved: its files are read again, and judged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from policydiff.errors import HistoryError, PolicydiffError
from policydiff.history.commits import DECISION
from policydiff.history.saving.kinds import Judged, SnapshotChange, kind_of
from policydiff.model.document import Snapshot
from policydiff.read.correction_files import load_corrections
from policydiff.read.document import read_document
from policydiff.snapshot import is_canonical, parse_json
from policydiff.workflows.reread import told_of
from policydiff.workflows.unsaved import CORRECTIONS, DECISIONS, DecisionUnit, Folder, SnapshotUnit, attached


@dataclass(frozen=True, slots=True)
class Item:
    """A unit with its kind, and the paths that are committed for it."""

    unit: SnapshotUnit | DecisionUnit
    judged: Judged
    paths: tuple[str, ...]

    @property
    def name(self) -> str:
        """The id of the snapshot, or the name of the file of decisions."""
        return self.unit.id if isinstance(self.unit, SnapshotUnit) else self.unit.name


def judged_items(
    units: Sequence[SnapshotUnit], decided: Sequence[DecisionUnit], folder: Folder, *, is_better_print: bool
) -> list[Item]:
    """Every unit with its kind; decisions that go or move with a snapshot are its files.

    Raises:
        HistoryError: a unit is of two kinds, or was made by hand; decisions are left on a snapshot that is gone.
    """
    along = {unit.path for unit in attached(decided, folder, units)}
    items = []
    for unit in units:
        _check_form(unit, folder)
        _check_moved(unit, folder)
        judged = _judged(unit, folder, is_better_print=is_better_print)
        names = {unit.id, unit.former}
        more = [one.path for one in decided if one.path in along and names & set(one.names)]
        items.append(Item(unit, judged, (*unit.paths, *more)))
        if unit.after is None or unit.former != unit.id:
            _check_decisions_left(unit.former, folder)
    items += [Item(unit, Judged(DECISION), (unit.path,)) for unit in decided if unit.path not in along]
    return items


def _check_form(unit: SnapshotUnit, folder: Folder) -> None:
    """See that a snapshot is written as it is dumped, whatever line ends git puts into the work tree.

    Raises:
        HistoryError: it is not.
    """
    if unit.after is None:
        return
    path = folder.place(f"{unit.id}.json")
    text = (folder.now(path) or b"").decode("utf-8", "replace").replace("\r\n", "\n")
    if not is_canonical(text, unit.after) and parse_json(text, path)["format"] == unit.after.format:
        raise HistoryError(
            "is not in the form that policydiff writes, so it was edited by hand",
            where=path,
            remedy=f"run policydiff reread {unit.id}",
        )


def _check_moved(unit: SnapshotUnit, folder: Folder) -> None:
    """See that a snapshot is not called new that only stood in another folder.

    Raises:
        HistoryError: it stood there.
    """
    elsewhere = folder.elsewhere(unit.id) if unit.before is None else None
    if elsewhere is not None:
        raise HistoryError(
            f"was moved here from {elsewhere}",
            where=folder.place(f"{unit.id}.json"),
            remedy="commit moves with git alone",
        )


def _judged(unit: SnapshotUnit, folder: Folder, *, is_better_print: bool) -> Judged:
    corrections = [folder.place(CORRECTIONS, f"{name}.json") for name in (unit.former, unit.id)]
    before, after = folder.before(corrections[0]), folder.now(corrections[1])

    def again(snapshot: Snapshot | None, file: Callable[[str], bytes | None], kept: bytes | None) -> Snapshot | None:
        source = file(folder.place(snapshot.source.path)) if snapshot else None
        return None if snapshot is None or source is None else read_again(snapshot, source, kept)

    change = SnapshotChange(
        id=unit.id,
        before=unit.before,
        after=unit.after,
        corrections_differ=before != after,
        file_differs=folder.place(f"{unit.id}.json") in unit.paths,
        before_again=lambda: again(unit.before, folder.before, before),
        after_again=lambda: again(unit.after, folder.now, after),
    )
    return kind_of(change, is_better_print=is_better_print)


def read_again(snapshot: Snapshot, source: bytes, corrections: bytes | None) -> Snapshot | None:
    """What the present reader makes of a source, as it was told, with the corrections that are kept of it.

    None where it cannot read it.
    """
    path = snapshot.source.path
    try:
        kept = load_corrections(corrections.decode("utf-8", "replace"), path, snapshot.id) if corrections else None
        return read_document(source, path, path, told_of(snapshot), kept.corrections if kept else ()).snapshot
    except PolicydiffError:
        return None


def _check_decisions_left(name: str, folder: Folder) -> None:
    """See that no decisions are left on a snapshot that is no longer there."""
    for path in sorted((folder.corpus.folder / DECISIONS).glob("*.json")):
        unit = folder.decided(folder.repository.path_of(path))
        if unit and name in unit.names:
            raise HistoryError(
                f"holds decisions on {name}, which is no longer there", where=str(path), remedy="remove or rename it"
            )
