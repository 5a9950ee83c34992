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
from policydiff.report.dossier.sides import sides_of
from policydiff.report.headline import (
    Names,
    edition,
    headline,
    is_one_document,
    keyed,
    names,
    reading,
    remark,
    selected,
)
from policydiff.report.view import LinkView, View
from policydiff.report.wording import Words, closed, words


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
    called = {LEFT: sides[0].name, RIGHT: sides[1].name}
    shown = sides[0].side_of(keys[0]), sides[1].side_of(keys[1])
    bodies = tuple(body_groups(found, left, right, say, called))
    weighed = [(row, link.weight) for row, link in zip(made, links, strict=True)]
    highlights = Highlights((sides[0].name, sides[1].name), say, of_one_document=is_one_document(view))
    alone = [[one for group in groups for one in group.rows] for groups in (left_out, own)]
    dossier = Dossier(
        language=language,
        title=say(keyed("dossier.title", view), **called),
        subtitle=say("comparison", **names(view)),
        headline=_headline(view, say, called),
        minded=tuple(_minded(view, say, called)),
        left=shown[0],
        right=shown[1],
        balances=tuple(balances(view, say, called)),
        highlights=tuple(highlights.pick(weighed, *alone)),
        groups=tuple(_groups(made)),
        left_out_title=closed(say(keyed("left-only", view), count=len(view.left_only), **called)),
        left_out=left_out,
        own_title=closed(say(keyed("right-only", view), count=len(view.right_only), **called)),
        own=own,
        bodies=bodies,
        figures=tuple(Figures(found, *sides, say).all(sections, bodies)),
        glossary=tuple(glossary(found, say)),
        method=tuple(method(found, say)),
        facets=tuple(facets(found, made, [*alone[0], *alone[1]], shown, say)),
        comparison=found,
        is_part=bool(view.only or view.selection),
    )
    return as_readings(dossier, left, right, say) if found.reading == SAME_SOURCE else dossier


def _place(view: LinkView) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The order of the left document, then of the right one."""
    return number_key(view.link.left[0]), number_key(view.link.right[0])


def _headline(view: View, say: Words, called: Names) -> str:
    """The comparison in one sentence; where only part of it is wanted, which part."""
    told = [selected(view, say, called)] if view.selection else []
    if view.only:
        told.append(say("only", kinds=say("list-and").join(say(f"kind.{kind}") for kind in view.only)))
    return closed(" ".join(told) or headline(view, say, called))


def _minded(view: View, say: Words, called: Names) -> Iterator[str]:
    found = view.comparison
    sides = ((found.left, called[LEFT]), (found.right, called[RIGHT]))
    yield from (told for side, name in sides if (told := edition(side, say, name)))
    if told := reading(found, say):
        yield told
    known = {side.label: name for side, name in sides}
    yield from (
        say("mind", document=known.get(name, name), message=remark(finding, say)) for name, finding in view.findings
    )
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
        title = say(f"dossier.group.{name}", count=len(group))
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
