"""Profiles: what the aligner sees of a measure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from policydiff.model.decision import DecidedMeasure
from policydiff.model.document import Measure
from policydiff.registry.concepts import concept_segmenter, place_words, terms
from policydiff.registry.liability import names_liability
from policydiff.text.clauses import clauses
from policydiff.text.fold import QUOTE, SENTENCE, SEPARATORS, fold

_SIGNS = SEPARATORS | {QUOTE}


@dataclass(frozen=True, slots=True)
class Profile:
    """A measure by the features of its folded text, with how often each stands there.

    `liable` says whether its first sentence names a liability. `pairs` are neighbouring characters,
    `terms` words or the concepts they stand for. The names of places are neither: they say where,
    not what.
    """

    id: str
    section: str
    text: str
    liable: bool
    pairs: Mapping[str, int]
    terms: Mapping[str, int]


def policy_text(measure: Measure | DecidedMeasure) -> str:
    """The folded words of a measure, title and text; what relations judge."""
    title = fold(measure.title or "").text
    return f"{title}{SENTENCE if title else ''}{fold(measure.text).text}"


def profile(measure: Measure) -> Profile:
    """The profile of a measure."""
    text = policy_text(measure)
    pairs, names = _features(text)
    return Profile(
        id=measure.id,
        section=measure.section or measure.field or "",
        text=text,
        liable=names_liability(fold(measure.text).text.partition(SENTENCE)[0]),
        pairs=pairs,
        terms=names,
    )


@lru_cache(maxsize=4096)
def _features(text: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The pairs and the terms of a text; one document is compared with many, and with itself from day to day."""
    places = place_words()
    pairs = Counter(map("".join, pairwise(text)))
    for name in concept_segmenter().words(text):
        if name in places:
            pairs.subtract(map("".join, pairwise(name)))
    kept = {pair: count for pair, count in pairs.items() if count > 0 and _SIGNS.isdisjoint(pair)}
    return kept, dict.fromkeys(terms(text), 1)


def clause_pairs(text: str) -> list[set[str]]:
    """The character pairs of each clause of a folded text."""
    return [set(map("".join, pairwise(text[start:end]))) for start, end in clauses(text)]
