"""Drawing figures."""

from collections.abc import Mapping, Sequence

from policydiff.report.charts.engine import render
from policydiff.report.charts.labels import shown
from policydiff.report.charts.specifications import inks, is_lite, specification
from policydiff.report.charts.svg import for_page
from policydiff.report.dossier.parts import Figure
from policydiff.report.wording import words


def draw(figures: Sequence[Figure], language: str) -> Mapping[str, str]:
    """The figures by chart, of which there is one each; one that there is nothing to draw of is missing."""
    drawn = zip(figures, draw_all(figures, language), strict=True)
    return {figure.chart: svg for figure, svg in drawn if svg}


def draw_all(figures: Sequence[Figure], language: str) -> list[str | None]:
    """The figures as SVG elements to put into a page, in their order; None where there is nothing to draw.

    They take the colour of the text around them, its font and its width; the same figures give the same bytes.
    """
    say = words(language)
    wanted = [specification(figure, say) for figure in figures]
    asked = [(is_lite(figure.chart), one) for figure, one in zip(figures, wanted, strict=True) if one]
    drawn = iter(render(asked) if asked else ())
    return [
        for_page(next(drawn), figure.chart, shown(figure.alt), inks()) if one else None
        for figure, one in zip(figures, wanted, strict=True)
    ]
