"""The sources of a folder: those that no snapshot may have been read from, and those that bear another name now."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from policydiff.check import Fault
from policydiff.check.wording import repair, sentence
from policydiff.model.finding import LocatedFinding
from policydiff.snapshot.head import Head

SOURCES = "sources"
_MISSING = "source-missing"


def sources(
    folder: Path, heads: Mapping[Path, Head], broken: Collection[str], only: Collection[Path] | None
) -> list[str]:
    """The sources of a folder, but for those that broken or misnamed files may be made of, and the very ones that
    snapshots were read from whose paths lead elsewhere: that is said of these.
    """
    found = folder / SOURCES
    if not found.is_dir():
        return []
    files = [path for path in found.iterdir() if only is None or path in only]
    known = {head.path for head in heads.values()}

    def is_led_away(path: Path) -> bool:
        digest = _digest(path)
        return any(_digest(folder / head.path) != digest for head in heads.values() if head.sha256 == digest)

    return [
        f"{SOURCES}/{path.name}"
        for path in files
        if path.is_file()
        and not path.name.startswith(".")
        and path.stem not in broken
        and (f"{SOURCES}/{path.name}" in known or not is_led_away(path))
    ]


def with_twins(
    found: Sequence[LocatedFinding], folder: Path, heads: Mapping[Path, Head], language: str
) -> list[LocatedFinding]:
    """The findings, where of a source that is missing the file is named that has its content, and is not in use."""
    if not any(one.finding.id == _MISSING for one in found) or not (folder / SOURCES).is_dir():
        return list(found)
    in_use = {head.path for head in heads.values()}
    paths = (f"{SOURCES}/{path.name}" for path in sorted((folder / SOURCES).iterdir()))
    twins = {_digest(folder / path): path for path in paths if path not in in_use}
    wanted = {str(path): head for path, head in heads.items()}
    return [_with_twin(one, wanted.get(one.path), twins, language) for one in found]


def _with_twin(
    one: LocatedFinding, head: Head | None, twins: Mapping[str | None, str], language: str
) -> LocatedFinding:
    twin = twins.get(head.sha256) if head else None
    if head is None or twin is None or one.finding.id != _MISSING:
        return one
    fault = Fault(form="moved", values={"path": head.path, "twin": twin})
    finding = replace(one.finding, message=sentence(_MISSING, fault, language))
    return replace(one, finding=finding, repair=repair(_MISSING, language, fault))


def content_of(source: Path) -> bytes | None:
    """The bytes of a source file; None where there is none that can be read."""
    try:
        return source.read_bytes() if source.is_file() else None
    except OSError:
        return None


def digest_of(content: bytes) -> str:
    """The hash by which a snapshot knows its source."""
    return hashlib.sha256(content).hexdigest()


def _digest(path: Path) -> str | None:
    content = content_of(path)
    return None if content is None else digest_of(content)
