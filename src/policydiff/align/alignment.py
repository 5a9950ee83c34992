"""The alignment of two documents: linked pairs with confidence, candidates, and the nearest of the rest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from policydiff.align.candidates import Place, candidates
from policydiff.align.context import ContextEvidence, context_evidence
from policydiff.align.features import TextEvidence, text_evidence
from policydiff.align.model import model
from policydiff.align.profile import Profile, profile
from policydiff.align.rarity import background, rarities
from policydiff.align.rerank import Similarity, reranked
from policydiff.align.weights import weigh, worths
from policydiff.model.decision import NO_RULINGS, Rulings
from policydiff.model.document import Measure, number_key

_SAME = 0.999
"""Confidence of measures with the same words; only a decision is surer."""
_LIKELY = 0.002
"""Probability by the texts below which no surroundings make a link."""
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """A left and a right measure, by id, and how sure it is that they belong together."""

    left: str
    right: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Linked pairs, candidates that are no links, and for every measure of each side the nearest of the other."""

    pairs: tuple[Pair, ...]
    candidates: tuple[Pair, ...]
    nearest_right: Mapping[str, Pair]
    nearest_left: Mapping[str, Pair]


@dataclass(frozen=True, slots=True)
class Weighing:
    """What was weighed: both sides, and for each candidate its evidence and what came of it."""

    left: Sequence[Profile]
    right: Sequence[Profile]
    texts: Mapping[Place, TextEvidence]
    by_text: Mapping[Place, float]
    surroundings: Mapping[Place, ContextEvidence]
    confidence: Mapping[Place, float]

    def pair(self, place: Place) -> Pair:
        """A candidate with the ids of its measures."""
        one, other = place
        return Pair(self.left[one].id, self.right[other].id, round(self.confidence[place], 3))


def align(
    left: Sequence[Measure],
    right: Sequence[Measure],
    rulings: Rulings = NO_RULINGS,
    similarity: Similarity | None = None,
) -> Alignment:
    """Align the measures of two documents by their words, their surroundings, and by what was decided.

    Each candidate pair has a probability by its words; the likely pairs then say what is left to
    explain and where the documents run along, which gives its confidence. From the model's
    threshold on a pair is linked. Decided pairs are certain and steer the rest, barred pairs are
    no candidates. The order in which the measures are listed has no say; that of their numbers is
    evidence, though never alone. A `similarity` re-ranks likely pairs before they are looked at together.
    """
    weighing = weigh_pairs(left, right, rulings, similarity)
    threshold = model().threshold
    pairs = {place: weighing.pair(place) for place in weighing.confidence}
    linked = {place for place, confidence in weighing.confidence.items() if confidence >= threshold}
    lefts, rights, sure = weighing.left, weighing.right, weighing.confidence
    return Alignment(
        pairs=tuple(pair for place, pair in pairs.items() if place in linked),
        candidates=tuple(pair for place, pair in pairs.items() if place not in linked and pair.confidence >= _LIKELY),
        nearest_right=_nearest(
            (lefts[one].id, -sure[one, other], rights[other].text, pairs[one, other]) for one, other in pairs
        ),
        nearest_left=_nearest(
            (rights[other].id, -sure[one, other], lefts[one].text, pairs[one, other]) for one, other in pairs
        ),
    )


