"""Reading sources again, from what their snapshots say of them and with the corrections kept beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from policydiff.compare.editions.cells import FINDINGS, CellDifference, as_printed, differing_cells
from policydiff.corpus import Corpus, Entry, write_files
from policydiff.corpus.folder import read_text
from policydiff.errors import LookupFailedError, PolicydiffError
from policydiff.model.correction import NEEDLESS, UNFIT, Corrections
from policydiff.model.document import Reader, Snapshot
from policydiff.read.correction_findings import differing
from policydiff.read.document import Reading, Told, read_document
from policydiff.read.source import read_bytes
from policydiff.snapshot import dump_snapshot, load_snapshot
from policydiff.workflows.corrections import kept_corrections

READER_OLD, NOT_REPRODUCIBLE = "reader-old", "not-reproducible"
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """A snapshot whose source was read again: as it was and as it is read now, and where the two differ."""

    path: Path
    before: str
    was_read_by: Reader
    reading: Reading
    differences: tuple[CellDifference, ...]

    @property
    def text(self) -> str:
        """The snapshot as it is read now."""
        return dump_snapshot(self.reading.snapshot)

    @property
    def cells(self) -> tuple[CellDifference, ...]:
        """Where the two differ, without the findings where these follow from other differences."""
        cells = tuple(one for one in self.differences if one.place != FINDINGS)
        return cells or self.differences

    @property
    def fault(self) -> tuple[str, str] | None:
        """Why the snapshot is not what its source gives: a reader of another version, or another hand.

        The id of the finding and its message; None where it is what its source gives.
        """
        then, now = self.was_read_by, self.reading.snapshot.source.reader
        if then != now:
            return READER_OLD, f"read by reader {then.version}, the present one is {now.version}"
        if self.differences:
            more = len(self.cells) - _SHOWN
            cells = "; ".join(one.place for one in self.cells[:_SHOWN]) + (f" and {more} more" * (more > 0))
            return NOT_REPRODUCIBLE, f"not what its source and corrections give: {cells}"
        return None

    @property
    def remedy(self) -> str:
        """What to do about the fault."""
        again = f"run policydiff reread {self.reading.snapshot.id}"
        if self.was_read_by != self.reading.snapshot.source.reader:
            return again
        return f"{again}, which undoes what was edited by hand; policydiff correct keeps what is to be put right"

    @property
    def unfit(self) -> int:
        """How many corrections fit nothing that is read."""
        return sum(one.outcome == UNFIT for one in self.reading.replayed)

    @property
    def needless(self) -> int:
        """How many corrections put right what is read so already."""
        return sum(one.outcome == NEEDLESS for one in self.reading.replayed)


def reread(snapshot: Snapshot, folder: Path, corrections: Corrections | None = None) -> Reading:
    """Read the source of `snapshot` again, exactly as it was told when it was ingested.

    The corrections are those given, else those that are kept beside the snapshots.

    Raises:
        SourceError, LayoutError: the source is missing or cannot be read any more.
        CorrectionError: the file of corrections is broken.
    """
    if corrections is None:
        corrections = kept_corrections(snapshot.id, folder)
    return reread_bytes(snapshot, read_bytes(folder / snapshot.source.path), folder, corrections)


def reread_bytes(snapshot: Snapshot, content: bytes, folder: Path, corrections: Corrections) -> Reading:
    """As `reread`, of the bytes of the source."""
    path = folder / snapshot.source.path
    return read_document(content, str(path), snapshot.source.path, told_of(snapshot), corrections.corrections)


def reread_all(
    names: Sequence[str], corpus: Corpus, *, dry_run: bool = False
) -> tuple[list[Reread], list[PolicydiffError]]:
    """Read the sources of the snapshots that `names` mean again, or of all, and write those that differ.

    All are written or none; what is wrong with one that cannot be read does not keep the others.

    Raises:
        LookupFailedError: a name means no snapshot, or there is none.
        StorageError: the folder refuses to be written.
    """
    entries = list(dict.fromkeys(corpus.resolve(name) for name in names)) if names else list(corpus.entries)
    if not entries and not corpus.broken:
        raise LookupFailedError("no snapshot to read again", where=str(corpus.folder), remedy="ingest a document first")
    errors: list[PolicydiffError] = [] if names else list(corpus.broken.values())
    found = []
    for entry in entries:
        try:
            found.append(reread_entry(entry))
        except PolicydiffError as error:
            errors.append(error)
    changed = {one.path: one.text.encode() for one in found if one.text != one.before}
    if changed and not dry_run:
        write_files(changed)
    return found, errors


def reread_entry(entry: Entry) -> Reread:
    """A snapshot, its source read again, and where the two differ; nothing is written.

    An id that was edited by hand and is that of another measure now is undone as any other edit is.

    Raises:
        SnapshotError, SourceError, LayoutError, CorrectionError: the file, its source or its corrections are broken.
    """
    text = read_text(entry.path)
    return reread_loaded(load_snapshot(text, str(entry.path), may_repeat=True), text, entry.path)


def reread_loaded(snapshot: Snapshot, text: str, path: Path) -> Reread:
    """As `reread_entry`, of the snapshot that was loaded from the text of the file `path`."""
    reading = reread(snapshot, path.parent)
    return Reread(
        path=path,
        before=text,
        was_read_by=snapshot.source.reader,
        reading=reading,
        differences=tuple(differing_cells(snapshot, reading.snapshot)),
    )


def described(cell: CellDifference) -> str:
    """A difference in words: the cell, what it was and what it is."""
    if cell.is_whole:
        return f"{cell.kind} {cell.name}: {'is new' if cell.before is None else 'is gone'}"
    before, after = as_printed(cell.before), as_printed(cell.after)
    if before == after:
        return f"{cell.place}: what is worked out from it differs"
    if not all(isinstance(value, str | None) for value in (before, after)):
        return f"{cell.place}: differs"
    return f"{cell.place}: {' → '.join(differing(before, after))}"


def told_of(snapshot: Snapshot) -> Told:
    """What `ingest` was told about a snapshot."""
    options = snapshot.source.options
    return Told(
        id=snapshot.id,
        aliases=tuple(options.get("aliases", ())),
        series=options.get("series"),
        round=options.get("round"),
        implements=options.get("implements"),
        layout=options.get("layout"),
        values=options.get("set", {}),
    )
