"""Skeletons: what must be known of every version of a snapshot, read in bulk and kept in the index.

A skeleton says what a version was read from and holds a digest of every measure, so that two versions need only be
read and compared where a measure differs. Only what was not seen in another version is checked against the schema.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from policydiff.errors import SnapshotError
from policydiff.history.graph import History
from policydiff.history.trees import text_of
from policydiff.snapshot import dump_snapshot, is_canonical, load_snapshot
from policydiff.snapshot.load import parse_json, snapshot_of
from policydiff.snapshot.schema import is_valid

MEASURES = "measures/"
"""Begins the names of skeletons in the index."""
_FEW = 40
"""So many parts of the index are joined into one."""
_REMEMBERED = 5000
"""So many measures are remembered as they stand in the file."""
_BEGIN, _END, _OPEN = '\n  "measures": [\n', "\n  ],\n", "    {\n"
_JOIN = ",\n"
_CELLS, _PLACE = '      "section": ', '      "location": '
_MEASURE = re.compile(
    r'    \{\n      "id": "(?P<id>[0-9]{1,6}(?:-[0-9]{1,6})*)",\n      "number": "[^"\\\x00-\x1f]+",\n'
    r'(?P<cells>      "section": (?:null|"[^"\\\x00-\x1f]+"),\n      "title": .*)'
    r'      "location": \{\n        "lines": \[\n          [1-9][0-9]*,\n          [1-9][0-9]*\n        \]\n'
    r"      \}\n    \}",
    re.DOTALL,
)


class Facts(NamedTuple):
    """What a version says of itself: its id, the source and reader that made it, and what the document is called."""

    id: str
    sha256: str
    reader: str
    title: str
    document_number: str | None
    issued: str | None


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A version of a snapshot: what it says of itself, and by id of each measure a digest of its section and cells.

    The same digest says the same cells; another one may yet say them.
    """

    facts: Facts
    measures: Mapping[str, str]


class Skeletons:
    """The skeletons of the versions of one snapshot; `broken` says what is wrong with those that do not load."""

    def __init__(self, history: History, path: str, make: str = "") -> None:
        """Read the file that is at `path` now; what another `make` of policydiff kept is not believed."""
        self._history = history
        self._name = f"{MEASURES}{make}/{path}/"
        self._known: dict[str, Skeleton | str] = {}
        self._new: list[str] = []
        self._sound: dict[str, Facts] = {}
        self._seen: dict[str, tuple[str, str]] = {}
        parts = [part for _, part in history.index.under(self._name, lambda data: dict(_unpacked(data)))]
        for part in parts:
            self._known.update(part)
        self._parts = len(parts)
        self.broken: dict[str, str] = {}

    def of(self, blob: str, path: str) -> Skeleton | None:
        """The skeleton of a version; None for one that does not load."""
        found = self._known.get(blob)
        if found is None:
            found = self._known[blob] = self._read(blob, path)
            if isinstance(found, Skeleton):  # what another make of policydiff may load is not kept
                self._new.append(blob)
        if isinstance(found, str):
            self.broken[blob] = found
            return None
        return found

    def keep(self) -> None:
        """Keep what was read anew in the index."""
        if not self._new:
            return
        kept = self._new
        if self._parts >= _FEW:
            self._history.index.drop(self._name)
            kept = [name for name, one in self._known.items() if isinstance(one, Skeleton)]
        self._history.index.put(self._name + self._new[0], list(_packed(kept, self._known)))
        self._new = []

    def _read(self, blob: str, path: str) -> Skeleton | str:
        try:
            text = text_of(self._history, blob, path)
            return self._skimmed(text) or skeleton_of(text, path)
        except SnapshotError as error:
            return str(error)

    def _skimmed(self, text: str) -> Skeleton | None:
        """The skeleton of a canonical file, of which only unknown parts are parsed; None for any other."""
        head, _, rest = text.partition(_BEGIN)
        body, end, tail = rest.partition(_END)
        parts = _parts(body)
        found = [self._measure(part) for part in parts]
        measures = dict(one for one in found if one)
        if not end or len(measures) < len(parts):
            return None
        new = [part for part, one in zip(parts, found, strict=True) if one and one[1] not in self._sound]
        frame = _digest(head + tail)
        if new or frame not in self._sound:
            told = _told(f"{head}{_BEGIN}{_JOIN.join(new or parts[:1])}{_END}{tail}")
            if told is None:
                return None
            self._sound |= dict.fromkeys((one[1] for one in found if one), told) | {frame: told}
        return Skeleton(self._sound[frame], measures)

    def _measure(self, part: str) -> tuple[str, str] | None:
        """The id of a measure and the digest of its cells; None where it is not canonical. Most are seen again."""
        known = self._seen.get(part)
        if known is None:
            match = _MEASURE.fullmatch(part)
            if match is None:
                return None
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            known = self._seen[part] = match["id"], _digest(match["cells"])
        return known


def skeleton_of(text: str, where: str) -> Skeleton:
    """The skeleton of any snapshot.

    Raises:
        SnapshotError: it is none.
    """
    snapshot = load_snapshot(text, where)
    dump = dump_snapshot(snapshot)
    parts = _parts(dump.partition(_BEGIN)[2].partition(_END)[0])
    digests = (_digest(part[part.index(_CELLS) : part.rindex(_PLACE)]) for part in parts)
    measures = {measure.id: digest for measure, digest in zip(snapshot.measures, digests, strict=True)}
    return Skeleton(_facts(json.loads(dump)), measures)


def _parts(body: str) -> list[str]:
    """The measures of a canonical file, one by one."""
    first, *others = body.split(_JOIN + _OPEN)
    return [first, *(_OPEN + part for part in others)]


def _told(text: str) -> Facts | None:
    """What a sound and canonical snapshot says of itself; None for any other."""
    try:
        data = parse_json(text, "")
        is_sound = is_valid("snapshot", data) and is_canonical(text, snapshot_of(data, ""))
    except SnapshotError:
        return None
    return _facts(data) if is_sound else None


def _facts(data: Mapping[str, Any]) -> Facts:
    source = data["source"]
    return Facts(
        id=data["id"],
        sha256=source["sha256"],
        reader=f"{source['reader']['name']} {source['reader']['version']}",
        title=data["title"],
        document_number=data["document_number"],
        issued=data["issued"],
    )


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _packed(blobs: Iterable[str], known: Mapping[str, Skeleton | str]) -> Iterator[list[Any]]:
    """Versions as JSON data, each by what differs from the one before it."""
    last: Mapping[str, str] = {}
    for blob in blobs:
        one = known[blob]
        if isinstance(one, Skeleton):
            gone = [name for name in last if name not in one.measures]
            new = {name: digest for name, digest in one.measures.items() if last.get(name) != digest}
            yield [blob, one.facts, gone, new]
            last = one.measures


def _unpacked(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[str, Skeleton]]:
    measures: dict[str, str] = {}
    for blob, facts, gone, new in rows:
        measures = {**measures, **new}
        for measure in gone:
            measures.pop(measure, None)
        yield blob, Skeleton(Facts(*facts), measures)
