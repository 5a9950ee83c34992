"""Filling templates: every printed text is escaped, and what acts on a reader's screen is shown by its code."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.errors import UsageError
from policydiff.report.dossier.parts import Field
from policydiff.report.printable import plain
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
        return _environment(foreign=False).get_template(template).render(given).encode("utf-8")
    return _filled(own, given)


def _filled(own: Path, given: Mapping[str, object]) -> bytes:
    """The user's template filled in; what is wrong with it is one line."""
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        return _environment(foreign=True).from_string(own.read_text("utf-8")).render(given).encode("utf-8")
    except TemplateSyntaxError as error:
        what, where = error.message or "is no template", f"{own}:{error.lineno}"
    except (
        TemplateError,
        OSError,
        ArithmeticError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        what, where = f"cannot be filled in: {error}", str(own)
    raise UsageError(what, where=f"--template {where}", remedy="see docs/reports.md for what templates are given")


@cache
def _environment(*, foreign: bool) -> "Environment":
    """For templates of ours, or foreign ones, which are no program that may do as it likes: these run in a sandbox."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = (ImmutableSandboxedEnvironment if foreign else Environment)(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"marked": marked, "printed": printed}
    return environment


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
