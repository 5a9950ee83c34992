"""Numbers: gaps, repeats and order of the measures, and the counts that a document declares."""

import re
from collections.abc import Iterator
from itertools import pairwise

from policydiff.check.fault import Fault
from policydiff.check.subject import Subject
from policydiff.model.document import number_key

_COUNT_IN_TITLE = re.compile(r"[（(]\s*(?:共)?\s*(\d{1,6})\s*项\s*[)）]")
_COUNT_IN_NOTE = re.compile(r"等\s*(\d{1,6})\s*项")


def number_repeated(subject: Subject) -> Iterator[Fault]:
    """Two measures with one printed number."""
    seen: set[str] = set()
    for at, measure in enumerate(subject.snapshot.measures):
        if measure.number in seen:
            yield Fault(values={"number": measure.number}, place=("measures", at, "number"), excerpt=measure.number)
        seen.add(measure.number)


def number_missing(subject: Subject) -> Iterator[Fault]:
    """Numbers left out: one fault for each place where some are."""
    measures = sorted(enumerate(subject.snapshot.measures), key=lambda one: number_key(one[1].id))
    numbers = [0, *(number_key(measure.id)[0] for _, measure in measures)]
    for (before, after), (at, measure) in zip(pairwise(numbers), measures, strict=True):
        if after > before + 1:
            first, last = before + 1, after - 1
            missing = str(first) if first == last else f"{first}-{last}"
            yield Fault(values={"missing": missing}, place=("measures", at, "number"), excerpt=measure.number)


def number_order(subject: Subject) -> Iterator[Fault]:
    """Measures that stand before one with a smaller number."""
    for at, (before, measure) in enumerate(pairwise(subject.snapshot.measures), 1):
        if number_key(measure.id) < number_key(before.id):
            values = {"number": measure.number, "before": before.number}
            yield Fault(values=values, place=("measures", at, "number"), excerpt=measure.number)


def count_differs(subject: Subject) -> Iterator[Fault]:
    """A count in the title or in a list of measures that is not the count of measures."""
    snapshot = subject.snapshot
    declared = _COUNT_IN_TITLE.search(snapshot.title)
    if declared and int(declared[1]) != len(snapshot.measures):
        values = {"declared": declared[1], "count": len(snapshot.measures)}
        yield Fault(values=values, place=("title",), excerpt=declared[0], offset=declared.start())
    for at, note in enumerate(snapshot.notes):
        counted = _COUNT_IN_NOTE.search(note.text)
        if counted and note.measures and int(counted[1]) != len(note.measures):
            values = {"declared": counted[1], "count": len(note.measures)}
            place = ("notes", at, "text")
            yield Fault(form="note", values=values, place=place, excerpt=counted[0], offset=counted.start())
