"""Timelines as Markdown, for a pull request: what is long is folded."""

from collections.abc import Iterable, Iterator

from policydiff.report.markdown.escaping import escape, marked
from policydiff.report.markdown.layout import folded, severity, table
from policydiff.report.timeline.parts import (
    AloneText,
    Balance,
    Chronicle,
    DocumentText,
    FamilyText,
    MemberText,
    Origin,
    Page,
    RoundRow,
    Rounds,
    StageText,
    Terms,
)
from policydiff.report.wording import Words, words


def render(page: Page) -> str:
    """The page in Markdown: removed words in `del`, added ones in `ins`."""
    say = words(page.language)
    lines = _Rounds(say).lines(page) if isinstance(page, Rounds) else _Chronicle(say).lines(page)
    return "\n".join(lines) + "\n"


class _Paper:
    """What both kinds of pages have in common."""

    def __init__(self, say: Words) -> None:
        self.say = say

    def head(self, title: str, headline: str) -> Iterator[str]:
        """The title and the first sentence."""
        yield from (f"# {escape(title)}", "", escape(headline), "")

    def sums(self, balances: Iterable[Balance]) -> Iterator[str]:
        """Sums as a list."""
        yield from (f"- {escape(one.text)}" for one in balances)
        yield ""

    def documents(self, documents: Iterable[DocumentText]) -> Iterator[str]:
        """The documents as a table."""
        names = ("day", "document", "number", "sum")
        rows = ([one.day, f"{one.id} {one.title}", one.number, one.sum] for one in documents)
        yield from table([self.say(f"timeline.{name}") for name in names], [list(map(escape, row)) for row in rows])

    def stages(self, stages: Iterable[StageText]) -> Iterator[str]:
        """Documents down the page, each with its measures."""
        for stage in stages:
            document = f"**{escape(stage.snapshot)}** {escape(stage.title)}"
            yield f"**{escape(stage.day)}** · {escape(stage.number)} · {document}"
            yield ""
            if stage.status_name:
                yield f"- {escape(' '.join(self._became(stage)))}"
            for one in stage.members:
                yield from self._member(one)
            yield ""

    def _became(self, stage: StageText) -> Iterator[str]:
        yield stage.status_name or ""
        if stage.effects:
            yield stage.effects
        for key, pointers in (("since", () if stage.members else stage.since), ("into", stage.into)):
            if pointers:
                yield self.say(f"timeline.{key}")
                yield self.say("list-and").join(one.name for one in pointers)

    def _member(self, one: MemberText) -> Iterator[str]:
        say = self.say
        told = [f"**{escape(one.ref)}**", *(f"({escape(text)})" for text in (one.first, one.loose) if text)]
        yield f"- {' '.join(told)}"
        yield from (f"  <br>{marked(field.segments)}" for field in one.measure.fields)
        if one.where:
            yield f"  <br>{escape(one.where)}"
        for origin in one.origins:
            yield from self._origin(origin)
        if one.others:
            links = say("list-and").join(f"{other.name} ({other.words})" for other in one.others)
            yield f"  - {say('timeline.also')} {escape(links)}"
        for other in one.also_in:
            yield f"  - {say('timeline.also-in')} {escape(f'{other.name} {other.words}')}"
        yield f"  - {say('timeline.source')}: {escape(one.measure.source)}"

    def _origin(self, one: Origin) -> Iterator[str]:
        say = self.say
        lefts = say("list-and").join(left.name for left in one.lefts)
        yield f"  - ← {escape(lefts)} {escape(say('list-and').join(filter(None, (one.how, one.decided))))}"
        for note in one.notes:
            yield f"    - {escape(note.kind_name)} · {severity(note)} · {escape(note.text)}"
        yield from (f"    - {escape(text)}" for text in (one.moved, one.verdict) if text)
        if one.shared:
            shared = say("list-and").join(say("timeline.quoted", words=text) for text in one.shared)
            yield f"    - {say('timeline.shared')}: {escape(shared)}"
        for measure in one.before:
            text = "<br>".join(marked(field.segments) for field in measure.fields)
            yield f"    - {say('timeline.before')}: {text} ({escape(measure.source)})"

    def explained(self, glossary: Iterable[Terms], method: Iterable[str]) -> Iterator[str]:
        """The words of the page and how it came about, folded."""
        for terms in glossary:
            rows = [[f"**{escape(term.name)}**", escape(term.meaning)] for term in terms.terms]
            yield from folded(terms.title, (f"- {name} {meaning}" for name, meaning in rows))
        yield from folded(self.say("timeline.method"), (f"- {escape(text)}" for text in method))


