"""The head of a snapshot: what its first lines say, without reading the rest."""

import re
from dataclasses import dataclass

from policydiff.snapshot.load import load_snapshot

SIZE = 4096
"""So many bytes hold the head of a canonical file."""
_ID = re.compile(r'^ {0,2}"id"\s*:\s*"([^"]*)"', re.M)
_ALIASES = re.compile(r'^ {0,2}"aliases"\s*:\s*\[([^\]]*)\]', re.M)
_ISSUED = re.compile(r'^ {0,2}"issued"\s*:\s*(?:"([^"]*)"|null)', re.M)
_SERIES = re.compile(r'^ {0,2}"series"\s*:\s*(?:"([^"]*)"|null)', re.M)
_SHA256 = re.compile(r'^ {0,4}"sha256"\s*:\s*"([^"]*)"', re.M)


@dataclass(frozen=True, slots=True)
class Head:
    """What a snapshot says of itself before its measures."""

    id: str
    aliases: tuple[str, ...]
    issued: str | None
    series: str | None
    sha256: str


def start_of(text: str) -> Head | None:
    """The head in the beginning of a file; None where that is not canonical."""
    keys = [pattern.search(text) for pattern in (_ID, _ALIASES, _ISSUED, _SERIES, _SHA256)]
    name, aliases, issued, series, digest = keys
    if name and aliases and issued and series and digest and name.start() < aliases.start() < digest.start():
        names = tuple(re.findall(r'"([^"]*)"', aliases[1]))
        return Head(name[1], names, issued[1], series[1], digest[1])
    return None


def head_of(text: str, where: str) -> Head:
    """The head of a snapshot from the text of its file.

    Raises:
        SnapshotError: it is no snapshot.
    """
    found = start_of(text[:SIZE])
    if found:
        return found
    snapshot = load_snapshot(text, where)
    return Head(snapshot.id, snapshot.aliases, snapshot.issued, snapshot.series, snapshot.source.sha256)
