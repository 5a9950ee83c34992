"""The formats a comparison is rendered in: one row a format, imported when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from policydiff.report.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a page is wanted: language, width and colour of the terminal, everything or the main."""

    language: str = "en"
    columns: int = 100
    colour: bool = False
    full: bool = False


def _text(view: View, wanted: Settings) -> str:
    from policydiff.report.terminal import comparison

    return comparison.render(view, wanted.language, columns=wanted.columns, colour=wanted.colour, full=wanted.full)


def _json(view: View, _: Settings) -> str:
    from policydiff.report import to_json

    return to_json.render(view)


def _markdown(view: View, wanted: Settings) -> str:
    from policydiff.report.dossier import dossier_of
    from policydiff.report.markdown import comparison

    return comparison.render(dossier_of(view, *view.snapshots, wanted.language))


RENDERERS: dict[str, Callable[[View, Settings], str]] = {"text": _text, "json": _json, "markdown": _markdown}
