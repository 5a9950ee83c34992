"""What changed since a revision, for a terminal: whole sentences, and of long texts the places that changed."""

from collections.abc import Iterator, Sequence

from policydiff.report.marks import shorten
from policydiff.report.period.parts import Block, ChangeReport, Entry, Row
from policydiff.report.terminal.lines import fit, wrap
from policydiff.report.view import SAME, Segment
from policydiff.report.wording import Words, words

_CONTEXT = 16
"""Characters shown beside a change."""
_PAIR = "pair"


def render(report: ChangeReport, columns: int, *, colour: bool = False) -> str:
    """The report for a terminal of `columns`."""
    return "".join(f"{line}\n" for line in _Page(report, columns, colour=colour).lines())


class _Page:
    """The lines of the report."""

    def __init__(self, report: ChangeReport, columns: int, *, colour: bool) -> None:
        self._report = report
        self._columns = columns
        self._colour = colour
        self._say: Words = words(report.language)

    def lines(self) -> Iterator[str]:
        """All lines, top to bottom."""
        report = self._report
        yield from self._bold(report.subtitle)
        yield from self._text(report.headline, 0)
        for line in report.lines:
            yield from self._text(line, 0)
        if report.remarks:
            yield ""
            yield from self._bold(report.remarks_title)
            for remark in report.remarks:
                yield from self._text(remark, 2)
        for chapter in report.chapters:
            yield ""
            yield from self._bold(chapter.title)
            for entry in chapter.entries:
                yield from self._entry(entry)

    def _entry(self, entry: Entry) -> Iterator[str]:
        yield fit("  " + "  ".join((entry.key, *(f"[{label}]" for label in entry.labels), entry.title)), self._columns)
        yield from self._text(entry.lead, 4)
        for line in entry.lines:
            yield from self._text(line, 4)
        for block in entry.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        indent = 2 + 2 * block.level
        yield from self._text(block.title, indent)
        for line in block.lines:
            yield from self._text(line, indent + 2)
        if block.is_minor:
            yield from self._text(self._say("list-and").join(row.caption for row in block.rows), indent + 2)
            return
        for row in block.rows:
            yield from self._row(row, indent + 2, notes=row.notes[:1] if block.code == _PAIR else row.notes)

    def _row(self, row: Row, indent: int, notes: Sequence[str]) -> Iterator[str]:
        yield from self._text(row.caption, indent)
        for field in row.fields:
            lead = [Segment(self._say("period.field", name=field.name), SAME)] if field.name else []
            yield from self._segments([*lead, *shorten(field.segments, _CONTEXT)], indent + 2)
        for note in notes:
            yield from self._text(note, indent + 2)

    def _bold(self, text: str) -> Iterator[str]:
        for line in self._text(text, 0):
            yield f"\x1b[1m{line}\x1b[0m" if self._colour else line

    def _text(self, text: str, indent: int) -> Iterator[str]:
        return self._segments([Segment(text, SAME)], indent)

    def _segments(self, segments: Sequence[Segment], indent: int) -> Iterator[str]:
        room = max(20, self._columns - indent - 2)
        for at, line in enumerate(wrap(segments, room, colour=self._colour)):
            yield " " * (indent + (2 if at else 0)) + line
