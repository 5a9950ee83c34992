"""Putting a dossier together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from policydiff.model.comparison import SAME_SOURCE
from policydiff.model.document import Snapshot, number_key
from policydiff.report.decided import said_of_stale
from policydiff.report.dossier.balances import balances
from policydiff.report.dossier.bodies import body_groups
from policydiff.report.dossier.facets import facets
from policydiff.report.dossier.figures import Figures
from policydiff.report.dossier.glossary import glossary, method
from policydiff.report.dossier.matters import Highlights
from policydiff.report.dossier.parts import LEFT, RIGHT, Alone, AloneGroup, Dossier, Row, RowGroup
from policydiff.report.dossier.readings import as_readings
from policydiff.report.dossier.rows import Rows, rows_of_measures
from policydiff.report.dossier.sections import Sections
from policydiff.report.dossier.sides import names_of, sides_of
from policydiff.report.headline import edition, headline, is_one_document, keyed, names, reading, remark, selected
from policydiff.report.view import LinkView, View
from policydiff.report.wording import Words, words


def dossier_of(view: View, left: Snapshot, right: Snapshot, language: str) -> Dossier:
    """The dossier of a comparison, which `view` shows, in a language (zh or en)."""
    say, found = words(language), view.comparison
    if view.only:  # what stands alone has no changes
        view = replace(view, left_only=(), right_only=())
    sides = sides_of(found, left, right, say, language)
    sections = Sections(found.links, *sides)
    rows = Rows(*sides, sections, view, say)
    links = sorted((*view.changed, *view.localised, *view.identical), key=_place)
    made = [rows.row(link) for link in links]
    left_out = tuple(_left_out(view, rows, say))
    own = tuple(_own(view, rows))
    keys = _keys(made, [one for group in (*left_out, *own) for one in group.rows])
    called = names_of(sides)
    shown = sides[0].side_of(called[0], keys[0]), sides[1].side_of(called[1], keys[1])
    bodies = tuple(body_groups(found, left, right, say))
    weighed = [(row, link.weight) for row, link in zip(made, links, strict=True)]
    highlights = Highlights((called[0], called[1]), say, of_one_document=is_one_document(view))
    alone = [[one for group in groups for one in group.rows] for groups in (left_out, own)]
    dossier = Dossier(
        language=language,
        title=say(keyed("dossier.title", view), left=called[0], right=called[1]),
        subtitle=say("comparison", **names(view)),
        headline=_headline(view, say),
        minded=tuple(_minded(view, say)),
        left=shown[0],
        right=shown[1],
        balances=tuple(balances(view, say)),
        highlights=tuple(highlights.pick(weighed, *alone)),
        groups=tuple(_groups(made)),
        left_out_title=say(keyed("left-only", view), count=len(view.left_only), **names(view)),
        left_out=left_out,
        own_title=say(keyed("right-only", view), count=len(view.right_only), **names(view)),
        own=own,
        bodies=bodies,
        figures=tuple(Figures(found, *sides, say).all(sections, bodies)),
        glossary=tuple(glossary(found, say)),
        method=tuple(method(found, say)),
        facets=tuple(facets(made, [*alone[0], *alone[1]], shown, say)),
        comparison=found,
        is_part=bool(view.only or view.selection),
    )
    return as_readings(dossier, left, right, say) if found.reading == SAME_SOURCE else dossier


def _place(view: LinkView) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The order of the left document, then of the right one."""
    return number_key(view.link.left[0]), number_key(view.link.right[0])


def _headline(view: View, say: Words) -> str:
    """The comparison in one sentence; where only part of it is wanted, which part."""
    told = [selected(view, say)] if view.selection else []
    if view.only:
        told.append(say("only", kinds=say("list-and").join(say(f"kind.{kind}") for kind in view.only)))
    return " ".join(told) or headline(view, say)


def _minded(view: View, say: Words) -> Iterator[str]:
    found = view.comparison
    yield from (told for side in (found.left, found.right) if (told := edition(side, say)))
    if told := reading(found, say):
        yield told
    yield from (say("mind", document=name, message=remark(finding, say)) for name, finding in view.findings)
    yield from (said_of_stale(stale, found, say) for stale in found.stale)


def _groups(rows: Sequence[Row]) -> Iterator[RowGroup]:
    """The rows by the section of their first left measure, in the order of the document."""
    for title, group in groupby(rows, key=lambda row: row.left[0].section):
        yield RowGroup(title=title, rows=tuple(group))


def _left_out(view: View, rows: Rows, say: Words) -> Iterator[AloneGroup]:
    """Left measures that are left out, by applicability; by section where nobody can say."""
    if not any(name for name, _ in view.left_out):
        yield from _by_section([rows.alone(one, LEFT) for one in view.left_only])
        return
    for name, group in view.left_out:
        title = say(f"applicability-group.{name}", count=len(group))
        yield AloneGroup(code=name or "", title=title, rows=tuple(rows.alone(one, LEFT) for one in group))


def _own(view: View, rows: Rows) -> Iterator[AloneGroup]:
    """The right side's own measures, by section."""
    yield from _by_section([rows.alone(one, RIGHT) for one in view.right_only])


def _by_section(alone: Sequence[Alone]) -> Iterator[AloneGroup]:
    for title, group in groupby(alone, key=lambda one: one.measure.section):
        yield AloneGroup(code="", title=title, rows=tuple(group))


def _keys(rows: Sequence[Row], alone: Sequence[Alone]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """For each side the keys of the rows that each measure stands in."""
    left = {row.key: [one.id for one in row.left] for row in rows}
    right = {row.key: [one.id for one in row.right] for row in rows}
    left |= {one.key: [one.measure.id] for one in alone if one.side == LEFT}
    right |= {one.key: [one.measure.id] for one in alone if one.side == RIGHT}
    return rows_of_measures(left), rows_of_measures(right)
