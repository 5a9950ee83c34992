"""The files that timelines are written as: one row a format, imported when it is asked for."""

from collections.abc import Callable, Mapping

from policydiff.report.timeline.parts import Page


def _html(page: Page) -> bytes:
    from policydiff.report.html.timeline import render

    return render(page)


def _docx(page: Page) -> bytes:
    from policydiff.report.word.timeline import render

    return render(page)


def _markdown(page: Page) -> bytes:
    from policydiff.report.timeline.to_markdown import render

    return render(page).encode("utf-8")


def _json(page: Page) -> bytes:
    from policydiff.snapshot import to_json

    return to_json(page.found).encode("utf-8")


FORMATS: Mapping[str, Callable[[Page], bytes]] = {
    "html": _html,
    "docx": _docx,
    "md": _markdown,
    "json": _json,
}
"""By suffix."""
