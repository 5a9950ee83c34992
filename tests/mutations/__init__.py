"""Labelled pairs of documents: real texts mutated by seed, with what is true of them."""

from tests.mutations.grow import GROWN, grow, write_corpus
from tests.mutations.pair import mutate, strangers
from tests.mutations.plan import Rates
from tests.mutations.truth import Group, MutatedPair, Score, Truth, links_f1, problems

__all__ = [
    "GROWN",
    "Group",
    "MutatedPair",
    "Rates",
    "Score",
    "Truth",
    "grow",
    "links_f1",
    "mutate",
    "problems",
    "strangers",
    "write_corpus",
]
