"""Timelines as a page: families, or the rounds of a lifecycle."""

from collections.abc import Sequence
from importlib import import_module

from policydiff.report.html.page import render_page
from policydiff.report.timeline.parts import Figure, Page, Rounds


def render(page: Page) -> bytes:
    """One self-contained file."""
    if isinstance(page, Rounds):
        charts = [_drawn(figure, page.language) for figure in page.figures]
        figures = list(zip(page.figures, charts, strict=True))
        return render_page("rounds.html.j2", page.language, page=page, figures=figures)
    return render_page("chronicle.html.j2", page.language, page=page)


def _drawn(figure: Figure, language: str) -> object:
    """A figure as SVG; None where nothing can be drawn."""
    from markupsafe import Markup

    try:
        charts = import_module("policydiff.report.charts")
    except ModuleNotFoundError:
        return None
    figures: Sequence[Figure] = (figure,)
    drawn = charts.draw(figures, language).get(figure.chart)
    return Markup(drawn) if drawn else None  # noqa: S704 - our own chart
