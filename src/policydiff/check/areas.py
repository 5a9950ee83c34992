"""Areas: phrases of where a measure applies that no place is known for."""

from collections.abc import Iterator

from policydiff.check.numbering import Fault
from policydiff.check.subject import Subject
from policydiff.model.document import Measure
from policydiff.registry.area_phrases import read_parties_areas, read_reach
from policydiff.registry.document_areas import areas_of

_SHOWN = 40


def unknown_place(subject: Subject) -> Iterator[Fault]:
    """An area of a reach or responsibility cell that cannot be resolved: once for each phrase."""
    bearers: dict[tuple[str, str], list[Measure]] = {}
    setting = areas_of(subject.snapshot).setting
    for measure in subject.snapshot.measures:
        for field, read in (("reach", read_reach), ("responsibility", read_parties_areas)):
            cell = getattr(measure, field)
            for phrase in read(cell.raw, setting).unresolved if cell else ():
                bearers.setdefault((field, phrase), []).append(measure)
    for (field, phrase), measures in bearers.items():
        shown = phrase if len(phrase) <= _SHOWN else phrase[: _SHOWN - 1] + "…"
        more = f", in {len(measures)} measures" if len(measures) > 1 else ""
        yield f"“{shown}” is no place that is known{more}", measures[0], field
