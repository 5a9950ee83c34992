"""One cause, one message: what follows from an edit by hand, and what says the same of it better."""

import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policydiff.check.edit import Edit
from policydiff.check.edits import Rereading
from policydiff.check.fault import Fault, Place, Printed
from policydiff.check.found import Found
from policydiff.check.spans import Span, Spans
from policydiff.model.correction import FINDINGS as ON_CORRECTIONS
from policydiff.model.finding import ERROR, SEVERITIES

_BESIDE = frozenset(("number-missing", "number-order", *ON_CORRECTIONS))
"""Checks of how measures stand to each other, and of corrections: at a cell they say nothing of its own words."""
_OF_SECTIONS = {"section-dangling": "now", "section-empty": "was"}
"""Checks that say of a section what is one cause for all measures that were moved into it, or out of it."""
_EMPTIED, _MANY = "emptied", 10
"""The form of a cell that the source fills and the snapshot does not, and how many of one column are one cause."""
_UNBALANCED = "-unbalanced"
_QUOTES = frozenset("\"'＂＇")


@dataclass(frozen=True, slots=True)
class Caused:
    """What is left: faults with a cause of their own, and edits that nothing says better."""

    found: list[Found]
    edits: list[Edit]


def by_cause(found: Sequence[Found], read: Sequence[Found], rereading: Rereading) -> Caused:
    """What was found on an edited snapshot, one for each cause; `read` is what is found on its source read again.

    What the source itself has stays. What is new came with an edit: it stands for the edit where it lies in the edited
    value and explains all of it, then as an error; else the edit stands for it. An error that lies in edited words and
    explains some of them stands beside the edit.
    """
    own, new = _own_and_new(found, read, rereading)
    kept = list(own)
    edits = []
    for edit in rereading.edits:
        near = [one for one in new if _may_explain(one, edit)]
        explaining = _explaining(edit, near)
        kept += [_by_hand(one, edit) for one in explaining if not _is_in(kept, one)]
        if not explaining:
            edits.append(edit)
            beside = [one for one in near if one.severity == ERROR]
            kept += [one for one in beside if edit.spans and _has_to_do(one, edit.spans)]
    return Caused(kept, edits)


def _is_in(kept: Iterable[Found], one: Found) -> bool:
    return any(other.check is one.check and other.fault.place == one.fault.place
               and (other.fault.excerpt, other.fault.offset) == (one.fault.excerpt, one.fault.offset)
               for other in kept)  # fmt: skip


def _own_and_new(
    found: Sequence[Found], read: Sequence[Found], rereading: Rereading
) -> tuple[list[Found], list[Found]]:
    """What the source itself has, and what came with an edit."""
    here = {other: at for at, other in rereading.measures.pairs}
    left = Counter(_alike(one) for one in read)
    exact = Counter((_moved(one.fault.place, here), _alike(one)) for one in read)
    edited = {place for edit in rereading.edits for place in edit.places}
    own, rest = [], []
    for one in found:
        key = one.fault.place, _alike(one)
        if exact[key]:
            exact[key] -= 1
            left[key[1]] -= 1
            own.append(one)
        else:
            rest.append(one)
    new = []
    for one in rest:
        is_edited = any(_holds(place, one.fault.place) for place in edited)
        if left[_alike(one)] > 0 and not is_edited:
            left[_alike(one)] -= 1
            own.append(one)
        else:
            new.append(one)
    return own, new


def _alike(one: Found) -> Hashable:
    """Equal for the same fault at another place."""
    column = next((part for part in reversed(one.fault.place) if isinstance(part, str)), "")
    return one.check.id, one.severity, column, one.fault.excerpt


def _moved(place: Place, here: dict[int, int]) -> Place:
    """The place in the snapshot of what stands at a place of the source read again."""
    if len(place) > 1 and place[0] == "measures" and isinstance(place[1], int):
        return ("measures", here.get(place[1], -1), *place[2:])
    return place


def _may_explain(one: Found, edit: Edit) -> bool:
    """Whether a fault lies in what was edited, or says of a section what holds for all that was moved."""
    attribute = _OF_SECTIONS.get(one.check.id)
    if attribute and edit.fault.place[2:] == ("section",):
        return bool(getattr(edit, attribute) == one.fault.excerpt)
    if edit.explained_by is not None:
        return one.check.id in edit.explained_by and (not edit.places or _lies_in(one.fault, edit))
    return one.check.id not in _BESIDE and _lies_in(one.fault, edit)


