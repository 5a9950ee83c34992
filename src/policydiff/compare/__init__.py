"""Comparing two documents: a pure pipeline from snapshots to a comparison."""

from policydiff.compare.pipeline import compare, link_between

__all__ = ["compare", "link_between"]
