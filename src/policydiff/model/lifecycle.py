"""The lifecycle of measures over the rounds of a series: what became of each line of them, round by round."""

from collections.abc import Mapping
from dataclasses import dataclass

from policydiff.model.comparison import Change

FORMAT = 1
"""Version of the format of lifecycles. History: 1, the first."""

FIRST, RETURNED = "first", "returned"
REPEATED, WIDENED, SOFTENED, NARROWED, CHANGED = "repeated", "widened", "softened", "narrowed", "changed"
MERGED, DROPPED = "merged", "dropped"
PRESENT = (FIRST, RETURNED, REPEATED, WIDENED, SOFTENED, NARROWED, CHANGED)
"""What can be said of a line that has measures in a round; the last five of one that had some in the round before."""
GONE = (MERGED, DROPPED)
"""What can be said of a line that had measures in the round before and has none."""
STATUSES = (*PRESENT, *GONE)

IN_PLACE, IN_SCOPE = "place", "scope"
"""Whether it applies in more or fewer places, or the text covers more or less."""

SECTION, BODY = "section", "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What became of a line in a round.

    `refs` are its measures there, `since` those of the last round that it had some in, `into` the measures of other
    lines that it was merged into. The first that counts of all `effects` gives the status; `widened` and `narrowed`
    say in what.
    """

    snapshot: str
    status: str
    refs: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    into: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    widened: tuple[str, ...] = ()
    narrowed: tuple[str, ...] = ()
    confidence: float | None = None
    changes: tuple[Change, ...] = ()
    rows: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of measures, from the round that it is first seen in; rounds in which it is only absent are left out."""

    name: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTotals:
    """A round: measures in present lines; lines = those present + those gone now + those absent before and now."""

    id: str
    title: str
    document_number: str | None
    issued: str | None
    measures: int
    present: int
    gone: int
    statuses: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The lines of a row in a round: how many of each status, and the measures behind each number."""

    snapshot: str
    counts: Mapping[str, int]
    refs: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A section or a body; its name is null for what stands in none."""

    name: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """The lines of measures over rounds, and the table of what became of them; `total` counts each line once."""

    rounds: tuple[RoundTotals, ...]
    by: str
    rows: tuple[Row, ...]
    total: Row
    lines: tuple[Line, ...]
    format: int = FORMAT
