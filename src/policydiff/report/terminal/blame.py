"""Blame on a terminal: a line a measure or clause, with the commit that last changed it."""

from collections.abc import Iterable, Iterator

from policydiff.model.history import DOCUMENT, Blame, BlamedMeasure, BlamedPart, Origin
from policydiff.report.terminal.history import SHORT, ending
from policydiff.report.terminal.lines import fit, plain, width, wrap
from policydiff.report.view import SAME, Segment
from policydiff.report.wording import Words, words

_AUTHOR = 16
"""Columns that a name may take."""


def blame_as_text(blame: Blame, columns: int, language: str) -> str:
    """Blame for a terminal of `columns`, and below it the documents that the commits brought."""
    return "\n".join(_lines(blame, max(60, columns), words(language))) + "\n"


def _lines(blame: Blame, columns: int, say: Words) -> Iterator[str]:
    unknown = say("blame.cut" if blame.is_cut else "blame.none")
    rows = [(_origin(one.origin, unknown, say), _name(one, say), one.text, one.origin) for one in blame.measures]
    rows += [(_origin(one.origin, unknown, say), _field(one, say), one.text, one.origin) for one in blame.parts]
    sizes = [max((width(row[0][at]) for row in rows), default=0) for at in range(4)]
    names = max((width(row[1]) for row in rows), default=0)
    for facts, name, text, origin in rows:
        cells = [fact + " " * (size - width(fact)) for fact, size in zip(facts, sizes, strict=True)]
        shown = say("blame.with-document", text=text) if origin and origin.reason == DOCUMENT else text
        lead = "  ".join((*cells, name + " " * (names - width(name)))) + "  "
        yield fit(lead + shown, max(columns, width(lead) + 20))
    documents = list(_documents((row[3] for row in rows), say))
    if documents:
        yield ""
    for document in documents:
        yield from wrap([Segment(plain(document), SAME)], columns, colour=False)
    for text in ending(blame.broken, say, is_cut=blame.is_cut):
        yield ""
        yield from wrap([Segment(plain(text), SAME)], columns, colour=False)


def _origin(origin: Origin | None, unknown: str, say: Words) -> tuple[str, str, str, str]:
    """Hash, kind, day and author of what something comes from."""
    if origin is None:
        return "?" * SHORT, "?", unknown, ""
    saved, kind = origin.saved, say(f"commit-kind.{origin.kind}")
    if saved.commit is None:
        return say("history.unsaved"), kind, "", ""
    return saved.commit[:SHORT], kind, saved.day or "", fit(saved.author or "", _AUTHOR)


def _name(one: BlamedMeasure, say: Words) -> str:
    return say("blame.was", measure=one.measure, before=one.renumbered.was) if one.renumbered else one.measure


def _field(one: BlamedPart, say: Words) -> str:
    return say(f"field.{one.field}")


def _documents(found: Iterable[Origin | None], say: Words) -> Iterator[str]:
    """A line for each document, by title, number and day of issue, with the commits that hold it."""
    commits: dict[str, dict[str, None]] = {}
    for origin in found:
        if origin is not None:
            commit = origin.saved.commit
            title = origin.title
            number = say("blame.number", number=origin.document_number) if origin.document_number else ""
            issued = say("history.issued", day=origin.issued) if origin.issued else ""
            known = commits.setdefault(say("blame.document", title=title, number=number, issued=issued), {})
            known[commit[:SHORT] if commit else say("history.unsaved")] = None
    for document, names in commits.items():
        yield say("fact", name=document, value=say("list-and").join(names))
