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
    aliases, values = options.get("aliases", []), options.get("set", {})
    assert isinstance(aliases, list) and isinstance(values, dict)
    series, number, implements, layout = (options.get(key) for key in ("series", "round", "implements", "layout"))
    return Told(
        id=snapshot.id,
        aliases=tuple(aliases),
        series=series if isinstance(series, str) else None,
        round=number if isinstance(number, int) else None,
        implements=implements if isinstance(implements, str) else None,
        layout=layout if isinstance(layout, str) else None,
        values=values,
    )
