"""Families and rounds in the words of one language, in the order in which a reader meets them.

As in a dossier, everything that a page shows is here, worked out and worded: what renders it computes nothing.
"""

from dataclasses import dataclass

from policydiff.model.lifecycle import Lifecycle
from policydiff.model.lineage import Lineages, Trace
from policydiff.report.dossier.parts import Balance, Count, Fact, Field, Figure, MeasureText, Note, Terms

__all__ = [
    "AloneText",
    "Balance",
    "Cell",
    "Chronicle",
    "Count",
    "DocumentText",
    "Fact",
    "FamilyText",
    "Field",
    "Figure",
    "GapText",
    "LineText",
    "MeasureText",
    "MemberText",
    "Note",
    "Origin",
    "Pointer",
    "RoundCell",
    "RoundCount",
    "RoundRow",
    "RoundText",
    "Rounds",
    "StageText",
    "Terms",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """What is shown elsewhere: what it is called, and what a link to it ends in, if the page shows it."""

    name: str
    anchor: str | None
    words: str = ""
    """More about it, in words or as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A link that tells where a measure comes from, and what speaks for it.

    `before` and `after` are both texts with what differs marked, where the measure itself does not show it.
    """

    lefts: tuple[Pointer, ...]
    standing: str
    relation: str | None
    how: str
    """The relation and how sure it is, in words."""
    confidence: float | None
    decided: str | None
    """Who decided, in words."""
    moved: str | None
    """That it applies elsewhere now, in words."""
    notes: tuple[Note, ...]
    verdict: str | None
    """What is said where no change is listed, or no run of words is shared."""
    shared: tuple[str, ...]
    before: tuple[MeasureText, ...]
    after: MeasureText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberText:
    """A measure at its place in time; `anchor` is None where the page shows it at an earlier place too.

    `marked` says against what its words are marked, `loose` that it belongs here loosely, both in words.
    """

    ref: str
    anchor: str | None
    measure: MeasureText
    marked: str | None = None
    status: str
    status_name: str
    loose: str | None = None
    where: str | None = None
    also_in: tuple[Pointer, ...] = ()
    origins: tuple[Origin, ...] = ()
    others: tuple[Pointer, ...] = ()
    """Other measures that it is linked with."""
    first: str | None = None
    """That it is first seen here, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageText:
    """A document of a timeline: when, which, its measures; what became of a line where it has none."""

    snapshot: str
    title: str
    number: str
    day: str
    is_dated: bool
    status: str | None = None
    status_name: str | None = None
    effects: str | None = None
    """All that was done to it, in words, where its status alone does not say it."""
    members: tuple[MemberText, ...]
    since: tuple[Pointer, ...] = ()
    into: tuple[Pointer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GapText:
    """A document in which a measure could be and is not, and why, in words."""

    snapshot: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The measures that a family has in a document."""

    snapshot: str
    members: tuple[MemberText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyText:
    """A family: what it is, where it went, its stages in the order of time. `cells` has one for each document."""

    id: str
    anchor: str
    name: str
    status: str
    status_name: str
    size: str
    """Measures and documents in words."""
    documents: int
    paths: tuple[Fact, ...]
    cells: tuple[Cell, ...]
    stages: tuple[StageText, ...]
    gaps: tuple[GapText, ...]
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneText:
    """A measure without a family, and what comes nearest to it."""

    ref: str
    anchor: str
    measure: MeasureText
    nearest: tuple[Pointer, ...]
    no_nearest: str | None
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentText:
    """A document: when, which, what is known of it; `sum` says how many measures it has and what became of them."""

    id: str
    title: str
    number: str
    day: str
    is_dated: bool
    sum: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """Families as timelines: those that a trace found, or all."""

    language: str
    title: str
    headline: str
    balances: tuple[Balance, ...]
    documents: tuple[DocumentText, ...]
    statuses: tuple[Count, ...]
    """Families shown, by status."""
    spans: tuple[Count, ...]
    """Families shown, by number of documents."""
    families_title: str
    families: tuple[FamilyText, ...]
    is_overview: bool
    """Whether the families are too many to be read one after the other."""
    alone_title: str
    alone: tuple[AloneText, ...]
    glossary: tuple[Terms, ...]
    method: tuple[str, ...]
    found: Trace | Lineages


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCount:
    """How many lines of a cell have a status, and which."""

    count: Count
    text: str
    anchor: str
    title: str
    numbers: str
    """The measures in short: those here, and behind an arrow from those before."""
    lines: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCell:
    """The lines of a row in a round, by status."""

    snapshot: str
    counts: tuple[RoundCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A section or a body, with a cell for each round; not `is_listed` where another row has the same lines."""

    name: str
    cells: tuple[RoundCell, ...]
    is_listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundText:
    """A round, and its counts as sums."""

    document: DocumentText
    balances: tuple[Balance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineText:
    """A line of measures: what became of it round by round."""

    anchor: str
    name: str
    path: str
    """Its statuses, one after the other, in words."""
    statuses: tuple[str, ...]
    stages: tuple[StageText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """A lifecycle: the rounds, the table of what became of the lines, and each line as a timeline."""

    language: str
    title: str
    headline: str
    rounds: tuple[RoundText, ...]
    table_title: str
    rows_name: str
    rows: tuple[RoundRow, ...]
    total: RoundRow
    figures: tuple[Figure, ...]
    statuses: tuple[Count, ...]
    """Lines by the statuses that they ever have."""
    lines_title: str
    lines: tuple[LineText, ...]
    glossary: tuple[Terms, ...]
    method: tuple[str, ...]
    found: Lifecycle


Page = Chronicle | Rounds
