"""Checking one snapshot file: its form, its contents, its source."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policydiff.check import Fault, Found, Subject, check_snapshot
from policydiff.check.wording import CellPlace
from policydiff.corpus.folder import read_text
from policydiff.errors import LookupFailedError, SnapshotError, SourceError
from policydiff.model.document import FORMAT, Snapshot
from policydiff.model.finding import LocatedFinding
from policydiff.read.source import decode
from policydiff.snapshot import parse_json, schema_errors
from policydiff.snapshot.formats import NewerFormatError, migrated
from policydiff.snapshot.load import describe_place, snapshot_data
from policydiff.snapshot.positions import JsonPath
from policydiff.snapshot.schema import SchemaError, dotted
from policydiff.workflows.validation.broken import broken_file
from policydiff.workflows.validation.locate import JsonFile, located
from policydiff.workflows.validation.reproduce import Reproduced, reproduce
from policydiff.workflows.validation.sources import content_of, digest_of

Names = Mapping[str, tuple[str, ...]]


def check_file(path: Path, names: Names, language: str = "en") -> list[LocatedFinding]:
    """All findings on a snapshot file and the file of its corrections; `names` are those of the folder."""
    text = ""
    try:
        text = read_text(path)
        data = parse_json(text, str(path))
    except (SnapshotError, LookupFailedError) as error:
        return [broken_file(error, path, language=language, text=text)]
    file = JsonFile(str(path), text, data)
    try:
        data = migrated(data, str(path))
    except NewerFormatError as error:
        fault = Fault(values={"found": error.found, "known": FORMAT}, place=("format",), excerpt=str(error.found))
        return [located("format-newer", fault, file, language)]
    errors = schema_errors("snapshot", data)
    if errors:
        return [located("schema", _schema_fault(data, error), file, language) for error in errors]
    return _check_sound(path, text, data, snapshot_data(data), names, language)


def _schema_fault(data: Any, error: SchemaError) -> Fault:
    values = {
        "message": describe_place(data, error.path) + error.message,
        "place": _place(data, error.path),
        **error.values,
    }
    return Fault(form=error.rule, values=values, place=error.path)


def _place(data: Any, path: JsonPath) -> CellPlace | str:
    """In a measure whose id is known the place is told by that, else as JSON paths are written."""
    measure = data["measures"][path[1]] if len(path) > 1 and path[0] == "measures" else None
    name = measure.get("id") if isinstance(measure, dict) else None
    return CellPlace(name, dotted(path[2:])) if isinstance(name, str) else dotted(path)


def _check_sound(
    path: Path, text: str, data: Any, snapshot: Snapshot, names: Names, language: str
) -> list[LocatedFinding]:
    """The findings on a snapshot that keeps to the schema."""
    source = path.parent / snapshot.source.path
    content = content_of(source)
    digest = None if content is None else digest_of(content)
    reproduced = Reproduced(settled=frozenset())
    if content is not None and digest == snapshot.source.sha256:  # else there is a finding on the source
        reproduced = reproduce(snapshot, content, path, language)
    lines = _lines(content) if content else ()
    is_alike = content is not None and digest != snapshot.source.sha256 and _is_alike(content, snapshot.source.sha256)
    subject = Subject(snapshot, path.stem, names, digest, lines, is_alike, reproduced.again, text)
    found: list[Found] = [one for one in check_snapshot(subject) if one.check.id not in reproduced.settled]
    file = JsonFile(str(path), text, data, snapshot.id, str(source), lines)
    here = [located(one.check.id, one.fault, file, language) for one in [*found, *reproduced.unreadable]]
    return [*here, *reproduced.on_corrections]


def _is_alike(content: bytes, sha256: str) -> bool:
    """Whether the content has this hash with the line ends of Unix or of Windows."""
    unix = content.replace(b"\r\n", b"\n")
    return sha256 in (digest_of(unix), digest_of(unix.replace(b"\n", b"\r\n")))


def _lines(content: bytes) -> tuple[str, ...]:
    """The lines of a source; none where it is no text, which reading it again reports."""
    try:
        return tuple(piece.text for piece in decode(content, "").lines)
    except SourceError:
        return ()
