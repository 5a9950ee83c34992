"""Sections: those that measures name and there are none of, those without measures, and their order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from policydiff.check.fault import Fault
from policydiff.check.order import out_of_order
from policydiff.check.subject import Subject
from policydiff.model.document import Section
from policydiff.text.numerals import section_label

Labelled = tuple[int, int, str]
"""The ordinal of a label, the place of its section, and the label as printed."""

_OF_TEXT = "text-"
"""What the ids of sections of running text begin with: no measures stand in them."""


def section_dangling(subject: Subject) -> Iterator[Fault]:
    """A section that measures stand in and that there is none of: once for each."""
    known = {section.id for section in subject.snapshot.sections}
    bearers: dict[str, list[int]] = {}
    for at, measure in enumerate(subject.snapshot.measures):
        if measure.section is not None and measure.section not in known:
            bearers.setdefault(measure.section, []).append(at)
    for section, places in bearers.items():
        measure = subject.snapshot.measures[places[0]]
        values = {"section": section, "measure": measure.id, "count": len(places)}
        place = ("measures", places[0], "section")
        yield Fault(form="many" if len(places) > 1 else "", values=values, place=place, excerpt=section)


def section_empty(subject: Subject) -> Iterator[Fault]:
    """A section of the table without measures, sections below it, or words of its own."""
    snapshot = subject.snapshot
    filled = {measure.section for measure in snapshot.measures}
    if filled == {None}:
        return
    should = {measure.section for measure in subject.again.measures} if subject.again else set()
    for at, section in enumerate(snapshot.sections):
        holds = section.id in filled or any(one.id.startswith(f"{section.id}.") for one in snapshot.sections)
        has_words = section.intro is not None and section.id not in should
        if not (holds or has_words or section.id.startswith(_OF_TEXT)):
            title = f"{section.label or ''}{section.title or ''}" or section.id
            yield Fault(values={"section": title}, place=("sections", at), excerpt=section.id)


def section_order(subject: Subject) -> Iterator[Fault]:
    """Labels of sections that do not count on from the one before, and measures that stand outside their section."""
    faults = [fault for siblings in _siblings(subject.snapshot.sections) for fault in _labels(siblings)]
    yield from faults
    if not any(fault.form == "back" for fault in faults):  # else the order of the measures differs from theirs
        yield from _outside(subject)


def _siblings(sections: Sequence[Section]) -> list[list[Labelled]]:
    """The sections with labels of one rank under one heading; those of the text apart from those of the table."""
    groups: list[list[Labelled]] = []
    current: dict[int, list[Labelled]] = {}
    is_of_text = None
    for at, section in enumerate(sections):
        label = section_label(section.label or "")
        if is_of_text != section.id.startswith(_OF_TEXT) or (label is None and is_of_text):
            is_of_text, current = section.id.startswith(_OF_TEXT), {}  # a heading without a label begins anew
        if label:
            current = {rank: group for rank, group in current.items() if rank <= label.rank}
            if label.rank not in current:
                current[label.rank] = []
                groups.append(current[label.rank])
            current[label.rank].append((label.ordinal, at, section.label or ""))
    return groups


def _labels(siblings: Sequence[Labelled]) -> Iterator[Fault]:
    """Labels that repeat or go back, and those before which more are left out than such a label stands for."""
    stray = sorted({*out_of_order([one[0] for one in siblings]), *_repeats(siblings)})
    for at in stray:
        yield _label_fault("back", siblings[at])
    known = {one[0] for one in siblings}
    kept = [at for at in range(len(siblings)) if at not in stray]
    for before, at in pairwise([-1, *kept]):
        first = siblings[before][0] + 1 if before >= 0 else 1
        missing = siblings[at][0] - first - sum(first <= ordinal < siblings[at][0] for ordinal in known)
        if missing > at - before - 1:
            yield _label_fault("missing", siblings[at])


def _repeats(siblings: Sequence[Labelled]) -> Iterator[int]:
    seen: set[int] = set()
    for at, (ordinal, _, _) in enumerate(siblings):
        if ordinal in seen:
            yield at
        seen.add(ordinal)


def _label_fault(form: str, one: Labelled) -> Fault:
    _, at, printed = one
    return Fault(form=form, values={"label": printed}, place=("sections", at, "label"), excerpt=printed, offset=0)


def _outside(subject: Subject) -> Iterator[Fault]:
    """Measures that stand among those of another section: once for those that stand together."""
    ranks = {section.id: at for at, section in enumerate(subject.snapshot.sections)}
    placed = [(at, one.section) for at, one in enumerate(subject.snapshot.measures) if one.section in ranks]
    previous = None
    for where in out_of_order([ranks[section or ""] for _, section in placed]):
        at, section = placed[where]
        if previous != (where - 1, section):
            values = {"measure": subject.snapshot.measures[at].id, "section": section}
            yield Fault(form="outside", values=values, place=("measures", at, "section"), excerpt=section or "")
        previous = (where, section)
