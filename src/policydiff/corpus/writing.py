"""Writing files so that nothing is half written and nothing already there is lost."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from policydiff.errors import StorageError

_SHOWN = 40
"""So much of a name stands in that of the file aside: a name that just goes must not get too long."""


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write all files or none: each aside first, then all renamed into place.

    Raises:
        StorageError: the folder refuses to be written or the disk is full; what was there
            before is there still.
    """
    targets = {path.resolve(): data for path, data in files.items()}  # a link stays a link
    aside: list[tuple[Path, Path]] = []
    done: list[tuple[Path, bytes | None]] = []
    current = next(iter(files), Path())
    try:
        for current, data in targets.items():
            current.parent.mkdir(parents=True, exist_ok=True)
            aside.append((_write_aside(current, data), current))
        for temporary, current in aside:
            before = current.read_bytes() if current.exists() else None
            temporary.replace(current)
            done.append((current, before))
    except OSError as error:
        for path, before in done:
            _restore(path, before)
        raise StorageError(
            f"cannot be written ({error.strerror or error})",
            where=str(current),
            remedy="check the permissions and the free space of the folder",
        ) from None
    finally:
        for temporary, _ in aside:
            temporary.unlink(missing_ok=True)


def _restore(path: Path, before: bytes | None) -> None:
    """Put back what a file held, or that there was none."""
    if before is None:
        path.unlink(missing_ok=True)
    else:
        _write_aside(path, before).replace(path)


def _write_aside(path: Path, data: bytes) -> Path:
    import tempfile  # late: only commands that write need it

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_SHOWN]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes that lock the same folder waiting; where the system has no such locks, nobody waits.

    Raises:
        StorageError: the folder cannot be made or read.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise StorageError(
            f"cannot be locked ({error.strerror})", where=str(folder), remedy="check the permissions of the folder"
        ) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
