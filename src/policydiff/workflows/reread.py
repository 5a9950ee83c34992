"""Reading a source again, from what its snapshot says of it."""

from pathlib import Path

from policydiff.model.document import Snapshot
from policydiff.read.document import Reading, Told, read_document
from policydiff.read.source import read_bytes


def reread(snapshot: Snapshot, folder: Path) -> Reading:
    """Read the source of `snapshot` again, exactly as it was told when it was ingested.

    Raises:
        SourceError, LayoutError: the source is missing or cannot be read any more.
    """
    path = folder / snapshot.source.path
    return read_document(read_bytes(path), str(path), snapshot.source.path, told_of(snapshot))


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
