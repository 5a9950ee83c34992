"""The head of a snapshot: what its first lines say, without reading the rest."""

import re
from dataclasses import dataclass

from policydiff.snapshot.load import load_snapshot

SIZE = 4096
"""So many bytes hold the head of a canonical file."""
_ID = re.compile(r'^ {0,2}"id"\s*:\s*"([^"]*)"', re.M)
_ALIASES = re.compile(r'^ {0,2}"aliases"\s*:\s*\[([^\]]*)\]', re.M)
_ISSUED = re.compile(r'^ {0,2}"issued"\s*:\s*(?:"([^"]*)"|null)', re.M)
_IMPLEMENTS = re.compile(r'^ {0,2}"implements"\s*:\s*(?:"([^"]*)"|null)', re.M)
_PATH = re.compile(r'^ {0,4}"path"\s*:\s*"([^"\\]*)"', re.M)
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
    implements: str | None
    source: str


def start_of(text: str) -> Head | None:
    """The head in the beginning of a file; None where that is not canonical."""
    keys = [pattern.search(text) for pattern in (_ID, _ALIASES, _ISSUED, _SERIES, _IMPLEMENTS, _PATH, _SHA256)]
    found = [key for key in keys if key]
    if len(found) < len(keys):
        return None
    name, aliases, issued, series, implements, path, digest = found
    if name.start() < aliases.start() < digest.start():
        names = tuple(re.findall(r'"([^"]*)"', aliases[1]))
        return Head(name[1], names, issued[1], series[1], digest[1], implements[1], path[1])
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
    source = snapshot.source
    return Head(
        id=snapshot.id,
        aliases=snapshot.aliases,
        issued=snapshot.issued,
        series=snapshot.series,
        sha256=source.sha256,
        implements=snapshot.implements,
        source=source.path,
    )
