"""A dossier of two readings of one source: cells that read otherwise, and no word about the policy."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from policydiff.compare.editions.pair import compare_editions
from policydiff.model.comparison import IDENTICAL
from policydiff.model.document import PRINTED, Measure, Snapshot
from policydiff.report.cells import marked
from policydiff.report.dossier.balances import balance
from policydiff.report.dossier.parts import Alone, AloneGroup, Balance, Count, Dossier, Field, Row, RowGroup
from policydiff.report.edition import readings_headline
from policydiff.report.view import CHANGED
from policydiff.report.wording import Words


def as_readings(dossier: Dossier, left: Snapshot, right: Snapshot, say: Words) -> Dossier:
    """The dossier of a comparison of two readings of one source, with what is said of the policy taken out of it."""
    measures = {one.id: one for one in left.measures}, {one.id: one for one in right.measures}
    return replace(
        dossier,
        headline=readings_headline(compare_editions(left, right), say),
        balances=tuple(_balances(dossier, say)),
        highlights=(),
        groups=tuple(_group(group, *measures, say) for group in dossier.groups),
        left_out_title=say("readings.gone", count=len(_alone(dossier.left_out))),
        left_out=tuple(_stripped(dossier.left_out)),
        own_title=say("readings.new", count=len(_alone(dossier.own))),
        own=tuple(_stripped(dossier.own)),
        bodies=(),
        figures=(),
        glossary=(),
        method=(say("readings.method"),),
    )


def _group(group: RowGroup, lefts: Mapping[str, Measure], rights: Mapping[str, Measure], say: Words) -> RowGroup:
    return replace(group, rows=tuple(_row(row, lefts, rights, say) for row in group.rows))


def _row(row: Row, lefts: Mapping[str, Measure], rights: Mapping[str, Measure], say: Words) -> Row:
    """A row with the cells that read otherwise in the place of changes of the policy."""
    inline = row.inline
    is_otherwise = bool(len(row.left) > 1 or len(row.right) > 1)
    if not is_otherwise:
        cells = tuple(_cells(lefts[row.left[0].id], rights[row.right[0].id], say))
        is_otherwise = bool(cells)
        inline = cells or inline
    standing = CHANGED if is_otherwise else IDENTICAL
    name = say(f"readings.{standing}")
    return replace(
        row,
        inline=inline,
        relation_name=name,
        standing=standing,
        standing_name=name,
        became=(),
        effects=None,
        notes=(),
        runner_up=None,
    )


def _cells(one: Measure, other: Measure, say: Words) -> Iterator[Field]:
    for field in PRINTED:
        before, after = one.printed(field), other.printed(field)
        if before != after:
            yield Field(code=field, name=say(f"field.{field}"), segments=marked(before, after))


def _stripped(groups: tuple[AloneGroup, ...]) -> Iterator[AloneGroup]:
    """Measures of one reading alone: neither left out nor anybody's own."""
    for group in groups:
        rows = tuple(replace(row, applies=None, uptake=None, uptake_name=None, nearest=None) for row in group.rows)
        yield AloneGroup(code="", title=rows[0].measure.section, rows=rows)


def _alone(groups: tuple[AloneGroup, ...]) -> list[Alone]:
    return [row for group in groups for row in group.rows]


def _balances(dossier: Dossier, say: Words) -> Iterator[Balance]:
    """The measures of each reading, as sums."""
    found = dossier.comparison
    sides = ((found.left, found.summary.left, "gone"), (found.right, found.summary.right, "new"))
    for side, (document, totals, only) in zip(("left", "right"), sides, strict=True):
        total = Count(name=say("count.all", document=document.label), count=totals.measures, facet="side", value=side)
        kept = Count(name=say("readings.count.both"), count=totals.linked, facet="side", value="linked")
        alone = Count(name=say(f"readings.count.{only}"), count=totals.only, facet="side", value=f"{side}-only")
        yield balance(total, (kept, alone), say)
