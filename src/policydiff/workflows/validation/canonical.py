"""The canonical form: files that only lack it are written anew, their contents untouched."""

from collections.abc import Iterable
from pathlib import Path

from policydiff.corpus import write_files
from policydiff.corpus.folder import read_text
from policydiff.errors import PolicydiffError
from policydiff.model.document import FORMAT
from policydiff.snapshot import dump_snapshot, is_canonical, load_snapshot, parse_json


def fix(paths: Iterable[Path]) -> list[Path]:
    """Bring snapshots into canonical form and say which were not; all are written or none.

    A file that is broken in any other way, or of an older format, is left as it is.

    Raises:
        StorageError: the folder refuses to be written.
    """
    fixed = {path: text for path in paths if (text := _canonical(path)) is not None}
    if fixed:
        write_files({path: text.encode("utf-8") for path, text in fixed.items()})
    return list(fixed)


def _canonical(path: Path) -> str | None:
    """The canonical text of a snapshot; None where it has it, or is no sound snapshot."""
    try:
        text = read_text(path)
        snapshot = load_snapshot(text, str(path))
        if parse_json(text, str(path)).get("format") != FORMAT or is_canonical(text, snapshot):
            return None
        dump = dump_snapshot(snapshot)
        return dump if load_snapshot(dump, str(path)) == snapshot else None
    except PolicydiffError:
        return None
