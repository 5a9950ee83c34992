"""Findings in words and with their places: the lines of the file, and those of the source."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from policydiff.check import CHECK_BY_ID, Fault
from policydiff.check.fault import BASE, CONTENT
from policydiff.check.wording import repair, sentence
from policydiff.model.document import Finding
from policydiff.model.finding import LocatedFinding, Quote, Region
from policydiff.snapshot.positions import Positions, nearest
from policydiff.snapshot.regions import json_region, source_region, words_region

_QUOTED = 3
"""Lines of a source that are quoted of a region that has more."""
_AROUND, _LONGEST = 200, 2000
"""Characters that are kept around a place in a long line, and of a line in all."""


@dataclass(frozen=True)
class JsonFile:
    """A JSON file that findings are on: its path, its text, its data, and the source that it was read from, if any.

    `source_path` is that of the source file, `source_lines` are its lines.
    """

    path: str
    text: str
    data: Any
    snapshot: str | None = None
    source_path: str = ""
    source_lines: Sequence[str] = ()

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, which end as JSON's and editors' do."""
        return self.text.split("\n")

    @cached_property
    def known(self) -> Positions:
        """Where its values stand."""
        return Positions(self.text)


def located(check: str, fault: Fault, file: JsonFile, language: str) -> LocatedFinding:
    """A fault in a file, in words and with its place."""
    start = nearest(file.known, fault.place)
    length = len(fault.excerpt) if fault.offset is not None else None
    region = json_region(file.path, file.text, start, fault.offset or 0, length)
    measure, column = _measure_of(fault, file.data) if fault.measure is None else (None, None)
    lines = fault.lines or _lines_of(measure)
    found = _in_source(fault, file, lines)
    return LocatedFinding(
        path=file.path,
        line=region.line,
        column=region.column,
        end_line=region.end_line,
        end_column=region.end_column,
        finding=Finding(
            id=check,
            severity=fault.severity or CHECK_BY_ID[check].severity,
            message=sentence(check, fault, language),
            measure=measure["id"] if measure else fault.measure or None,
            field=column,
            lines=lines,
        ),
        source=found,
        snapshot=file.snapshot,
        excerpt=fault.excerpt,
        repair=repair(fault.mend, language) if fault.mend else repair(check, language, fault),
        fingerprint=_fingerprint(check, fault, file, measure, column),
        quoted=quotes(file.lines, region),
        source_quoted=quotes(file.source_lines, found) if found else (),
    )


def _in_source(fault: Fault, file: JsonFile, lines: tuple[int, int] | None) -> Region | None:
    """Where the words stand in the source: as it prints them, else as they are here, else the lines of the measure."""
    if not file.source_lines:
        return None
    path, printed = file.source_path, file.source_lines
    if fault.printed:
        found = words_region(path, printed, lines, (fault.printed.before, fault.printed.words, fault.printed.behind))
    else:
        found = source_region(path, printed, lines, fault.excerpt)
    return found or (source_region(path, printed, lines, "") if lines else None)


def quotes(lines: Sequence[str], region: Region) -> tuple[Quote, ...]:
    """The first lines of a region; of a long line what stands around the place."""
    last = min(region.end_line, region.line + _QUOTED - 1, len(lines))
    return tuple(_quote(lines[line - 1].rstrip("\r"), line, region) for line in range(region.line, last + 1))


def _quote(text: str, line: int, region: Region) -> Quote:
    begin = region.column - 1 if line == region.line else 0
    start = begin - _AROUND if begin > 2 * _AROUND else 0
    end = region.end_column if line == region.end_line else len(text)
    stop = min(end + _AROUND, start + _LONGEST)
    return Quote(line=line, column=start + 1, text=text[start:stop], is_cut=stop < len(text))


def in_file(
    check: str, path: str, fault: Fault, language: str, place: tuple[int, int] = (1, 1), text: str = ""
) -> LocatedFinding:
    """A fault of a file that is no sound JSON, or that is not read, at a line and column of it; `text` is quoted."""
    line, column = place
    region = Region(path=path, line=line, column=column, end_line=line, end_column=column + 1)
    finding = Finding(
        id=check,
        severity=fault.severity or CHECK_BY_ID[check].severity,
        message=sentence(check, fault, language),
    )
    mark = _digest((_first_name(check), path.rpartition("/")[2], _own_words(fault)))
    return LocatedFinding(
        path,
        line,
        column,
        finding,
        excerpt=fault.excerpt,
        repair=repair(check, language),
        fingerprint=mark,
        quoted=quotes(text.split("\n"), region) if text else (),
    )


def _measure_of(fault: Fault, data: Any) -> tuple[Any, str | None]:
    """The measure that a fault lies in, and the column."""
    place = fault.place
    if len(place) < 2 or place[0] != "measures" or not isinstance(place[1], int):
        return None, None
    measures = data.get("measures") if isinstance(data, dict) else None
    if not isinstance(measures, list) or place[1] >= len(measures):
        return None, None
    measure = measures[place[1]]
    is_sound = isinstance(measure, dict) and isinstance(measure.get("id"), str)
    return (measure if is_sound else None), (str(place[2]) if len(place) > 2 else None)


def _lines_of(measure: Any) -> tuple[int, int] | None:
    """The lines of the source that a measure says it was read from; None where it says nothing of that kind."""
    location = measure.get("location") if measure else None
    match location.get("lines") if isinstance(location, dict) else None:
        case [int(first), int(last)] if 1 <= first <= last:
            return first, last
    return None


def _fingerprint(check: str, fault: Fault, file: JsonFile, measure: Any, column: str | None) -> str:
    """What stays the same while lines move and measures get other numbers."""
    words = f"{measure.get('title') or ''}\n{measure.get('text')}" if measure else ""
    name = file.snapshot or file.path.rpartition("/")[2]
    place = column or ".".join(str(part) for part in fault.place if not isinstance(part, int))
    parts = (_first_name(check), name, words, place, _own_words(fault), fault.form)
    return _digest(parts)


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _first_name(check: str) -> str:
    """The name that a check had first: a renamed one finds the same."""
    return (*CHECK_BY_ID[check].formerly, check)[0]


def _own_words(fault: Fault) -> str:
    """What tells a fault from others of its check at the same place: its words, if they are all that it is about, else
    what fills its sentence.
    """
    if fault.excerpt and CONTENT not in fault.values:
        return fault.excerpt
    return "\0".join(f"{name}={value}" for name, value in sorted(fault.values.items()) if name != BASE)
