"""The page of a comparison: one file that opens without a network, reads without script, and prints."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.model.decision import LINKED, PARTLY, UNRELATED
from policydiff.report.dossier.facets import BODY, SECTION_LEFT, SECTION_RIGHT
from policydiff.report.dossier.parts import Dossier
from policydiff.report.html.page import render_page
from policydiff.report.wording import Words, words

if TYPE_CHECKING:
    from markupsafe import Markup

SCRIPTS = ("fold.js", "rows.js", "filters.js", "anchors.js", "decisions.js", "review.js", "keys.js", "start.js")
"""The script of the page, part behind part."""
_SCRIPT_WORDS = (
    *("shown", "nothing-shown", "remove", "copied", "address", "decide", "decided", "take-back", "kept", "not-kept"),
    *("none", "no-measure", "contradicts", "decided-before", "no-change", "both-sides", "no-verdict", "nearest"),
)


def render(dossier: Dossier, template: Path | None = None) -> Mapping[str, bytes]:
    """The page; a `template` of the user is filled in in place of ours, which it may extend.

    Raises:
        UsageError: the user's template is none, or asks for what there is not.
    """
    with ThreadPoolExecutor(1) as beside:  # the charts are drawn by a program of their own; we read templates meanwhile
        charts = beside.submit(_charts, dossier)
        page = render_page(
            "comparison.html.j2",
            dossier.language,
            template,
            dossier=dossier,
            charts=charts.result,
            scripts=SCRIPTS,
            **_values(dossier, words(dossier.language)),
        )
    return {"": page}


def _values(dossier: Dossier, say: Words) -> Mapping[str, object]:
    """What else the templates are given: what the page is made up of, and what its script is told."""
    bodies = _places(dossier, BODY)
    return {
        "contents": tuple(_contents(dossier, say)),
        "told": _told(dossier, say),
        "left_sections": _places(dossier, SECTION_LEFT),
        "right_sections": _places(dossier, SECTION_RIGHT),
        "body_codes": bodies,
        "bodies": {row.key: " ".join(str(bodies[name]) for name in row.bodies) for row in dossier.all_rows},
    }


def _charts(dossier: Dossier) -> Mapping[str, "Markup"]:
    """The charts by name; one that there is nothing to draw of is missing."""
    from markupsafe import Markup

    from policydiff.report.charts.draw import draw

    drawn = draw(dossier.figures, dossier.language)
    return {name: Markup(svg) for name, svg in drawn.items()}  # noqa: S704 - drawn by us, its texts escaped


def _contents(dossier: Dossier, say: Words) -> Iterator[tuple[str, str]]:
    """The sections of the page that there are: anchors and names."""
    there = {"highlights": dossier.highlights, "charts": dossier.figures, "bodies": dossier.bodies}
    for name in ("highlights", "charts", "comparison", "left-out", "own", "bodies", "texts", "sources", "method"):
        if there.get(name, True):
            yield name, say(f"contents.{name}")


def _places(dossier: Dossier, code: str) -> Mapping[str, int]:
    """The place of each value of a facet: what rows name it by, since a name is long and comes often."""
    options = [option for facet in dossier.facets if facet.code == code for option in facet.options]
    return {option.value: at for at, option in enumerate(options)}


def _told(dossier: Dossier, say: Words) -> Mapping[str, object]:
    """What the script is told: the documents, and its words."""
    left, right = dossier.sides
    return {
        "left": {"id": left.id, "label": left.label, "name": left.name},
        "right": {"id": right.id, "label": right.label, "name": right.name},
        "digest": dossier.digest,
        "words": {name: say(f"script.{name}") for name in _SCRIPT_WORDS},
        "verdicts": {name: say(f"verdict.{name}") for name in (LINKED, UNRELATED, PARTLY)},
    }
