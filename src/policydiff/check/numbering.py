"""Numbers: gaps, repeats and order of the measures, their ids, and the counts that a document declares."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policydiff.check.fault import Fault
from policydiff.check.order import out_of_order
from policydiff.check.subject import Subject
from policydiff.model.document import Measure, number_key
from policydiff.text.numerals import measure_number

Run = tuple[int, int]
"""Numbers that follow each other: the first and the last."""

_COUNT_IN_TITLE = re.compile(r"[（(]\s*(?:共)?\s*(\d{1,6})\s*项\s*[)）]")
_COUNT_IN_NOTE = re.compile(r"等\s*(\d{1,6})\s*项")


def number_repeated(subject: Subject) -> Iterator[Fault]:
    """Measures with the printed number of another one."""
    numbers = [measure.number for measure in subject.snapshot.measures]
    for at in _repeated(subject, "measures", "number", numbers):
        yield Fault(values={"number": numbers[at]}, place=("measures", at, "number"), excerpt=numbers[at])


def id_repeated(subject: Subject) -> Iterator[Fault]:
    """Measures and sections with the id of another one."""
    for key, parts in (("measures", subject.snapshot.measures), ("sections", subject.snapshot.sections)):
        ids = [part.id for part in parts]
        for at in _repeated(subject, key, "id", ids):
            form = "section" if key == "sections" else ""
            yield Fault(form=form, values={"id": ids[at]}, place=(key, at, "id"), excerpt=ids[at])


def _repeated(subject: Subject, key: str, column: str, names: Sequence[str]) -> Iterator[int]:
    """The places of names that another has too: where one of them was edited that one, else all but the first."""
    places: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        places.setdefault(name, []).append(at)
    for bearers in (found for found in places.values() if len(found) > 1):
        rightful = next((at for at in bearers if not subject.is_by_hand(key, at, column)), bearers[0])
        yield from (at for at in bearers if at != rightful)


def number_id(subject: Subject) -> Iterator[Fault]:
    """A measure whose id does not follow from its printed number."""
    for at, measure in enumerate(subject.snapshot.measures):
        if measure.id == measure.number:
            continue  # as mostly
        due = "-".join(map(str, measure_number(measure.number) or ()))
        if measure.id != due:
            values = {"id": measure.id, "number": measure.number, "due": due}
            yield Fault(form="" if due else "none", values=values, place=("measures", at, "id"), excerpt=measure.id)


def number_missing(subject: Subject) -> Iterator[Fault]:
    """Numbers left out: one fault for each place where some are."""
    for at, missing in _gaps(subject.snapshot.measures):
        shown = ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in missing)
        number = subject.snapshot.measures[at].number
        yield Fault(values={"missing": shown}, place=("measures", at, "number"), excerpt=number)


def _gaps(measures: Sequence[Measure]) -> Iterator[tuple[int, list[Run]]]:
    """The places of measures before which numbers are left out, and which; not those for which measures that are out
    of order stand there: their numbers are said to be wrong.
    """
    keys = [number_key(measure.id) for measure in measures]
    stray = set(out_of_order(keys))
    known = sorted({key[0] for key in keys})
    before, number = -1, 0
    for at in (at for at in range(len(keys)) if at not in stray):
        behind = keys[at][0]
        inside = known[bisect_right(known, number) : bisect_left(known, behind)]
        ends = pairwise([number, *inside, behind])
        missing = [(first + 1, last - 1) for first, last in ends if last > first + 1]
        if sum(last - first + 1 for first, last in missing) > at - before - 1:
            yield at, missing
        before, number = at, behind


def number_order(subject: Subject) -> Iterator[Fault]:
    """Measures that stand out of the order of their numbers, the fewest that say it: of two that stand in each
    other's place one.
    """
    numbered = _numbered(subject)
    keys = [key for _, key in numbered]
    due = sorted(range(len(keys)), key=keys.__getitem__)
    misplaced = [at for at, other in enumerate(due) if at != other]
    if all(due[due[at]] == at for at in misplaced):
        yield from (_stray(subject, numbered, at, due[at]) for at in misplaced if at < due[at])
    else:
        yield from (_stray(subject, numbered, at) for at in out_of_order(keys))


def _numbered(subject: Subject) -> list[tuple[int, tuple[int, ...]]]:
    """The places of the measures, and their numbers as keys: those of the source where it was read again, so that an
    id that was edited by hand does not stand for a place.
    """
    measures = subject.snapshot.measures
    if subject.rereading and subject.again:
        there = subject.again.measures
        return [(at, number_key(there[other].id)) for at, other in subject.rereading.measures.pairs]
    return [(at, number_key(measure.id)) for at, measure in enumerate(measures)]


def _stray(
    subject: Subject, numbered: Sequence[tuple[int, tuple[int, ...]]], which: int, other: int | None = None
) -> Fault:
    """One measure out of order: in the place of another one, behind a higher number, or before a lower one."""
    measures = subject.snapshot.measures
    at, key = numbered[which]
    before = next((place for place, one in numbered[:which] if one > key), None)
    behind = next((place for place, one in numbered[which + 1 :] if one < key), None)
    form, beside = ("", before) if before is not None else ("early", behind)
    if other is not None:
        form, beside = "exchanged", numbered[other][0]
    values = {"number": measures[at].number, "before": "" if beside is None else measures[beside].number}
    return Fault(form=form, values=values, place=("measures", at, "number"), excerpt=measures[at].number)


def count_differs(subject: Subject) -> Iterator[Fault]:
    """A count in the title or in a list of measures that is not the count of measures.

    Where numbers are left out that a list may well name, these are the fault.
    """
    snapshot = subject.snapshot
    gaps = sum(last - first + 1 for _, missing in _gaps(snapshot.measures) for first, last in missing)
    declared = _COUNT_IN_TITLE.search(snapshot.title)
    if declared and int(declared[1]) != len(snapshot.measures):
        values = {"declared": declared[1], "count": len(snapshot.measures)}
        yield Fault(values=values, place=("title",), excerpt=declared[0], offset=declared.start())
    for at, note in enumerate(snapshot.notes):
        counted = _COUNT_IN_NOTE.search(note.text)
        more = int(counted[1]) - len(note.measures) if counted else 0
        if counted and note.measures and more and not 0 < more <= gaps:
            values = {"declared": counted[1], "count": len(note.measures)}
            place = ("notes", at, "text")
            yield Fault(form="note", values=values, place=place, excerpt=counted[0], offset=counted.start())
