"""Numbers: gaps, repeats and order of the measures, and the counts that a document declares."""

import re
from collections.abc import Iterator
from itertools import pairwise

from policydiff.check.subject import Subject
from policydiff.model.document import Measure, number_key

Fault = tuple[str, Measure | None, str | None]

_COUNT_IN_TITLE = re.compile(r"[（(]\s*(?:共)?\s*(\d{1,6})\s*项\s*[)）]")
_COUNT_IN_NOTE = re.compile(r"等\s*(\d{1,6})\s*项")


def number_repeated(subject: Subject) -> Iterator[Fault]:
    """Two measures with one printed number."""
    seen: dict[str, Measure] = {}
    for measure in subject.snapshot.measures:
        if measure.number in seen:
            yield f"number {measure.number} is printed for two measures", measure, "number"
        seen.setdefault(measure.number, measure)


def number_missing(subject: Subject) -> Iterator[Fault]:
    """Numbers left out between the first and the last."""
    numbers = sorted({number_key(measure.id)[0] for measure in subject.snapshot.measures})
    gaps = [(before + 1, after - 1) for before, after in pairwise([0, *numbers]) if after > before + 1]
    if gaps:
        listed = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in gaps[:10])
        yield f"no measure has number {listed}{' …' if len(gaps) > 10 else ''}", None, None


def number_order(subject: Subject) -> Iterator[Fault]:
    """Measures that stand before one with a smaller number."""
    measures = subject.snapshot.measures
    for before, measure in pairwise(measures):
        if number_key(measure.id) < number_key(before.id):
            yield f"number {measure.number} stands behind number {before.number}", measure, "number"


def count_differs(subject: Subject) -> Iterator[Fault]:
    """A count in the title or in a list of measures that is not the count of measures."""
    snapshot = subject.snapshot
    declared = _COUNT_IN_TITLE.search(snapshot.title)
    if declared and int(declared.group(1)) != len(snapshot.measures):
        yield f"the title declares {declared.group(1)} measures, there are {len(snapshot.measures)}", None, None
    for note in snapshot.notes:
        counted = _COUNT_IN_NOTE.search(note.text)
        if counted and note.measures and int(counted.group(1)) != len(note.measures):
            yield f"“{note.text[:16]}…” declares {counted.group(1)} measures and names {len(note.measures)}", None, None
