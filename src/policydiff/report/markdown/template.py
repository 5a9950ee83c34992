"""Markdown from a template of the user: whatever it prints is escaped, unless it is one of our parts."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from policydiff.errors import UsageError
from policydiff.report.dossier.parts import Dossier
from policydiff.report.markdown.escaping import escape, marked
from policydiff.report.markdown.parts import parts
from policydiff.report.wording import words


class _Parts(Mapping[str, object]):
    """Our parts by name, made when they are asked for."""

    def __init__(self, makers: Mapping[str, Callable[[], str]]) -> None:
        self._makers = makers

    def __getitem__(self, name: str) -> object:
        from markupsafe import Markup

        return Markup(self._makers[name]())  # noqa: S704 - escaped where it is made

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def fill(template: Path, dossier: Dossier) -> str:
    """A page of the user's own. Its template is given `dossier`, `parts` (ours, by name), `say`, and `marked`.

    Raises:
        UsageError: it cannot be read, is no template, or asks for what there is not.
    """
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    def safe(value: object) -> object:
        """What is printed: escaped; what is Markdown of ours already stays."""
        return value if hasattr(value, "__html__") else Markup("" if value is None else escape(value))  # noqa: S704

    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        finalize=safe,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = safe
    try:
        page = environment.from_string(template.read_text("utf-8"))
        filled = page.render(
            dossier=dossier,
            parts=_Parts(parts(dossier)),
            say=words(dossier.language),
            marked=lambda segments: Markup(marked(segments)),  # noqa: S704
        )
        return filled.encode("utf-8").decode("utf-8")  # a template can hold halves of characters, which no file can
    except OSError as error:
        raise UsageError("cannot be read", where=f"--template {template}", remedy=error.strerror or "") from error
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        line = getattr(error, "lineno", None)
        where = f"--template {template}" + (f", line {line}" if line else "")
        told = re.sub(r"\s+", " ", str(error)).rstrip(".") or type(error).__name__
        raise UsageError(f"is no sound template: {told}", where=where, remedy="mend it; docs/reports.md") from error
