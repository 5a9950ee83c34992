"""Themes: pairs that the aligner does not link, and that are likely of one family by a rare instrument or concept."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from policydiff.align.profile import Profile, profile
from policydiff.align.rarity import background, rarities
from policydiff.model.comparison import Evidence, Span, Spans
from policydiff.model.decision import Pair
from policydiff.model.document import TEXT_FIELDS, Measure, Snapshot, number_key
from policydiff.model.lineage import Likeness
from policydiff.registry.concepts import concept_id, is_instrument, occurrences
from policydiff.text.fold import fold

LIKELY = 0.5
"""Probability from which a pair that is no link is likely of one family."""
_UNSEEN = 0.0005
"""Confidence of a pair that the aligner did not weigh."""
_CONFIDENCE, _INSTRUMENT, _CONCEPT, _BIAS = 0.58, 1.8, 3.6, -2.04
"""Weights of the log-odds of the aligner's confidence, and of the squared rarity of the rarest shared instrument and
of the rarest shared concept: a logistic regression on families that a reader labelled (docs/method/lineages.md)."""
_DIGITS = 3
_SHOWN = 3
_RARE = 0.5
"""Rarity from which a concept says what a measure is about."""


def themes(left: Snapshot, right: Snapshot, confidence: Mapping[Pair, float], apart: Set[Pair]) -> tuple[Likeness, ...]:
    """The pairs that are likely of one family, without those `apart`, which are linked or barred.

    None between a document and what puts it into practice: what that takes up it says in nearly the same words.
    """
    if left.id == right.implements or right.id == left.implements:
        return ()
    bearers: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    profiles = [[_profile(measure) for measure in side.measures] for side in (left, right)]
    for side, known in enumerate(profiles):
        for one in known:
            for name in one.terms:
                if concept_id(name) is not None:
                    bearers[name][side].append(one.id)
    rarity = rarities([one for known in profiles for one in known], background())
    shared: dict[Pair, list[str]] = defaultdict(list)
    for name, (lefts, rights) in bearers.items():
        for pair in ((one, other) for one in lefts for other in rights):
            shared[pair].append(name)
    found = [
        Likeness(*pair, round(value, _DIGITS))
        for pair, names in shared.items()
        if pair not in apart and (value := _probability(confidence.get(pair, 0.0), names, rarity)) >= LIKELY
    ]
    return tuple(sorted(found, key=lambda one: (number_key(one.left), number_key(one.right))))


@lru_cache(maxsize=4096)
def _profile(measure: Measure) -> Profile:
    """The profile of a measure, which is looked at with each other document."""
    return profile(measure)


def shared_concepts(left: Measure, right: Measure) -> tuple[Evidence, ...]:
    """The words of the rarest concepts that two measures share, at most three, in the order of the left text."""
    rarity = rarities((_profile(left), _profile(right)), background())
    places = _places(left), _places(right)
    both = [name for name in places[0].keys() & places[1].keys() if rarity.get(name, 0.0) >= _RARE]
    common = sorted(both, key=lambda name: (-rarity[name], name))[:_SHOWN]
    shown = []
    for one, other in sorted((places[0][name], places[1][name]) for name in common):
        if one.field == other.field:
            spans = Spans(left=(one.span,), right=(other.span,))
            shown.append(Evidence(left=left.id, right=right.id, field=one.field, text=one.words, spans=spans))
    return tuple(shown)


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where a measure names a concept first."""

    field: str
    span: Span
    words: str


def _places(measure: Measure) -> dict[str, _Place]:
    found: dict[str, _Place] = {}
    for field in reversed(TEXT_FIELDS):
        text = measure.printed(field)
        if text:
            folded = fold(text)
            for name, start, end in occurrences(folded.text):
                span = folded.span(start, end)
                if concept_id(name) is not None:
                    found.setdefault(name, _Place(field, span, text[slice(*span)]))
    return found


def _probability(confidence: float, names: Iterable[str], rarity: Mapping[str, float]) -> float:
    """How likely measures with these concepts in common are of one family."""
    concept = max(rarity[name] for name in names)
    instrument = max((rarity[name] for name in names if is_instrument(name)), default=0.0)
    sure = min(1 - _UNSEEN, max(_UNSEEN, confidence))
    odds = _CONFIDENCE * math.log(sure / (1 - sure)) + _INSTRUMENT * instrument**2 + _CONCEPT * concept**2 + _BIAS
    return 1 / (1 + math.exp(-odds))
