"""What is true of a mutated pair, how well links agree with it, and whether the pair bears it out."""

from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from policydiff.model.document import Measure, Snapshot
from tests.mutations.texts import Rarity, trigrams
from tests.mutations.words import canonical

KEPT, MERGED, SPLIT, REGROUPED, ABSORBED = "kept", "merged", "split", "regrouped", "absorbed"
_SHARED, _SHARED_PART = 3, 0.5

IdPair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Measures that carry on the same policy: every left one belongs to every right one."""

    how: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    def pairs(self) -> Iterator[IdPair]:
        return ((one, other) for one in self.left for other in self.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Every left measure is in one group or deleted, every right one in one group or inserted.

    `absorbed` are the pairs of a right measure with the second source of which it has one clause;
    `distractors` are inserted measures that have the stock frame of a left one.
    """

    groups: tuple[Group, ...]
    deleted: frozenset[str]
    inserted: frozenset[str]
    distractors: frozenset[str]
    absorbed: frozenset[IdPair]

    @property
    def pairs(self) -> frozenset[IdPair]:
        return frozenset(pair for group in self.groups for pair in group.pairs())

    def pairs_by(self, how: str) -> frozenset[IdPair]:
        return frozenset(pair for group in self.groups if group.how == how for pair in group.pairs())


@dataclass(frozen=True, slots=True)
class MutatedPair:
    """Two documents, and what is true of them."""

    left: Snapshot
    right: Snapshot
    truth: Truth


@dataclass(frozen=True, slots=True)
class Score:
    """How well found links agree with the true ones."""

    precision: float
    recall: float
    f1: float


def links_f1(found: Collection[Hashable], truth: Collection[Hashable]) -> Score:
    """Precision, recall and F1 of found pairs; nothing found of nothing true is perfect."""
    right = len(set(found) & set(truth))
    precision = right / len(set(found)) if found else 1.0
    recall = right / len(set(truth)) if truth else 1.0
    return Score(
        precision, recall, 2 * precision * recall / (precision + recall) if right else float(not truth and not found)
    )


def problems(pair: MutatedPair) -> list[str]:
    """What is wrong with a pair: its truth does not fit its measures, or a pair shares no words."""
    truth = pair.truth
    sides = (
        ("left", pair.left.measures, [one for group in truth.groups for one in group.left], truth.deleted),
        ("right", pair.right.measures, [one for group in truth.groups for one in group.right], truth.inserted),
    )
    found = [fault for side in sides for fault in _unaccounted(*side)]
    if not truth.distractors <= truth.inserted:
        found.append("a distractor is not among the inserted measures")
    if not truth.absorbed <= truth.pairs:
        found.append("an absorbed pair is not among the pairs")
    return found or [*_strangers(pair), *_adjacent(pair)]


def _unaccounted(side: str, measures: Iterable[Measure], linked: list[str], alone: frozenset[str]) -> Iterator[str]:
    ids = [measure.id for measure in measures]
    if len(set(ids)) < len(ids):
        yield f"{side}: an id stands twice"
    if sorted([*linked, *alone]) != sorted(ids):
        wrong = sorted(set(ids) ^ {*linked, *alone}) or sorted(one for one in linked if linked.count(one) > 1)
        yield f"{side}: linked and alone are not the measures: {wrong}"


def _strangers(pair: MutatedPair) -> Iterator[str]:
    """Declared pairs that do not share enough words which few of the left measures have."""
    left = {measure.id: canonical(_words(measure)) for measure in pair.left.measures}
    right = {measure.id: canonical(_words(measure)) for measure in pair.right.measures}
    rarity = Rarity(list(left.values()))
    for one, other in sorted(pair.truth.pairs):
        shared = _threes(left[one]) & _threes(right[other])
        smaller = min(len(_threes(left[one])), len(_threes(right[other])))
        rare = sum(rarity.own(three) > 0 for three in shared)
        if rare < _SHARED and len(shared) < max(1, smaller * _SHARED_PART):
            yield f"{one} and {other} share no clause"


def _adjacent(pair: MutatedPair) -> Iterator[str]:
    order = {measure.id: place for place, measure in enumerate(pair.right.measures)}
    for group in pair.truth.groups:
        places = sorted(order[one] for one in group.right)
        if any(after - before == 1 for before, after in pairwise(places)):
            yield f"parts {group.right} stand beside each other"


def _threes(text: str) -> set[str]:
    return {three for _, three in trigrams(text)}


def _words(measure: Measure) -> str:
    return f"{measure.title or ''}。{measure.text}"