def _lies_in(fault: Fault, edit: Edit) -> bool:
    return any(_holds(place, fault.place) for place in edit.places)


def _holds(outer: Place, inner: Place) -> bool:
    return inner[: len(outer)] == outer


def _explaining(edit: Edit, near: Sequence[Found]) -> list[Found]:
    """The faults that together explain all of an edit; none where they do not."""
    if not near:
        return []
    if edit.spans is None or edit.explained_by is not None:
        return list(near[:1] if edit.explained_by != ("number-order",) else near)
    covering = [one for one in near if _has_to_do(one, edit.spans)]
    pairs = edit.spans.pairs
    return covering if all(any(_covers(one, edit.spans, pair) for one in covering) for pair in pairs) else []


def _has_to_do(one: Found, spans: Spans) -> bool:
    """Whether a fault lies in any of the words that differ."""
    return any(_covers(one, spans, pair) for pair in spans.pairs)


def _covers(one: Found, spans: Spans, pair: tuple[Span, Span]) -> bool:
    """Whether a stretch that differs lies within the words that a fault is about.

    Where nothing but brackets and quotation marks differs, a fault of their balance may be told at the partner.
    """
    if one.check.id.endswith(_UNBALANCED) and _is_of_signs(spans, pair):
        return True
    (start, end), excerpt = pair[0], one.fault.excerpt
    begin = spans.here.find(excerpt) if one.fault.offset is None else one.fault.offset
    runs = one.fault.runs or ((begin, begin + len(excerpt)),)
    return begin >= 0 and (not excerpt or any(first <= start <= end <= last for first, last in runs))


def _is_of_signs(spans: Spans, pair: tuple[Span, Span]) -> bool:
    signs = spans.here[slice(*pair[0])] + spans.there[slice(*pair[1])]
    return all(sign in _QUOTES or unicodedata.category(sign) in ("Ps", "Pe", "Pi", "Pf") for sign in signs)


def _by_hand(one: Found, edit: Edit) -> Found:
    """A fault that an edit by hand put in: as serious as the edit, and mended by undoing it."""
    fault = one.fault
    printed = fault.printed or edit.fault.printed or Printed("")
    lines = fault.lines or edit.fault.lines
    return replace(one, fault=replace(fault, severity=ERROR, mend=edit.check, printed=printed, lines=lines))


def one_a_column(found: Sequence[Found]) -> Iterator[Found]:
    """What was found, with one for a column that is empty in row after row, which one hand took out; it is told at the
    first of them.
    """
    columns: dict[object, list[Found]] = {}
    for one in found:
        if one.fault.form == _EMPTIED:
            columns.setdefault(one.fault.values["field"], []).append(one)
    for one in found:
        rows = columns[one.fault.values["field"]] if one.fault.form == _EMPTIED else [one]
        if len(rows) < _MANY:
            yield one
        elif one is rows[0]:
            yield replace(one, fault=replace(one.fault, form="column", values={**one.fault.values, "count": len(rows)}))


def without_echoes(found: Sequence[Found]) -> Iterator[Found]:
    """What was found, but for what only repeats another finding that is as serious: at the same part, or on the whole
    document.
    """
    by_check: dict[str, list[Found]] = {}
    for one in found:
        by_check.setdefault(one.check.id, []).append(one)
    for one in found:
        causes = (cause for name in one.check.echo_of for cause in by_check.get(name, ()))
        if not any(_is_as_serious(cause, one) and _meet(cause.fault, one.fault) for cause in causes):
            yield one


def _is_as_serious(cause: Found, echo: Found) -> bool:
    return SEVERITIES.index(cause.severity) <= SEVERITIES.index(echo.severity)


def _meet(cause: Fault, echo: Fault) -> bool:
    """Whether two faults are of one part, or either of none; what is said of characters, whether of their cell; what
    follows from odd characters, whether it holds one of them.
    """
    if cause.runs:
        first = echo.offset or 0
        last = first + len(echo.excerpt)
        return cause.place == echo.place and any(start < last and first < end for start, end in cause.runs)
    depth = 3 if echo.offset is not None else 2
    places = [fault.place[:depth] for fault in (cause, echo)]
    return places[0] == places[1] or any(len(place) < 2 for place in places)
