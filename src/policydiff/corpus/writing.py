"""Writing files so that nothing is half written and nothing already there is lost."""

import os
from collections.abc import Mapping
from pathlib import Path

from policydiff.errors import StorageError


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write all files or none: each aside first, then all renamed into place.

    Raises:
        StorageError: the folder refuses to be written or the disk is full; what was there
            before is there still.
    """
    aside: list[tuple[Path, Path]] = []
    current = next(iter(files), Path())
    try:
        for current, data in files.items():
            current.parent.mkdir(parents=True, exist_ok=True)
            aside.append((_write_aside(current, data), current))
        while aside:
            temporary, current = aside[0]
            temporary.replace(current)
            aside.pop(0)
    except OSError as error:
        raise StorageError(
            f"cannot be written ({error.strerror or error})",
            where=str(current),
            remedy="check the permissions and the free space of the folder",
        ) from None
    finally:
        for temporary, _ in aside:
            temporary.unlink(missing_ok=True)


def _write_aside(path: Path, data: bytes) -> Path:
    import tempfile  # late: only commands that write need it

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
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
