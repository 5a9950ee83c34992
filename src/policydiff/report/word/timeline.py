"""Timelines as a Word document: a table a family, from document to document down the page."""

from collections.abc import Iterable, Iterator

from policydiff.report.timeline.parts import (
    AloneText,
    Balance,
    Chronicle,
    DocumentText,
    FamilyText,
    MeasureText,
    MemberText,
    Origin,
    Page,
    Pointer,
    RoundCell,
    Rounds,
    StageText,
    Terms,
)
from policydiff.report.word import styles
from policydiff.report.word.paper import Paper, Paragraph, Span, Table, marked, paragraph
from policydiff.report.wording import Words, words

_TIMELINE = (12, 18, 36, 34, 24)
"""Shares of the page: time, document, text, what changed, evidence."""


def render(page: Page) -> bytes:
    """The document."""
    paper = Paper(page.title, page.language)
    if isinstance(page, Rounds):
        _Rounds(paper, words(page.language)).fill(page)
    else:
        _Chronicle(paper, words(page.language)).fill(page)
    return paper.to_bytes()


class _Parts:
    """What both kinds of pages have in common."""

    def __init__(self, paper: Paper, say: Words) -> None:
        self.paper, self.say = paper, say

    def head(self, title: str, headline: str, balances: Iterable[Balance] = ()) -> None:
        """The title, the first sentence, the sums."""
        self.paper.add(title, style=styles.TITLE)
        self.paper.add(headline, style=styles.LEAD)
        for one in balances:
            self.paper.add(one.text)

    def documents(self, documents: Iterable[DocumentText]) -> None:
        """The documents as a table."""
        self.paper.heading(self.say("timeline.documents"), 1)
        table = self._table(("day", "document", "number", "sum"), (14, 45, 18, 30))
        for one in documents:
            name = paragraph(Span(one.id, styles.STRONG), f"  {one.title}")
            table.row([paragraph(one.day)], [name], [paragraph(one.number)], [paragraph(one.sum)])

    def timeline(self) -> Table:
        """A table for timelines."""
        return self._table(("when", "document", "text", "changes", "evidence"), _TIMELINE)

    def stages(self, table: Table, stages: Iterable[StageText], *, titled: bool = False) -> None:
        """The rows of a timeline; of many timelines the titles of the documents stand in front of all alone."""
        for stage in stages:
            first = [paragraph(Span(stage.day, styles.STRONG)), paragraph(Span(stage.number, styles.MUTED))]
            named = [paragraph(Span(stage.snapshot, styles.STRONG)), *([paragraph(stage.title)] if titled else [])]
            if not stage.members:
                table.row(first, named, [], list(self._became(stage)), [])
            for at, one in enumerate(stage.members):
                changes = [*(self._became(stage) if at == 0 else ()), *self._changes(one)]
                evidence = list(self._evidence(one))
                table.row(first if at == 0 else [], named if at == 0 else [], list(_text(one)), changes, evidence)

    def _became(self, stage: StageText) -> Iterator[Paragraph]:
        """What became of a line in a round."""
        if stage.status_name:
            effects = f"  {stage.effects}" if stage.effects else ""
            yield paragraph(Span(stage.status_name, styles.STRONG), effects)
        for key, pointers in (("since", () if stage.members else stage.since), ("into", stage.into)):
            if pointers:
                yield paragraph(Span(self.say(f"timeline.{key}"), styles.MUTED), f" {self._names(pointers)}")

    def _changes(self, one: MemberText) -> Iterator[Paragraph]:
        if one.first:
            yield paragraph(one.first)
        for origin in one.origins:
            for note in origin.notes:
                is_first = note.change.severity == "error"
                kind = Span(note.kind_name, styles.STRONG)
                severity = Span(note.severity_name, styles.STRONG if is_first else styles.MUTED)
                yield paragraph(kind, f"  {note.text}  ", severity)
            yield from (paragraph(text) for text in (origin.moved, origin.verdict) if text)

    def _evidence(self, one: MemberText) -> Iterator[Paragraph]:
        say = self.say
        for origin in one.origins:
            yield paragraph(Span(f"← {self._names(origin.lefts)}", styles.STRONG), f" {origin.how}")
            yield from self._speaking(origin)
        if one.others:
            links = say("list-and").join(f"{other.name} ({other.words})" for other in one.others)
            yield paragraph(Span(say("timeline.also"), styles.MUTED), f" {links}")
        for other in one.also_in:
            yield paragraph(Span(say("timeline.also-in"), styles.MUTED), f" {other.name} {other.words}")
        yield paragraph(Span(one.measure.source, styles.MUTED))

    def _speaking(self, origin: Origin) -> Iterator[Paragraph]:
        """What speaks for a link."""
        if origin.decided:
            yield paragraph(origin.decided)
        if origin.shared:
            shared = self.say("list-and").join(self.say("timeline.quoted", words=text) for text in origin.shared)
            yield paragraph(Span(self.say("timeline.shared"), styles.MUTED), f" {shared}")
        for measure in origin.before:
            yield paragraph(Span(self.say("timeline.before"), styles.MUTED), " ", *_spans(measure))

    def _names(self, pointers: Iterable[Pointer]) -> str:
        return self.say("list-and").join(one.name for one in pointers)

    def _table(self, names: Iterable[str], widths: tuple[int, ...]) -> Table:
        return self.paper.table([self.say(f"timeline.{name}") for name in names], widths)

    def explained(self, glossary: Iterable[Terms], method: Iterable[str], documents: Iterable[DocumentText]) -> None:
        """The words of the paper, how it came about, and what it rests on."""
        self.paper.heading(self.say("timeline.glossary"), 1)
        for terms in glossary:
            self.paper.heading(terms.title, 2)
            for term in terms.terms:
                self.paper.add(Span(term.name, styles.STRONG), f"  {term.meaning}", style=styles.EVIDENCE)
        self.paper.heading(self.say("timeline.method"), 1)
        for text in method:
            self.paper.add(text, style=styles.EVIDENCE)
        for one in documents:
            known = self.say("list-and").join(self.say("fact", name=fact.name, value=fact.value) for fact in one.facts)
            self.paper.add(Span(f"{one.id} {one.title}", styles.STRONG), f"  {known}", style=styles.EVIDENCE)


