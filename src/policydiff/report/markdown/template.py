"""Markdown from a template of the user: whatever it prints is escaped, unless it is one of our parts."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from policydiff.report.dossier.parts import Dossier
from policydiff.report.markdown.escaping import escape, marked
from policydiff.report.markdown.parts import parts
from policydiff.report.templates import environment, filled
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
    from markupsafe import Markup

    def safe(value: object) -> object:
        """What is printed: escaped; what is Markdown of ours already stays."""
        return value if hasattr(value, "__html__") else Markup("" if value is None else escape(value))  # noqa: S704

    made_in = environment(safe)
    made_in.keep_trailing_newline = True
    made_in.filters["md"] = safe
    given = {
        "dossier": dossier,
        "parts": _Parts(parts(dossier)),
        "say": words(dossier.language),
        "marked": lambda segments: Markup(marked(segments)),  # noqa: S704
    }
    return filled(template, made_in, given).decode("utf-8")
