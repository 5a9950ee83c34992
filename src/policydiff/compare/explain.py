"""Why a measure is linked as it is: the evidence of each link and candidate, in words and places."""

from collections import Counter
from collections.abc import Mapping, Sequence

from policydiff.align import Similarity, Weighing, weigh_pairs
from policydiff.align.candidates import Place as Pairing
from policydiff.align.model import model
from policydiff.compare.pipeline import link_between
from policydiff.model.comparison import Nearest
from policydiff.model.decision import NO_RULINGS, Rulings
from policydiff.model.document import Measure, Snapshot, number_key
from policydiff.model.explanation import Explanation, PairExplanation, Place, Rival, SharedTerm
from policydiff.registry.concepts import concept_id, is_instrument, occurrences
from policydiff.text.fold import fold

_LEAST = 0.02
"""Confidence from which a candidate is explained, if it is not the best."""
_TERMS = 8
"""Shared terms shown, the rarest first."""
_DIGITS = 4
LEFT, RIGHT = "left", "right"


def explain(
    left: Snapshot,
    right: Snapshot,
    side: str,
    measure: str,
    rulings: Rulings = NO_RULINGS,
    similarity: Similarity | None = None,
) -> Explanation:
    """The links and candidates of a measure of one side, with what speaks for each."""
    weighing = weigh_pairs(left.measures, right.measures, rulings, similarity)
    explainer = _Explainer(left, right, weighing, rulings)
    at = 0 if side == LEFT else 1
    sides = weighing.left, weighing.right
    places = [place for place in weighing.confidence if sides[at][place[at]].id == measure]
    places.sort(key=lambda place: (-weighing.confidence[place], place))
    shown = [place for n, place in enumerate(places) if n == 0 or weighing.confidence[place] >= _LEAST]
    return Explanation(
        left=left.id,
        right=right.id,
        side=side,
        measure=measure,
        threshold=model().threshold,
        pairs=tuple(explainer.pair(place, _runner_up(place, places)) for place in shown),
        barred=tuple(sorted((pair[1 - at] for pair in rulings.barred if pair[at] == measure), key=number_key)),
    )


def _runner_up(place: Pairing, ranked: Sequence[Pairing]) -> Pairing | None:
    """The surest other pair of the same measure."""
    return next((other for other in ranked if other != place), None)


class _Explainer:
    """Explains pairs of two documents from what was weighed."""

    def __init__(self, left: Snapshot, right: Snapshot, weighing: Weighing, rulings: Rulings) -> None:
        self._left, self._right = left, right
        self._lefts = {measure.id: measure for measure in left.measures}
        self._rights = {measure.id: measure for measure in right.measures}
        self._weighing = weighing
        self._rulings = rulings
        self._bearers = Counter(term for side in (weighing.left, weighing.right) for one in side for term in one.terms)

    def pair(self, place: Pairing, runner_up: Pairing | None) -> PairExplanation:
        weighing = self._weighing
        pair = weighing.pair(place)
        second = weighing.confidence[runner_up] if runner_up else 0.0
        link = link_between(self._left, self._right, [pair])
        return PairExplanation(
            left=pair.left,
            right=pair.right,
            linked=weighing.confidence[place] >= model().threshold,
            decided=(pair.left, pair.right) in self._rulings.linked,
            confidence=pair.confidence,
            by_words=round(weighing.by_text[place], 3),
            terms=self._terms(self._lefts[pair.left], self._rights[pair.right], place),
            runs=link.evidence,
            rivals=self._rivals(place),
            runner_up=self._named(place, runner_up),
            margin=round(weighing.confidence[place] - second, 3),
            evidence=self._evidence(place),
        )

    def _named(self, place: Pairing, runner_up: Pairing | None) -> Nearest | None:
        """The measure of the runner-up that is not in the pair itself."""
        if runner_up is None:
            return None
        pair = self._weighing.pair(runner_up)
        return Nearest(measure=pair.right if runner_up[0] == place[0] else pair.left, confidence=pair.confidence)

    def _rivals(self, place: Pairing) -> tuple[Rival, ...]:
        """The surest other pair of either measure, where it is surer than this one."""
        found = []
        confidence = self._weighing.confidence
        for at, side in ((0, RIGHT), (1, LEFT)):
            others = [other for other in confidence if other[at] == place[at] and other != place]
            best = max(others, key=lambda other: (confidence[other], other), default=None)
            if best is not None and confidence[best] > confidence[place]:
                pair = self._weighing.pair(best)
                name = pair.right if side == RIGHT else pair.left
                found.append(Rival(side=side, measure=name, confidence=pair.confidence))
        return tuple(found)

    def _terms(self, left: Measure, right: Measure, place: Pairing) -> tuple[SharedTerm, ...]:
        one, other = self._weighing.left[place[0]], self._weighing.right[place[1]]
        shared = sorted(one.terms.keys() & other.terms.keys(), key=lambda name: (self._bearers[name], name))
        lefts, rights = _printed(left), _printed(right)
        return tuple(
            SharedTerm(
                concept=concept_id(name),
                instrument=is_instrument(name),
                left=lefts[name],
                right=rights[name],
                measures=self._bearers[name],
            )
            for name in shared[:_TERMS]
        )

    def _evidence(self, place: Pairing) -> dict[str, float]:
        numbers: dict[str, float] = {}
        for found in (self._weighing.texts.get(place), self._weighing.surroundings.get(place)):
            numbers |= {name: round(value, _DIGITS) for name, value in (found._asdict() if found else {}).items()}
        return numbers


def _printed(measure: Measure) -> Mapping[str, Place]:
    """Each term of a measure, as printed where it first stands: in the text before the title."""
    found: dict[str, Place] = {}
    for field, text in (("text", measure.text), ("title", measure.title or "")):
        folded = fold(text)
        for name, start, end in occurrences(folded.text):
            begin, stop = folded.span(start, end)
            found.setdefault(name, Place(field=field, span=(begin, stop), text=text[begin:stop]))
    return found
