"""Drawing figures."""

from collections.abc import Mapping, Sequence

from policydiff.report.charts.engine import render
from policydiff.report.charts.labels import shown
from policydiff.report.charts.specifications import inks, is_lite, specification
from policydiff.report.charts.svg import for_page, for_picture
from policydiff.report.dossier.parts import Figure
from policydiff.report.wording import words

_FONTS = "Noto Sans CJK SC, Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif"


def draw(figures: Sequence[Figure], language: str) -> Mapping[str, str]:
    """The figures as SVG elements to put into a page, by chart; one that there is nothing to draw of is missing.

    They take the colour of the text around them, its font and its width; the same figures give the same bytes.
    """
    say = words(language)
    made = [(figure, wanted) for figure in figures if (wanted := specification(figure, say))]
    drawn = render([(is_lite(figure.chart), wanted) for figure, wanted in made]) if made else []
    return {
        figure.chart: for_page(one, figure.chart, shown(figure.alt), inks())
        for (figure, _), one in zip(made, drawn, strict=True)
    }


def draw_png(figures: Sequence[Figure], language: str, scale: float = 2) -> Mapping[str, bytes]:
    """The figures as pictures in black and colours on white, by chart, `scale` times 760 dots wide."""
    import vl_convert

    return {
        chart: vl_convert.svg_to_png(for_picture(page, _FONTS), scale=scale)
        for chart, page in draw(figures, language).items()
    }
