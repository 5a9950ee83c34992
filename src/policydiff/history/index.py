"""The index: derived values kept in git's own folder, so that a long history is read once.

It holds nothing that git does not: it is made anew where it is missing, damaged or of another make, and each
value carries a digest, so that a damaged one is never believed.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

Shape = TypeVar("Shape")

FILE = "policydiff/index.sqlite"
"""Under git's shared folder, which is never part of the history."""
_MAKE = 1
"""Raised when what is kept in the index, or how, changes."""
_PATIENCE = 2.0
"""Seconds to wait for another process that writes."""

_NOT_OURS = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    )
)
"""Troubles of the place, not of the file: locked for too long, read-only, no space."""
_MISSHAPEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError, zlib.error)
"""What making something of a value of another shape raises."""


class Index:
    """Values by name. Where it cannot be kept, everything works without it, only slower."""

    def __init__(self, path: Path, *, is_off: bool = False) -> None:
        """Keep values in the file `path`; nothing is kept nor believed where it `is_off`."""
        self._path = path
        self._database: sqlite3.Connection | None = None
        self._is_off = is_off

    def get(self, name: str, make: Callable[[Any], Shape]) -> Shape | None:
        """What is made of the value kept under a name; None where there is none, or a damaged one.

        A value of which it cannot be made was kept by another policydiff, and is none.
        """
        rows = self._ask("SELECT name, digest, value FROM kept WHERE name = ?", name)
        return next((value for _, value in self._sound(rows, make)), None)

    def under(self, prefix: str, make: Callable[[Any], Shape]) -> Iterator[tuple[str, Shape]]:
        """Names that begin with `prefix`, and what is made of their sound values, in the order of the names."""
        # behind every name with the prefix comes the prefix with its last sign raised by one
        end = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        query = "SELECT name, digest, value FROM kept WHERE name >= ? AND name < ? ORDER BY name"
        return self._sound(self._ask(query, prefix, end), make)

    def put(self, name: str, value: Any) -> None:
        """Keep a value that is made of what JSON knows."""
        packed = zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 1)
        self._ask("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", name, _digest(name, packed), packed)

    def drop(self, prefix: str) -> None:
        """Forget everything whose name begins with `prefix`."""
        self._ask("DELETE FROM kept WHERE substr(name, 1, ?) = ?", len(prefix), prefix)

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a query; a damaged file is made anew, and one that cannot be kept is done without."""
        names = [
            value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value for value in values
        ]
        for _ in range(2):
            if self._is_off:
                return []
            try:
                with self._open() as database:
                    return database.execute(query, names).fetchall()
            except (sqlite3.Error, ValueError, OverflowError) as error:  # a damaged file can make it stumble anywhere
                if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_OURS:
                    self._turn_off()
                else:
                    self._make_anew()
        return []

    def _open(self) -> sqlite3.Connection:
        if self._database is None:
            with suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._path, timeout=_PATIENCE)
            self._database.execute("PRAGMA synchronous = OFF")  # what a power cut spoils is made anew
            make = self._database.execute("PRAGMA user_version").fetchone()[0]
            if make != _MAKE:
                with self._database as database:
                    database.execute("DROP TABLE IF EXISTS kept")
                    database.execute("CREATE TABLE kept (name TEXT PRIMARY KEY, digest BLOB, value BLOB) WITHOUT ROWID")
                    database.execute(f"PRAGMA user_version = {_MAKE}")
        return self._database

    def _turn_off(self) -> None:
        with suppress(sqlite3.Error):
            self.close()
        self._database, self._is_off = None, True

    def _make_anew(self) -> None:
        with suppress(sqlite3.Error):
            self.close()
        self._database = None
        try:
            for path in (self._path, *self._path.parent.glob(self._path.name + "-*")):
                path.unlink(missing_ok=True)
        except OSError:
            self._is_off = True

    def _sound(self, rows: list[tuple[Any, ...]], make: Callable[[Any], Shape]) -> Iterator[tuple[str, Shape]]:
        for name, digest, value in rows:
            if isinstance(name, str) and isinstance(value, bytes) and digest == _digest(name, value):
                try:
                    made = make(json.loads(zlib.decompress(value)))
                except _MISSHAPEN:
                    continue
                yield name, made


def _digest(name: str, value: bytes) -> bytes:
    return hashlib.blake2b(name.encode("utf-8", "backslashreplace") + b"\0" + value, digest_size=16).digest()
