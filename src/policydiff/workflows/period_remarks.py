"""What is to be minded of the files of a folder: what changed without the file that it belongs to."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from policydiff.compare.editions.cells import CellDifference, document_cells
from policydiff.compare.editions.period import (
    BY_HAND,
    CORRECTIONS_ALONE,
    CORRECTIONS_LEFT,
    DUPLICATE,
    IGNORED,
    LINK,
    REPRINTED,
    SNAPSHOT_ALONE,
    SOURCE_ALONE,
    SOURCE_MISSING,
    SOURCE_UNUSED,
    STRANGE,
    Cell,
    FileRemark,
    SnapshotChange,
)
from policydiff.corpus import Corpus
from policydiff.errors import PolicydiffError
from policydiff.model.correction import DOCUMENT
from policydiff.model.document import Snapshot
from policydiff.workflows.corrections import FOLDER as CORRECTIONS
from policydiff.workflows.decisions import FOLDER as DECISIONS
from policydiff.workflows.period_ends import End, Ends, readable
from policydiff.workflows.period_snapshots import Pairing

_SOURCES = "sources"
_ORDER = "order of "
_KEPT = (_SOURCES, CORRECTIONS, DECISIONS)


class FileRemarks:
    """Finds what is to be minded of files, from what became of the snapshots."""

    def __init__(self, ends: Ends, pairings: Sequence[Pairing], changes: Mapping[str, SnapshotChange]) -> None:
        """`changes` are by the files of the snapshots now."""
        self._ends = ends
        self._pairings = pairings
        self._changes = changes

    def all(self, reprinted: Sequence[str], corpus: Corpus) -> Iterator[FileRemark]:
        """All remarks."""
        yield from (self._remark(REPRINTED, path) for path in reprinted)
        yield from self._on_sources()
        yield from self._on_corrections()
        yield from self._by_hand()
        yield from self._duplicates()
        for path in sorted(self._ends.touched):
            if not _belongs(path):
                yield self._remark(STRANGE, path)
        yield from (self._remark(LINK, path) for path in sorted(self._ends.after.links - self._ends.before.links))
        if self._ends.until.has_unsaved:
            known = {*self._ends.after.blobs, *self._ends.after.links}
            yield from (self._remark(IGNORED, path.name) for path in corpus.paths if path.name not in known)

    def _remark(
        self, code: str, path: str, snapshot: str | None = None, *, cell: Cell | None = None, other: str | None = None
    ) -> FileRemark:
        after = self._ends.after
        return FileRemark(
            code=code,
            path=readable(after.place(path)),
            snapshot=snapshot,
            cell=cell,
            other=other,
            is_unsaved=path in after.unsaved,
        )

    def _on_sources(self) -> Iterator[FileRemark]:
        """Sources that are not what their snapshots were read from, that are missing, or that nothing names."""
        broken = [
            (path, one) for path, one in self._changes.items() if one.after is None and path in self._ends.after.blobs
        ]
        named = {one.before.source.path for _, one in broken if one.before}
        named |= {f"{_SOURCES}/{PurePosixPath(path).stem}.txt" for path, _ in broken}
        touched = {path for path in self._ends.touched if path.startswith(f"{_SOURCES}/")}
        for path, snapshot in self._concerned(touched):
            source = snapshot.source.path
            named.add(source)
            digest = self._ends.after.digest(source)
            if digest is None:
                yield self._remark(SOURCE_MISSING, source, snapshot.id)
            elif digest != snapshot.source.sha256:
                code = SOURCE_ALONE if source in touched and path not in self._ends.touched else SNAPSHOT_ALONE
                yield self._remark(code, source, snapshot.id)
        left = {one.before.source.path for one in self._changes.values() if one.before} & set(self._ends.after.blobs)
        for path in sorted(({path for path in touched if path in self._ends.after.blobs} | left) - named):
            yield self._remark(SOURCE_UNUSED, path)

    def _concerned(self, touched: set[str]) -> Iterator[tuple[str, Snapshot]]:
        """The snapshots that changed, and those whose source was touched: by its name, else by what it held."""
        after = self._ends.after
        paths = set(self._ends.touched & after.snapshot_paths)
        paths |= {f"{PurePosixPath(path).stem}.json" for path in touched} & after.snapshot_paths
        strange = {path for path in touched if f"{PurePosixPath(path).stem}.json" not in after.snapshot_paths}
        if strange:
            digests = {self._ends.before.digest(path) for path in strange} | {after.digest(path) for path in strange}
            paths |= {path for path, head in after.heads.items() if head.sha256 in digests}
        for path in sorted(paths):
            try:
                snapshot = after.snapshot(path)
            except PolicydiffError:  # told with the snapshot
                continue
            if snapshot:
                yield path, snapshot

    def _on_corrections(self) -> Iterator[FileRemark]:
        """Corrections that changed while their snapshot did not, or that have none."""
        after = self._ends.after
        snapshots = {path for path in after.blobs if path.startswith(f"{CORRECTIONS}/") and path.endswith(".json")}
        for path in sorted(snapshots):
            snapshot = PurePosixPath(path).name
            if snapshot not in after.blobs:
                if path in self._ends.touched or snapshot in self._ends.before.blobs:
                    yield self._remark(CORRECTIONS_LEFT, path)
            elif path in self._ends.touched and snapshot not in self._ends.touched:
                yield self._remark(CORRECTIONS_ALONE, path, PurePosixPath(path).stem)

    def _by_hand(self) -> Iterator[FileRemark]:
        """Cells that changed although source, reader, corrections and what `ingest` was told of them are the same."""
        for path, change in self._changes.items():
            before, after = change.before, change.after
            if before is None or after is None or change.corrections:
                continue
            if _read_from(before) == _read_from(after):
                is_told = before.source.options != after.source.options  # of the document: no measure follows from it
                cells = document_cells(before, after)
                cell = next((one for one in cells if not (is_told and _is_of_document(one))), None)
                if cell is not None:
                    place = Cell(kind=cell.kind, name=cell.name or None, field=cell.field.replace(_ORDER, "order-"))
                    yield self._remark(BY_HAND, path, change.id, cell=place)

    def _duplicates(self) -> Iterator[FileRemark]:
        """Files that hold an id which another one holds."""
        after: End = self._ends.after
        touched = sorted(self._ends.touched & after.snapshot_paths)
        known = after.heads if {path for path in touched if path not in self._ends.before.blobs} else {}
        for path in touched:
            head = known.get(path)
            other = next((one for one, its in known.items() if head and one != path and its.id == head.id), None)
            if head and other:
                yield self._remark(DUPLICATE, path, head.id, other=after.place(other))


def _is_of_document(cell: CellDifference) -> bool:
    """Whether a cell is what is said of the document, and no part of it."""
    return cell.kind == DOCUMENT and not cell.field.startswith(_ORDER)


def _read_from(snapshot: Snapshot) -> object:
    """What the parts of a snapshot were made of, its name aside."""
    source = snapshot.source
    return source.sha256, source.reader, source.layout


def _belongs(path: str) -> bool:
    """Whether a file is one of ours by its place: a snapshot, a source, corrections, decisions."""
    place = PurePosixPath(path)
    if len(place.parts) == 1:
        return place.suffix == ".json" or place.name.startswith(".")
    return len(place.parts) == 2 and place.parts[0] in _KEPT
