"""Where a file that is named leads to, and whether it may be written."""

from pathlib import Path

from policydiff.corpus.configuration import FILE, SHARED_FILE
from policydiff.corpus.waivers import FILE as WAIVERS_FILE
from policydiff.errors import UsageError

_JUDGE = frozenset((FILE, SHARED_FILE, WAIVERS_FILE))


def place_of(path: Path) -> Path:
    """Where a name leads to.

    Raises:
        UsageError: it is the name of a folder, a device or the like, or no name that there can be.
    """
    try:
        place = path.resolve()
        if place.exists() and not place.is_file():
            raise UsageError("is no file", where=str(path), remedy="name a file")
    except (OSError, RuntimeError) as error:  # a link that leads to itself; a name that is too long
        what = error.strerror if isinstance(error, OSError) else "its link leads to itself"
        raise UsageError(f"cannot be a file ({what})", where=str(path), remedy="name another file") from None
    return place


def free_place(path: Path) -> Path:
    """Where a name leads to that a report is written to.

    Raises:
        UsageError: see `place_of`; it is that of a file by which snapshots are judged.
    """
    place = place_of(path)
    if {path.name, place.name} & _JUDGE:
        raise UsageError("is what snapshots are judged by", where=str(path), remedy="name another file")
    return place
