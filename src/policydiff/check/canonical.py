"""The canonical form: what of the writing of a file is not as snapshots are written."""

import json
import re
from collections.abc import Iterator
from itertools import zip_longest

from policydiff.check.fault import Fault, Place
from policydiff.check.subject import Subject
from policydiff.snapshot.dump import SCHEMA, SCHEMA_KEY, dump_snapshot, is_canonical
from policydiff.snapshot.load import MARK
from policydiff.snapshot.positions import Positions

_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\(?:u[0-9a-fA-F]{4}|/)")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def canonical_form(subject: Subject) -> Iterator[Fault]:
    """A file that says what a snapshot says, written otherwise than snapshots are: one fault that names why."""
    text = subject.text
    if not text or is_canonical(text, subject.snapshot):
        return
    written = dump_snapshot(subject.snapshot)
    reasons = list(_reasons(text, written)) or ["other"]
    yield Fault(
        form=reasons[0] if len(reasons) == 1 else "several", values=_values(reasons), place=_first(text, written)
    )


def _values(reasons: list[str]) -> dict[str, object]:
    return {"reasons": ", ".join(reasons)}


def _reasons(text: str, written: str) -> Iterator[str]:
    """What is otherwise: first bytes, line ends, the schema, order of keys, escaped characters, blanks and breaks."""
    if text.startswith(MARK):
        yield "byte-order-mark"
    if "\r" in text:
        yield "line-ends"
    text = text.removeprefix(MARK)
    data = json.loads(text)
    if data.get(SCHEMA_KEY) != SCHEMA:
        yield "schema"
    if _keys(data) != _keys(json.loads(written)):
        yield "key-order"
    if _escapes(text) != _escapes(written):
        yield "escapes"
    if _blanks(text) != _blanks(json.dumps(data, indent=2) + "\n"):
        yield "indent"


def _blanks(text: str) -> str:
    """A JSON text without what stands in its strings, its line ends all alike."""
    return _STRING.sub('""', text).replace("\r", "")


def _keys(data: object) -> object:
    """The keys of all objects in their order, but for that of the schema."""
    if isinstance(data, dict):
        return [(key, _keys(value)) for key, value in data.items() if key != SCHEMA_KEY]
    return [_keys(value) for value in data] if isinstance(data, list) else None


def _escapes(text: str) -> list[str]:
    return _ESCAPED.findall(text)


def _first(text: str, written: str) -> Place:
    """The value at which the writing first differs."""
    lines = zip_longest(text.split("\n"), written.split("\n"))
    first = next((at for at, (one, other) in enumerate(lines, 1) if one != other), 1)
    known, value = Positions(text), json.loads(text.removeprefix(MARK))
    place: Place = ()
    while True:
        keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        before = [key for key in keys if known.nearest((*place, key))[0] <= first]
        if not before:
            return place
        place, value = (*place, before[-1]), value[before[-1]]