def weigh_pairs(
    left: Sequence[Measure],
    right: Sequence[Measure],
    rulings: Rulings = NO_RULINGS,
    similarity: Similarity | None = None,
) -> Weighing:
    """Weigh the evidence for each candidate pair; candidates are in the order of the left side."""
    lefts, rights = _profiles(left), _profiles(right)
    decided, barred = _places(rulings.linked, lefts, rights), _places(rulings.barred, lefts, rights)
    rarity = rarities((*lefts, *rights), background())
    worth = worths(rarity)
    one, other = weigh(lefts, rarity, worth), weigh(rights, rarity, worth)
    same = _same_words(lefts, rights, decided, barred)
    near = candidates(one, other, same | decided, barred, settled=same)
    certain = dict.fromkeys(same, _SAME) | dict.fromkeys(decided, 1.0)
    known = model()
    texts = text_evidence(one, other, near, worth)
    by_text = {place: known.text(found) for place, found in texts.items()}
    likely = {place: probability for place, probability in by_text.items() if probability >= _LIKELY} | certain
    if similarity is not None:
        doubtful = {place: probability for place, probability in likely.items() if place not in certain}
        likely |= reranked(doubtful, lefts, rights, similarity)
        by_text |= {place: likely[place] for place in doubtful}
    surroundings = context_evidence(one, other, likely, worth)
    confidence = by_text | {place: known.context(found) for place, found in surroundings.items()}
    confidence = {place: min(_SAME, round(value, _DIGITS)) for place, value in sorted(confidence.items())}
    return Weighing(lefts, rights, texts, by_text, surroundings, _settled(confidence, same) | certain)


def _profiles(measures: Sequence[Measure]) -> list[Profile]:
    """In the order of the numbers, however the snapshot lists them."""
    ordered = sorted(measures, key=lambda measure: number_key(measure.id))
    return [profile(measure) for measure in ordered]


def _places(pairs: Iterable[tuple[str, str]], left: Sequence[Profile], right: Sequence[Profile]) -> frozenset[Place]:
    """Pairs of ids as pairs of places."""
    lefts = {profile.id: at for at, profile in enumerate(left)}
    rights = {profile.id: at for at, profile in enumerate(right)}
    return frozenset((lefts[one], rights[other]) for one, other in pairs)


def _same_words(
    left: Sequence[Profile], right: Sequence[Profile], decided: frozenset[Place], barred: frozenset[Place]
) -> frozenset[Place]:
    """Pairs with the same words: of several such measures each has its own, in order."""
    sides: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, profiles in enumerate((left, right)):
        for at, one in enumerate(profiles):
            sides[one.text][side].append(at)
    return frozenset(place for lefts, rights in sides.values() for place in _dealt(lefts, rights, decided, barred))


def _settled(confidence: Mapping[Place, float], same: frozenset[Place]) -> dict[Place, float]:
    """What stands word for word on the other side is carried on there: no other pair of it is a link."""
    lefts, rights = {one for one, _ in same}, {other for _, other in same}
    return {
        place: min(value, 1 - _SAME) if place[0] in lefts or place[1] in rights else value
        for place, value in confidence.items()
    }


def _dealt(
    lefts: Sequence[int], rights: Sequence[int], decided: frozenset[Place], barred: frozenset[Place]
) -> set[Place]:
    """Measures with the same words one to one, in order; what is left over goes with the last of the other side."""
    ruled = [place for place in product(lefts, rights) if place in decided]
    ruled_lefts, ruled_rights = {one for one, _ in ruled}, {other for _, other in ruled}
    free = [at for at in rights if at not in ruled_rights]
    dealt: set[Place] = set()
    for one in lefts:
        if one in ruled_lefts:
            continue
        choice = (other for other in (*free, *reversed(rights)) if (one, other) not in barred)
        mate = next(choice, None)
        if mate is not None:
            dealt.add((one, mate))
            free = [at for at in free if at != mate]
    for other in free:
        mate = next((one for one in reversed(lefts) if (one, other) not in barred), None)
        if mate is not None:
            dealt.add((mate, other))
    return dealt


def _nearest(rows: Iterable[tuple[str, float, str, Pair]]) -> dict[str, Pair]:
    """For each measure the pair with the least rank; of equal ones that with the first words."""
    best: dict[str, tuple[float, str, Pair]] = {}
    for name, rank, text, pair in rows:
        known = best.get(name)
        if known is None or (rank, text) < known[:2]:
            best[name] = (rank, text, pair)
    return {name: pair for name, (_, _, pair) in best.items()}
