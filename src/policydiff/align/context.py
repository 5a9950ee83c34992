"""Evidence of the surroundings: rivals, what they leave to explain, order and sections.

All of it is weighed against the texts by the model; alone none of it makes a link.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from policydiff.align.candidates import Place
from policydiff.align.features import Overlap, overlap, shared_features
from policydiff.align.profile import clause_pairs
from policydiff.align.weights import Weighed, total

_ANCHOR = 0.5
"""Text probability from which a pair that is best for both sides says where the sides run along."""
_FEW = 8
"""Anchors from which an order can be told from chance."""
_RIVAL = 0.3
"""Text probability from which a rival explains words."""
_FAR = 3.0
"""Places off at which nearness has fallen to a third."""
_HELD = 2
"""Anchors that a section must hold for what it hangs together with to say something."""
_DIGITS = 9
"""Probabilities that differ behind so many digits are equal."""
_CLAUSE = 3.0
"""Worth from which a clause that is held proves all it can."""


class ContextEvidence(NamedTuple):
    """What surrounds a pair, as numbers that grow with the evidence."""

    text: float
    """Log odds of the pair by the texts alone."""
    behind: float
    """By how much a better rival exceeds them, 0 without one: what the rank took away before."""
    own: float
    """Share of the shared words that no better rival explains, as a logarithm: 0 for all, negative for less."""
    clause: float
    """How well the other text holds a clause of either, without what a better rival explains."""
    covers: float
    """The larger share of a text that is shared."""
    covers_both: float
    """The smaller share."""
    order: float
    """Nearness to the place between the neighbouring anchors, where the sides run along."""
    section: float
    """How much the sections of the two measures hang together, by the anchors in them."""
    anchored: float
    """1 if both sections hold anchors, so that hanging together or not says something; 0 otherwise."""


def _log_odds(probability: float) -> float:
    """The logarithm of the odds, within 0.001 and 0.999."""
    return math.log((probability + 1e-3) / (1 - probability + 1e-3))


def context_evidence(
    left: Sequence[Weighed],
    right: Sequence[Weighed],
    texts: Mapping[Place, float],
    worth: Mapping[str, float],
) -> dict[Place, ContextEvidence]:
    """The evidence of the surroundings for each pair with its probability by the texts."""
    rivals = _Rivals(left, right, texts)
    anchors = rivals.anchors()
    parts = _Clauses(worth)
    order = _Order(anchors, len(left), len(right))
    sections = _Sections(left, right, anchors)
    found = {}
    for place, probability in texts.items():
        one, other = left[place[0]], right[place[1]]
        here = overlap(one, other, worth)
        better = rivals.better(place, probability)
        section, anchored = sections.evidence(place)
        found[place] = ContextEvidence(
            text=_log_odds(probability),
            behind=max(0.0, _log_odds(rivals.best(place)) - _log_odds(probability)),
            own=_own(one, other, here, better, worth),
            clause=parts.held(one, other, better),
            covers=max(here.of_left, here.of_right),
            covers_both=min(here.of_left, here.of_right),
            order=order.evidence(place),
            section=section,
            anchored=anchored,
        )
    return found


class _Rivals:
    """For each measure its two best partners by the texts; equal ones by their words."""

    def __init__(self, left: Sequence[Weighed], right: Sequence[Weighed], texts: Mapping[Place, float]) -> None:
        of_left: dict[int, list[tuple[float, str, int]]] = defaultdict(list)
        of_right: dict[int, list[tuple[float, str, int]]] = defaultdict(list)
        for (one, other), probability in texts.items():
            of_left[one].append((-round(probability, _DIGITS), right[other].profile.text, other))
            of_right[other].append((-round(probability, _DIGITS), left[one].profile.text, one))
        self._of_left = {one: sorted(row)[:2] for one, row in of_left.items()}
        self._of_right = {other: sorted(row)[:2] for other, row in of_right.items()}
        self._left, self._right = left, right

    def best(self, place: Place) -> float:
        """The probability of the best pair of either measure."""
        return max(-self._of_left[place[0]][0][0], -self._of_right[place[1]][0][0])

    def better(self, place: Place, probability: float) -> tuple[Weighed | None, Weighed | None]:
        """The better rival for the left measure, and for the right one, where there is one."""
        one, other = place
        at_right = _rival(self._of_left[one], other, probability)
        at_left = _rival(self._of_right[other], one, probability)
        return (
            None if at_right is None else self._right[at_right],
            None if at_left is None else self._left[at_left],
        )

    def anchors(self) -> list[tuple[int, int, float]]:
        """Pairs that are best for both measures and likely, in the order of the left side."""
        found = []
        for one, row in sorted(self._of_left.items()):
            probability, other = -row[0][0], row[0][2]
            if probability >= _ANCHOR and self._of_right[other][0][2] == one:
                found.append((one, other, probability))
        return found


def _rival(row: Sequence[tuple[float, str, int]], but: int, probability: float) -> int | None:
    strength, at = next(((-negative, at) for negative, _, at in row if at != but), (0.0, -1))
    return at if strength >= _RIVAL and strength > round(probability, _DIGITS) else None


Better = tuple[Weighed | None, Weighed | None]


def _own(one: Weighed, other: Weighed, here: Overlap, better: Better, worth: Mapping[str, float]) -> float:
    least = here.worth
    shared = shared_features(one, other) if any(better) else set()
    for rival in better:
        if rival:
            features = (name for name in shared if name not in rival.pairs and name not in rival.terms)
            least = min(least, total(features, worth))
    return math.log1p(least) - math.log1p(here.worth)


class _Clauses:
    """The clauses of texts with what each is worth, cut once."""

    def __init__(self, worth: Mapping[str, float]) -> None:
        self._worth = worth
        self._known: dict[str, list[tuple[frozenset[str], float]]] = {}

    def held(self, one: Weighed, other: Weighed, better: Better) -> float:
        """How well either text holds a clause of the other, without what a better rival explains."""
        best = 0.0
        for text, holder, rival in zip((one, other), (other, one), better, strict=True):
            explained = rival.pairs if rival else {}
            for clause, whole in self._of(text):
                strength = min(1.0, whole / _CLAUSE)
                if strength > best:
                    shared = total(
                        (pair for pair in clause if pair in holder.pairs and pair not in explained), self._worth
                    )
                    best = max(best, (shared / whole) ** 2 * strength)
        return best

    def _of(self, text: Weighed) -> list[tuple[frozenset[str], float]]:
        words = text.profile.text
        if words not in self._known:
            cut = (frozenset(pair for pair in clause if pair in text.pairs) for clause in clause_pairs(words))
            self._known[words] = [(pairs, total(pairs, self._worth)) for pairs in cut if pairs]
        return self._known[words]


class _Order:
    """Where the two sides run along: the anchors that every longest chain in the order of both sides holds."""

    def __init__(self, anchors: Sequence[tuple[int, int, float]], left: int, right: int) -> None:
        length, kept = _common_chain([other for _, other, _ in anchors])
        chance = 2 * math.sqrt(len(anchors))  # expected of a random order (Baik, Deift and Johansson 1999)
        known = len(anchors) > _FEW
        self._strength = max(0.0, (length - chance) / (len(anchors) - chance)) if known else 0.0
        self._chain = [(-1, -1), *(anchors[at][:2] for at in kept), (left, right)]
        self._back = [(other, one) for one, other in self._chain]

    def evidence(self, place: Place) -> float:
        """Nearness, as both sides see it on the mean; nothing where they keep no order."""
        return self._strength * (_nearness(self._chain, place) + _nearness(self._back, place[::-1])) / 2


def _nearness(chain: Sequence[Place], place: Place) -> float:
    """How near a place lies to between its neighbours on the chain: from one half to minus one half."""
    one, other = place
    at = bisect_left(chain, (one, -2))
    before, after = chain[at - 1], chain[at + 1] if chain[at][0] == one else chain[at]
    inside = before[1] <= other <= after[1]
    distance = 0 if inside else min(abs(other - before[1]), abs(other - after[1]))
    return math.exp(-distance / _FAR) - 0.5


def _common_chain(values: Sequence[int]) -> tuple[int, list[int]]:
    """The length of the longest rising subsequences (Fredman 1975), and the places that all of them hold."""
    to_here = _rising(values)
    from_here = _rising([-value for value in reversed(values)])[::-1]
    length = max(to_here, default=0)
    on_one = [at for at in range(len(values)) if to_here[at] + from_here[at] == length + 1]
    rivals = Counter(to_here[at] for at in on_one)
    return length, [at for at in on_one if rivals[to_here[at]] == 1]


def _rising(values: Sequence[int]) -> list[int]:
    """For each value the length of the longest rising subsequence that ends with it."""
    tails: list[int] = []
    lengths = []
    for value in values:
        pile = bisect_left(tails, value)
        tails[pile : pile + 1] = [value]
        lengths.append(pile + 1)
    return lengths


class _Sections:
    """Which sections hang together, by the anchors that lie in both."""

    def __init__(
        self, left: Sequence[Weighed], right: Sequence[Weighed], anchors: Sequence[tuple[int, int, float]]
    ) -> None:
        self._left = [weighed.profile.section for weighed in left]
        self._right = [weighed.profile.section for weighed in right]
        self._both: dict[tuple[str, str], float] = defaultdict(float)
        self._one: dict[str, float] = defaultdict(float)
        self._other: dict[str, float] = defaultdict(float)
        self._anchors = {(one, other): probability for one, other, probability in anchors}
        for one, other, probability in anchors:
            sections = self._left[one], self._right[other]
            self._both[sections] += probability
            self._one[sections[0]] += probability
            self._other[sections[1]] += probability

    def evidence(self, place: Place) -> tuple[float, float]:
        """How much the two sections hang together without this pair, and whether both hold anchors."""
        one, other = self._left[place[0]], self._right[place[1]]
        if not one or not other:
            return 0.0, 0.0
        both = self._both.get((one, other), 0.0) - self._anchors.get(place, 0.0)
        apart = self._one.get(one, 0.0), self._other.get(other, 0.0)
        together = both / math.sqrt((apart[0] + 1) * (apart[1] + 1))
        return together, float(min(apart) >= _HELD)
