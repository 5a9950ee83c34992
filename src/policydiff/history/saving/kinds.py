"""Of which kind a change of a snapshot is: what the policy says, how it is read, or what was put right.

A better reader must never look like a change of policy, so the kind is found out by reading sources again.
"""

from collections.abc import Callable
from dataclasses import dataclass

from policydiff.compare.editions.cells import as_printed, document_cells
from policydiff.errors import HistoryError
from policydiff.history.commits import CORRECTION, EXTRACTION, POLICY
from policydiff.model.document import Snapshot
from policydiff.snapshot import dump_snapshot

_SHOWN = 30
Reading = Callable[[], Snapshot | None]
"""What the present reader makes of a source that is kept; None where there is none that it can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotChange:
    """A snapshot as it was saved last and as it is now; None on a side where there is none.

    `file_differs` says whether the file of the snapshot is unsaved itself, and not only what belongs to it;
    `before_again` and `after_again` read the sources of both again, as they were told and with their corrections.
    """

    id: str
    before: Snapshot | None
    after: Snapshot | None
    corrections_differ: bool = False
    file_differs: bool = True
    before_again: Reading
    after_again: Reading


@dataclass(frozen=True, slots=True)
class Judged:
    """The kind of a change, and what could not be found out about it."""

    kind: str
    doubt: str | None = None


def kind_of(change: SnapshotChange, *, is_better_print: bool = False) -> Judged:
    """The kind of a change of one snapshot; `is_better_print` says of another source that it is the same document.

    Raises:
        HistoryError: it is of two kinds, or was made by hand.
    """
    before, after = change.before, change.after
    if after is None:
        return Judged(POLICY)
    doubt = _check_hand(change, after)
    if before is None:
        return Judged(POLICY, doubt)
    if before.source.sha256 != after.source.sha256:
        if is_better_print:
            return Judged(EXTRACTION, doubt)
        if doubt and before.source.reader != after.source.reader:
            raise HistoryError(
                f"{doubt}, and neither that the reader has no part in this change of {POLICY}",
                where=change.id,
                remedy=f"run policydiff reread {change.id}",
            )
        return Judged(POLICY, doubt or _check_reader(change, POLICY))
    if change.corrections_differ or _told(before) != _told(after):
        return Judged(CORRECTION, doubt or _check_reader(change, CORRECTION))
    return Judged(EXTRACTION if change.file_differs else CORRECTION, doubt)


def _told(snapshot: Snapshot) -> object:
    """What was told of a document beyond its print, and where its source is kept."""
    options = {key: value for key, value in snapshot.source.options.items() if key != "layout"}
    return snapshot.id, snapshot.source.path, options


def _read_by(snapshot: Snapshot) -> tuple[str, ...]:
    source = snapshot.source
    return source.reader.name, source.reader.version, source.layout


def _check_hand(change: SnapshotChange, after: Snapshot) -> str | None:
    """See that a snapshot is what its source gives; says why where that cannot be seen.

    Raises:
        HistoryError: it is not.
    """
    again = change.after_again()
    if again is not None and _read_by(again) == _read_by(after):
        if dump_snapshot(again) != dump_snapshot(after):
            raise _edited(change.id, again, after)
        return None
    before = change.before
    if (
        before is not None
        and before.source == after.source
        and not change.corrections_differ
        and any(document_cells(before, after))
    ):
        raise _edited(change.id, before, after)
    reader = after.source.reader
    now = f"the present one is {again.source.reader.version}" if again else "the present one cannot read it"
    return f"it was read by reader {reader.version}, {now}, so that it is what its source gives was not checked"


def _edited(name: str, right: Snapshot, after: Snapshot) -> HistoryError:
    cell = next(iter(document_cells(right, after)), None)
    if cell is None:
        what = "lines, bodies or findings are not what reading its source gives"
    else:
        what = f"{cell.place} is not what reading its source gives: {_shown(cell.after)} for {_shown(cell.before)}"
    return HistoryError(
        what,
        where=name,
        remedy=f"put a cell right in corrections/{name}.json, and run policydiff reread {name}",
    )


def _shown(value: object) -> str:
    """A value of a cell, cut."""
    value = as_printed(value)
    if value is None or value == ():
        return "nothing"
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"


def _check_reader(change: SnapshotChange, kind: str) -> str | None:
    """See that the reader has no part in a change of another kind.

    Raises:
        HistoryError: it has: read by the present reader, the edition before has other cells.
    """
    before, after = change.before, change.after
    if before is None or after is None or before.source.reader == after.source.reader:
        return None
    again = change.before_again()
    if again is None:
        return "the source that was saved last cannot be read, so that the reader has no part in it was not checked"
    cell = next(iter(document_cells(before, again)), None)
    if cell is None:
        return None
    steps = {
        POLICY: f"put the snapshot and its source back from git, run policydiff reread {change.id} and policydiff save "
        f"{change.id} --kind {EXTRACTION}, then ingest the new source and save it",
        CORRECTION: f"put the snapshot and its corrections back from git, run policydiff reread {change.id} and "
        f"policydiff save {change.id} --kind {EXTRACTION}, then correct and save it",
    }
    raise HistoryError(
        f"is two kinds of change, {EXTRACTION} and {kind}: reader {again.source.reader.version} alone alters "
        f"{cell.place} of what was saved by reader {before.source.reader.version}",
        where=change.id,
        remedy=steps[kind],
    )
