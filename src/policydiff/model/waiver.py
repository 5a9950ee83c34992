"""Waivers: one finding, or one difference, that somebody accepted, for a reason and until a day."""

from dataclasses import dataclass

from policydiff.model.finding import Waived
from policydiff.model.gate import Side

FORMAT = 1
"""Version of the format of waivers. History: 1, the first."""


def last_day(given: str) -> str:
    """The last day (ISO date) until which what is accepted on a day may count: the same day of the next year."""
    year, rest = int(given[:4]) + 1, given[4:]
    return f"{year:04}{'-02-28' if rest == '-02-29' else rest}"


class _Accepted:
    """What says why, who, when, and until which day (ISO date) inclusive."""

    __slots__ = ()
    reason: str
    by: str
    when: str
    until: str

    @property
    def waived(self) -> Waived:
        """What is said of what it accepts."""
        return Waived(by=self.by, reason=self.reason, until=self.until)

    def is_expired(self, today: str) -> bool:
        """Whether it is past its day."""
        return self.until < today

    def start(self, today: str) -> str:
        """The day from which it counts: it cannot have been given later than today."""
        return min(self.when, today)

    def is_long(self, today: str) -> bool:
        """Whether it is given for longer than a year."""
        return self.until > last_day(self.start(today))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWaiver(_Accepted):
    """A finding by its content: `measure` holds the words of the measure that it is on; None for any other.

    Where a finding has no words of its own, its fingerprint tells it from others of the check.
    """

    check: str
    snapshot: str
    measure: str | None
    field: str | None
    excerpt: str
    fingerprint: str
    reason: str
    by: str
    when: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWaiver(_Accepted):
    """A difference by its content: the rule, the field, and both sides."""

    rule: str
    field: str | None
    left: Side
    right: Side
    reason: str
    by: str
    when: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waivers:
    """All waivers of a data repository."""

    findings: tuple[FindingWaiver, ...] = ()
    changes: tuple[ChangeWaiver, ...] = ()
    format: int = FORMAT
