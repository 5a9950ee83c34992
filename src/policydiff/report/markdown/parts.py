"""The parts of a page about a comparison: each is Markdown, and empty where there is nothing to show."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from policydiff.model.comparison import IDENTICAL, LOCALISED
from policydiff.report.dossier.parts import Alone, AloneGroup, Dossier, Field, MeasureText, Near, Row
from policydiff.report.markdown.escaping import brief, escape, in_brief, marked
from policydiff.report.markdown.layout import folded, severity, table
from policydiff.report.view import CHANGED
from policydiff.report.wording import Words, words

Lines = Iterator[str]
NAMES = (
    *("title", "headline", "minded", "balances", "matters", "glance", "changed", "left_out", "own"),
    *("localised", "identical", "bodies", "figures", "evidence", "glossary", "method", "sources"),
)
"""The parts, in the order in which they are read."""
_ASKED = ("title", "headline", "minded", "changed", "left_out", "own", "localised", "identical")
"""Those of a page that shows a part of the comparison alone; its sums and tables would speak of the whole."""
_FOLDED = ("localised", "identical", "bodies", "figures", "evidence", "glossary", "method", "sources")


def page(dossier: Dossier) -> str:
    """All parts, the long ones folded."""
    names = _ASKED if dossier.is_part else NAMES
    return "\n\n".join(part for name in names if (part := parts(dossier)[name]())) + "\n"


def parts(dossier: Dossier) -> Mapping[str, Callable[[], str]]:
    """What makes each part, by name."""
    return {name: partial(_part, name, dossier) for name in NAMES}


def _part(name: str, dossier: Dossier) -> str:
    say = words(dossier.language)
    lines = _MAKERS[name](dossier, say)
    if name in _FOLDED:
        lines = _folded(lines, is_open=dossier.is_part)
    return "\n".join(lines).strip("\n")


def _folded(lines: Lines, *, is_open: bool) -> Lines:
    """A part whose first line is its title: folded, or under a heading where it was asked for."""
    title = next(lines, None)
    body = "\n".join(lines).strip("\n")
    if title and body:
        yield from (f"## {escape(title)}", "", body) if is_open else folded(title, [body])


def _title(dossier: Dossier, _: Words) -> Lines:
    yield f"# {escape(dossier.title)}"
    yield ""
    yield escape(dossier.subtitle)


def _headline(dossier: Dossier, _: Words) -> Lines:
    yield escape(dossier.headline)


def _minded(dossier: Dossier, _: Words) -> Lines:
    for at, told in enumerate(dossier.minded):
        yield from ([">"] if at else [])
        yield f"> {escape(told)}"


def _balances(dossier: Dossier, _: Words) -> Lines:
    yield from (f"- {escape(balance.text)}" for balance in dossier.balances)


def _matters(dossier: Dossier, say: Words) -> Lines:
    if dossier.highlights:
        yield from (f"## {escape(say('markdown.matters'))}", "")
    for number, one in enumerate(dossier.highlights, 1):
        yield f"{number}. **{escape(one.title)}**<br>{escape(one.why)}"
        yield from (f"    - {escape(in_brief(text))}" for text in one.evidence)


def _glance(dossier: Dossier, say: Words) -> Lines:
    """The links that changed in substance, one a line."""
    rows = [row for row in dossier.rows if row.standing == CHANGED]
    if rows:
        yield from (f"## {escape(say('markdown.table', count=len(rows)))}", "")
        heads = ("numbers", "relation", "became", "main-change")
        yield from _table([say(f"markdown.{head}") for head in heads], (_at_a_glance(row, say) for row in rows))


def _at_a_glance(row: Row, say: Words) -> Sequence[str]:
    became = say("list-and").join(dict.fromkeys(one.uptake_name for one in row.became))
    first = f"{row.notes[0].kind_name} · {row.notes[0].brief}" if row.notes else ""
    more = len(row.notes) - 1
    main = say("list-and").join((first, say("markdown.more", count=more))) if more > 0 else first
    return _arrow(row), row.relation_name, became, main


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Lines:
    yield from table(list(map(escape, heads)), (list(map(escape, row)) for row in rows))


def _links(dossier: Dossier, say: Words, standing: str) -> Lines:
    """The links of a standing under the sections of the left document, under a title."""
    count = sum(row.standing == standing for row in dossier.rows)
    yield say(f"markdown.{standing}", count=count)
    for group in dossier.groups:
        rows = [row for row in group.rows if row.standing == standing]
        if rows and group.title:
            yield from (f"### {escape(group.title)}", "")
        for row in rows:
            yield from _link(row, say)
        if rows:
            yield ""


def _changed(dossier: Dossier, say: Words) -> Lines:
    title, *rest = _links(dossier, say, CHANGED)
    if rest or not dossier.is_part:
        yield from (f"## {escape(title)}", "", *(rest or [escape(say("markdown.no-changes"))]))


def _link(row: Row, say: Words) -> Lines:
    told = (row.relation_name, row.effects, row.rests_on, row.moved)
    yield f"- **{escape(_arrow(row))}** {escape(say('list-and').join(one for one in told if one))}"
    yield from (f"  <br>{head}{marked(brief(field.segments))}" for head, field in _fields(row))
    for note in row.notes:
        yield f"  - {escape(note.kind_name)} · {severity(note)} · {escape(note.text)}"


def _fields(row: Row) -> Iterator[tuple[str, Field]]:
    """The texts of a link: both in one, or one by one with their numbers."""
    yield from (("", field) for field in row.inline)
    if not row.inline:
        for measure in row.measures:
            yield from ((f"{escape(measure.id)} ", field) for field in measure.fields)


def _arrow(row: Row) -> str:
    return row.key.replace("→", " → ")


def _alone(title: str, groups: Sequence[AloneGroup], say: Words) -> Lines:
    if not groups:
        return
    yield from (f"## {escape(title)}", "")
    for group in groups:
        if group.title:
            yield from (f"### {escape(group.title)}", "")
        for row in group.rows:
            yield f"- **{escape(row.measure.id)}** {_words(row.measure, say)}"
            if row.applies:
                yield f"  <br>← {escape(row.applies.ground)}"
        yield ""


def _words(measure: MeasureText, say: Words) -> str:
    """The name and the text of a measure, cut where it is long."""
    texts = [marked(brief(field.segments)) for field in measure.fields]
    return say("fact", name=texts[0], value=" ".join(texts[1:])) if len(texts) > 1 else " ".join(texts)


def _left_out(dossier: Dossier, say: Words) -> Lines:
    yield from _alone(dossier.left_out_title, dossier.left_out, say)


def _own(dossier: Dossier, say: Words) -> Lines:
    yield from _alone(dossier.own_title, dossier.own, say)


def _bodies(dossier: Dossier, say: Words) -> Lines:
    yield say("markdown.bodies")
    for group in dossier.bodies:
        heads = [say(f"markdown.{head}") for head in ("body", "kept", "lost", "left-out", "gained", "own")]
        cells = [
            (one.name, *(say("list-and").join(ids) for ids in (one.kept, one.lost, one.left_out, one.gained, one.own)))
            for one in group.rows
        ]
        yield from (f"**{escape(group.title)}**", "", *_table(heads, cells))


def _figures(dossier: Dossier, say: Words) -> Lines:
    yield say("markdown.figures")
    for figure in dossier.figures:
        rows = [[row[column] for column in figure.columns] for row in figure.rows]
        yield from (f"**{escape(figure.title)}**", "", *_table(list(figure.columns.values()), rows))


def _evidence(dossier: Dossier, say: Words) -> Lines:
    """What speaks for each row: whole texts where they were cut, columns, shared words, what comes next, sources."""
    yield say("markdown.evidence")
    for row in dossier.rows:
        yield f"- **{escape(_arrow(row))}** {escape(row.rests_on)}"
        cut = [(head, field) for head, field in _fields(row) if brief(field.segments) is not field.segments]
        yield from (f"  <br>{head}{marked(field.segments)}" for head, field in cut)
        for became in row.became:
            if became.applies:
                yield _fact(
                    say,
                    f"{became.measure} {say('markdown.applies')}",
                    _applies(became.applies.name, became.applies.ground, say),
                )
        if row.shared:
            yield _fact(say, say("markdown.shared"), say("list-and").join(row.shared))
        yield from _near("markdown.runner-up", row.runner_up, say)
        for measure in row.measures:
            yield from _printed(measure, say)
    for one in dossier.alone:
        yield from _evidence_alone(one, say)


def _evidence_alone(row: Alone, say: Words) -> Lines:
    yield f"- **{escape(row.key)}** {escape(row.uptake_name or '')}".rstrip()
    cut = (field for field in row.measure.fields if brief(field.segments) is not field.segments)
    yield from (f"  <br>{marked(field.segments)}" for field in cut)
    if row.applies:
        yield _fact(say, say("markdown.applies"), _applies(row.applies.name, row.applies.ground, say))
    yield from _near("markdown.nearest", row.nearest, say)
    yield from _printed(row.measure, say)


def _applies(name: str, ground: str, say: Words) -> str:
    return say("list-and").join((name, ground))


def _near(name: str, near: Near | None, say: Words) -> Lines:
    if near:
        yield _fact(say, say(name), near.text)


def _printed(measure: MeasureText, say: Words) -> Lines:
    """The other columns of a measure, and where it was read."""
    yield from (_fact(say, f"{measure.anchor} {column.name}", column.value) for column in measure.columns)
    yield _fact(say, f"{measure.anchor} {say('markdown.source')}", measure.source)


def _fact(say: Words, name: str, value: str) -> str:
    return f"  - {escape(say('fact', name=name, value=value))}"


def _glossary(dossier: Dossier, say: Words) -> Lines:
    yield say("markdown.glossary")
    for matter in dossier.glossary:
        yield from (f"**{escape(matter.title)}**", "")
        yield from (f"- {escape(say('fact', name=term.name, value=term.meaning))}" for term in matter.terms)
        yield ""


def _method(dossier: Dossier, say: Words) -> Lines:
    yield say("markdown.method")
    yield from (f"- {escape(told)}" for told in dossier.method)


def _sources(dossier: Dossier, say: Words) -> Lines:
    yield say("markdown.sources")
    for side in dossier.sides:
        yield from (f"**{escape(side.label)}** {escape(side.title)}", "")
        yield from (f"- {escape(say('fact', name=fact.name, value=fact.value))}" for fact in side.facts)
        intros = [(one.title, one.intro) for one in side.chapters if one.intro]
        yield from (f"- {escape(say('fact', name=title, value=intro))}" for title, intro in intros)
        yield from (f"- {escape(say('fact', name=say('markdown.notes'), value=note))}" for note in side.notes)
        yield ""


_MAKERS: Mapping[str, Callable[[Dossier, Words], Lines]] = {
    "title": _title,
    "headline": _headline,
    "minded": _minded,
    "balances": _balances,
    "matters": _matters,
    "glance": _glance,
    "changed": _changed,
    "left_out": _left_out,
    "own": _own,
    LOCALISED: partial(_links, standing=LOCALISED),
    IDENTICAL: partial(_links, standing=IDENTICAL),
    "bodies": _bodies,
    "figures": _figures,
    "evidence": _evidence,
    "glossary": _glossary,
    "method": _method,
    "sources": _sources,
}
