"""Changes to a sound snapshot: for each check a fault that it catches and a near miss that it lets pass."""

from collections.abc import Callable
from dataclasses import replace

from policydiff.check import Subject

Change = Callable[[Subject], Subject]
Cases = dict[str, tuple[Change, Change]]
"""By the id of a check: the fault, and what looks like it but is none."""


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
