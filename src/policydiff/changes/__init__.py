"""Naming changes: the catalogue of rules, detectors, and the claims that account for every edit."""

from policydiff.changes.find import Found, find_changes

__all__ = ["Found", "find_changes"]
