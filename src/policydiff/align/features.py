"""Evidence of the texts: what speaks for a candidate pair, as numbers that grow with the evidence.

Which numbers, was chosen by leaving out one labelled pair of documents at a time
(`tests/calibration`): further ones, such as the longest shared runs, clauses held by the other text
or numbers, added nothing to these.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from policydiff.align.candidates import Near, Place
from policydiff.align.weights import Weighed, total
from policydiff.registry.concepts import is_instrument
from policydiff.registry.flows import flow


class TextEvidence(NamedTuple):
    """Near texts, what they share, and how a pair ranks among the candidates of both measures."""

    pairs: float
    """Square root of the cosine of the character pairs."""
    terms: float
    """Square root of the cosine of the terms."""
    shared_pairs: float
    """Logarithm of what the shared character pairs are worth."""
    shared_terms: float
    """Logarithm of what the shared terms are worth."""
    subject: float
    """The larger share of a text's three rarest terms that the other bears, by worth."""
    rarest: float
    """Worth of the rarest shared term."""
    third: float
    """Worth of the third rarest shared term."""
    instrument: float
    """Worth of the rarest shared instrument."""
    flow: float
    """-1 if they lead over the border opposite ways, 0 if not or if they do not say."""
    liability: float
    """-1 if one text begins with a liability and the other does not, 0 otherwise."""
    rank: float
    """Nearness as a share of the best of the left measure, times the same of the right one."""
    best: float
    """The larger of these two shares."""
    best_pairs: float
    """The same by character pairs alone."""


class Overlap(NamedTuple):
    """What the features that two texts share are worth, and which share of either text that is."""

    worth: float
    of_left: float
    of_right: float


def shared_features(left: Weighed, right: Weighed) -> set[str]:
    """The character pairs and terms of both texts."""
    return (left.pairs.keys() & right.pairs.keys()) | (left.terms.keys() & right.terms.keys())


def overlap(left: Weighed, right: Weighed, worth: Mapping[str, float]) -> Overlap:
    """What two texts share, character pairs and terms together."""
    both = total(shared_features(left, right), worth)
    return Overlap(both, both / (left.worth or 1.0), both / (right.worth or 1.0))


def text_evidence(
    left: Sequence[Weighed], right: Sequence[Weighed], near: Mapping[Place, Near], worth: Mapping[str, float]
) -> dict[Place, TextEvidence]:
    """The evidence of the texts for each candidate pair."""
    mean = _Best((place, value.mean) for place, value in near.items())
    pairs = _Best((place, value.pairs) for place, value in near.items())
    flows = [[flow(weighed.profile.text) for weighed in side] for side in (left, right)]
    subjects = [[_subject(weighed, worth) for weighed in side] for side in (left, right)]
    found = {}
    for place, value in near.items():
        one, other = left[place[0]], right[place[1]]
        names = one.terms.keys() & other.terms.keys()
        terms = sorted((worth[name] for name in names), reverse=True)
        of_left, of_right = mean.shares(place, value.mean)
        found[place] = TextEvidence(
            pairs=math.sqrt(value.pairs),
            terms=math.sqrt(value.terms),
            shared_pairs=math.log1p(total(one.pairs.keys() & other.pairs.keys(), worth)),
            shared_terms=math.log1p(math.fsum(terms)),
            subject=max(_held(subjects[0][place[0]], other, worth), _held(subjects[1][place[1]], one, worth)),
            rarest=terms[0] if terms else 0.0,
            third=terms[2] if len(terms) > 2 else 0.0,
            instrument=max((worth[name] for name in names if is_instrument(name)), default=0.0),
            flow=min(0.0, flows[0][place[0]] * flows[1][place[1]]),
            liability=-1.0 if one.profile.liable != other.profile.liable else 0.0,
            rank=of_left * of_right,
            best=max(of_left, of_right),
            best_pairs=max(pairs.shares(place, value.pairs)),
        )
    return found


def _subject(one: Weighed, worth: Mapping[str, float]) -> list[str]:
    """The three rarest terms of a text, which tell what it is about."""
    return heapq.nlargest(3, one.terms, key=lambda name: (worth[name], name))


def _held(subject: Sequence[str], other: Weighed, worth: Mapping[str, float]) -> float:
    whole = total(subject, worth)
    return total((name for name in subject if name in other.terms), worth) / whole if whole else 0.0


class _Best:
    """The best value of each measure of either side."""

    def __init__(self, values: Iterable[tuple[Place, float]]) -> None:
        self._left: dict[int, float] = defaultdict(float)
        self._right: dict[int, float] = defaultdict(float)
        for (one, other), value in values:
            self._left[one] = max(self._left[one], value)
            self._right[other] = max(self._right[other], value)

    def shares(self, place: Place, value: float) -> tuple[float, float]:
        """A value as a share of the best of its left measure, and of its right one."""
        return value / (self._left[place[0]] or 1.0), value / (self._right[place[1]] or 1.0)
