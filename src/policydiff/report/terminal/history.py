"""The history of snapshots on a terminal: what each commit did, commit by commit."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from policydiff.model.comparison import MERGED, REGROUPED, SPLIT
from policydiff.model.history import BrokenVersion, Log, LogEntry, Saved
from policydiff.model.step import CHANGED, MOVED, RENUMBERED, CellChange, Transition, runs
from policydiff.report.decided import decision_change
from policydiff.report.sentences import sentence
from policydiff.report.terminal.lines import fit, plain, wrap
from policydiff.report.view import MARKS, SAME, Segment
from policydiff.report.wording import Words, sureness, words

SHORT = 10
"""Digits of a hash that are shown."""
_INDENT = 4
_CONTEXT = 8
"""Characters shown on either side of what differs between two cells."""
_LONGEST = 40
"""Characters of a cell that are shown without --full where all of it differs."""


def log_as_text(log: Log, columns: int, language: str, *, full: bool = False) -> str:
    """The log for a terminal of `columns`, a paragraph a commit; `full` shows whole texts."""
    page = _Page(log, words(language), max(40, columns), full=full)
    return "\n".join(page.lines()) + "\n"


def heading(saved: Saved, kind: str, say: Words) -> str:
    """A commit in one line."""
    if saved.commit is None:
        return say("history.heading-unsaved", unsaved=say("history.unsaved"), kind=say(f"commit-kind.{kind}"))
    return say(
        "history.heading",
        commit=saved.commit[:SHORT],
        kind=say(f"commit-kind.{kind}"),
        day=saved.day,
        author=saved.author,
        subject=saved.subject,
    ).rstrip()


def ending(broken: Sequence[BrokenVersion], say: Words, *, is_cut: bool) -> Iterator[str]:
    """What is to be said of versions that were passed over, and of a clone that lacks the beginning."""
    for one in broken:
        version = one.saved.commit[:SHORT] if one.saved.commit else say("history.unsaved")
        yield say("history.broken", version=version, message=one.message)
    if is_cut:
        yield say("history.cut")


class _Page:
    """A page of a log."""

    def __init__(self, log: Log, say: Words, columns: int, *, full: bool) -> None:
        self._log = log
        self._say = say
        self._columns = columns
        self._full = full

    def lines(self) -> Iterator[str]:
        """The lines of the page."""
        by_commit = groupby(self._log.entries, key=lambda entry: (entry.saved, entry.kind))
        is_begun = False
        for (saved, kind), entries in by_commit:
            if is_begun:
                yield ""
            is_begun = True
            yield fit(heading(saved, kind, self._say), self._columns)
            for entry in entries:
                yield from self._entry(entry)
        if not is_begun:
            yield self._say("history.none")
        end = list(ending(self._log.broken, self._say, is_cut=self._log.is_cut))
        if end:
            yield ""
            for text in end:
                yield from self._indented(text, 0)

    def _entry(self, entry: LogEntry) -> Iterator[str]:
        indent = _INDENT
        if self._log.snapshot is None:
            yield from self._indented(self._say("history.snapshot", id=entry.snapshot), 2)
        for text in self._remarks(entry):
            yield from self._indented(text, indent)
        for cell in entry.document:
            yield from self._indented(self._fact(cell), indent)
        for rows in runs(entry.transitions):
            if len(rows) > 1:
                yield from self._indented(self._run(rows), indent)
            else:
                yield from self._row(rows[0], entry, indent)
        for change in entry.decisions:
            yield from self._indented(decision_change(change, self._say), indent)
        shows = entry.transitions or entry.document or entry.decisions or entry.remarks or entry.former_path
        if not shows:
            yield from self._indented(self._say("history.nothing"), indent)

    def _remarks(self, entry: LogEntry) -> Iterator[str]:
        say = self._say
        if entry.said:
            called = say(f"commit-kind.{entry.said}")
            yield say("history.contradiction", said=called, why=say(f"history.why.{entry.kind}"))
        for remark in entry.remarks:
            issued = say("history.issued", day=entry.issued) if entry.issued else ""
            key = "merge-only" if remark == "merge" and not (entry.transitions or entry.document) else remark
            yield say(f"history.remark.{key}", measures=entry.measures, issued=issued)
        if entry.former_path:
            yield say("history.former-path", path=entry.former_path)
        if entry.before and entry.before != entry.after:
            yield say("history.was", before=say("list-and").join(entry.before))

    def _fact(self, cell: CellChange) -> str:
        before, after = self._both(cell)
        return self._say("history.fact", name=self._say(f"fact.{cell.field}"), before=before, after=after)

    def _run(self, rows: Sequence[Transition]) -> str:
        first, last = rows[0], rows[-1]
        return self._say(
            "history.run",
            first=first.before[0],
            last=last.before[0],
            to_first=first.after[0],
            to_last=last.after[0],
            count=len(rows),
        )

    def _row(self, row: Transition, entry: LogEntry, indent: int) -> Iterator[str]:
        say, is_policy = self._say, entry.kind == "policy"
        yield from self._indented(self._caption(row, entry), indent)
        if row.heading:
            before, after = (text or say("history.empty") for text in row.heading)
            yield from self._indented(say("history.heading-moved", before=before, after=after), indent + 4)
        for change in row.changes:
            mark = f"{MARKS[change.severity]:3}"
            text = sentence(change, say, whole=self._full)
            field = "" if change.field in ("title", "text") else f"{say(f'field.{change.field}')}  "
            yield from self._indented(mark + field + text, indent + 1, hanging=3)
        typed = {change.field for change in row.changes}
        for cell in row.cells if row.before and row.after else ():
            if cell.field not in typed:
                key = "history.printed-otherwise" if is_policy else "history.cell"
                before, after = self._both(cell)
                text = say(key, field=say(f"field.{cell.field}"), before=before, after=after)
                yield from self._indented(text, indent + 4)
        for name in row.derived:
            yield from self._indented(say("history.derived", field=say(f"field.{name}")), indent + 4)
        if self._log.measure and row.evidence:
            shared = say("list-and").join(f"“{one.text}”" for one in row.evidence)
            yield from self._indented(say("history.shared", words=self._cut(shared)), indent + 4)

    def _caption(self, row: Transition, entry: LogEntry) -> str:
        say = self._say
        area = "fate." if entry.kind == "policy" else "reading."
        stays = row.before == row.after and row.fate in (CHANGED, MOVED)
        text = self._cut(next((cell.after or cell.before or "" for cell in reversed(row.cells)), ""))
        fate = "put-right" if entry.kind == "correction" and row.fate == CHANGED else row.fate
        caption = say(
            f"{area}{fate}{'-here' if stays else ''}",
            before="+".join(row.before),
            after="+".join(row.after),
            text=text,
        )
        if row.decided_by != "matcher":
            return f"{caption}  {say('history.by-decision')}"
        if row.fate in (CHANGED, SPLIT, MERGED, REGROUPED) and row.before and row.after:
            return f"{caption}  {say('confidence', value=sureness(row.confidence))}"
        if row.fate in (RENUMBERED, MOVED):
            return f"{caption}  {say('history.kept-words')}"
        return caption

    def _both(self, cell: CellChange) -> tuple[str, str]:
        """Both sides of a cell, cut to what differs unless all is wanted."""
        before, after = cell.before, cell.after
        if not self._full and before and after:
            before, after = _narrowed(before, after)
        return self._quoted(before), self._quoted(after)

    def _quoted(self, text: str | None) -> str:
        return self._say("history.empty") if text is None else f"“{self._cut(text)}”"

    def _cut(self, text: str) -> str:
        text = text.replace("\n", " ")
        return text if self._full or len(text) <= _LONGEST + 2 else f"{text[: _LONGEST - 10]}…{text[-10:]}"

    def _indented(self, text: str, indent: int, hanging: int = 2) -> Iterator[str]:
        room = self._columns - indent - hanging
        for at, line in enumerate(wrap([Segment(plain(text), SAME)], room, colour=False)):
            yield " " * (indent + (hanging if at else 0)) + line


def _narrowed(before: str, after: str) -> tuple[str, str]:
    """Two texts without what both begin and end with, but for a little."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return _between(before, start, end), _between(after, start, end)


def _between(text: str, start: int, end: int) -> str:
    start, end = (at if at > 1 else 0 for at in (start - _CONTEXT, end - _CONTEXT))  # a sign for one is no shorter
    return ("…" if start else "") + text[start : len(text) - end] + ("…" if end else "")
