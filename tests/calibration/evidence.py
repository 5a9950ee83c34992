"""The evidence of labelled pairs, as the aligner itself sees it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policydiff.align.candidates import Place, candidates
from policydiff.align.context import ContextEvidence, context_evidence
from policydiff.align.features import Overlap, TextEvidence, overlap, text_evidence
from policydiff.align.profile import Profile, profile
from policydiff.align.rarity import Background, mark, rarities
from policydiff.align.weights import Weighed, weigh, worths
from policydiff.model.document import Measure
from tests.calibration.labels import IdPair, Labelled


@dataclass(frozen=True)
class Seen:
    """A labelled pair of documents with the candidates that the aligner sees."""

    labelled: Labelled
    left: Sequence[Weighed]
    right: Sequence[Weighed]
    worth: Mapping[str, float]
    texts: Mapping[Place, TextEvidence]
    shared: Mapping[Place, Overlap]

    def ids(self, place: Place) -> IdPair:
        return self.left[place[0]].profile.id, self.right[place[1]].profile.id

    def context(self, texts: Mapping[Place, float]) -> Mapping[Place, ContextEvidence]:
        return context_evidence(self.left, self.right, texts, self.shared, self.worth)


def profiles(measures: Sequence[Measure]) -> list[Profile]:
    return [profile(measure, order) for order, measure in enumerate(measures)]


def counted(documents: Iterable[Sequence[Profile]], least: int = 1) -> Background:
    """How many measures of the documents bear each feature."""
    counts: Counter[str] = Counter()
    total = 0
    marks = set()
    for document in documents:
        for one in document:
            if mark(one.text) in marks:
                continue
            marks.add(mark(one.text))
            total += 1
            counts.update({*one.pairs, *one.terms})
    return Background(total, {name: count for name, count in counts.items() if count >= least}, frozenset(marks))


def see(labelled: Labelled, left: Sequence[Profile], right: Sequence[Profile], known: Background) -> Seen:
    """What the aligner sees of a labelled pair, with a background that holds neither of its documents."""
    rarity = rarities((*left, *right), known)
    worth = worths(rarity)
    sides = weigh(left, rarity, worth), weigh(right, rarity, worth)
    near = candidates(*sides, least=0.0)
    texts = text_evidence(*sides, near, worth)
    shared = {place: overlap(sides[0][place[0]], sides[1][place[1]], worth) for place in near}
    return Seen(labelled, *sides, worth, texts, shared)
