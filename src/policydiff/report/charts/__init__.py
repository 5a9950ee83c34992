"""Charts: the figures of a dossier drawn as pictures that are put into pages."""

from policydiff.report.charts.draw import draw, draw_all
from policydiff.report.charts.engine import warm

__all__ = ["draw", "draw_all", "warm"]
