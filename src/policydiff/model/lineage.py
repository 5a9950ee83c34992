"""Lineages: measures followed through all documents, in families of what carries on the same policy."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from policydiff.model.comparison import MATCHER, Change, Evidence, Ground, Link
from policydiff.model.decision import Pair, Word

FORMAT = 1
"""Version of the formats of traces, lineages and lifecycles. History: 1, the first."""

FIRM, LOOSE = "firm", "loose"
STATUSES = (FIRM, LOOSE)
"""How surely a family, or one of its members, belongs together; loose: by an unsure or a partial link alone."""

LINK, THEME = "link", "theme"
"""What holds two measures together: a link of their comparison, or a rare instrument or concept that they share, which
with what their comparison says makes it likely that they are of one family."""

UNLIKELY, CUT, APART = "unlikely", "cut", "apart"
"""What contradicts a family: a pair that both links of a chain are sure of and the comparison of its own documents
sees no likeness in; a link that is not followed because a decision says its ends are unrelated; a decision that keeps
apart what a measure that was decided to belong to both would join."""

NATIONWIDE, ALL_AREAS, OPEN_AREAS, LISTED, OWN_PLACE, UNSAID = "nationwide", "all", "open", "listed", "place", "unsaid"
"""Where a measure applies: in the whole country; all areas of a kind (试点地区); areas that qualify or are yet to be
chosen; those that it lists; the place of its document; nothing says."""

Node = tuple[str, str]
"""A measure of a snapshot, by their ids."""


def ref(node: Node) -> str:
    """A measure as people name it."""
    return f"{node[0]}#{node[1]}"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A left and a right measure, and how sure it is that they belong together."""

    left: str
    right: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLinks:
    """What comparing two snapshots says of their measures: all that following them through documents needs.

    `pairs` are the linked pairs of `links`, `candidates` those that are not linked, `themes` what is likely of one
    family though not linked, `barred` what was decided to be unrelated. It follows from the contents of both
    snapshots and the decisions on them alone.
    """

    left: str
    right: str
    links: tuple[Link, ...] = ()
    pairs: tuple[Likeness, ...] = ()
    candidates: tuple[Likeness, ...] = ()
    themes: tuple[Likeness, ...] = ()
    barred: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A measure that comes near another."""

    ref: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a measure applies, and the printed words that say so."""

    kind: str
    ground: Ground | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A measure of a family: how surely it belongs to it, and the other families that it gathers policies of."""

    snapshot: str
    measure: str
    ref: str
    status: str
    confidence: float
    number: str
    section: str | None
    title: str | None
    text: str
    where: Where
    also_in: tuple[str, ...] = ()

    @property
    def node(self) -> Node:
        return self.snapshot, self.measure


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageLink:
    """A link of a comparison inside a family, from the earlier document to the later one."""

    left_snapshot: str
    left: tuple[str, ...]
    right_snapshot: str
    right: tuple[str, ...]
    standing: str = LINK
    relation: str
    confidence: float
    decided_by: str = MATCHER
    decision: Word | None = None
    evidence: tuple[Evidence, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def lefts(self) -> tuple[Node, ...]:
        return tuple((self.left_snapshot, name) for name in self.left)

    @property
    def rights(self) -> tuple[Node, ...]:
        return tuple((self.right_snapshot, name) for name in self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A document that puts an earlier one of the family into practice, or follows it in its series, and has no member.

    `applicability` is that of the earlier measure to the document's place, None where it is of no place.
    """

    snapshot: str
    after: str
    reason: str
    applicability: str | None = None
    ground: Ground | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One document of a family: its members, and the places of the family's links that lead here.

    `comes_from` are the links that are told as its history; `other_links` lead here from other stages.
    """

    snapshot: str
    title: str
    document_number: str | None
    issued: str | None
    members: tuple[str, ...]
    comes_from: tuple[int, ...] = ()
    other_links: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two measures whose likeness contradicts the family: how, how alike they are, over what they hang together."""

    kind: str
    left: str
    right: str
    confidence: float
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Measures that carry on the same policy through documents; its id follows from their words."""

    id: str
    name: str
    status: str
    members: tuple[Member, ...]
    stages: tuple[Stage, ...]
    links: tuple[LineageLink, ...]
    contradictions: tuple[Contradiction, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """A measure without a family, what comes nearest to it, and the links of it that no family follows."""

    snapshot: str
    measure: str
    ref: str
    title: str | None
    text: str
    nearest: tuple[Near, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTotals:
    """A document in the order of time; its measures = those in families + those alone."""

    id: str
    title: str
    document_number: str | None
    issued: str | None
    measures: int
    in_families: int
    alone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineagesSummary:
    """Counts that add up: measures = in_families + alone, families = firm + loose."""

    measures: int
    in_families: int
    alone: int
    families: int
    firm: int
    loose: int
    shared: int
    by_documents: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineages:
    """All families over all snapshots; each measure is in a family or alone."""

    documents: tuple[DocumentTotals, ...]
    families: tuple[Family, ...]
    alone: tuple[Alone, ...]
    summary: LineagesSummary
    format: int = FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The families that a measure or a text leads to, the best first, and the measures without one."""

    asked: str
    documents: tuple[str, ...]
    families: tuple[Family, ...] = ()
    alone: tuple[Alone, ...] = ()
    format: int = FORMAT
