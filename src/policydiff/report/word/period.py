"""What changed since a revision as a Word document: an overview, then a table for each list of changes."""

from policydiff.report.gate import GatePart
from policydiff.report.period.parts import Block, ChangeReport, Entry, Row
from policydiff.report.word import styles
from policydiff.report.word.paper import Paper, Paragraph, Span, marked, paragraph
from policydiff.report.wording import Words, words

_OVERVIEW = (18, 10, 72)
_ROWS = (16, 50, 34)
"""Shares of the width of the page."""


def render(report: ChangeReport) -> bytes:
    """The report as a .docx file."""
    paper = Paper(report.title, report.language, dated=report.period.until.day)
    _Page(paper, words(report.language)).write(report)
    return paper.to_bytes()


class _Page:
    """Writes the report on a paper."""

    def __init__(self, paper: Paper, say: Words) -> None:
        self._paper = paper
        self._say = say

    def write(self, report: ChangeReport) -> None:
        """All of it, top to bottom."""
        paper = self._paper
        paper.add(report.title, style=styles.TITLE)
        paper.add(report.subtitle, style=styles.SUBTITLE)
        if report.gate:
            self._gate(report.gate)
        paper.add(report.headline, style=styles.LEAD)
        for line in report.lines:
            paper.add(line)
        if report.remarks:
            paper.heading(report.remarks_title, 1)
            for remark in report.remarks:
                paper.add(remark)
        if report.entries:
            paper.heading(self._say("period.overview"), 1)
            table = paper.table(list(report.overview.values()), _OVERVIEW)
            for entry in report.entries:
                name = [paragraph(Span(entry.key, styles.STRONG)), *map(paragraph, entry.labels)]
                table.row(name, [paragraph(entry.code_name)], [paragraph(entry.lead)])
        for chapter in report.chapters:
            paper.heading(chapter.title, 1)
            for entry in chapter.entries:
                self._entry(entry)
        self._method(report)

    def _gate(self, gate: GatePart) -> None:
        """The verdict, before anything else."""
        paper = self._paper
        paper.add(Span(f"{gate.title}  {gate.headline}", styles.STRONG), "  ", gate.asked)
        for group in gate.groups:
            paper.add(Span(group.title, styles.STRONG))
            for row in group.rows:
                paper.add(row)
        for line in gate.lines:
            paper.add(line)

    def _entry(self, entry: Entry) -> None:
        paper = self._paper
        paper.heading("  ".join((entry.key, *(f"[{label}]" for label in entry.labels))), 2)
        if entry.title:
            paper.add(Span(entry.title, styles.MUTED))
        paper.add(Span(entry.lead, styles.STRONG))
        for line in entry.lines:
            paper.add(line)
        for block in entry.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        paper = self._paper
        paper.heading(block.title, 3)
        for line in block.lines:
            paper.add(line)
        if block.rows:
            names = [self._say(f"period.table.{name}") for name in ("which", "words", "notes")]
            has_words = any(row.fields for row in block.rows)
            kept = (0, 1, 2) if has_words and any(row.notes for row in block.rows) else (0, 1) if has_words else (0, 2)
            table = paper.table([names[at] for at in kept], [_ROWS[at] for at in kept])
            for row in block.rows:
                cells = self._cells(row)
                table.row(*(cells[at] for at in kept))

    def _cells(self, row: Row) -> tuple[list[Paragraph], list[Paragraph], list[Paragraph]]:
        texts = [
            paragraph(
                *([Span(self._say("period.field", name=field.name), styles.MUTED)] if field.name else []),
                *marked(field.segments),
            )
            for field in row.fields
        ]
        return [paragraph(Span(row.caption, styles.STRONG))], texts, list(map(paragraph, row.notes))

    def _method(self, report: ChangeReport) -> None:
        paper = self._paper
        paper.heading(self._say("period.method"), 1)
        for balance in report.balances:
            paper.add(balance.text)
        for terms in report.glossary:
            paper.heading(terms.title, 2)
            for term in terms.terms:
                paper.add(Span(term.name, styles.STRONG), "  ", term.meaning)
        for line in report.method:
            paper.add(line)