class _Chronicle(_Parts):
    """Families."""

    def fill(self, page: Chronicle) -> None:
        """The paper from top to bottom."""
        self.head(page.title, page.headline, page.balances)
        if page.is_overview:
            self.documents(page.documents)
            self._matrix(page)
        if page.families:
            self.paper.heading(page.families_title, 1)
        for family in page.families:
            self._family(family, titled=not page.is_overview)
        if page.alone:
            self._alone(page.alone_title, page.alone)
        self.explained(page.glossary, page.method, page.documents)

    def _matrix(self, page: Chronicle) -> None:
        say = self.say
        self.paper.heading(say("timeline.overview"), 1)
        names = [say("timeline.family"), say("timeline.status"), *(one.id for one in page.documents)]
        table = self.paper.table(names, (34, 9, *(12 for _ in page.documents)))
        for family in page.families:
            cells = [[paragraph(" ".join(map(_number, cell.members)))] for cell in family.cells]
            table.row([paragraph(family.name)], [paragraph(family.status_name)], *cells)

    def _family(self, one: FamilyText, *, titled: bool) -> None:
        say = self.say
        self.paper.heading(one.name, 2)
        table = self.timeline()
        table.band(f"{one.status_name} · {one.size} · {one.id}")
        for fact in one.paths:
            table.band(say("fact", name=fact.name, value=fact.value))
        self.stages(table, one.stages, titled=titled)
        for gap in one.gaps:
            table.band(gap.text)
        for text in one.contradictions:
            table.band(say("fact", name=say("timeline.contradictions"), value=text))

    def _alone(self, title: str, alone: Iterable[AloneText]) -> None:
        self.paper.heading(title, 1)
        table = self._table(("measure", "text", "nearest", "source"), (16, 50, 40, 18))
        for one in alone:
            near = [paragraph(Span(near.name, styles.STRONG), f" {near.words}") for near in one.nearest]
            near += [paragraph(text) for text in (one.no_nearest, *one.contradictions) if text]
            text = [paragraph(*_spans(one.measure))]
            table.row([paragraph(Span(one.ref, styles.STRONG))], text, near, [paragraph(one.measure.source)])


class _Rounds(_Parts):
    """A lifecycle."""

    def fill(self, page: Rounds) -> None:
        """The paper from top to bottom."""
        self.head(page.title, page.headline)
        documents = [one.document for one in page.rounds]
        self.documents(documents)
        for one in page.rounds:
            for balance in one.balances:
                self.paper.add(Span(one.document.id, styles.STRONG), f"  {balance.text}")
        self._counted(page)
        for figure in page.figures:
            self.paper.heading(figure.title, 2)
            table = self.paper.table(list(figure.columns.values()), (40, 40, 12))
            for row in figure.rows:
                table.row(*([paragraph(str(row[code]))] for code in figure.columns))
        self.paper.heading(page.lines_title, 1)
        lines = self.timeline()
        for line in page.lines:
            lines.band(f"{line.name} · {line.path}")
            self.stages(lines, line.stages)
        self.explained(page.glossary, page.method, documents)

    def _counted(self, page: Rounds) -> None:
        self.paper.heading(self.say("timeline.table"), 1)
        self.paper.add(page.table_title, style=styles.EVIDENCE)
        names = [page.rows_name, *(one.document.id for one in page.rounds)]
        table = self.paper.table(names, (24, *(36 for _ in page.rounds)))
        for row in (*page.rows, page.total):
            name = paragraph(Span(row.name, styles.STRONG) if row is page.total else row.name)
            table.row([name], *(list(_cell(cell)) for cell in row.cells))


def _cell(cell: RoundCell) -> Iterator[Paragraph]:
    """How many lines of each status, and the measures behind each number."""
    for one in cell.counts:
        yield paragraph(Span(one.text, styles.STRONG))
        yield paragraph(Span(one.numbers, styles.MUTED))


def _text(one: MemberText) -> Iterator[Paragraph]:
    """The words of a measure under its number, and where it applies."""
    yield paragraph(Span(one.ref, styles.STRONG), *([Span(f"  {one.loose}", styles.MUTED)] if one.loose else []))
    for field in one.measure.fields:
        yield Paragraph(marked(field.segments))
    if one.where:
        yield paragraph(Span(one.where, styles.MUTED))


def _spans(measure: MeasureText) -> Iterator[Span]:
    """The words of a measure, a line a field."""
    for at, field in enumerate(measure.fields):
        if at:
            yield Span("\n")
        yield from marked(field.segments)


def _number(one: MemberText) -> str:
    return f"{one.measure.number}?" if one.loose else one.measure.number
