"""What a snapshot says of its corrections."""

from collections.abc import Sequence

from policydiff.model.correction import APPLIED, DOCUMENT, MEASURE, NEEDLESS, UNFIT, Correction, Replayed, place_of
from policydiff.model.document import Finding, Measure
from policydiff.read.correction_cells import shown

_CONTEXT = 6
"""So many characters are shown on either side of what was put right."""


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
            severity = "warning" if correction.words is None else "info"
            message += f"; correction {at} is on {correction.place}, which reads otherwise: check it and mend its place"
    elif one.outcome == UNFIT:
        before, after = differing(correction.read, correction.should)
        severity = "warning"
        why = one.reason.words if one.reason else "it does not fit"
        message = f"correction {at} does not fit {place}, {before} → {after}: {why}; mend it or remove it"
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
