"""Comparing two documents: a pure pipeline from snapshots to a comparison."""
