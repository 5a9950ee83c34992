"""A dossier of two readings of one source: cells that read otherwise, and no word about the policy."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from policydiff.compare.editions.pair import compare_editions
from policydiff.model.document import PRINTED, TEXT_FIELDS, Measure, Snapshot
from policydiff.report.dossier.balances import balance
from policydiff.report.dossier.facets import BODY, SECTION_LEFT, SECTION_RIGHT, facets
from policydiff.report.dossier.parts import (
    Alone,
    AloneGroup,
    Balance,
    Count,
    Dossier,
    Field,
    MeasureText,
    Row,
    RowGroup,
    Side,
    Term,
    Terms,
)
from policydiff.report.headline import readings_headline
from policydiff.report.marks import marked
from policydiff.report.view import ADDED, CHANGED, REMOVED, SAME, Segment
from policydiff.report.wording import Words

Measures = Mapping[str, Measure]
_FACETS = ("side", SECTION_LEFT, SECTION_RIGHT, BODY)
"""What rows can be picked by that says nothing of the policy."""


def as_readings(dossier: Dossier, left: Snapshot, right: Snapshot, say: Words) -> Dossier:
    """The dossier of a comparison of two readings of one source, with what is said of the policy taken out of it."""
    measures = {one.id: one for one in left.measures}, {one.id: one for one in right.measures}
    groups = tuple(_groups(dossier, *measures, say))
    rows = [row for group in groups for row in group.rows]
    parted = facets(dossier.comparison, rows, dossier.alone, dossier.sides, say)
    keys = {row.key for group in groups for row in group.rows} | {row.key for row in dossier.alone}
    return replace(
        dossier,
        headline=readings_headline(compare_editions(left, right), say),
        balances=tuple(_balances(dossier, say)),
        highlights=(),
        left=replace(dossier.left, rows=_kept(dossier.left, keys)),
        right=replace(dossier.right, rows=_kept(dossier.right, keys)),
        groups=groups,
        left_out_title=say("readings.gone", count=len(_alone(dossier.left_out))),
        left_out=tuple(_stripped(dossier.left_out)),
        own_title=say("readings.new", count=len(_alone(dossier.own))),
        own=tuple(_stripped(dossier.own)),
        bodies=(),
        figures=(),
        glossary=(_terms(say),),
        method=(say("readings.method"),),
        facets=tuple(facet for facet in parted if facet.code in _FACETS),
    )


def _groups(dossier: Dossier, lefts: Measures, rights: Measures, say: Words) -> Iterator[RowGroup]:
    """The rows of measures that read otherwise."""
    for group in dossier.groups:
        found = (_row(row, lefts, rights, say) for row in group.rows)
        rows = tuple(row for row in found if row)
        if rows:
            yield replace(group, rows=rows)


def _row(row: Row, lefts: Measures, rights: Measures, say: Words) -> Row | None:
    """A row with the cells that read otherwise in the place of changes of the policy; None where none does."""
    name = say("readings.otherwise")
    told = replace(
        row,
        relation_name=name,
        standing=CHANGED,
        standing_name=name,
        became=(),
        effects=None,
        notes=(),
        runner_up=None,
    )
    if len(row.left) > 1 or len(row.right) > 1:
        return told
    left, right = row.left[0], row.right[0]
    cells = tuple(_cells(lefts[left.id], rights[right.id], say))
    if not cells:
        return None
    return replace(
        told,
        inline=cells,
        left=(_with_cells(left, cells, ADDED),),
        right=(_with_cells(right, cells, REMOVED),),
    )


def _with_cells(measure: MeasureText, cells: Sequence[Field], other: str) -> MeasureText:
    """A measure with the cells that read otherwise marked, but for what stands on the `other` side alone."""
    marked_cells = [replace(cell, segments=tuple(p for p in cell.segments if p.mark != other)) for cell in cells]
    known = {cell.code for cell in cells}
    kept = [replace(field, segments=_plain(field)) for field in measure.fields if field.code not in known]
    order = [*TEXT_FIELDS, *(cell.code for cell in cells)]
    return replace(measure, fields=tuple(sorted((*kept, *marked_cells), key=lambda field: order.index(field.code))))


def _plain(field: Field) -> tuple[Segment, ...]:
    return (Segment("".join(part.text for part in field.segments), SAME),)


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


def _terms(say: Words) -> Terms:
    meant = (("otherwise", "readings.otherwise"), ("gone", "readings.count.gone"), ("new", "readings.count.new"))
    terms = (Term(code=code, name=say(key), meaning=say(f"readings.meaning.{code}")) for code, key in meant)
    return Terms(code="reading", title=say("readings.glossary"), terms=tuple(terms))


def _kept(side: Side, keys: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The keys of the rows that there are, of each measure."""
    return {name: tuple(key for key in rows if key in keys) for name, rows in side.rows.items()}


def _balances(dossier: Dossier, say: Words) -> Iterator[Balance]:
    """The measures of each reading, as sums."""
    found = dossier.comparison
    sides = ((found.left, found.summary.left, "gone"), (found.right, found.summary.right, "new"))
    for side, (document, totals, only) in zip(("left", "right"), sides, strict=True):
        total = Count(name=say("count.all", document=document.label), count=totals.measures, facet="side", value=side)
        kept = Count(name=say("readings.count.both"), count=totals.linked, facet="side", value="linked")
        alone = Count(name=say(f"readings.count.{only}"), count=totals.only, facet="side", value=f"{side}-only")
        yield balance(total, (kept, alone), say)
