"""From JSON text to a snapshot, refusing what does not keep to the schema."""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from policydiff.errors import SnapshotError
from policydiff.model.document import (
    Basis,
    CitedDocument,
    Finding,
    Location,
    Measure,
    Note,
    Party,
    Promoted,
    Reach,
    Reader,
    Region,
    Responsibility,
    Section,
    Snapshot,
    Source,
)
from policydiff.snapshot.formats import migrated
from policydiff.snapshot.positions import JsonPath, Positions, repeated_key
from policydiff.snapshot.schema import schema_errors

Data = Mapping[str, Any]
MARK = "\ufeff"
"""What some editors put before what they save."""
_BREAK = "\n"
_HIGH, _LOW = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = re.compile(rf"{_HIGH}{_LOW}|(?P<half>{_HIGH}|{_LOW})|\\.")
"""An escape, two where these are one character; `half` where such a one lacks the other."""

_CONFLICT = re.compile(r"^(<{7}|\|{7}|>{7})(?= ).*$|^={7}$", re.MULTILINE)
"""A line that git puts where both sides of a merge say something else. None can stand in JSON."""
_SHOWN = 40
_RESTORE = "restore the file from git"
_EXACT = 2**53
"""Below it a float is exactly the integer that was written."""


class _RepeatedKeyError(ValueError):
    """A JSON object names one key twice; a plain parser would lose the first silently."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _RepeatedKeyError(next(key for key in keys if keys.count(key) > 1))
    return data


def _number(written: str) -> float:
    """A number with a point or an exponent: a schema takes 12.0 for the integer 12, and so it is one."""
    number = float(written)
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def parse_json(text: str, where: str) -> Any:
    """Parse a JSON text from the file `where`.

    A byte order mark, as some editors put it before what they save, says nothing.

    Raises:
        SnapshotError: it is cut off, no JSON, or an object in it names a key twice.
    """
    try:
        data = json.loads(text.removeprefix(MARK), object_pairs_hook=_unique, parse_float=_number)
    except json.JSONDecodeError as error:
        raise _no_json(error, text, where) from None
    except _RepeatedKeyError as error:
        place = f"{where}{_line_and_column(text, repeated_key(text))}"
        raise SnapshotError(
            f"key “{error}” stands twice in one object",
            where=place,
            remedy="remove one of them",
            form="twice",
            values={"key": str(error)},
        ) from None
    except ValueError:  # Python reads no number of so many digits
        what = f"a number has more than {sys.get_int_max_str_digits()} digits"
        raise SnapshotError(what, where=where, remedy=_RESTORE, form="value") from None
    except RecursionError:
        raise SnapshotError("the JSON is nested too deep", where=where, remedy=_RESTORE, form="deep") from None
    if "\\ud" in text.lower() and _has_lone_surrogate(data):
        half = next((found.start() for found in _ESCAPE.finditer(text) if found["half"]), 0)
        place = f"{where}{_line_and_column(text, half)}"
        raise SnapshotError("a text holds half a character (\\ud…)", where=place, remedy=_RESTORE, form="half")
    return data


def _no_json(error: json.JSONDecodeError, text: str, where: str) -> SnapshotError:
    if conflict := _CONFLICT.search(text):
        what = f"a merge was left unfinished here (“{conflict[0][:_SHOWN]}”)"
        remedy = "take one side (git checkout --ours or --theirs), and run policydiff reread"
        return SnapshotError(
            what, where=where + _line_and_column(text, conflict.start()), remedy=remedy, form="conflict"
        )
    is_cut = error.pos >= len(text.rstrip())
    form, what = ("cut", "the JSON is cut off here") if is_cut else ("invalid", f"this is no valid JSON ({error.msg})")
    remedy = "restore the file from git or ingest its source again"
    return SnapshotError(what, where=f"{where}:{error.lineno}:{error.colno}", remedy=remedy, form=form)


def _line_and_column(text: str, offset: int) -> str:
    return f":{text.count(_BREAK, 0, offset) + 1}:{offset - text.rfind(_BREAK, 0, offset)}"


def _has_lone_surrogate(data: Any) -> bool:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def load_snapshot(text: str, where: str, *, may_repeat: bool = False) -> Snapshot:
    """The snapshot in a JSON text; where ids `may_repeat`, two of its measures or sections may bear one.

    Raises:
        SnapshotError: it is no valid JSON or fails its schema; the message names file, line,
            column, measure and field of the first fault and counts the others.
    """
    data = migrated(parse_json(text, where), where)
    errors = schema_errors("snapshot", data)
    if errors:
        first, more = errors[0], len(errors) - 1
        raise SnapshotError(
            describe_place(data, first.path) + first.message + (f" (and {more} more)" if more else ""),
            where=position_of(text, first.path, where),
            remedy="run `policydiff validate` to see every fault" if more else "mend it or ingest the source again",
        )
    return snapshot_data(data) if may_repeat else snapshot_of(data, where)


def snapshot_of(data: Data, where: str) -> Snapshot:
    """The snapshot in data that keep to the schema.

    Raises:
        SnapshotError: two of its measures or sections bear one id.
    """
    snapshot = snapshot_data(data)
    _check_unique(snapshot, where)
    return snapshot


def position_of(text: str, path: JsonPath, where: str) -> str:
    """`where:line:column` of the value at `path`, or of the nearest value that holds it."""
    line, column = Positions(text).nearest(path)
    return f"{where}:{line}:{column}"


def entry_fault(text: str, where: str, path: JsonPath, message: str, lists: Mapping[str, str]) -> tuple[str, str]:
    """What is wrong with a value of a file of entries, and where: `decision 2, when: …` and `file:line:column`.

    `lists` says by the key of each list what one of its entries is called.
    """
    words = list(map(str, path))
    if len(path) > 1 and isinstance(path[1], int):
        words = [f"{lists.get(words[0], words[0])} {path[1] + 1}", ".".join(words[2:])]
    place = ", ".join(word for word in words if word)
    return f"{place}: {message}" if place else message, position_of(text, path, where)


def describe_place(data: Any, path: JsonPath) -> str:
    """A path in words: `measure 12, text: `."""
    if not path:
        return ""
    names = [str(part) for part in path]
    if len(path) > 1 and path[0] == "measures" and isinstance(path[1], int):
        measure = data["measures"][path[1]]
        number = measure.get("id") if isinstance(measure, dict) else None
        names = [f"measure {number or f'at position {path[1] + 1}'}", ".".join(names[2:])]
    else:
        names = [".".join(names)]
    return ", ".join(name for name in names if name) + ": "


def _check_unique(snapshot: Snapshot, where: str) -> None:
    for what, ids in (
        ("measure", [measure.id for measure in snapshot.measures]),
        ("section", [section.id for section in snapshot.sections]),
    ):
        seen: set[str] = set()
        for name in ids:
            if name in seen:
                raise SnapshotError(f"{what} id “{name}” stands twice", where=where, remedy="give each its own id")
            seen.add(name)


def snapshot_data(data: Data) -> Snapshot:
    """As `snapshot_of`, where two may bear one id, which the checks report."""
    source = data["source"]
    return Snapshot(
        **{
            key: data[key]
            for key in ("id", "title", "document_number", "issued", "level", "series", "round", "implements")
        },
        format=data["format"],
        aliases=tuple(data["aliases"]),
        issuers=tuple(data["issuers"]),
        region=_region(data["region"]),
        source=Source(**{**source, "reader": Reader(**source["reader"])}),
        sections=tuple(Section(**section) for section in data["sections"]),
        measures=tuple(_measure(measure) for measure in data["measures"]),
        notes=tuple(Note(text=note["text"], measures=tuple(note["measures"])) for note in data["notes"]),
        findings=tuple(_finding(finding) for finding in data["findings"]),
    )


def _region(data: Data | None) -> Region | None:
    return Region(**data) if data else None


def _regions(data: Iterable[Data]) -> tuple[Region, ...]:
    return tuple(Region(**region) for region in data)


def _lines(data: list[int]) -> tuple[int, int]:
    return int(data[0]), int(data[1])


def _finding(data: Data) -> Finding:
    return Finding(**{**data, "lines": _lines(data["lines"]) if data["lines"] else None})


def _responsibility(data: Data | None) -> Responsibility | None:
    if data is None:
        return None
    bodies = tuple(Party(**party) for party in data["bodies"])
    return Responsibility(raw=data["raw"], bodies=bodies, areas=tuple(data["areas"]))


def _measure(data: Data) -> Measure:
    reach, promoted, basis = data["reach"], data["promoted"], data["basis"]
    return Measure(
        **{key: data[key] for key in ("id", "number", "section", "title", "text", "field", "remark")},
        responsibility=_responsibility(data["responsibility"]),
        guidance=_responsibility(data["guidance"]),
        reach=reach and Reach(raw=reach["raw"], kind=reach["kind"], regions=_regions(reach["regions"])),
        promoted=promoted and Promoted(raw=promoted["raw"], start=promoted["from"], end=promoted["to"]),
        basis=basis
        and Basis(raw=basis["raw"], documents=tuple(CitedDocument(**cited) for cited in basis["documents"])),
        location=Location(lines=_lines(data["location"]["lines"])),
    )
