"""Checks: for each a fault that it catches and a near miss that it lets pass."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from policydiff.check import CHECKS, Subject, check_snapshot
from policydiff.model.document import Note, Reach, Snapshot
from policydiff.read.parties import read_responsibility

Change = Callable[[Subject], Subject]


def with_snapshot(**fields: object) -> Change:
    return lambda subject: replace(subject, snapshot=replace(subject.snapshot, **fields))  # type: ignore[arg-type]


def with_measure(at: int, **fields: object) -> Change:
    def change(subject: Subject) -> Subject:
        measures = list(subject.snapshot.measures)
        measures[at] = replace(measures[at], **fields)  # type: ignore[arg-type]
        return replace(subject, snapshot=replace(subject.snapshot, measures=tuple(measures)))

    return change


def without_measure(at: int) -> Change:
    def change(subject: Subject) -> Subject:
        measures = subject.snapshot.measures
        return replace(subject, snapshot=replace(subject.snapshot, measures=measures[:at] + measures[at + 1 :]))

    return change


def swapped(subject: Subject) -> Subject:
    first, second, *others = subject.snapshot.measures
    return replace(subject, snapshot=replace(subject.snapshot, measures=(second, first, *others)))


CASES: dict[str, tuple[Change, Change]] = {
    # the fault, and what looks like it but is none
    "number-repeated": (with_measure(1, number="1"), with_measure(0, number="01")),
    "number-missing": (without_measure(3), without_measure(20)),
    "number-order": (swapped, with_measure(0, number="0")),
    "count-differs": (without_measure(3), with_snapshot(title="改革试点经验汇总表（第21项）")),
    "id-is-file-name": (lambda s: replace(s, stem="other"), with_snapshot(aliases=("other",))),
    "name-taken": (
        lambda s: replace(s, names={**s.names, s.snapshot.id: (s.snapshot.id, "other")}),
        lambda s: replace(s, names={**s.names, "other": ("other",)}),
    ),
    "section-dangling": (with_measure(0, section="9"), with_measure(0, section=None)),
    "note-dangling": (
        with_snapshot(notes=(Note(text="第99项另行通知。", measures=("99",)),)),
        with_snapshot(notes=(Note(text="第99项另行通知。"), Note(text="第2项。", measures=("2",)))),
    ),
    "implements-dangling": (with_snapshot(implements="none-such"), with_snapshot(implements="national-2020")),
    "unknown-body": (
        with_measure(0, responsibility=read_responsibility("商务部、住房城乡建设")),
        with_measure(0, responsibility=read_responsibility("住房城乡建设部、有关部门；试点地区负责推进")),
    ),
    "unknown-place": (
        with_measure(0, reach=Reach(raw="边境口岸", kind="phrase")),
        with_measure(0, reach=Reach(raw="福建自贸试验区厦门片区", kind="phrase")),
    ),
    "source-missing": (lambda s: replace(s, source_sha256=None), lambda s: s),
    "source-changed": (lambda s: replace(s, source_sha256="0" * 64), lambda s: s),
}


@pytest.fixture
def subject(snapshots: dict[str, Snapshot]) -> Subject:
    snapshot = snapshots["ftz-departments-2019"]
    nationwide = Reach(raw="全国", kind="nationwide")  # in place of the one reach that is no list of places
    measures = tuple(replace(m, reach=nationwide) if m.id == "5" else m for m in snapshot.measures)
    snapshot = replace(snapshot, measures=measures)
    names = {name: (name,) for name in snapshots}
    return Subject(snapshot, snapshot.id, names, snapshot.source.sha256)


def test_every_check_has_its_cases() -> None:
    assert set(CASES) == {check.id for check in CHECKS}


def test_a_sound_snapshot_has_no_finding(subject: Subject) -> None:
    assert check_snapshot(subject) == []


@pytest.mark.parametrize("check", CASES)
def test_the_fault_is_caught_and_the_near_miss_is_not(check: str, subject: Subject) -> None:
    fault, near_miss = CASES[check]
    assert [finding.id for finding in check_snapshot(fault(subject))].count(check) == 1
    assert check not in [finding.id for finding in check_snapshot(near_miss(subject))]


def test_an_unknown_body_is_named_with_its_place_and_the_nearest_one(subject: Subject) -> None:
    cell = read_responsibility("市商物局，商务部、有关部门")
    (found,) = check_snapshot(with_measure(0, guidance=cell)(subject))
    assert (found.id, found.severity, found.measure, found.field) == ("unknown-body", "warning", "1", "guidance")
    assert found.message.startswith("“市商物局” is no body that is known; the nearest one is 市")
