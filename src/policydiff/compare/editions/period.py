"""What became of a folder of snapshots from one revision of it to another: found by workflows, told by reports."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.model.comparison import Comparison
from policydiff.model.correction import Correction
from policydiff.model.decision import StaleDecision
from policydiff.model.document import Snapshot
from policydiff.model.gate import Verdict
from policydiff.model.history import DecisionChange, Saved

if TYPE_CHECKING:  # late: validate needs the ends of a period, and compares nothing
    from policydiff.compare.editions.pair import Editions

FORMAT = 1
"""Version of the format of change reports. History: 1, the first."""

ADDED, CHANGED, REMOVED, RENAMED = "added", "changed", "removed", "renamed"
STATUSES = (ADDED, CHANGED, REMOVED, RENAMED)
"""What can become of a snapshot; one that is renamed and changed is changed."""
POLICY, EXTRACTION, CORRECTION, UNREADABLE = "policy", "extraction", "correction", "unreadable"
NATURES = (POLICY, EXTRACTION, CORRECTION, UNREADABLE)
"""What a snapshot changed in, what counts first coming first; unreadable: a version of it does not load."""

IMPLEMENTS, FOLLOWS = "implements", "follows"
"""Why a new snapshot is compared: it puts a plan into practice, or is the next round of its series."""

REPRINTED, BY_HAND, DUPLICATE = "reprinted", "by-hand", "duplicate"
SOURCE_MISSING, SOURCE_ALONE, SNAPSHOT_ALONE, SOURCE_UNUSED = (
    "source-missing",
    "source-alone",
    "snapshot-alone",
    "source-unused",
)
CORRECTIONS_ALONE, CORRECTIONS_LEFT, DECISIONS_LEFT, STRANGE, LINK, IGNORED = (
    "corrections-alone",
    "corrections-left",
    "decisions-left",
    "strange",
    "link",
    "ignored",
)
REMARKS = (
    BY_HAND,
    SNAPSHOT_ALONE,
    SOURCE_ALONE,
    SOURCE_MISSING,
    DUPLICATE,
    DECISIONS_LEFT,
    CORRECTIONS_LEFT,
    CORRECTIONS_ALONE,
    SOURCE_UNUSED,
    REPRINTED,
    LINK,
    IGNORED,
    STRANGE,
)
"""What is to be minded of files, what matters most coming first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One end of a period: the revision that was asked for, the commit that is meant, and its day.

    `is_fork` says that the revision went on, and that the commit is the one that both lines have in common. All are
    None for a folder without a commit. `has_unsaved` says that the folder as it stands is meant.
    """

    revision: str | None
    commit: str | None
    day: str | None
    is_fork: bool = False
    has_unsaved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """Commits of one kind that followed each other, as one: `editions` are before the first and behind the last.

    What is not saved yet is among `saved` as nothing but Nones. `is_mixed` says that source and reader changed in
    one commit.
    """

    kind: str
    editions: "Editions"
    saved: tuple[Saved, ...]
    is_mixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionChange:
    """A correction that was made, changed or taken back: None where there is none."""

    before: Correction | None
    after: Correction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPair:
    """A new snapshot beside the one that it follows or puts into practice; not compared where they were many."""

    why: str
    left: Snapshot
    comparison: Comparison | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotChange:
    """What became of one snapshot. `faults` say what is wrong with versions of its files that do not load."""

    id: str
    former: str | None
    status: str
    nature: str | None
    before: Snapshot | None
    after: Snapshot | None
    legs: tuple[Leg, ...] = ()
    corrections: tuple[CorrectionChange, ...] = ()
    pairs: tuple[NewPair, ...] = ()
    is_unsaved: bool = False
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsChange:
    """What became of the decisions on two snapshots; `stale` are those that applied before and do not any more."""

    left: str
    right: str
    changes: tuple[DecisionChange, ...] = ()
    stale: tuple[StaleDecision, ...] = ()
    is_unsaved: bool = False
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a snapshot: of what kind of part, its name (None of the document), and its field."""

    kind: str
    name: str | None
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRemark:
    """Something to be minded of a file: see `REMARKS`. `cell` is the first that it is about, `other` another file."""

    code: str
    path: str
    snapshot: str | None = None
    cell: Cell | None = None
    other: str | None = None
    is_unsaved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What became of the snapshots of a folder, or of some of them: `asked`.

    `before` and `after` count the snapshots at both ends, `untouched` those that are as they were. `gate` is what a
    gate says of it, None where none was asked.
    """

    since: Point
    until: Point
    asked: tuple[str, ...]
    before: int
    after: int
    untouched: int
    snapshots: tuple[SnapshotChange, ...]
    decisions: tuple[DecisionsChange, ...]
    remarks: tuple[FileRemark, ...]
    gate: Verdict | None = None
    format: int = FORMAT

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.snapshots or self.decisions or self.remarks)

    def of(self, status: str) -> tuple[SnapshotChange, ...]:
        """The snapshots of which this became."""
        return tuple(one for one in self.snapshots if one.status == status)

    @property
    def summary(self) -> dict[str, dict[str, int]]:
        """Counts that add up: before = untouched + changed + renamed + removed, after = untouched + changed +
        renamed + added, and changed is the sum of `changed`.
        """
        changed = self.of(CHANGED)
        natures = {name: sum(one.nature == name for one in changed) for name in NATURES}
        counts = {name: len(self.of(name)) for name in STATUSES}
        made = [one for pair in self.decisions for one in pair.changes]
        told: tuple[SnapshotChange | DecisionsChange, ...] = (*self.snapshots, *self.decisions)
        return {
            "snapshots": {"before": self.before, "after": self.after, **counts, "untouched": self.untouched},
            "changed": natures,
            "decisions": {
                "made": sum(one.before is None for one in made),
                "changed": sum(one.before is not None and one.after is not None for one in made),
                "taken_back": sum(one.after is None for one in made),
                "stale": sum(len(pair.stale) for pair in self.decisions),
            },
            "files": {
                "remarks": len(self.remarks),
                "broken": sum(len(one.faults) for one in told),
                "unsaved": sum(one.is_unsaved for one in told),
            },
        }
