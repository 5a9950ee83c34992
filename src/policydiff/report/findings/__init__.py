"""Findings of `validate`: a row a format, imported when asked for."""

from __future__ import annotations  # only the format that is asked for is loaded

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policydiff.model.finding import Report


@dataclass(frozen=True, slots=True)
class Screen:
    """Who reads: the language, and for text whether there are colours and how many columns a line has."""

    language: str = "en"
    colour: bool = False
    columns: int = 100


class Renderer(Protocol):
    """How findings are written in one format."""

    def __call__(self, report: Report, screen: Screen = ..., /) -> str:
        """The whole output."""


_PAPER = Screen()


def _text(report: Report, screen: Screen = _PAPER) -> str:
    from policydiff.report.findings.text import render

    return render(report, screen.language, colour=screen.colour, columns=screen.columns)


def _json(report: Report, _: Screen = _PAPER) -> str:
    from policydiff.report.findings.to_json import render

    return render(report)


def _github(report: Report, screen: Screen = _PAPER) -> str:
    from policydiff.report.findings.github import render

    return render(report, screen.language)


def _gitlab(report: Report, _: Screen = _PAPER) -> str:
    from policydiff.report.findings.gitlab import render

    return render(report)


def _junit(report: Report, screen: Screen = _PAPER) -> str:
    from policydiff.report.findings.junit import render

    return render(report, screen.language)


def _markdown(report: Report, screen: Screen = _PAPER) -> str:
    from policydiff.report.findings.markdown import render

    return render(report, screen.language)


def _sarif(report: Report, screen: Screen = _PAPER) -> str:
    from policydiff.report.findings.sarif import render

    return render(report, screen.language)


RENDERERS: Mapping[str, Renderer] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
    "markdown": _markdown,
    "sarif": _sarif,
}
"""By the name of the format."""

IS_DATA = frozenset(RENDERERS) - {"text"}
"""Formats that programs read: always UTF-8, never coloured."""
