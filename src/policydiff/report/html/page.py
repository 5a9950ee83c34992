"""Filling templates: every printed text is escaped, and what acts on a reader's screen is shown by its code."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.report.printable import plain
from policydiff.report.wording import words

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_TEMPLATES, _ASSETS = _HERE / "templates", _HERE / "assets"


@cache
def asset(name: str) -> str:
    """A style sheet or a script that is put into pages."""
    return (_ASSETS / name).read_text("utf-8")


def render_page(template: str, language: str, own: Path | None = None, **values: object) -> bytes:
    """A page made of a template of ours, or of the user's `own` that takes its place and may extend it.

    Templates are given `say` (words of the language), `language`, `asset`, `digest`, and the `values`.
    """
    from markupsafe import Markup

    environment = _environment()
    page = environment.from_string(own.read_text("utf-8")) if own else environment.get_template(template)
    text = page.render(
        say=words(language),
        language={"zh": "zh-Hans", "en": "en"}[language],
        asset=lambda name: Markup(asset(name)),  # noqa: S704 - our own files
        digest=lambda name: base64.b64encode(hashlib.sha256(asset(name).encode()).digest()).decode(),
        **values,
    )
    return text.encode("utf-8")


@cache
def _environment() -> "Environment":
    """Sandboxed: a template of a data repository is no program that may do as it likes."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    """Text with control and invisible characters by their code; line breaks stay, markup of ours too."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return "\n".join(map(plain, value.split("\n")))
    return "" if value is None else value
