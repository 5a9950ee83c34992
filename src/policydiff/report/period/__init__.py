"""What changed since a revision, in words: one report that every format shows."""

from policydiff.report.period.compose import report_of
from policydiff.report.period.parts import ChangeReport

__all__ = ["ChangeReport", "report_of"]
