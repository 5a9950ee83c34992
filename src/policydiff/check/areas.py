"""Areas: phrases of where a measure applies that no place is known for."""

from collections.abc import Iterator

from policydiff.check.fault import Fault, cell
from policydiff.check.subject import Subject
from policydiff.registry.area_phrases import read_parties_areas, read_reach
from policydiff.registry.document_areas import areas_of

_SHOWN = 40


def unknown_place(subject: Subject) -> Iterator[Fault]:
    """A phrase of where, in a reach or responsibility cell, that is not understood: once for each."""
    bearers: dict[tuple[str, str], list[int]] = {}
    setting = areas_of(subject.snapshot).setting
    for at, measure in enumerate(subject.snapshot.measures):
        for column, read in (("reach", read_reach), ("responsibility", read_parties_areas)):
            printed = getattr(measure, column)
            for phrase in read(printed.raw, setting).unknown if printed else ():
                bearers.setdefault((column, phrase), []).append(at)
    for (column, phrase), places in bearers.items():
        shown = phrase if len(phrase) <= _SHOWN else phrase[: _SHOWN - 1] + "…"
        offset = getattr(subject.snapshot.measures[places[0]], column).raw.find(phrase)
        yield Fault(
            form="many" if len(places) > 1 else "",
            values={"phrase": shown, "count": len(places)},
            place=cell(places[0], column),
            excerpt=phrase if offset >= 0 else "",
            offset=offset if offset >= 0 else None,
        )
