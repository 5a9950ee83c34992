"""Numbers, references, bodies, places, the source, and what the reader says."""

from dataclasses import replace

from policydiff.check import Subject
from policydiff.model.document import Finding, Note, Reach
from policydiff.read.parties import read_responsibility
from tests.check.cases.change import Cases, Change, with_measure, with_snapshot, without_measure


def swapped(subject: Subject) -> Subject:
    first, second, *others = subject.snapshot.measures
    return replace(subject, snapshot=replace(subject.snapshot, measures=(second, first, *others)))


def said(name: str, severity: str = "warning", measure: str | None = "1") -> Change:
    finding = Finding(
        id=name, severity=severity, message="so it is", measure=measure, field="text" if measure else None
    )
    return with_snapshot(findings=(finding,))


CASES: Cases = {
    "number-repeated": (with_measure(1, number="1"), with_measure(0, number="01")),
    "number-missing": (without_measure(3), without_measure(20)),
    "number-order": (swapped, with_measure(0, number="0")),
    "count-differs": (without_measure(20), with_snapshot(title="改革试点经验汇总表（第21项）")),
    "id-is-file-name": (lambda s: replace(s, stem="other"), with_snapshot(aliases=("other",))),
    "note-dangling": (
        with_snapshot(notes=(Note(text="第99项另行通知。", measures=("99",)),)),
        with_snapshot(notes=(Note(text="第99项另行通知。"), Note(text="第2项。", measures=("2",)))),
    ),
    "implements-dangling": (with_snapshot(implements="none-such"), with_snapshot(implements="national-2020")),
    "unknown-body": (
        with_measure(0, responsibility=read_responsibility("商务部、住房城乡")),
        with_measure(0, responsibility=read_responsibility("住房城乡建设、教育等部门；试点地区负责推进")),
    ),
    "unknown-place": (
        with_measure(0, reach=Reach(raw="边境口案", kind="phrase")),
        with_measure(0, reach=Reach(raw="福建自贸试验区厦门片区和保税监管场所", kind="phrase")),
    ),
    "source-missing": (lambda s: replace(s, source_sha256=None), lambda s: s),
    "source-changed": (lambda s: replace(s, source_sha256="0" * 64), lambda s: s),
    "unplaced": (said("unplaced", measure=None), said("other")),
    "corrected": (said("corrected", "info"), said("other")),
    "correction-unfit": (said("correction-unfit"), said("other")),
    "correction-needless": (said("correction-needless", "info"), said("other")),
}
