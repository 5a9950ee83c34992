"""Sections: those that measures name and there are none of, those without measures, and their order."""

from collections.abc import Iterator

from policydiff.check.fault import Fault
from policydiff.check.order import out_of_order
from policydiff.check.subject import Subject
from policydiff.text.numerals import section_label

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
    yield from _labels(subject)
    yield from _outside(subject)


def _labels(subject: Subject) -> Iterator[Fault]:
    """Labels that repeat, go back, or leave some out, among those of one rank under one heading."""
    last: dict[int, int] = {}
    is_of_text = None
    for at, section in enumerate(subject.snapshot.sections):
        if is_of_text != section.id.startswith(_OF_TEXT):
            is_of_text, last = section.id.startswith(_OF_TEXT), {}
        label = section_label(section.label or "")
        if label is None:
            if is_of_text:
                last = {}  # a heading without a label begins anew
            continue
        last = {rank: ordinal for rank, ordinal in last.items() if rank <= label.rank}
        before = last.get(label.rank, 0)
        if label.ordinal != before + 1:
            printed = section.label or ""
            form = "missing" if label.ordinal > before else "back"
            place = ("sections", at, "label")
            yield Fault(form=form, values={"label": printed}, place=place, excerpt=printed, offset=0)
        last[label.rank] = label.ordinal


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
