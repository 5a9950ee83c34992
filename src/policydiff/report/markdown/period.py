"""What changed since a revision as Markdown, for a pull request: what matters first, long parts folded.

A comment on a pull request may hold 65,536 characters. Where all of the report is longer, fewer rows of each block
are shown, then none, and it is said how many are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policydiff.report.dossier.parts import Field
from policydiff.report.gate import PASSED, GatePart
from policydiff.report.markdown.escaping import escape, marked
from policydiff.report.markdown.layout import folded, table
from policydiff.report.marks import shorten
from policydiff.report.period.parts import Block, ChangeReport, Entry, Row
from policydiff.report.wording import Words, words

LIMIT = 65_000
"""Characters."""
_OPEN = 6
"""So many rows of a block are shown at once, the others folded."""
_READINGS = ("cells", "otherwise")
_CONTEXT = 30
"""Characters shown beside a change where the text did not change in substance."""


@dataclass(frozen=True, slots=True)
class Depth:
    """How much is shown: so many rows of a block, whether entries at all, and so many of the overview."""

    rows: int
    has_entries: bool = True
    overview: int = 1_000_000


_DEPTHS = (Depth(1_000_000), *map(Depth, (100, 30, 10, 3, 0)), *(Depth(0, False, n) for n in (1_000_000, 500, 200, 50)))  # noqa: FBT003


def render(report: ChangeReport) -> str:
    """The report in Markdown: removed words in `del`, added ones in `ins`."""
    text = ""
    for depth in _DEPTHS:
        text = "\n".join(_Page(report, depth).lines()) + "\n"
        if len(text) <= LIMIT:
            break
    return text


class _Page:
    """The lines of the report."""

    def __init__(self, report: ChangeReport, depth: Depth) -> None:
        self._report = report
        self._depth = depth
        self._say: Words = words(report.language)

    def lines(self) -> Iterator[str]:
        """All lines, top to bottom."""
        report = self._report
        yield f"# {escape(report.title)}\n"
        yield f"{escape(report.subtitle)}\n"
        if report.gate:
            yield from self._gate(report.gate)
        yield f"**{escape(report.headline)}**\n"
        yield from (f"> {escape(line)}\n" for line in report.lines)
        if report.remarks:
            yield f"## {escape(report.remarks_title)}\n"
            shown = report.remarks[: self._depth.overview]
            yield from (f"- {escape(remark)}" for remark in shown)
            yield from self._more("period.more-rows", len(report.remarks) - len(shown), "- ")
            yield ""
        if report.entries:
            yield from self._overview()
        for chapter in report.chapters if self._depth.has_entries else ():
            yield f"## {escape(chapter.title)}\n"
            for entry in chapter.entries:
                yield from self._entry(entry)
        yield from folded(self._say("period.method"), self._method())

    def _gate(self, gate: GatePart) -> Iterator[str]:
        """The verdict, before anything else: what failed by rule, then what is to be known."""
        mark = "✅" if gate.code == PASSED else "❌"
        yield f"## {mark} {escape(gate.title)}\n"
        yield f"**{escape(gate.headline)}** {escape(gate.asked)}\n"
        for group in gate.groups:
            yield f"- **{escape(group.title)}**"
            yield from (f"  - {escape(row)}" for row in group.rows)
        yield from (f"- {escape(line)}" for line in gate.lines)
        yield ""

    def _overview(self) -> Iterator[str]:
        """A table of all entries: what became of each, in short."""
        names = self._report.overview
        entries = self._report.entries
        shown = entries[: self._depth.overview]
        rows = ((_labelled(f"**{escape(one.key)}**", one), escape(one.code_name), escape(one.lead)) for one in shown)
        yield from table(list(map(escape, names.values())), rows)
        yield from self._more("period.more-entries", len(entries) - len(shown), "")

    def _method(self) -> Iterator[str]:
        yield from (f"- {escape(one.text)}" for one in self._report.balances)
        yield ""
        for terms in self._report.glossary:
            yield from (f"- **{escape(one.name)}** ({one.code}): {escape(one.meaning)}" for one in terms.terms)
        yield ""
        yield from (f"- {escape(line)}" for line in self._report.method)

    def _entry(self, entry: Entry) -> Iterator[str]:
        yield f"### {_labelled(escape(entry.key), entry)}\n"
        if entry.title:
            yield f"{escape(entry.title)}\n"
        yield f"{escape(entry.lead)}\n"
        yield from (f"- {escape(line)}" for line in entry.lines)
        if entry.lines:
            yield ""
        for block in entry.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        shown = _shortened(block) if block.code in _READINGS else block.rows
        rows = [line for row in shown[: self._depth.rows] for line in _row(row, self._say)]
        rows += self._more("period.more-rows", len(block.rows) - self._depth.rows, "- ")
        if block.is_minor:
            yield from folded(block.title, rows)
            return
        yield f"#### {escape(block.title)}\n" if block.code.startswith("leg-") else f"**{escape(block.title)}**\n"
        yield from (f"{escape(line)}\n" for line in block.lines)
        count = min(len(block.rows), self._depth.rows)
        begin = [line for row in shown[: min(_OPEN, count)] for line in _row(row, self._say)]
        if begin:
            yield from begin
            yield ""
        if rows[len(begin) :]:
            more = len(block.rows) - min(_OPEN, count)
            yield from folded(self._say("period.more", count=more), rows[len(begin) :])

    def _more(self, key: str, count: int, lead: str) -> Iterator[str]:
        if count > 0:
            yield lead + escape(self._say(key, count=count))


def _labelled(name: str, entry: Entry) -> str:
    return name + "".join(f" *({escape(label)})*" for label in entry.labels)


def _shortened(block: Block) -> list[Row]:
    """Rows with long cells cut to what reads otherwise."""
    return [
        replace(row, fields=tuple(replace(one, segments=tuple(shorten(one.segments, _CONTEXT))) for one in row.fields))
        for row in block.rows
    ]


def _row(row: Row, say: Words) -> Iterator[str]:
    yield f"- **{escape(row.caption)}**"
    yield from (f"  <br>{_field(field, say)}" for field in row.fields)
    yield from (f"  - {escape(note)}" for note in row.notes)


def _field(field: Field, say: Words) -> str:
    name = escape(say("period.field", name=field.name)) if field.name else ""
    return name + marked(field.segments)
