"""The fingerprint of this policydiff: what another one derived may differ, and is not believed."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from policydiff.history.index import Index

_DECIDE = ("align", "changes", "compare", "history", "model", "registry", "snapshot", "text", "workflows")
"""The packages whose files decide what the index keeps."""


@cache
def fingerprint() -> str:
    """A digest of the names, sizes and times of the files that decide."""
    package = Path(__file__).parents[1]
    files = sorted(path for name in _DECIDE for path in (package / name).rglob("*") if path.suffix in (".py", ".json"))
    facts = ((str(path.relative_to(package)), path.stat()) for path in files)
    return digest("".join(f"{name} {stat.st_size} {stat.st_mtime_ns}\n" for name, stat in facts))[:16]


def forget_others(index: Index, mark: str, prefixes: Sequence[str]) -> None:
    """Drop what another policydiff kept under these prefixes; `mark` is the name under which its maker is kept."""
    if index.get(mark, str) != fingerprint():
        for prefix in prefixes:
            index.drop(prefix)
        index.put(mark, fingerprint())


def digest(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
