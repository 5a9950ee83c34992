"""Values: dates, document numbers and divisions that cannot be so."""

import datetime
import re
from collections.abc import Iterator

from policydiff.check.fault import Fault, Place, cell
from policydiff.check.subject import Subject
from policydiff.model.document import Region, is_day
from policydiff.registry.citations import document_number as read_number
from policydiff.registry.places import place_by_code, place_by_name

_MONTH = r"(\d{4})\s?[年./-]\s?(\d{1,2})(?!\d)月?"
_SPAN = re.compile(rf"(?<!\d){_MONTH}\s?(?:至|到|[-—–－~～]{{1,2}})\s?{_MONTH}")
"""From a month to another one, as printed."""


def date_order(subject: Subject) -> Iterator[Fault]:
    """A measure that was promoted to an earlier month than from, and a day of issue that no calendar has."""
    snapshot = subject.snapshot
    for at, measure in enumerate(snapshot.measures):
        promoted = measure.promoted
        if promoted and promoted.start and promoted.end and promoted.end < promoted.start:
            key = "from" if subject.is_by_hand("measures", at, "promoted", "from") else "to"
            excerpt = promoted.start if key == "from" else promoted.end
            values = {"first": promoted.start, "last": promoted.end}
            yield Fault(values=values, place=("measures", at, "promoted", key), excerpt=excerpt)
        elif promoted:
            yield from _backward(at, promoted.raw)
    if snapshot.issued and not is_day(snapshot.issued):
        values = {"day": snapshot.issued}
        yield Fault(form="no-day", values=values, place=("issued",), excerpt=snapshot.issued, offset=0)


def _backward(at: int, printed: str) -> Iterator[Fault]:
    """Spans of time that are printed with their end first; the months that are worked out are in order always."""
    for span in _SPAN.finditer(printed):
        first, last = (f"{int(span[year]):04}-{int(span[year + 1]):02}" for year in (1, 3))
        if last < first:
            values = {"first": first, "last": last}
            yield Fault(values=values, place=cell(at, "promoted"), excerpt=span[0], offset=span.start())


def document_number(subject: Subject) -> Iterator[Fault]:
    """A document number that is none, or of another year than the day of issue.

    What is issued in January may bear a number of the year before.
    """
    printed, issued = subject.snapshot.document_number, subject.snapshot.issued
    if printed is None:
        return
    number = read_number(printed)
    if number is None or number.printed.strip() != printed.strip():
        yield Fault(values={"number": printed}, place=("document_number",), excerpt=printed, offset=0)
    elif issued and is_day(issued) and number.year:
        day = datetime.date.fromisoformat(issued)
        if number.year != day.year and not (day.month == 1 and number.year == day.year - 1):
            values = {"number": printed, "year": number.year, "issued": issued}
            key, words = ("issued", issued) if subject.is_by_hand("issued") else ("document_number", printed)
            yield Fault(form="year", values=values, place=(key,), excerpt=words, offset=0)


def region_code(subject: Subject) -> Iterator[Fault]:
    """A place whose name and GB/T 2260 code do not belong together."""
    if subject.snapshot.region:
        yield from _mismatch(subject, ("region",), subject.snapshot.region)
    for at, measure in enumerate(subject.snapshot.measures):
        for which, region in enumerate(measure.reach.regions if measure.reach else ()):
            yield from _mismatch(subject, ("measures", at, "reach", "regions", which), region)


def _mismatch(subject: Subject, place: Place, region: Region) -> Iterator[Fault]:
    named, coded = place_by_name(region.name), place_by_code(region.code)
    is_within = place_by_code(f"{region.code[:4]}00") or place_by_code(f"{region.code[:2]}0000")
    if named and coded and coded.name in (named.name, region.name):
        return
    if not coded and not named and is_within:
        return  # a district, which is not in the packaged data
    is_of_name = bool(coded and (not named or subject.is_by_hand(*place, "name")))
    values = {"name": region.name, "code": region.code, "due": named.code if named else coded.name if coded else ""}
    form = "name" if is_of_name else "" if named else "unknown"
    if is_of_name and coded:
        values["due"] = coded.name
    key, words = ("name", region.name) if is_of_name else ("code", region.code)
    yield Fault(form=form, values=values, place=(*place, key), excerpt=words)


def level_region(subject: Subject) -> Iterator[Fault]:
    """A level that does not go with the place: a national document of one place, a city's without one.

    A document of a district may have no place: its code is in no packaged data.
    """
    level, region = subject.snapshot.level, subject.snapshot.region
    coded = place_by_code(region.code) if region else None
    place: Place = ("region",) if subject.is_by_hand("region") else ("level",)
    if region is None:
        if level in ("province", "city"):
            yield Fault(form="no-place", values={"level": level}, place=place, excerpt=level)
    elif level == "national":
        yield Fault(form="national", values={"name": region.name}, place=place, excerpt=level)
    elif level not in ((coded.level, "district") if coded else ("city", "district")):
        values = {"level": level, "name": region.name, "due": coded.level if coded else "district"}
        yield Fault(values=values, place=place, excerpt=level)
