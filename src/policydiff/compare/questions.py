"""What is most worth deciding: links and pairs, those first on which the matcher is most likely wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policydiff.align import Alignment, Pair
from policydiff.model.comparison import Comparison
from policydiff.model.decision import DECISION

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

    @property
    def expected_error(self) -> float:
        """How likely the matcher is wrong."""
        return round(1 - self.pair.confidence if self.is_link else self.pair.confidence, 3)


def open_questions(comparison: Comparison, alignment: Alignment) -> tuple[Question, ...]:
    """The undecided links and pairs that are worth deciding, the most doubtful first."""
    known = (*alignment.pairs, *alignment.candidates)
    by_ids = {(pair.left, pair.right): pair for pair in alignment.pairs}
    found = [
        _question([by_ids[one, other] for one in link.left for other in link.right], known, is_link=True)
        for link in comparison.links
        if link.decided_by != DECISION
    ]
    found += [_question([pair], known, is_link=False) for pair in alignment.candidates]
    worth = [question for question in found if question.expected_error >= _LEAST]
    return tuple(sorted(worth, key=lambda question: -question.expected_error))


def _question(pairs: Sequence[Pair], known: Iterable[Pair], *, is_link: bool) -> Question:
    weakest = min(pairs, key=lambda pair: pair.confidence)
    left, right = (tuple(dict.fromkeys(getattr(pair, side) for pair in pairs)) for side in ("left", "right"))
    others = [pair for pair in known if pair.left not in left or pair.right not in right]
    return Question(
        left=left,
        right=right,
        pairs=tuple(pairs),
        pair=weakest,
        is_link=is_link,
        left_runner_up=_surest(pair for pair in others if pair.left == weakest.left),
        right_runner_up=_surest(pair for pair in others if pair.right == weakest.right),
    )


def _surest(pairs: Iterable[Pair]) -> Pair | None:
    return max(pairs, key=lambda pair: pair.confidence, default=None)
