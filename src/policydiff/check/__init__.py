"""Checks: what can be wrong with a snapshot beyond its schema."""

from policydiff.check.catalogue import CHECK_BY_ID, CHECKS, Check
from policydiff.check.fault import Fault
from policydiff.check.found import Found
from policydiff.check.run import check_snapshot
from policydiff.check.subject import Subject

__all__ = ["CHECKS", "CHECK_BY_ID", "Check", "Fault", "Found", "Subject", "check_snapshot"]
