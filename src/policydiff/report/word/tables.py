"""The tables of a comparison: links side by side, measures of one side alone, bodies."""

from collections.abc import Iterable, Iterator, Sequence

from policydiff.changes.catalogue import GUIDANCE, RESPONSIBILITY, SEVERITIES
from policydiff.model.comparison import GENERAL
from policydiff.model.document import TEXT_FIELDS
from policydiff.report.dossier.parts import (
    LEFT,
    Alone,
    AloneGroup,
    BodyGroup,
    BodyRow,
    Dossier,
    Fact,
    MeasureText,
    Row,
    Terms,
)
from policydiff.report.word import styles
from policydiff.report.word.paper import Cell, Paper, Paragraph, Span, Table, marked, paragraph
from policydiff.report.wording import Words

_LINKS = (20, 70, 70, 62, 48)
_LINKS_ALONE = (22, 83, 83, 74)
_BODIES = (34, 36, 56, 36, 36, 64)
_BODIES_ONE_SIDED = (40, 100, 100)
_DUTIES = (RESPONSIBILITY, GUIDANCE)


class Tables:
    """Puts the tables of a comparison on a paper."""

    def __init__(self, paper: Paper, dossier: Dossier, say: Words) -> None:
        self._paper, self._dossier, self._say = paper, dossier, say
        measures = (measure for side in dossier.sides for chapter in side.chapters for measure in chapter.measures)
        self._judges_reach = any(row.applies for row in dossier.alone)
        self._tells_duties = any(measure.column(code) for measure in measures for code in _DUTIES)

    def links(self, rows: Iterable[Row]) -> None:
        """Both sides of each link, what changed, and who is responsible, if either document says so."""
        left, right = self._dossier.sides
        heads = [self._say("word.number"), left.measures_name, right.measures_name, self._say("word.changes")]
        if self._tells_duties:
            table = self._paper.table([*heads, self._say("word.responsible")], _LINKS)
        else:
            table = self._paper.table(heads, _LINKS_ALONE)
        for row in rows:
            cells = [paragraph(_numbers(row.key))], list(self._texts(row.left)), list(self._texts(row.right))
            duties = [list(self._duties(row))] if self._tells_duties else []
            table.row(*cells, list(self._changes(row)), *duties)

    def _texts(self, measures: Sequence[MeasureText]) -> Iterator[Paragraph]:
        """Measures as printed with what differs marked, then their other columns in small print.

        Of several each stands behind its number; a name stands out.
        """
        for measure in measures:
            label = [Span(f"{measure.number}  ", styles.STRONG)] if len(measures) > 1 else []
            for field in measure.fields:
                style = styles.TABLE_NAME if field.code == "title" else styles.TABLE_TEXT
                if field.code not in TEXT_FIELDS:
                    label.append(Span(f"{field.name}  ", styles.MUTED))
                yield paragraph(*label, *marked(field.segments), style=style)
                label = []
            shown = {*_DUTIES, *(field.code for field in measure.fields)}
            yield from (self._fact(fact, style=styles.TABLE_NOTE) for fact in measure.columns if fact.code not in shown)

    def _changes(self, row: Row) -> Iterator[Paragraph]:
        """What kind of link it is, what became of the left measures, each change, and how sure it is."""
        became = row.effects or self._say("list-and").join(dict.fromkeys(one.uptake_name for one in row.became))
        told = self._say("word.became", effects=became) if became else ""
        yield paragraph(Span(row.relation_name, styles.STRONG), told, Span(f"  {row.rests_on}", styles.MUTED))
        if row.moved:
            yield paragraph(row.moved)
        yield from self._reach(row)
        for note in row.notes:
            lowest = note.change.severity == SEVERITIES[0]
            mark = [] if lowest else [Span(self._say("word.severity", name=note.severity_name), styles.STRONG)]
            yield paragraph(*mark, note.text)

    def _reach(self, row: Row) -> Iterator[Paragraph]:
        """For whom the left measures are, where they are not for all."""
        applies = dict.fromkeys(one.applies for one in row.became if one.applies and one.applies.code != GENERAL)
        for one in applies:
            told = self._say("matters.applies", name=one.name, ground=one.ground)
            yield paragraph(Span(told, styles.MUTED))

    def _duties(self, row: Row) -> Iterator[Paragraph]:
        """Whom the right side makes responsible; the left side's where the right one says nothing."""
        own = list(self._labelled(row.right))
        if own:
            yield from own
        elif theirs := list(self._labelled(row.left)):
            yield paragraph(Span(self._dossier.left.name, styles.MUTED))
            yield from theirs

    def _labelled(self, measures: Sequence[MeasureText]) -> Iterator[Paragraph]:
        for measure in measures:
            number = [Span(f"{measure.number}  ", styles.STRONG)] if len(measures) > 1 else []
            for fact in measure.columns:
                if fact.code in _DUTIES and fact.value.strip("-—－–"):
                    yield self._fact(fact, number)

    def _fact(self, fact: Fact, number: Sequence[Span] = (), style: str = styles.TABLE_TEXT) -> Paragraph:
        """A cell as printed behind the name of its column, which is in grey."""
        before, _, after = self._say("fact", name="\0", value="\0").partition("\0")
        between = after.partition("\0")[0]
        return paragraph(*number, Span(f"{before}{fact.name}{between}", styles.MUTED), fact.value, style=style)

    def alone(self, groups: Sequence[AloneGroup]) -> None:
        """Measures of one side alone: a heading and a table by applicability, else one table with bands."""
        if not groups:
            self._paper.add(self._say("word.none"))
        elif all(group.code for group in groups):
            for group in groups:
                self._paper.heading(group.title, 2)
                self._alone_rows(group.rows, self._alone_table(group.rows))
        else:
            table = self._alone_table([row for group in groups for row in group.rows])
            for group in groups:
                if group.title:
                    table.band(group.title)
                self._alone_rows(group.rows, table)

    def _alone_table(self, rows: Sequence[Alone]) -> Table:
        """A table with the columns that there is something to say in."""
        say = self._say
        side = self._dossier.left if rows[0].side == LEFT else self._dossier.right
        columns = [(say("word.number"), 14), (side.measures_name, 100)]
        if self._tells_duties:
            columns.append((say("word.responsible"), 80))
        if self._judges_reach and side is self._dossier.left:
            columns.append((say("word.applies"), 46))
        return self._paper.table([name for name, _ in columns], [width for _, width in columns])

    def _alone_rows(self, rows: Iterable[Alone], table: Table) -> None:
        for row in rows:
            texts = [*self._texts([row.measure]), *self._nearest(row)]
            cells: list[Cell] = [[paragraph(_numbers(row.key))], texts]
            if self._tells_duties:
                cells.append(list(self._labelled([row.measure])))
            if self._judges_reach and row.side == LEFT:
                cells.append(list(_applies(row)))
            table.row(*cells)

    def _nearest(self, row: Alone) -> Iterator[Paragraph]:
        """The nearest measure of the other side, where there is one that is near."""
        if row.nearest and row.has_near:
            told = self._say("matters.nearest", near=row.nearest.text)
            yield paragraph(f"{told}  {row.nearest.words}", style=styles.TABLE_NOTE)

    def bodies(self, group: BodyGroup) -> None:
        """What each body gained, lost and keeps; of a column without a counterpart, what it is named for."""
        say, side = self._say, group.side
        codes: tuple[str, ...] = ("lost", "left_out", "gained", "own", "kept")
        heads = [f"word.bodies.{code}" for code in codes]
        widths: tuple[int, ...] = _BODIES
        if side is not None:
            codes = ("lost", "left_out") if side == LEFT else ("gained", "own")
            heads = ["word.bodies.linked", f"word.bodies.{side}-alone"]
            widths = _BODIES_ONE_SIDED
        told = [at for at, code in enumerate(codes) if any(getattr(row, code) for row in group.rows)]
        codes, heads = tuple(codes[at] for at in told), [heads[at] for at in told]
        widths = (widths[0], *(widths[at + 1] for at in told))
        table = self._paper.table([say("word.body"), *map(say, heads)], widths)
        for row in group.rows:
            table.row([paragraph(row.name)], *(list(self._tasks(row, code)) for code in codes))

    def _tasks(self, row: BodyRow, code: str) -> Iterator[Paragraph]:
        """How many measures, and which: those that are kept by the numbers of both sides."""
        if code == "kept":
            if row.kept:
                yield self._counted(row.kept, self._dossier.left.name)
                yield self._counted(row.kept_right, self._dossier.right.name)
            return
        measures: tuple[str, ...] = getattr(row, code)
        if measures:
            yield self._counted(measures)

    def _counted(self, measures: Sequence[str], name: str = "") -> Paragraph:
        count = Span(self._say("word.measures", count=len(measures)), styles.STRONG)
        label = [Span(f"{name} ", styles.MUTED)] if name else []
        return paragraph(*label, count, self._say("word.list").join(measures))

    def sources(self) -> None:
        """What is known of both documents, side by side."""
        left, right = self._dossier.sides
        table = self._paper.table([self._say("word.document"), left.name, right.name], (40, 100, 100))
        table.row(_plain(self._say("word.title")), _plain(left.title), _plain(right.title))
        names = {fact.code: fact.name for side in self._dossier.sides for fact in side.facts}
        known = [{fact.code: fact.value for fact in side.facts} for side in self._dossier.sides]
        for code, name in names.items():
            table.row(_plain(name), *(_plain(facts.get(code, "")) for facts in known))

    def glossary(self, matters: Iterable[Terms]) -> None:
        """What the words of the report mean."""
        table = self._paper.table([self._say("word.term"), self._say("word.meaning")], (40, 200))
        for matter in matters:
            table.band(matter.title)
            for term in matter.terms:
                table.row([paragraph(Span(term.name, styles.STRONG))], _plain(term.meaning))


def _numbers(key: str) -> str:
    return key.replace("→", " → ").strip()


def _plain(text: str) -> Cell:
    return [paragraph(text)]


def _applies(row: Alone) -> Iterator[Paragraph]:
    if row.applies:
        yield paragraph(Span(row.applies.name, styles.STRONG))
        yield paragraph(row.applies.ground)
