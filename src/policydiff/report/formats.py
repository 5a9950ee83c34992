"""The files that a dossier is written as: one row a format, imported when it is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from policydiff.report.dossier.parts import Dossier

Files = Mapping[str, bytes]
"""Contents by the name of the part: `""` is the file that was asked for, `changes` stands beside it."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a file of one suffix is written, and whether a template of the user can take the place of ours."""

    render: Callable[[Dossier, Path | None], Files]
    takes_template: bool = False


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
    from policydiff.report.to_markdown import render

    return {"": render(dossier, template).encode("utf-8")}


def _xlsx(dossier: Dossier, _: Path | None) -> Files:
    from policydiff.report.excel.workbook import render_excel

    return render_excel(dossier)


def _csv(dossier: Dossier, _: Path | None) -> Files:
    from policydiff.report.to_csv import render_csv

    return render_csv(dossier)


def _zip(dossier: Dossier, _: Path | None) -> Files:
    from policydiff.report.to_csv import render_zip

    return render_zip(dossier)


FORMATS: Mapping[str, Format] = {
    "html": Format(_html, takes_template=True),
    "docx": Format(_word, takes_template=True),
    "xlsx": Format(_xlsx),
    "md": Format(_markdown, takes_template=True),
    "csv": Format(_csv),
    "zip": Format(_zip),
    "json": Format(_json),
}
"""By suffix."""
