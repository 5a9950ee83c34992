"""The files that a change report can be written as: a new one is one module, and one row here."""

from collections.abc import Callable, Mapping

from policydiff.report.period.parts import ChangeReport


def _markdown(report: ChangeReport) -> bytes:
    from policydiff.report.period.to_markdown import render

    return render(report).encode("utf-8")


def _json(report: ChangeReport) -> bytes:
    from policydiff.report.period.to_json import render

    return render(report.period).encode("utf-8")


def _html(report: ChangeReport) -> bytes:
    from policydiff.report.html.page import render_page

    return render_page("period.html.j2", report.language, report=report)


def _word(report: ChangeReport) -> bytes:
    from policydiff.report.period.to_word import render

    return render(report)


CHANGE_FORMATS: Mapping[str, Callable[[ChangeReport], bytes]] = {
    "html": _html,
    "docx": _word,
    "md": _markdown,
    "json": _json,
}
"""By suffix."""
