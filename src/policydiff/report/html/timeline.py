"""Timelines as a page: families, or the rounds of a lifecycle."""

from policydiff.report.html.page import render_page
from policydiff.report.timeline.parts import Page, Rounds


def render(page: Page) -> bytes:
    """One self-contained file."""
    if not isinstance(page, Rounds):
        return render_page("chronicle.html.j2", page.language, page=page)
    from markupsafe import Markup

    from policydiff.report.charts.draw import draw_all

    drawn = [svg and Markup(svg) for svg in draw_all(page.figures, page.language)]  # noqa: S704 - our own charts
    figures = list(zip(page.figures, drawn, strict=True))
    return render_page("rounds.html.j2", page.language, page=page, figures=figures)
