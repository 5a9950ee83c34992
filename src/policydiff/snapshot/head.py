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
_ROUND = re.compile(r'^ {0,2}"round"\s*:\s*(\d{1,9}|null)', re.M)
_IMPLEMENTS = re.compile(r'^ {0,2}"implements"\s*:\s*(?:"([^"]*)"|null)', re.M)
_PATH = re.compile(r'^ {0,4}"path"\s*:\s*"([^"\\]*)"', re.M)
_LAYOUT = re.compile(r'^ {0,4}"layout"\s*:\s*"([^"]*)"', re.M)
_READER = re.compile(r'^ {0,6}"version"\s*:\s*"([^"]*)"', re.M)
_SHA256 = re.compile(r'^ {0,4}"sha256"\s*:\s*"([^"]*)"', re.M)
_KEYS = (_ID, _ALIASES, _ISSUED, _SERIES, _ROUND, _IMPLEMENTS, _PATH, _SHA256, _LAYOUT, _READER)
"""In their order in a canonical file."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a snapshot says of itself before its measures.

    `path` is that of its source, `reader` the version of the reader that made it; what is kept of history holds the
    first five alone.
    """

    id: str
    aliases: tuple[str, ...]
    issued: str | None
    series: str | None
    sha256: str
    round: int | None = None
    implements: str | None = None
    path: str = ""
    layout: str = ""
    reader: str = ""


def start_of(text: str) -> Head | None:
    """The head in the beginning of a file; None where that is not canonical."""
    found: list[re.Match[str]] = []
    for pattern in _KEYS:
        match = pattern.search(text, found[-1].end() if found else 0)
        if match is None:
            return None
        found.append(match)
    name, aliases, issued, series, number, implements, path, digest, layout, reader = found
    return Head(
        id=name[1],
        aliases=tuple(re.findall(r'"([^"]*)"', aliases[1])),
        issued=issued[1],
        series=series[1],
        sha256=digest[1],
        round=None if number[1] == "null" else int(number[1]),
        implements=implements[1],
        path=path[1],
        layout=layout[1],
        reader=reader[1],
    )


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
        round=snapshot.round,
        implements=snapshot.implements,
        path=source.path,
        layout=source.layout,
        reader=source.reader.version,
    )
