"""What all pages in Markdown are put together from: tables, what is folded, how grave a change is."""

from collections.abc import Iterable, Iterator, Sequence

from policydiff.changes.catalogue import SEVERITIES
from policydiff.report.dossier.parts import Note
from policydiff.report.markdown.escaping import escape


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of cells that are Markdown."""
    for cells in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(cells)} |"
    yield ""


def folded(title: str, lines: Iterable[str]) -> Iterator[str]:
    """What a reader opens."""
    yield from (f"<details><summary>{escape(title)}</summary>", "")
    yield from lines
    yield from ("", "</details>", "")


def severity(note: Note) -> str:
    """The severity of a change; the highest stands out."""
    name = escape(note.severity_name)
    return f"**{name}**" if note.change.severity == SEVERITIES[-1] else name
