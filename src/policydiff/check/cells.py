"""Cells that are empty and texts that break off."""

from collections.abc import Iterator
from dataclasses import replace

from policydiff.check.fault import Fault, Place, cell
from policydiff.check.printed import Hunk, PrintedText
from policydiff.check.reader import said_by_reader
from policydiff.check.subject import Subject
from policydiff.model.document import PRINTED, Measure
from policydiff.model.finding import ERROR, INFO
from policydiff.text.signs import lone_brackets, lone_quotes

_MOSTLY = 0.9
_FEW = 10
_CLOSING = '。！？；：…!?;:.）)】》〉〕」』”’"]}>'
_GOING_ON = "，、,（(《〈“‘「『【〔"
_SHOWN = 12
_EMPTY, _CUT = "cell-empty", "cut-off"
_CELLS = tuple(column for column in PRINTED if column != "text")


def cell_empty(subject: Subject) -> Iterator[Fault]:
    """A cell that is empty although the source, or nearly every other row, fills it; a text of blanks alone."""
    emptied = list(_emptied(subject))
    places = {fault.place[:3] for fault in emptied}
    said = (_as_printed(_EMPTY, fault, subject) for fault in said_by_reader(_EMPTY)(subject))
    yield from (fault for fault in said if fault.place[:3] not in places)
    yield from emptied
    yield from (fault for fault in _blank(subject) if fault.place[:3] not in places)
    if subject.again is None:
        yield from _unlike_others(subject)


def cut_off(subject: Subject) -> Iterator[Fault]:
    """A text that ends in the middle: the reader says so, the source goes on, or nearly all others end with a sign."""
    said = list(said_by_reader(_CUT)(subject))
    yield from (_as_printed(_CUT, fault, subject) if _is_seldom_filled(fault, subject) else fault for fault in said)
    known = {fault.place[:2] for fault in said}
    others_close = _others_close(subject)
    for text in subject.texts:
        if text.place[-1] not in ("text", "intro"):
            continue
        end = len(text.text)
        excerpt = text.text[-_SHOWN:]
        fault = Fault(values={"end": excerpt}, place=text.place, excerpt=excerpt, offset=end - len(excerpt))
        hunk = _cut(text)
        if hunk:
            values = {**fault.values, "missing": _shortened(hunk.given)}
            yield replace(fault, form="cut", values=values, severity=ERROR)
        elif others_close and text.place[:2] not in known and _is_open(text):
            yield from _open_ended(text, fault)


def _as_printed(name: str, fault: Fault, subject: Subject) -> Fault:
    """What the reader said of a cell of the source: a notice, unless the source, read again, has it otherwise.

    A source that cannot be read again is told of by itself.
    """
    key = fault.values["measure"], fault.values["field"]
    given = subject.snapshot.findings if subject.again is None else subject.again.findings
    is_printed = any(one.id == name and (one.measure, one.field) == key for one in given)
    return replace(fault, form="unfilled", severity=INFO) if is_printed else fault


def _is_seldom_filled(fault: Fault, subject: Subject) -> bool:
    """Whether most rows leave the cell empty before which the source ends: it may be a last empty cell that is gone."""
    column, measures = str(fault.values["field"]), subject.snapshot.measures
    return column in _CELLS and 2 * sum(one.printed(column) is not None for one in measures) < len(measures)


def _open_ended(text: PrintedText, fault: Fault) -> Iterator[Fault]:
    """A text without a closing sign that cannot end there: as it stands in the source, if that can be read.

    One that may end there is no fault: that its source cannot be read is said already.
    """
    if _goes_on(text.text):
        yield replace(fault, form="open" if text.given is None else "printed")


def breaks_off(subject: Subject, text: PrintedText) -> bool:
    """Whether a text ends in the middle, as `cut_off` says."""
    if text.place[-1] not in ("text", "intro"):
        return False
    measure = text.place[1] if text.place[0] == "measures" else None
    said = isinstance(measure, int) and any(
        one.id == _CUT and one.measure == subject.snapshot.measures[measure].id and one.field == "text"
        for one in subject.snapshot.findings
    )
    return said or _cut(text) is not None or (_is_open(text) and _goes_on(text.text) and _others_close(subject))