class _Chronicle(_Paper):
    """Families."""

    def lines(self, page: Chronicle) -> Iterator[str]:
        """The page from top to bottom."""
        say = self.say
        yield from self.head(page.title, page.headline)
        yield from self.sums(page.balances)
        if page.is_overview:
            yield from (f"## {say('timeline.documents')}", "")
            yield from self.documents(page.documents)
            yield from (f"## {say('timeline.overview')}", "")
            yield from self._matrix(page)
        if page.families:
            yield from (f"## {escape(page.families_title)}", "")
        for family in page.families:
            title = f"{family.name} · {family.status_name} · {family.size} · {family.id}"
            if page.is_overview:
                yield from folded(title, self._family(family))
            else:
                yield from (f"### {escape(title)}", "")
                yield from self._family(family)
        if page.alone:
            yield from folded(page.alone_title, (line for one in page.alone for line in self._alone(one)))
        yield from self.explained(page.glossary, page.method)

    def _matrix(self, page: Chronicle) -> Iterator[str]:
        say = self.say
        rows = []
        for family in page.families:
            cells = (
                " ".join(f"{one.measure.number}?" if one.loose else one.measure.number for one in cell.members)
                for cell in family.cells
            )
            rows.append([escape(text) for text in (family.name, family.status_name, *cells)])
        yield from table(
            [say("timeline.family"), say("timeline.status"), *(escape(one.id) for one in page.documents)], rows
        )

    def _family(self, one: FamilyText) -> Iterator[str]:
        say = self.say
        yield from (f"- {escape(say('fact', name=fact.name, value=fact.value))}" for fact in one.paths)
        yield ""
        yield from self.stages(one.stages)
        yield from (f"- {escape(gap.text)}" for gap in one.gaps)
        yield from (f"- {say('timeline.contradictions')}: {escape(text)}" for text in one.contradictions)
        yield ""

    def _alone(self, one: AloneText) -> Iterator[str]:
        say = self.say
        texts = "<br>".join(marked(field.segments) for field in one.measure.fields)
        yield f"- **{escape(one.ref)}** {texts}"
        yield from (f"  - {say('timeline.nearest')}: {escape(f'{near.name} {near.words}')}" for near in one.nearest)
        yield from (f"  - {escape(text)}" for text in (one.no_nearest, *one.contradictions) if text)


class _Rounds(_Paper):
    """A lifecycle."""

    def lines(self, page: Rounds) -> Iterator[str]:
        """The page from top to bottom."""
        say = self.say
        yield from self.head(page.title, page.headline)
        yield from self.documents([one.document for one in page.rounds])
        for one in page.rounds:
            yield from (f"- {escape(one.document.id)}: {escape(balance.text)}" for balance in one.balances)
        yield from ("", f"## {say('timeline.table')}", "", escape(page.table_title), "")
        yield from table(
            [escape(page.rows_name), *(escape(one.document.id) for one in page.rounds)],
            [self._row(row) for row in (*page.rows, page.total)],
        )
        yield from (f"## {say('timeline.behind')}", "")
        for row in (*page.rows, page.total):
            if row.is_listed:
                yield from folded(row.name, self._behind(row))
        yield from (f"## {escape(page.lines_title)}", "")
        for line in page.lines:
            yield from folded(f"{line.name} · {line.path}", self.stages(line.stages))
        yield from self.explained(page.glossary, page.method)

    def _row(self, row: RoundRow) -> list[str]:
        return [escape(row.name), *("<br>".join(escape(one.text) for one in cell.counts) for cell in row.cells)]

    def _behind(self, row: RoundRow) -> Iterator[str]:
        for count in (count for cell in row.cells for count in cell.counts):
            yield f"- {escape(count.title)}"
            yield from (f"  - {escape(f'{line.name} {line.words}')}" for line in count.lines)
