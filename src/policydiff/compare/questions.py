"""What is most worth deciding: links and pairs, those first on which the matcher is most likely wrong."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from policydiff.align import Alignment, Pair
from policydiff.model.comparison import Comparison
from policydiff.model.decision import DECISION, StaleDecision

_LEAST = 0.02
"""Expected error from which a question is worth a reader's time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A link of the matcher, or a pair that it did not link: does it hold?

    `pair` is the one in question: the least sure of a link. The runners-up are what comes nearest
    to either of its measures beside it.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    pairs: tuple[Pair, ...]
    pair: Pair
    is_link: bool
    left_runner_up: Pair | None
    right_runner_up: Pair | None
    stale: StaleDecision | None = None
    """What was decided on these measures before their words changed."""

    @property
    def expected_error(self) -> float:
        """How likely the matcher is wrong."""
        return round(1 - self.pair.confidence if self.is_link else self.pair.confidence, 3)


def open_questions(comparison: Comparison, alignment: Alignment) -> tuple[Question, ...]:
    """The undecided links and pairs that are worth deciding, the most doubtful first."""
    by_ids = {(pair.left, pair.right): pair for pair in alignment.pairs}
    asked = [
        ([by_ids[one, other] for one in link.left for other in link.right], True)
        for link in comparison.links
        if link.decided_by != DECISION
    ]
    asked += [([pair], False) for pair in alignment.candidates]
    of_left, of_right = _surest_first(alignment, "left"), _surest_first(alignment, "right")
    found = [_question(pairs, of_left, of_right, is_link=is_link) for pairs, is_link in asked if _doubt(pairs, is_link)]
    return tuple(sorted(found, key=lambda question: -question.expected_error))


def asked_again(stale: StaleDecision, left: Sequence[str], right: Sequence[str], alignment: Alignment) -> Question:
    """A question on the measures, by id, of a decision that is stale."""
    linked = {(pair.left, pair.right): pair for pair in alignment.pairs}
    known = {(pair.left, pair.right): pair for pair in alignment.candidates} | linked
    places = [(one, other) for one in left for other in right]
    pairs = [known.get(place, Pair(*place, 0.0)) for place in places]
    of_left, of_right = _surest_first(alignment, "left"), _surest_first(alignment, "right")
    question = _question(pairs, of_left, of_right, is_link=all(place in linked for place in places))
    return replace(question, stale=stale)


def _doubt(pairs: Sequence[Pair], is_link: bool) -> bool:  # noqa: FBT001 - a row of what is asked
    """Whether a question on these pairs is worth a reader's time."""
    least = min(pair.confidence for pair in pairs)
    return (1 - least if is_link else least) >= _LEAST


def _surest_first(alignment: Alignment, side: str) -> dict[str, list[Pair]]:
    """The pairs of each measure of a side, the surest first."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in sorted((*alignment.pairs, *alignment.candidates), key=lambda pair: -pair.confidence):
        found[getattr(pair, side)].append(pair)
    return found


def _question(
    pairs: Sequence[Pair], of_left: Mapping[str, list[Pair]], of_right: Mapping[str, list[Pair]], *, is_link: bool
) -> Question:
    weakest = min(pairs, key=lambda pair: pair.confidence)
    left, right = (tuple(dict.fromkeys(getattr(pair, side) for pair in pairs)) for side in ("left", "right"))
    return Question(
        left=left,
        right=right,
        pairs=tuple(pairs),
        pair=weakest,
        is_link=is_link,
        left_runner_up=next((pair for pair in of_left[weakest.left] if pair.right not in right), None),
        right_runner_up=next((pair for pair in of_right[weakest.right] if pair.left not in left), None),
    )
