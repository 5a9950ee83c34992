"""Replaying corrections on printed cells."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from policydiff.model.correction import (
    APPLIED,
    DOCUMENT,
    MEASURE,
    NEEDLESS,
    NOTE,
    SECTION,
    UNFIT,
    Correction,
    Reason,
    Replayed,
)
from policydiff.model.document import is_day
from policydiff.read.correction_cells import corrected, fits, is_needless, misfit, shown
from policydiff.read.derive import measure_id, with_fields
from policydiff.read.printed import Cells, Printed
from policydiff.text.numerals import measure_number

_TELLING = 8
"""Words of so many characters tell a cell from all others; fewer may stand anywhere."""
_NEEDED = {
    (MEASURE, "number"): Reason("a measure needs a number", "needed", {"field": "number"}),
    (MEASURE, "text"): Reason("a measure needs a text", "needed", {"field": "text"}),
    (NOTE, "text"): Reason("a note needs a text", "needed", {"field": "text"}),
}


def replay(
    printed: Printed, corrections: Sequence[Correction], told: AbstractSet[str] = frozenset()
) -> tuple[Printed, tuple[Replayed, ...]]:
    """The printed cells put right, in the order of the corrections, and what became of each.

    The cells include the fields that notes give, which are put right last, as notes and titles decide on them.
    What was `told` of the document is not read, and cannot be put right.
    """
    given_by_notes = "field" not in printed.columns
    replayed: dict[int, Replayed] = {}
    for is_last in (False, True):
        if is_last:
            printed = with_fields(printed)
        for at, correction in enumerate(corrections):
            if is_last == (given_by_notes and (correction.kind, correction.field) == (MEASURE, "field")):
                printed, replayed[at] = _replay_one(printed, correction, told)
    return printed, tuple(replayed[at] for at in range(len(corrections)))


def _replay_one(printed: Printed, correction: Correction, told: AbstractSet[str]) -> tuple[Printed, Replayed]:
    if correction.kind == DOCUMENT and correction.field in told:
        words = f"its {correction.field} was told with --set, not read; ingest it again with another --set"
        reason = Reason(words, "told", {"field": correction.field})
        return printed, Replayed(correction=correction, outcome=UNFIT, reason=reason)
    own = _own_place(printed, correction)
    at = _place(printed, correction, own)
    if at is None:
        name = correction.part.removeprefix(f"{correction.kind} ")
        reason = Reason(f"there is no {correction.part}", f"no-{correction.kind}", {"name": name})
        return printed, Replayed(correction=correction, outcome=UNFIT, reason=reason)
    kind = correction.kind
    target = _name(kind, printed.parts(kind)[at], at)
    said = Replayed(correction=correction, outcome=UNFIT, target=target, was_moved=at != own)
    cell = _cell(printed, correction, at)
    if is_needless(cell, correction):
        doubt = _doubt(printed, correction, at)
        return printed, replace(said, reason=doubt) if doubt else replace(said, outcome=NEEDLESS)
    if not fits(cell, correction):
        return printed, replace(said, reason=misfit(cell, correction))
    value = corrected(cell, correction)
    fault = _fault(printed, correction, at, value)
    if fault:
        return printed, replace(said, reason=fault)
    changed = _with_cell(printed, correction, at, value)
    return changed, replace(said, outcome=APPLIED, target=_name(kind, changed.parts(kind)[at], at))


def _name(kind: str, part: Cells, at: int) -> str | None:
    """What a correction calls a part that stands at this place."""
    if kind == MEASURE:
        return measure_id(part["number"] or "")
    return {SECTION: part.get("id"), NOTE: str(at + 1)}.get(kind)


def _own_place(printed: Printed, correction: Correction) -> int | None:
    """The place of the part that the correction names, by id or else by printed number."""
    kind = correction.kind
    if kind == DOCUMENT:
        return 0
    name = correction.measure or correction.section or str(correction.note)
    parts = printed.parts(kind)
    found = next((at for at, part in enumerate(parts) if _name(kind, part, at) == name), None)
    if found is None and kind == MEASURE:
        return next((at for at, part in enumerate(parts) if part["number"] == name), None)
    return found


def _place(printed: Printed, correction: Correction, own: int | None) -> int | None:
    """The place of the part whose cell is meant: the one that is named, unless its words say another."""
    if correction.kind == DOCUMENT:
        return own
    parts = printed.parts(correction.kind)
    bearers = _bearers(printed, correction)
    if own in bearers or len(bearers) == 1:
        return own if own in bearers else bearers[0]
    if own is not None and fits(parts[own].get(correction.field), correction):
        return own
    others = [at for at, part in enumerate(parts) if _could_be(part.get(correction.field), correction)]
    is_telling = len(correction.read or "") >= _TELLING
    return others[0] if is_telling and len(others) == 1 else own


def _bearers(printed: Printed, correction: Correction) -> list[int]:
    """The measures whose text is the one that was noted with the correction, or is what it makes of that."""
    words, read, should = correction.words, correction.read, correction.should
    if words is None:
        return []
    made = words.replace(read, should, 1) if correction.field == "text" and read and should else words
    return [at for at, cells in enumerate(printed.measures) if cells["text"] in (words, made)]


def _doubt(printed: Printed, correction: Correction, at: int) -> Reason | None:
    """Why a part of a cell that reads as it should may not be the part that was meant: others read as this one did."""
    cell, read = _cell(printed, correction, at), correction.read
    if cell is None or read is None or read in cell or cell == correction.should or at in _bearers(printed, correction):
        return None
    parts = printed.parts(correction.kind)
    others = [place for place, part in enumerate(parts) if _could_be(part.get(correction.field), correction)]
    if not others:
        return None
    kind, name = correction.kind, _name(correction.kind, parts[others[0]], others[0])
    values = {"should": shown(correction.should), "read": shown(read), "name": str(name)}
    words = f"the cell has {values['should']} already, but {kind} {name} has {values['read']}"
    return Reason(words, f"other-{kind}", values)


def _could_be(cell: str | None, correction: Correction) -> bool:
    return fits(cell, correction) and not is_needless(cell, correction)


def _cell(printed: Printed, correction: Correction, at: int) -> str | None:
    return printed.parts(correction.kind)[at].get(correction.field)


def _fault(printed: Printed, correction: Correction, at: int, value: str | None) -> Reason | None:
    """Why a cell cannot hold a value; None where it can."""
    kind, field = correction.kind, correction.field
    if value is None:
        return _NEEDED.get((kind, field))
    values = {"value": shown(value)}
    if value != value.strip():
        return Reason(f"{shown(value)} would have a blank at an end", "blank", values)
    if (kind, field) == (DOCUMENT, "issued") and not is_day(value):
        return Reason(f"{shown(value)} is no day; write it as 2020-06-28", "day", values)
    if (kind, field) == (MEASURE, "section") and value not in {part["id"] for part in printed.sections}:
        return Reason(f"there is no section {shown(value)}", "no-section", {"name": shown(value)})
    return _number_fault(printed, at, value) if field == "number" else None


def _number_fault(printed: Printed, at: int, number: str) -> Reason | None:
    values = {"value": shown(number)}
    if not measure_number(number):
        return Reason(f"{shown(number)} is no number", "number", values)
    others = {_name(MEASURE, part, other) for other, part in enumerate(printed.measures) if other != at}
    taken = Reason(f"number {shown(number)} is that of another measure", "taken", values)
    return taken if measure_id(number) in others else None


def _with_cell(printed: Printed, correction: Correction, at: int, value: str | None) -> Printed:
    kind, field = correction.kind, correction.field
    parts: list[Cells] = list(printed.parts(kind))
    before = parts[at]
    parts[at] = {**before, field: value}
    match kind:
        case "document":
            return replace(printed, document=parts[0])
        case "section":
            return replace(printed, sections=tuple(parts))
        case "note":
            return replace(printed, notes=tuple(parts))
    findings = printed.findings
    if field == "number":  # what the layout said of this measure goes with it
        findings = tuple(replace(f, measure=value) if f.measure == before["number"] else f for f in findings)
    return replace(printed, measures=tuple(parts), findings=findings)
