"""An analyst's word on links: what is kept in a file of decisions, and what it rules in a comparison."""

from collections.abc import Iterator
from dataclasses import dataclass

FORMAT = 1
"""Version of the format of decisions. History: 1, the first."""

LINKED, UNRELATED, PARTLY = "linked", "unrelated", "partial"
DECISION = "decision"
"""Who drew a link that an analyst decided, where the matcher draws the others."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What an analyst said of some measures: who, when, and why."""

    verdict: str
    by: str
    when: str
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedMeasure:
    """A measure as a decision names it: by its words; its number is for people and breaks ties."""

    measure: str
    title: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An analyst's word on whether measures of both sides carry on the same policy.

    A `relation` overrules the computed one; only what is linked has one.
    """

    verdict: str
    left: tuple[DecidedMeasure, ...]
    right: tuple[DecidedMeasure, ...]
    relation: str | None = None
    by: str
    when: str
    why: str | None = None

    @property
    def word(self) -> Word:
        """The decision without its measures."""
        return Word(verdict=self.verdict, by=self.by, when=self.when, why=self.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The decisions on two documents."""

    left: str
    right: str
    decisions: tuple[Decision, ...] = ()
    format: int = FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedGroup:
    """Measures, by id, that form one link by decision; `decision` is its place in the file, from 1."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: str | None
    decision: int
    word: Word

    @property
    def pairs(self) -> Iterator[Pair]:
        """Every left measure with every right one."""
        return ((one, other) for one in self.left for other in self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Measures, by their recorded numbers, whose words are no longer those that were decided on."""

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleDecision:
    """A decision that is not applied because measures changed; `left` and `right` are numbers as recorded."""

    decision: int
    verdict: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    by: str
    when: str
    why: str | None
    changed: Changed

    @property
    def word(self) -> Word:
        """The decision without its measures."""
        return Word(verdict=self.verdict, by=self.by, when=self.when, why=self.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """What the decisions rule for two snapshots, by the ids of their measures.

    The pairs of `groups` are those of `linked`; no pair stands in two groups.
    """

    linked: frozenset[Pair] = frozenset()
    barred: frozenset[Pair] = frozenset()
    groups: tuple[DecidedGroup, ...] = ()
    stale: tuple[StaleDecision, ...] = ()


NO_RULINGS = Rulings()
