"""What is worked out from printed cells: measures, notes, and the findings on them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from policydiff.model.document import Finding, Location, Measure, Section
from policydiff.read.fields import field_in, note_of
from policydiff.read.parties import read_responsibility
from policydiff.read.printed import Cells, Printed
from policydiff.read.values import read_basis, read_promoted, read_reach
from policydiff.registry.roles import SUPPORT
from policydiff.text.numerals import measure_number

_MOSTLY_FILLED = 0.9
"""A column with so many of its cells filled leaves none empty on purpose."""

_NAMING = ("number", "section", "title", "text")


@lru_cache(maxsize=65536)
def measure_id(number: str) -> str:
    """The id of a measure with this printed number."""
    return "-".join(map(str, measure_number(number) or ()))


def section_of(cells: Cells) -> Section:
    """The section that is printed in these cells."""
    return Section(id=cells["id"] or "", label=cells["label"], title=cells["title"], intro=cells["intro"])


def measure_of(cells: Cells, lines: tuple[int, int]) -> Measure:
    """The measure that is printed in these cells, with what they say taken apart."""
    number = cells["number"] or ""
    responsibility, guidance = cells.get("responsibility"), cells.get("guidance")
    reach, promoted, basis = cells.get("reach"), cells.get("promoted"), cells.get("basis")
    return Measure(
        id=measure_id(number),
        number=number,
        section=cells["section"],
        title=cells.get("title"),
        text=cells["text"] or "",
        responsibility=read_responsibility(responsibility) if responsibility else None,
        guidance=read_responsibility(guidance, SUPPORT) if guidance else None,
        reach=read_reach(reach) if reach else None,
        promoted=read_promoted(promoted) if promoted else None,
        basis=read_basis(basis) if basis else None,
        field=cells.get("field"),
        remark=cells.get("remark"),
        location=Location(lines=lines),
    )


def with_fields(printed: Printed) -> Printed:
    """The cells with the fields that the notes give, where the table has no column of them."""
    if "field" in printed.columns:
        return printed
    named = [{key: cells.get(key) for key in _NAMING} for cells in printed.measures]  # the rest need not be taken apart
    measures = [measure_of(cells, lines) for cells, lines in zip(named, printed.lines, strict=True)]
    notes = [note_of(cells["text"] or "", measures) for cells in printed.notes]
    fields: Mapping[str, str | None] = {name: field_in(note) for note in notes for name in note.measures}
    return replace(
        printed,
        measures=tuple(
            {**cells, "field": fields.get(measure.id)}
            for cells, measure in zip(printed.measures, measures, strict=True)
        ),
    )


def number_gaps(measures: Sequence[Measure]) -> list[Finding]:
    """A finding for each place where numbers are left out between two measures."""
    numbers = [int(measure.id.partition("-")[0]) for measure in measures]
    return [
        Finding(
            id="number-missing",
            severity="warning",
            message=f"behind measure {before.id} comes measure {after.id}; check that none is missing from the source",
            measure=after.id,
            field="number",
            lines=after.location.lines,
        )
        for (before, first), (after, second) in pairwise(zip(measures, numbers, strict=True))
        if second > first + 1
    ]


def empty_cells(measures: Sequence[Measure], printed: Printed) -> list[Finding]:
    """Findings for empty cells in columns that are filled nearly everywhere else."""
    cut = {(finding.measure, finding.field) for finding in printed.findings}
    findings = []
    for column in sorted(printed.columns - {"section", "number", "text"}):
        empty = [measure for measure in measures if measure.printed(column) is None]
        if not empty or len(empty) > (1 - _MOSTLY_FILLED) * len(measures):
            continue
        findings += [
            Finding(
                id="cell-empty",
                severity="warning",
                message=f"measure {measure.id} has an empty {column} cell, which nearly all other rows fill",
                measure=measure.id,
                field=column,
                lines=measure.location.lines,
            )
            for measure in empty
            if (measure.number, column) not in cut
        ]
    return findings
