"""The alignment of two documents: linked pairs with confidence, candidates, and the nearest of the rest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policydiff.align.candidates import Place, candidates
from policydiff.align.context import context_evidence
from policydiff.align.features import overlap, text_evidence
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
    lefts, rights = _profiles(left), _profiles(right)
    decided, barred = (_places(ruled, lefts, rights) for ruled in (rulings.linked, rulings.barred))
    confidence = _confidences(lefts, rights, decided, barred, similarity)
    threshold = model().threshold
    pairs = {
        place: Pair(lefts[place[0]].id, rights[place[1]].id, round(value, 3)) for place, value in confidence.items()
    }
    return Alignment(
        pairs=tuple(pair for place, pair in pairs.items() if confidence[place] >= threshold),
        candidates=tuple(pair for place, pair in pairs.items() if confidence[place] < threshold),
        nearest_right=_nearest((lefts[one].id, rights[other].text, pairs[one, other]) for one, other in pairs),
        nearest_left=_nearest((rights[other].id, lefts[one].text, pairs[one, other]) for one, other in pairs),
    )


def _profiles(measures: Sequence[Measure]) -> list[Profile]:
    """In the order of the numbers, however the snapshot lists them."""
    ordered = sorted(measures, key=lambda measure: number_key(measure.id))
    return [profile(measure, order) for order, measure in enumerate(ordered)]


def _places(pairs: Iterable[tuple[str, str]], left: Sequence[Profile], right: Sequence[Profile]) -> frozenset[Place]:
    """Pairs of ids as pairs of places."""
    lefts = {profile.id: at for at, profile in enumerate(left)}
    rights = {profile.id: at for at, profile in enumerate(right)}
    return frozenset((lefts[one], rights[other]) for one, other in pairs)


def _confidences(
    left: Sequence[Profile],
    right: Sequence[Profile],
    decided: frozenset[Place],
    barred: frozenset[Place],
    similarity: Similarity | None,
) -> dict[Place, float]:
    """The confidence of each candidate pair, in the order of the left side."""
    rarity = rarities((*left, *right), background())
    worth = worths(rarity)
    lefts, rights = weigh(left, rarity, worth), weigh(right, rarity, worth)
    same, crossed = _same_words(left, right, decided | barred)
    near = candidates(lefts, rights, same | decided, barred | crossed)
    certain = dict.fromkeys(same, _SAME) | dict.fromkeys(decided, 1.0)
    known = model()
    by_text = ((place, known.text(found)) for place, found in text_evidence(lefts, rights, near, worth).items())
    texts = {place: probability for place, probability in by_text if probability >= _LIKELY} | certain
    if similarity is not None:
        doubtful = {place: probability for place, probability in texts.items() if place not in certain}
        texts |= reranked(doubtful, left, right, similarity)
    shared = {place: overlap(lefts[place[0]], rights[place[1]], worth) for place in texts}
    evidence = context_evidence(lefts, rights, texts, shared, worth)
    confidence = {
        place: min(_SAME, round(known.context(found), _DIGITS)) for place, found in evidence.items()
    } | certain
    return dict(sorted(confidence.items()))


def _same_words(
    left: Sequence[Profile], right: Sequence[Profile], ruled: frozenset[Place]
) -> tuple[frozenset[Place], frozenset[Place]]:
    """Pairs with the same words, and pairs that cross them: of several such measures each has its own, in their order."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(right):
        by_text[one.text].append(at)
    same, crossed = set(), set()
    seen: dict[str, int] = defaultdict(int)
    for at, one in enumerate(left):
        twins = by_text.get(one.text, [])
        mate = seen[one.text]
        seen[one.text] += 1
        if mate < len(twins):
            same.add((at, twins[mate]))
            crossed.update((at, twin) for twin in twins if twin != twins[mate])
    return frozenset(same - ruled), frozenset(crossed - ruled)


def _nearest(rows: Iterable[tuple[str, str, Pair]]) -> dict[str, Pair]:
    """For each measure its surest pair; of equal ones that with the first words."""
    best: dict[str, tuple[float, str, Pair]] = {}
    for name, text, pair in rows:
        known = best.get(name)
        if known is None or (-pair.confidence, text) < known[:2]:
            best[name] = (-pair.confidence, text, pair)
    return {name: pair for name, (_, _, pair) in best.items()}
