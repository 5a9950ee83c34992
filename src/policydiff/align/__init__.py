"""Alignment: which measures of two documents carry on the same policy.

Stages: profiles of the texts, candidate pairs, the evidence of the texts, the evidence of what
surrounds a pair, a confidence by a fitted model, and groups of linked pairs.
"""

from policydiff.align.alignment import Alignment, Pair, Weighing, align, weigh_pairs
from policydiff.align.groups import groups
from policydiff.align.rerank import Similarity

__all__ = ["Alignment", "Pair", "Similarity", "Weighing", "align", "groups", "weigh_pairs"]
