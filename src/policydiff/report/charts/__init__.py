"""Charts: the figures of a dossier drawn as pictures that are put into pages and papers."""

from policydiff.report.charts.draw import draw, draw_png
from policydiff.report.charts.engine import warm

__all__ = ["draw", "draw_png", "warm"]
