"""The evidence of labelled pairs, as the aligner itself sees it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policydiff.align.candidates import Place, candidates
from policydiff.align.context import ContextEvidence, context_evidence
from policydiff.align.features import TextEvidence, text_evidence
from policydiff.align.profile import Profile, profile
from policydiff.align.rarity import Background, mark, rarities
from policydiff.align.weights import Weighed, weigh, worths
from policydiff.model.document import Measure, number_key
from tests.calibration.labels import IdPair, Labelled


@dataclass(frozen=True)
class Seen:
    """A labelled pair of documents with the candidates that the aligner sees."""

    labelled: Labelled
    left: Sequence[Weighed]
    right: Sequence[Weighed]
    worth: Mapping[str, float]
    texts: Mapping[Place, TextEvidence]

    def ids(self, place: Place) -> IdPair:
        return self.left[place[0]].profile.id, self.right[place[1]].profile.id

    def context(self, texts: Mapping[Place, float]) -> Mapping[Place, ContextEvidence]:
        return context_evidence(self.left, self.right, texts, self.worth)


def profiles(measures: Sequence[Measure]) -> list[Profile]:
    return [profile(measure) for measure in sorted(measures, key=lambda measure: number_key(measure.id))]


def counted(documents: Iterable[tuple[Sequence[Profile], float]], least: float = 0.0) -> Background:
    """How many measures of the documents bear each feature, each document with its weight."""
    counts: dict[str, float] = defaultdict(float)
    total = 0.0
    marks = set()
    for document, weight in documents:
        for one in document:
            if mark(one.text) in marks:
                continue
            marks.add(mark(one.text))
            total += weight
            for name in (*one.pairs, *one.terms):
                counts[name] += weight
    kept = {name: round(count, 1) for name, count in counts.items() if count >= least}
    return Background(round(total), kept, frozenset(marks))


def see(labelled: Labelled, left: Sequence[Profile], right: Sequence[Profile], known: Background) -> Seen:
    """What the aligner sees of a labelled pair over a background; pairs of twins are not singled out here."""
    rarity = rarities((*left, *right), known)
    worth = worths(rarity)
    sides = weigh(left, rarity, worth), weigh(right, rarity, worth)
    near = candidates(*sides, least=0.0)
    texts = text_evidence(*sides, near, worth)
    return Seen(labelled, *sides, worth, texts)
