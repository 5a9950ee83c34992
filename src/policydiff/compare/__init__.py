"""Comparing two documents: a pure pipeline from snapshots to a comparison."""

from policydiff.compare.pipeline import compare

__all__ = ["compare"]
