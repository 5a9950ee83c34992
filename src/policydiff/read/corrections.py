"""Replaying corrections on printed cells, and what a snapshot says of it."""

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
    Replayed,
    place_of,
)
from policydiff.model.document import Finding, Measure, is_day
from policydiff.read.derive import measure_id, with_fields
from policydiff.read.printed import Cells, Printed
from policydiff.text.numerals import measure_number

_TELLING = 8
"""Words of so many characters tell a cell from all others; fewer may stand anywhere."""
_CONTEXT = 6
"""So many characters are shown on either side of what was put right."""
_LONGEST = 120
_NEEDED = {
    (MEASURE, "number"): "a measure needs a number",
    (MEASURE, "text"): "a measure needs a text",
    (NOTE, "text"): "a note needs a text",
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
        reason = f"its {correction.field} was told with --set, not read; ingest it again with another --set"
        return printed, Replayed(correction=correction, outcome=UNFIT, reason=reason)
    own = _own_place(printed, correction)
    at: int | None = own
    was_moved = False
    if at is None or not (_fits(printed, correction, at) or _is_needless(printed, correction, at)):
        at = _other_place(printed, correction)
        was_moved = at is not None
    if at is None:
        reason = _misfit(printed, correction, own)
        return printed, Replayed(correction=correction, outcome=UNFIT, reason=reason)
    target = _name(printed, correction.kind, at)
    if not was_moved and _is_needless(printed, correction, at):
        return printed, Replayed(correction=correction, outcome=NEEDLESS, target=target)
    value = _corrected(_cell(printed, correction, at), correction)
    fault = _fault(printed, correction, at, value)
    if fault:
        return printed, Replayed(correction=correction, outcome=UNFIT, target=target, reason=fault)
    changed = _with_cell(printed, correction, at, value)
    target = _name(changed, correction.kind, at)
    return changed, Replayed(correction=correction, outcome=APPLIED, target=target, was_moved=was_moved)


def _name(printed: Printed, kind: str, at: int) -> str | None:
    """What a correction calls the part at this place."""
    part = printed.parts(kind)[at]
    names = {MEASURE: measure_id(part.get("number") or ""), SECTION: part.get("id"), NOTE: str(at + 1), DOCUMENT: None}
    return names[kind]


def _own_place(printed: Printed, correction: Correction) -> int | None:
    """The place of the part that the correction names, by id or else by printed number."""
    if correction.kind == DOCUMENT:
        return 0
    name = correction.measure or correction.section or str(correction.note)
    places = range(len(printed.parts(correction.kind)))
    found = next((at for at in places if _name(printed, correction.kind, at) == name), None)
    if found is None and correction.kind == MEASURE:
        return next((at for at in places if printed.measures[at].get("number") == name), None)
    return found


def _other_place(printed: Printed, correction: Correction) -> int | None:
    """The one part whose cell reads so, where the words are enough to tell it from the others."""
    if correction.kind == DOCUMENT or len(correction.read or "") < _TELLING:
        return None
    places = range(len(printed.parts(correction.kind)))
    fitting = [at for at in places if _fits(printed, correction, at) and not _is_needless(printed, correction, at)]
    return fitting[0] if len(fitting) == 1 else None


def _cell(printed: Printed, correction: Correction, at: int) -> str | None:
    return printed.parts(correction.kind)[at].get(correction.field)


def _fits(printed: Printed, correction: Correction, at: int) -> bool:
    """Whether a cell reads as the correction says: as a whole, or once in it."""
    cell, read = _cell(printed, correction, at), correction.read
    return cell == read or (cell is not None and read is not None and _occurrences(cell, read) == 1)


def _occurrences(cell: str, part: str) -> int:
    """How often a part stands in a cell, overlapping itself too."""
    return sum(cell.startswith(part, at) for at in range(len(cell)))


def _is_needless(printed: Printed, correction: Correction, at: int) -> bool:
    """Whether a cell already reads as it should: as a whole, or in the part that is corrected.

    A part that has to be longer (港澳 → 港澳台) still stands in the longer one.
    """
    cell, read, should = _cell(printed, correction, at), correction.read, correction.should
    if cell in (read, should):
        return cell == should
    if cell is None or read is None or should is None:
        return False
    if read not in cell:
        return _occurrences(cell, should) == 1
    start = cell.index(read)
    inside = (at for at in range(len(should)) if should.startswith(read, at) and at <= start)
    return any(cell.startswith(should, start - at) for at in inside)


def _corrected(cell: str | None, correction: Correction) -> str | None:
    if cell == correction.read or cell is None:
        return correction.should
    return cell.replace(correction.read or "", correction.should or "", 1) or None


def _misfit(printed: Printed, correction: Correction, at: int | None) -> str:
    """Why a correction fits no cell."""
    if at is None:
        return f"there is no {correction.kind} {correction.measure or correction.section or correction.note}"
    cell = _cell(printed, correction, at)
    if cell is None:
        return "the cell is empty"
    if correction.read is not None and _occurrences(cell, correction.read) > 1:
        return f"{shown(correction.read)} stands in it more than once"
    return f"the cell reads {shown(cell)}"


def _fault(printed: Printed, correction: Correction, at: int, value: str | None) -> str | None:
    """Why a cell cannot hold a value; None where it can."""
    kind, field = correction.kind, correction.field
    if value is None:
        return _NEEDED.get((kind, field))
    if value != value.strip():
        return f"{shown(value)} would have a blank at an end"
    if (kind, field) == (DOCUMENT, "issued") and not is_day(value):
        return f"{shown(value)} is no day; write it as 2020-06-28"
    if (kind, field) == (MEASURE, "section") and value not in {part["id"] for part in printed.sections}:
        return f"there is no section {shown(value)}"
    return _number_fault(printed, at, value) if field == "number" else None


def _number_fault(printed: Printed, at: int, number: str) -> str | None:
    if not measure_number(number):
        return f"{shown(number)} is no number"
    others = (_name(printed, MEASURE, other) for other in range(len(printed.measures)) if other != at)
    return f"number {shown(number)} is that of another measure" if measure_id(number) in others else None


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


def shown(text: str | None) -> str:
    """A cell as messages show it."""
    if text is None:
        return "nothing"
    line = text.replace("\n", "⏎")
    return f"“{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}”"


def correction_findings(replayed: Sequence[Replayed], measures: Sequence[Measure]) -> list[Finding]:
    """What a snapshot says of its corrections: each that was applied, each that is unfit or needless."""
    lines = {measure.id: measure.location.lines for measure in measures}
    return [_finding(one, at, lines) for at, one in enumerate(replayed, 1)]


def _finding(one: Replayed, at: int, lines: dict[str, tuple[int, int]]) -> Finding:
    correction = one.correction
    kind, field = correction.kind, correction.field
    name = one.target or correction.measure
    measure = name if kind == MEASURE and name in lines else None
    place = place_of(kind, one.target or "", field) if one.target else correction.place
    severity, message = "info", f"correction {at} is needless: {place} already reads as it should; remove it"
    if one.outcome == APPLIED:
        before, after = differing(correction.read, correction.should)
        message = (
            f"{place}: {before} was read, it is {after} now: {correction.why} ({correction.by}, {correction.when})"
        )
        message += _by_authority(correction)
        if one.was_moved:
            severity = "warning"
            message += f"; correction {at} is on {correction.place}, which reads otherwise: check it and mend its place"
    elif one.outcome == UNFIT:
        before, after = differing(correction.read, correction.should)
        severity = "warning"
        message = f"correction {at} does not fit {place}, {before} → {after}: {one.reason}; mend it or remove it"
    ids = {APPLIED: "corrected", NEEDLESS: "correction-needless", UNFIT: "correction-unfit"}
    return Finding(
        id=ids[one.outcome],
        severity=severity,
        message=message,
        measure=measure,
        field=field if measure or kind == DOCUMENT else None,
        lines=lines.get(measure or ""),
    )


def _by_authority(correction: Correction) -> str:
    paper = correction.authority
    named = [part for part in (paper.title, paper.number, paper.url) if part] if paper else []
    return f"; corrected by the authority: {', '.join(named)}" if named else ""


def differing(read: str | None, should: str | None) -> tuple[str, str]:
    """Two texts for a message, without what both begin and end with beyond a few characters."""
    if read is None or should is None:
        return shown(read), shown(should)
    shorter = min(len(read), len(should))
    start = next((at for at in range(shorter) if read[at] != should[at]), shorter)
    end = next((at for at in range(shorter - start) if read[-1 - at] != should[-1 - at]), shorter - start)
    first, rest = max(0, start - _CONTEXT), max(0, end - _CONTEXT)
    before, after = (
        f"{'…' if first else ''}{text[first : len(text) - rest]}{'…' if rest else ''}" for text in (read, should)
    )
    return shown(before), shown(after)