def _cut(text: PrintedText) -> Hunk | None:
    """What the source goes on with where the text ends in the middle; a sign of a pair alone is no end."""
    hunk = text.hunks[-1] if text.hunks and text.given is not None else None
    if hunk is None or hunk.start < len(text.text) or _closes(text.text):
        return None
    is_sign = all(lone_brackets(sign) or lone_quotes(sign) for sign in hunk.given)
    return None if is_sign else hunk


def _is_open(text: PrintedText) -> bool:
    """Whether the text of a measure ends without a sign, and that is not because of an edit of its end."""
    if text.place[0] != "measures" or _closes(text.text) or not text.text.strip():
        return False
    return text.given is None or not _closes(text.given)


def _goes_on(text: str) -> bool:
    """Whether something must come behind a text: it ends with a comma, or in a bracket or quotation."""
    return text.rstrip()[-1:] in _GOING_ON or any(one.opens for one in (*lone_brackets(text), *lone_quotes(text)))


def _others_close(subject: Subject) -> bool:
    """Whether nearly every measure ends with a closing sign."""
    measures = subject.snapshot.measures
    closed = sum(_closes(measure.text) for measure in measures)
    return len(measures) >= _FEW and closed >= _MOSTLY * len(measures)


def _closes(text: str) -> bool:
    return text.rstrip()[-1:] in _CLOSING if text.strip() else False


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN * 2 else text[: _SHOWN * 2 - 1] + "…"


def _emptied(subject: Subject) -> Iterator[Fault]:
    """Cells that the source fills and the snapshot does not."""
    if subject.again is None:
        return
    given = {measure.id: measure for measure in subject.again.measures}
    for at, measure in enumerate(subject.snapshot.measures):
        for column in PRINTED if measure.id in given else ():
            yield from _if_emptied(measure, at, column, given[measure.id].printed(column))
    sections = {section.id: section for section in subject.again.sections}
    for at, section in enumerate(subject.snapshot.sections):
        for column in ("label", "title", "intro") if section.id in sections else ():
            text, whole = getattr(section, column), getattr(sections[section.id], column)
            if not (text or "").strip() and whole:
                values = {"field": column, "section": section.id, "given": _shortened(whole)}
                place = ("sections", at, column)
                yield Fault(form="section", values=values, place=place, severity=ERROR)


def _if_emptied(measure: Measure, at: int, column: str, given: str | None) -> Iterator[Fault]:
    text = measure.printed(column)
    if _is_blank(text) and not _is_blank(given) and given:
        place: Place = ("measures", at, column) if text is None else cell(at, column)
        values = {"measure": measure.id, "field": column, "given": _shortened(given)}
        yield Fault(form="emptied", values=values, place=place, severity=ERROR)


def _blank(subject: Subject) -> Iterator[Fault]:
    """Texts of blanks alone."""
    for text in subject.texts:
        if not text.text.strip() and not (text.given or "").strip():
            severity = None if text.given is None else ERROR
            yield Fault(form="blank", place=text.place, excerpt=text.text, offset=0, severity=severity)


def _is_blank(text: str | None) -> bool:
    """Whether nothing of a text can be seen."""
    return not any(sign.isprintable() and not sign.isspace() for sign in text or "")


def _unlike_others(subject: Subject) -> Iterator[Fault]:
    """Empty cells in columns that are filled nearly everywhere else, where the reader does not say so."""
    measures = subject.snapshot.measures
    said = {(one.measure, one.field) for one in subject.snapshot.findings if one.id == _EMPTY}
    cut = {one.measure for one in subject.snapshot.findings if one.id == _CUT}
    for column in _CELLS if len(measures) >= _FEW else ():
        empty = [(at, one) for at, one in enumerate(measures) if one.printed(column) is None]
        if len(empty) > (1 - _MOSTLY) * len(measures):
            continue
        for at, measure in empty:
            if (measure.id, column) not in said and measure.id not in cut:
                yield Fault(values={"measure": measure.id, "field": column}, place=("measures", at, column))
