"""Alignment: which measures of two documents carry on the same policy.

Stages: profiles of the texts, candidate pairs, scores, an assignment, further sources of what
the assignment leaves unexplained, and groups of linked pairs.
"""

from policydiff.align.alignment import Alignment, Pair, align
from policydiff.align.groups import groups
from policydiff.align.rerank import Similarity

__all__ = ["Alignment", "Pair", "Similarity", "align", "groups"]
