"""How two documents differ: links, what stands alone, and typed changes with their evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from policydiff.model.decision import StaleDecision, Word

FORMAT = 1
"""Version of the comparison format. History: 1, the first."""

IDENTICAL, LOCALISED, MODIFIED = "identical", "localised", "modified"
MERGED, SPLIT, REGROUPED, PARTIAL = "merged", "split", "regrouped", "partial"
RELATIONS = (IDENTICAL, LOCALISED, MODIFIED, MERGED, SPLIT, REGROUPED, PARTIAL)
MATCHER = "matcher"

NAMED, GENERAL, CONDITIONAL = "named", "general", "conditional"
OTHERS, NATIONAL_ONLY = "others", "national-only"
ELSEWHERE = (OTHERS, NATIONAL_ONLY)
"""Not meant for the place of the right document."""
APPLICABILITIES = (NAMED, GENERAL, CONDITIONAL, OTHERS, NATIONAL_ONLY)
"""Whether a left measure is meant for the right document's place; the first three are."""

FULL, NARROWED, WIDENED, SOFTENED, CHANGED_OTHERWISE = "full", "narrowed", "widened", "softened", "changed"
ABSENT, NOT_MEANT = "absent", "not-meant"
LEFT_OUT = (ABSENT, NOT_MEANT)
UPTAKES = (FULL, NARROWED, WIDENED, SOFTENED, CHANGED_OTHERWISE, ABSENT, NOT_MEANT)
"""What became of a left measure; absent: left out although it applies, or nobody can say."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which edition of a snapshot it is: the revision that was asked for, its commit, and the day of the commit.

    All are None for a file whose changes were not saved yet.
    """

    revision: str | None = None
    commit: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The side of a comparison: which snapshot it is, and how many measures it has.

    `edition` is None for the snapshot as it stands in its folder.
    """

    id: str
    title: str
    document_number: str | None
    issued: str | None
    measures: int
    edition: Edition | None = None

    @property
    def label(self) -> str:
        """What the document is called: its id, and the revision if one was asked for."""
        asked = self.edition.revision if self.edition else None
        return f"{self.id}@{asked}" if asked else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Where a change stands: offsets in the printed texts of its measures, by side.

    Left and right spans belong together one by one; an empty span is the place where words of the
    other side are missing.
    """

    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference with one cause inside a link.

    `before` and `after` are the shortest exact substrings of the printed texts; a change that
    recurs within a measure is one change, with its `count` and all its `spans`.
    """

    id: str
    rule: str
    kind: str
    direction: str
    severity: str
    field: str
    left: str
    right: str
    before: str
    after: str
    count: int
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that two measures share, as printed on the left, and where they stand on each side."""

    left: str
    right: str
    field: str
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """The surest pair of a measure of a link with one outside it that is not linked either."""

    left: str
    right: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Measures of both sides that carry on the same policy; `decision` is the word of who decided so.

    `applicability` is that of each left measure; None where the right document is of no place.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: str
    confidence: float
    decided_by: str = MATCHER
    decision: Word | None = None
    applicability: Mapping[str, str] | None = None
    evidence: tuple[Evidence, ...] = ()
    runner_up: RunnerUp | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The measure of the other side that comes nearest to one that is not linked."""

    measure: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSided:
    """A measure that no measure of the other side carries on; only a left one has an applicability."""

    measure: str
    applicability: str | None = None
    nearest: Nearest | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """The printed words of a field that decided whether a measure applies."""

    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Uptake:
    """What became of a left measure: what counts first of all `effects`, and whether it applies and why."""

    measure: str
    uptake: str
    effects: tuple[str, ...]
    applicability: str | None = None
    ground: Ground | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideTotals:
    """The measures of one side: all, linked, and on this side alone; all = linked + only."""

    measures: int
    linked: int
    only: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts that add up: measures by side, links by relation, changes by kind, left measures by
    uptake and by applicability. Right measures are from the left (linked) or own (only).
    """

    left: SideTotals
    right: SideTotals
    relations: Mapping[str, int] = field(default_factory=dict)
    changes: Mapping[str, int] = field(default_factory=dict)
    uptake: Mapping[str, int] = field(default_factory=dict)
    applicability: Mapping[str, int] = field(default_factory=dict)


SAME_SOURCE, OTHER_READER = "same-source", "other-reader"
"""How two editions of a snapshot were read: from one source, or another source by another reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What comparing two documents found; every measure is linked or one-sided, never both.

    `profile` says for which reader the severities are; `embeddings` names the model that re-ranked
    the pairs, None where there was none. `reading` says of two editions of a snapshot whether their differences may be
    of the reading: all are where both were read from one source, some where another reader read another source.
    """

    left: Document
    right: Document
    links: tuple[Link, ...]
    left_only: tuple[OneSided, ...]
    right_only: tuple[OneSided, ...]
    stale: tuple[StaleDecision, ...] = ()
    embeddings: str | None = None
    profile: str
    uptake: tuple[Uptake, ...] = ()
    summary: Summary
    reading: str | None = None
    format: int = FORMAT

    @property
    def differs(self) -> bool:
        """Whether there is any difference: a change, or a measure of one side alone."""
        return bool(self.left_only or self.right_only or any(link.changes for link in self.links))
