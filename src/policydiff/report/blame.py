"""Blame on a terminal: a line a measure or clause, with the commit that last changed it."""

from collections.abc import Iterable, Iterator

from policydiff.model.history import DOCUMENT, Blame, BlamedMeasure, BlamedPart, Origin
from policydiff.report.history import SHORT, ending
from policydiff.report.terminal import fit, plain, width, wrap
from policydiff.report.view import SAME, Segment
from policydiff.report.wording import Words, words

_AUTHOR = 16
"""Columns that a name may take."""


def blame_as_text(blame: Blame, columns: int, language: str) -> str:
    """Blame for a terminal of `columns`, and below it the documents that the commits brought."""
    return "\n".join(_lines(blame, max(60, columns), words(language))) + "\n"


def _lines(blame: Blame, columns: int, say: Words) -> Iterator[str]:
    rows = [(_origin(one.origin, say), _name(one, say), one.text, one.origin) for one in blame.measures]
    rows += [(_origin(one.origin, say), _field(one, say), one.text, one.origin) for one in blame.parts]
    sizes = [max((width(row[0][at]) for row in rows), default=0) for at in range(4)]
    names = max((width(row[1]) for row in rows), default=0)
    for facts, name, text, origin in rows:
        cells = [fact + " " * (size - width(fact)) for fact, size in zip(facts, sizes, strict=True)]
        note = f"（{say('blame.with-document')}）" if origin and origin.reason == DOCUMENT else ""
        lead = "  ".join((*cells, name + " " * (names - width(name)))) + "  "
        yield fit(lead + note + text, max(columns, width(lead) + 20))
    documents = list(_documents((row[3] for row in rows), say))
    if documents:
        yield ""
        yield say("blame.documents")
        yield from (f"  {fit(line, columns - 2)}" for line in documents)
    for text in ending(blame.broken, say, is_cut=blame.is_cut):
        yield ""
        yield from wrap([Segment(plain(text), SAME)], columns, colour=False)


def _origin(origin: Origin | None, say: Words) -> tuple[str, str, str, str]:
    """Hash, kind, day and author of what something comes from."""
    if origin is None:
        return "?" * SHORT, "?", say("blame.unknown"), ""
    saved, kind = origin.saved, say(f"commit-kind.{origin.kind}")
    if saved.commit is None:
        return say("history.unsaved"), kind, "", ""
    return saved.commit[:SHORT], kind, saved.day or "", fit(saved.author or "", _AUTHOR)


def _name(one: BlamedMeasure, say: Words) -> str:
    if one.renumbered is None:
        return one.measure
    commit = one.renumbered.saved.commit
    shown = commit[:SHORT] if commit else say("history.unsaved")
    return say("blame.was", measure=one.measure, before=one.renumbered.was, commit=shown)


def _field(one: BlamedPart, say: Words) -> str:
    return say(f"field.{one.field}")


def _documents(found: Iterable[Origin | None], say: Words) -> Iterator[str]:
    """A line for each commit: the title, number and day of issue of the document as it was then."""
    for origin in dict.fromkeys(one for one in found if one):
        commit = origin.saved.commit
        yield say(
            "blame.document",
            commit=commit[:SHORT] if commit else say("history.unsaved"),
            title=origin.title,
            number=say("blame.number", number=origin.document_number) if origin.document_number else "",
            issued=say("blame.issued", day=origin.issued) if origin.issued else "",
        )
