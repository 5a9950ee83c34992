"""The file of corrections of a snapshot: finding it, reading it."""

from pathlib import Path

from policydiff.corpus.folder import read_text
from policydiff.errors import LookupFailedError
from policydiff.model.correction import Corrections
from policydiff.read.correction_files import load_corrections

FOLDER = "corrections"


def corrections_path(snapshot: str, folder: Path) -> Path:
    """Where the corrections of the snapshot with this id are kept, in the folder of the snapshots."""
    return folder / FOLDER / f"{snapshot}.json"


def kept_corrections(snapshot: str, folder: Path) -> Corrections:
    """The corrections of a snapshot, none where there is no file.

    Raises:
        CorrectionError: the file is broken or belongs to another snapshot.
        SnapshotError: it cannot be read.
    """
    path = corrections_path(snapshot, folder)
    try:
        text = read_text(path)
    except LookupFailedError:
        if path.is_symlink():
            raise
        return Corrections(snapshot=snapshot)
    return load_corrections(text, str(path), snapshot)
