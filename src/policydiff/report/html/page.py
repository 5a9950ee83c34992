"""Filling templates: every printed text is escaped, and what acts on a reader's screen is shown by its code."""

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.report.dossier.parts import Field
from policydiff.report.printable import plain
from policydiff.report.templates import environment, filled
from policydiff.report.view import ADDED, REMOVED, SAME, Segment
from policydiff.report.wording import words

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_HERE = Path(__file__).parent
_TEMPLATES, _ASSETS = _HERE / "templates", _HERE / "assets"
_TAGS = {SAME: "{}", REMOVED: "<del>{}</del>", ADDED: "<ins>{}</ins>"}


@cache
def asset(*names: str) -> str:
    """Style sheets or scripts that are put into pages, one behind the other.

    Raises:
        LookupError: there is none of the name; a template of the user cannot ask for any other file.
    """
    unknown = set(names) - {path.name for path in _ASSETS.iterdir()}
    if unknown:
        raise LookupError(f"there is no asset “{sorted(unknown)[0]}”")
    return "\n".join((_ASSETS / name).read_text("utf-8") for name in names)


def render_page(template: str, language: str, own: Path | None = None, **values: object) -> bytes:
    """A page made of a template of ours, or of the user's `own` that takes its place and may extend it.

    Templates are given `say` (words of the language), `language`, `asset`, `digest`, the filters `marked` and
    `printed`, and the `values`.

    Raises:
        UsageError: the user's template is none, or asks for what there is not.
    """
    from markupsafe import Markup

    given = {
        "say": words(language),
        "language": {"zh": "zh-Hans", "en": "en"}[language],
        "asset": lambda *names: Markup(asset(*names)),  # noqa: S704 - our own files
        "digest": lambda *names: base64.b64encode(hashlib.sha256(asset(*names).encode()).digest()).decode(),
        **values,
    }
    if own is None:
        return _environment(is_ours=True).get_template(template).render(given).encode("utf-8")
    return filled(own, _environment(is_ours=False), given)


@cache
def _environment(*, is_ours: bool) -> "Environment":
    from jinja2 import FileSystemLoader

    made = environment(_shown, FileSystemLoader(_TEMPLATES), is_ours=is_ours)
    made.filters |= {"marked": marked, "printed": printed}
    return made


def _shown(value: object) -> object:
    """Text with control and invisible characters by their code; line breaks stay, markup of ours too."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return value if value.isprintable() else "\n".join(map(plain, value.split("\n")))
    return "" if value is None else value


def marked(segments: Iterable[Segment]) -> "Markup":
    """Printed words with what differs marked, not by colour alone: removed ones struck out, added ones underlined."""
    from markupsafe import Markup, escape

    shown = "".join(_TAGS[part.mark].format(escape(_shown(part.text))) for part in segments)
    return Markup(shown)  # noqa: S704 - each text is escaped


def printed(field: Field) -> str | None:
    """The text of a field as a JSON string, where it is not shown as it is printed; else None."""
    text = field.text
    return None if _shown(text) == text else json.dumps(text)
