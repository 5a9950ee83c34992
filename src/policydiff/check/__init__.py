"""Checks: what can be wrong with a snapshot beyond its schema."""

from policydiff.check.catalogue import CHECKS, Check
from policydiff.check.run import check_snapshot
from policydiff.check.subject import Subject

__all__ = ["CHECKS", "Check", "Subject", "check_snapshot"]
