"""The history of snapshots: what each commit did to them, and which commit last changed each measure."""

from dataclasses import dataclass

from policydiff.model.decision import Decision
from policydiff.model.step import CellChange, Step

FORMAT = 1
"""Version of the formats of log and blame. History: 1, the first."""

FIRST, REMOVED, RETURNED, MERGE = "first", "removed", "returned", "merge"
MIXED, REREAD, APPEARED, CUT = "mixed", "reread", "appeared", "cut"
REMARKS = (FIRST, REMOVED, RETURNED, MERGE, MIXED, REREAD, APPEARED, CUT)
"""What else is to be said of an entry: the snapshot came, went or came back; lines were joined, and what is shown
differs from each; reader and source changed in one and could not be told apart, or what is shown is what the reader
alone did; the measure that is followed was not there before; the clone begins here, so that nothing before it is known.
"""

WORDS, DOCUMENT = "words", "document"
"""Why a commit is named: it changed the words or cells, or it brought the document that they were read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A commit as people know it; all None for what is not saved yet."""

    commit: str | None = None
    day: str | None = None
    author: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionChange:
    """A decision on two snapshots that was made, changed or taken back: None where there is none."""

    left: str
    right: str
    before: Decision | None
    after: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """What a commit did to a snapshot, or to the measure that is followed, since the version before it.

    `said` is what the commit says it is where that is not so. `before` and `after` are the numbers of the measure
    that is followed; `issued` is the day on which the document says that it was issued, `former_path` where the file
    was before.
    """

    snapshot: str
    saved: Saved
    kind: str
    said: str | None = None
    remarks: tuple[str, ...] = ()
    measures: int | None = None
    issued: str | None = None
    former_path: str | None = None
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    document: tuple[CellChange, ...] = ()
    transitions: Step = ()
    decisions: tuple[DecisionChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenVersion:
    """A version that does not load, and is passed over."""

    snapshot: str
    saved: Saved
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The history of a snapshot, of one measure of it, or of all snapshots: newest first.

    `is_cut` says that the clone is shallow, so that there is more.
    """

    snapshot: str | None
    measure: str | None
    entries: tuple[LogEntry, ...]
    broken: tuple[BrokenVersion, ...] = ()
    is_cut: bool = False
    format: int = FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbering:
    """The last commit that gave a measure its number, and the number that it bore before."""

    saved: Saved
    was: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The commit that last changed something, of which kind it is, and the document as it was then."""

    saved: Saved
    kind: str
    said: str | None
    reason: str
    title: str
    document_number: str | None
    issued: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlamedMeasure:
    """A measure, and where its words and cells come from; None where the clone is cut before that."""

    measure: str
    text: str
    origin: Origin | None
    renumbered: Renumbering | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlamedPart:
    """A clause of a title or text, or another cell as a whole, and where it comes from.

    `span` says where a clause stands in the printed field.
    """

    field: str
    span: tuple[int, int]
    text: str
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """Where the measures of a snapshot come from, or the clauses of one of them."""

    snapshot: str
    measure: str | None
    measures: tuple[BlamedMeasure, ...] = ()
    parts: tuple[BlamedPart, ...] = ()
    broken: tuple[BrokenVersion, ...] = ()
    is_cut: bool = False
    format: int = FORMAT
