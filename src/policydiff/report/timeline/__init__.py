"""Timelines: families and rounds in the words of one language, which every format puts into its own signs."""

from policydiff.report.timeline.lifecycle import rounds_of
from policydiff.report.timeline.lineages import chronicle_of_lineages, chronicle_of_trace
from policydiff.report.timeline.parts import Chronicle, Page, Rounds

__all__ = ["Chronicle", "Page", "Rounds", "chronicle_of_lineages", "chronicle_of_trace", "rounds_of"]
