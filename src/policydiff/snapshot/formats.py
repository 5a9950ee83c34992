"""Formats of snapshots: what an older release wrote is brought up to the present format on reading."""

from collections.abc import Callable, Mapping
from typing import Any

from policydiff.errors import SnapshotError
from policydiff.model.document import FORMAT

Data = Mapping[str, Any]

MIGRATIONS: Mapping[int, Callable[[Data], Data]] = {}
"""By format: how its data become those of the next one. A row is added with every new format, and none is ever
removed: what was once released stays readable. The first format has nothing before it.
"""


class NewerFormatError(SnapshotError):
    """A snapshot of a later release: its format, which this one does not know."""

    def __init__(self, found: int, where: str) -> None:
        super().__init__(
            f"format {found} is newer than what this release reads ({FORMAT})",
            where=where,
            remedy="install a newer policydiff",
        )
        self.found = found


def migrated(data: Any, where: str) -> Any:
    """The data of a snapshot of any released format, in the present one; what has no known format stays as it is.

    Raises:
        NewerFormatError: the format is newer than this program.
    """
    while isinstance(data, Mapping):
        found = data.get("format")
        if not isinstance(found, int) or isinstance(found, bool):
            return data
        if found > FORMAT:
            raise NewerFormatError(found, where)
        if found not in MIGRATIONS:
            return data
        data = {**MIGRATIONS[found](data), "format": found + 1}
    return data
