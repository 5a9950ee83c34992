"""Why measures are linked, or are not: what speaks for a pair, in words and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from policydiff.model.comparison import Evidence, Nearest, Span

FORMAT = 1
"""Version of the format of explanations. History: 1, the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words of a measure: in which field, from which character to which, as printed."""

    field: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTerm:
    """A word, or words for one concept, that both texts bear; `measures` of both documents bear it."""

    concept: str | None
    instrument: bool
    left: Place
    right: Place
    measures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A measure that carries one of the pair on more surely."""

    side: str
    measure: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairExplanation:
    """Why a pair is linked or only a candidate.

    `by_words` is the probability by the words of the two texts alone; the surroundings make the
    `confidence` of it. `evidence` holds the numbers behind both, by name, and `margin` by how much
    the confidence exceeds that of the runner-up.
    """

    left: str
    right: str
    linked: bool
    decided: bool
    confidence: float
    by_words: float
    terms: tuple[SharedTerm, ...]
    runs: tuple[Evidence, ...]
    rivals: tuple[Rival, ...]
    runner_up: Nearest | None
    margin: float
    evidence: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a measure has the links it has: each link and each candidate of it, the surest first.

    `barred` are measures of the other side that it was decided not to belong to.
    """

    left: str
    right: str
    side: str
    measure: str
    threshold: float
    pairs: tuple[PairExplanation, ...]
    barred: tuple[str, ...] = ()
    format: int = FORMAT
