"""The tables of a comparison: links side by side, measures of one side alone, bodies."""

from collections.abc import Iterable, Iterator, Sequence

from policydiff.changes.catalogue import GUIDANCE, RESPONSIBILITY, SEVERITIES
from policydiff.report.dossier.parts import (
    LEFT,
    RIGHT,
    Alone,
    AloneGroup,
    BodyGroup,
    BodyRow,
    Dossier,
    Fact,
    MeasureText,
    Near,
    Row,
    Terms,
)
from policydiff.report.word import styles
from policydiff.report.word.paper import Cell, Paper, Paragraph, Span, Table, marked, paragraph
from policydiff.report.wording import Words

_LINKS = (14, 84, 84, 56, 30)
_ALONE = (12, 108, 40, 60)
_ALONE_APPLIES = (12, 104, 40, 44, 60)
_BODIES = (40, 44, 44, 44, 44, 30)
_BODIES_ONE_SIDED = (40, 100, 100)
_DUTIES = (RESPONSIBILITY, GUIDANCE)


class Tables:
    """Puts the tables of a comparison on a paper."""

    def __init__(self, paper: Paper, dossier: Dossier, say: Words) -> None:
        self._paper, self._dossier, self._say = paper, dossier, say

    def links(self, rows: Iterable[Row]) -> None:
        """Both sides of each link, what changed, and who is responsible."""
        left, right = self._dossier.sides
        heads = (self._say("word.number"), left.measures_name, right.measures_name)
        table = self._paper.table(
            [*heads, self._say("word.changes"), self._say("word.responsible")],
            _LINKS,
        )
        for row in rows:
            table.row(
                [paragraph(_numbers(row.key))],
                list(_texts(row.left)),
                list(_texts(row.right)),
                list(self._changes(row)),
                list(self._duties(row)),
            )

    def _changes(self, row: Row) -> Iterator[Paragraph]:
        """What kind of link it is, what became of the left measures, each change, and how sure it is."""
        became = row.effects or self._say("list-and").join(dict.fromkeys(one.uptake_name for one in row.became))
        yield paragraph(Span(row.relation_name, styles.STRONG), self._say("word.became", effects=became))
        if row.moved:
            yield paragraph(row.moved)
        for note in row.notes:
            lowest = note.change.severity == SEVERITIES[0]
            mark = [] if lowest else [Span(self._say("word.severity", name=note.severity_name), styles.STRONG)]
            yield paragraph(*mark, note.text)
        yield paragraph(row.rests_on, style=styles.TABLE_NOTE)

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
                if fact.code in _DUTIES:
                    yield self._fact(fact, number)

    def _fact(self, fact: Fact, number: Sequence[Span] = ()) -> Paragraph:
        """A cell as printed behind the name of its column, which is in grey."""
        before, _, after = self._say("fact", name="\0", value="\0").partition("\0")
        between = after.partition("\0")[0]
        return paragraph(*number, Span(f"{before}{fact.name}{between}", styles.MUTED), fact.value)

    def alone(self, groups: Sequence[AloneGroup]) -> None:
        """Measures of one side alone: a heading and a table by applicability, else one table with bands."""
        if not groups:
            self._paper.add(self._say("word.none"))
        elif all(group.code for group in groups):
            for group in groups:
                self._paper.heading(group.title, 2)
                self._alone_rows(self._alone_table(group.rows), group.rows)
        else:
            table = self._alone_table([row for group in groups for row in group.rows])
            for group in groups:
                if group.title:
                    table.band(group.title)
                self._alone_rows(table, group.rows)

    def _alone_table(self, rows: Sequence[Alone]) -> Table:
        say = self._say
        side = self._dossier.left if rows[0].side == LEFT else self._dossier.right
        heads = [say("word.number"), side.measures_name, say("word.responsible"), say("word.nearest")]
        if not any(row.applies for row in rows):
            return self._paper.table(heads, _ALONE)
        return self._paper.table([*heads[:3], say("word.applies"), heads[3]], _ALONE_APPLIES)

    def _alone_rows(self, table: Table, rows: Iterable[Alone]) -> None:
        for row in rows:
            cells: list[Cell] = [
                [paragraph(_numbers(row.key))],
                list(_texts([row.measure])),
                list(self._labelled([row.measure])),
            ]
            if table.columns == len(_ALONE_APPLIES):
                cells.append(list(_applies(row)))
            table.row(*cells, list(self._nearest(row.nearest)))

    def _nearest(self, near: Near | None) -> Iterator[Paragraph]:
        if near is None:
            yield paragraph(self._say("word.nothing-near"))
            return
        yield paragraph(near.text)
        yield paragraph(near.words, style=styles.TABLE_NOTE)

    def bodies(self, group: BodyGroup) -> None:
        """What each body gained, lost and keeps; of a column without a counterpart, what it is named for."""
        say, side = self._say, group.side
        if side is None:
            codes = ("lost", "left_out", "gained", "own", "kept")
            heads = [say(f"word.bodies.{code}") for code in codes]
            table = self._paper.table([say("word.body"), *heads], _BODIES)
        else:
            codes = ("lost", "left_out") if side == LEFT else ("gained", "own")
            heads = [say("word.bodies.linked"), say(f"word.bodies.{'left' if side == LEFT else 'right'}-alone")]
            table = self._paper.table([say("word.body"), *heads], _BODIES_ONE_SIDED)
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


def _texts(measures: Sequence[MeasureText]) -> Iterator[Paragraph]:
    """Measures as printed with what differs marked; of several, each behind its number; a name stands out."""
    for measure in measures:
        number = [Span(f"{measure.number}  ", styles.STRONG)] if len(measures) > 1 else []
        for field in measure.fields:
            style = styles.TABLE_TEXT if field.code == "text" else styles.TABLE_NAME
            yield paragraph(*number, *marked(field.segments), style=style)
            number = []


def _applies(row: Alone) -> Iterator[Paragraph]:
    if row.applies:
        yield paragraph(Span(row.applies.name, styles.STRONG))
        yield paragraph(row.applies.ground)
