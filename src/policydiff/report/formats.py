"""The files that comparisons, timelines and change reports are written as: a row a format, imported when asked for."""

from __future__ import annotations  # a comparison is written without loading what words timelines

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from policydiff.report.dossier.parts import Dossier
    from policydiff.report.period.parts import ChangeReport
    from policydiff.report.timeline.parts import Page

Shown = TypeVar("Shown")
Files = Mapping[str, bytes]
"""Contents by the name of the part: `""` is the file that was asked for, `changes` stands beside it."""


@dataclass(frozen=True, slots=True)
class Format(Generic[Shown]):
    """How a file of one suffix is written, whether a template of the user can take the place of ours, and what in it
    takes long to start: the engine of charts.
    """

    render: Callable[[Shown, Path | None], Files]
    takes_template: bool = False
    has_charts: bool = False


Formats = Mapping[str, Format[Shown]]
"""By suffix."""


def _json(dossier: Dossier, _: Path | None) -> Files:
    from policydiff.snapshot import to_json

    return {"": to_json(dossier.comparison).encode("utf-8")}


def _html(dossier: Dossier, template: Path | None) -> Files:
    from policydiff.report.html.comparison import render

    return render(dossier, template)


def _word(dossier: Dossier, template: Path | None) -> Files:
    from policydiff.report.word.comparison import render

    return {"": render(dossier, template)}


def _markdown(dossier: Dossier, template: Path | None) -> Files:
    from policydiff.report.markdown.comparison import render

    return {"": render(dossier, template).encode("utf-8")}


def _xlsx(dossier: Dossier, _: Path | None) -> Files:
    from policydiff.report.sheets.workbook import render_excel

    return render_excel(dossier)


def _csv(dossier: Dossier, _: Path | None) -> Files:
    from policydiff.report.sheets.separated import render_csv

    return render_csv(dossier)


def _zip(dossier: Dossier, _: Path | None) -> Files:
    from policydiff.report.sheets.separated import render_zip

    return render_zip(dossier)


FORMATS: Formats[Dossier] = {
    "html": Format(_html, takes_template=True, has_charts=True),
    "docx": Format(_word, takes_template=True),
    "xlsx": Format(_xlsx),
    "md": Format(_markdown, takes_template=True),
    "csv": Format(_csv),
    "zip": Format(_zip),
    "json": Format(_json),
}
"""Of a comparison."""


def _timeline_json(page: Page, _: Path | None) -> Files:
    from policydiff.snapshot import to_json

    return {"": to_json(page.found).encode("utf-8")}


def _timeline_html(page: Page, _: Path | None) -> Files:
    from policydiff.report.html.timeline import render

    return {"": render(page)}


def _timeline_word(page: Page, _: Path | None) -> Files:
    from policydiff.report.word.timeline import render

    return {"": render(page)}


def _timeline_markdown(page: Page, _: Path | None) -> Files:
    from policydiff.report.markdown.timeline import render

    return {"": render(page).encode("utf-8")}


TIMELINE_FORMATS: Formats[Page] = {
    "html": Format(_timeline_html),
    "docx": Format(_timeline_word),
    "md": Format(_timeline_markdown),
    "json": Format(_timeline_json),
}
"""Of what a trace or all lineages show."""

LIFECYCLE_FORMATS: Formats[Page] = {**TIMELINE_FORMATS, "html": Format(_timeline_html, has_charts=True)}


def _changes_json(report: ChangeReport, _: Path | None) -> Files:
    from policydiff.report.period.to_json import render

    return {"": render(report.period).encode("utf-8")}


def _changes_html(report: ChangeReport, _: Path | None) -> Files:
    from policydiff.report.html.page import render_page

    return {"": render_page("period.html.j2", report.language, report=report)}


def _changes_word(report: ChangeReport, _: Path | None) -> Files:
    from policydiff.report.word.period import render

    return {"": render(report)}


def _changes_markdown(report: ChangeReport, _: Path | None) -> Files:
    from policydiff.report.markdown.period import render

    return {"": render(report).encode("utf-8")}


CHANGE_FORMATS: Formats[ChangeReport] = {
    "html": Format(_changes_html),
    "docx": Format(_changes_word),
    "md": Format(_changes_markdown),
    "json": Format(_changes_json),
}
"""Of what changed since a revision."""
