"""Comparing two documents: a pure pipeline from snapshots to a comparison."""

from policydiff.compare.pipeline import compare, compare_aligned, document_of, link_between

__all__ = ["compare", "compare_aligned", "document_of", "link_between"]
