"""Running the checks over one snapshot."""

from collections.abc import Iterator
from dataclasses import dataclass

from policydiff.check.catalogue import CHECKS, Check
from policydiff.check.fault import Fault
from policydiff.check.subject import Subject


@dataclass(frozen=True, slots=True)
class Found:
    """A fault with the check that found it."""

    check: Check
    fault: Fault


def check_snapshot(subject: Subject) -> list[Found]:
    """All faults of a snapshot in the order of the catalogue, one for each cause."""
    found = [Found(check, fault) for check in CHECKS if check.find for fault in check.find(subject)]
    return list(without_echoes(found))


def without_echoes(found: list[Found]) -> Iterator[Found]:
    """What was found, but for what only repeats another finding at its place."""
    by_check: dict[str, list[Fault]] = {}
    for one in found:
        by_check.setdefault(one.check.id, []).append(one.fault)
    for one in found:
        causes = (cause for name in one.check.echo_of for cause in by_check.get(name, ()))
        if not any(_meet(cause, one.fault) for cause in causes):
            yield one


def _meet(one: Fault, other: Fault) -> bool:
    """Whether the place of one holds that of the other."""
    length = min(len(one.place), len(other.place))
    return one.place[:length] == other.place[:length]
