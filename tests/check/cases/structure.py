"""Ids, sections, dates, numbers, places, and a snapshot beside its source read again."""

import copy
from dataclasses import replace

from policydiff.check import Subject
from policydiff.model.document import Note, Promoted, Reach, Reader, Region, Section
from policydiff.snapshot import dump_snapshot
from tests.check.cases.change import Cases, Change, with_measure, with_snapshot, without_measure

DIVIDED = tuple(Section(id=str(at), label=f"（{sign}）", title="标题") for at, sign in enumerate("一二三", 1))


def in_sections(*ids: str, sections: tuple[Section, ...] = DIVIDED) -> Change:
    """The measures in sections, as many in the first ones as there are names, the rest in the last."""

    def change(subject: Subject) -> Subject:
        names = [*ids, *[ids[-1]] * len(subject.snapshot.measures)]
        measures = tuple(
            replace(one, section=name) for one, name in zip(subject.snapshot.measures, names, strict=False)
        )
        return replace(subject, snapshot=replace(subject.snapshot, measures=measures, sections=sections))

    return change


def read_again(change: Change) -> Change:
    """The change is made by hand: the source gives what was there before."""
    return lambda subject: replace(change(subject), again=copy.deepcopy(subject.snapshot))


def written(old: str, new: str) -> Change:
    """The file is the canonical one with some of its writing replaced."""

    def change(subject: Subject) -> Subject:
        text = dump_snapshot(subject.snapshot)
        assert old in text
        return replace(subject, text=text.replace(old, new))

    return change


def read_by(version: str) -> Change:
    def change(subject: Subject) -> Subject:
        source = replace(subject.snapshot.source, reader=Reader(name="text", version=version))
        return replace(subject, again=replace(subject.snapshot, source=source))

    return change


def added(kind: str, part: object) -> Change:
    return lambda s: replace(s, snapshot=replace(s.snapshot, **{kind: (*getattr(s.snapshot, kind), part)}))  # type: ignore[arg-type]


def of_source(kind: str, part: object, change: Change = lambda s: s) -> Change:
    """The source has one more part, which the snapshot lacks unless it is there by the change."""
    return lambda s: replace(change(s), again=added(kind, part)(s).snapshot)


def taken_from_source(subject: Subject) -> Subject:
    again = replace(subject.snapshot, measures=subject.snapshot.measures[:-1])
    return replace(subject, again=again)


NOTE = Note(text="另行通知。")
SECTION = Section(id="text-9", label=None, title="附则", intro="另行通知。")
XIAMEN = Region(name="厦门市", code="350200")
CASES: Cases = {
    "canonical-form": (written("  ", "\t"), written("  ", "  ")),
    "id-repeated": (with_measure(1, id="1"), with_measure(1, id="2")),
    "number-id": (with_measure(4, id="5-1"), with_measure(4, number="５．")),
    "section-dangling": (in_sections("1", "2", "9"), in_sections("1", "2", "3")),
    "section-empty": (in_sections("1", "2"), in_sections("1", "2", sections=(*DIVIDED[:2], SECTION))),
    "section-order": (
        in_sections("1", "2", "3", sections=(DIVIDED[0], DIVIDED[2], DIVIDED[1])),
        in_sections("1", "1", "2", "2", "3"),
    ),
    "implements-itself": (with_snapshot(implements="ftz-departments-2019"), with_snapshot(implements="national-2020")),
    "date-order": (
        with_measure(0, promoted=Promoted(raw="2018.6-2017.6", start="2018-06", end="2017-06")),
        with_measure(0, promoted=Promoted(raw="2018.6", start="2018-06", end="2018-06")),
    ),
    "document-number": (
        with_snapshot(document_number="国发〔2018〕3号", issued="2020-01-07"),
        with_snapshot(document_number="国发〔2019〕130号", issued="2020-01-07"),
    ),
    "region-code": (
        with_measure(0, reach=Reach(raw="厦门", kind="places", regions=(replace(XIAMEN, code="350300"),))),
        with_measure(0, reach=Reach(raw="厦门", kind="places", regions=(XIAMEN,))),
    ),
    "level-region": (
        with_snapshot(level="city", region=Region(name="福建省", code="350000")),
        with_snapshot(level="city", region=XIAMEN),
    ),
    "reader-old": (read_by("1.0"), read_by("2.1")),
    "measure-lost": (read_again(without_measure(3)), without_measure(3)),
    "measure-invented": (taken_from_source, read_again(lambda s: s)),
    "section-lost": (of_source("sections", SECTION), of_source("sections", SECTION, added("sections", SECTION))),
    "section-invented": (read_again(added("sections", SECTION)), added("sections", SECTION)),
    "note-lost": (of_source("notes", NOTE), of_source("notes", NOTE, added("notes", NOTE))),
    "note-invented": (read_again(added("notes", NOTE)), added("notes", NOTE)),
    "text-edited": (read_again(with_measure(2, text="别的")), with_measure(2, text="别的")),
    "not-reproducible": (read_again(with_snapshot(series="other")), with_snapshot(series="other")),
}
