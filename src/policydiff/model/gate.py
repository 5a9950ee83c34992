"""What a gate looks at: every difference as one row with its content, and the verdict over them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from policydiff.model.finding import Waived


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a difference by its content, as printed: None for what there is not on this side.

    `words` are those of the measure as a whole, `passage` the clauses, or the cell, that the difference stands in,
    `says` its exact words there.
    """

    snapshot: str
    words: str | None = None
    passage: str | None = None
    says: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A difference between two snapshots that a rule names, with its severity for the reader at hand.

    `key` names it for a person who wants to accept it: the id of a change, else `RULE#NAME`. `place` says where it
    is: the measures by their ids, or the part of the document. What is `waived` was accepted.
    """

    key: str
    rule: str
    severity: str
    field: str | None = None
    place: str = ""
    left: Side
    right: Side
    waived: Waived | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverFault:
    """A waiver that counts for nothing: it is past its day (`expired`), or nothing is as it says (`unused`)."""

    kind: str
    rule: str
    left: str
    right: str
    until: str
    by: str


EXPIRED, UNUSED = "expired", "unused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a gate says: of the differences that it was asked to fail on which nobody accepted (`failing`) and which
    somebody did (`accepted`), which waivers are of no use, what could not be compared, and which files of the judge
    change.

    `base` is the commit whose configuration, waivers and decisions count; None where those of the folder do.
    `between` is what was compared, as it is typed behind a command.
    """

    fail_on: tuple[str, ...]
    profile: str
    base: str | None = None
    compared: int = 0
    failing: tuple[Difference, ...] = ()
    accepted: tuple[Difference, ...] = ()
    waivers: tuple[WaiverFault, ...] = ()
    not_compared: tuple[str, ...] = ()
    judge: tuple[str, ...] = ()
    between: str = ""

    @property
    def passes(self) -> bool:
        """Whether nothing fails, and all that was asked for could be compared."""
        return not (self.failing or self.waivers or self.not_compared)

    @property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """How many fail, by severity and rule, the most serious first."""
        found = Counter((one.severity, one.rule) for one in self.failing)
        order = {name: at for at, name in enumerate(("error", "warning", "info"))}
        return dict(sorted(found.items(), key=lambda item: (order[item[0][0]], item[0][1])))
