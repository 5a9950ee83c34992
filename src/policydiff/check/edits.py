"""What was edited by hand: where a snapshot differs from its source read again, one edit for each cause."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policydiff.check.edit import NOT_REPRODUCIBLE, TEXT_EDITED, Edit, several, shown, text_edit, value_edits
from policydiff.check.fault import CONTENT, Fault, Place, Printed, cell, content_mark
from policydiff.check.parts import MEASURES, NOTES, SECTIONS, Parts, match_parts
from policydiff.check.renumbered import renumbered
from policydiff.model.correction import FINDINGS as ON_CORRECTIONS
from policydiff.model.document import PRINTED, Measure, Snapshot

_PRINTED_OF_DOCUMENT = ("title", "document_number", "issued", "issuers")
_TOLD = ("aliases", "series", "round", "implements")
_WORKED_OUT = ("level", "region", "source")


@dataclass(frozen=True, slots=True)
class Rereading:
    """A snapshot beside its source read again: which parts are which, and what was edited by hand."""

    measures: Parts
    edits: tuple[Edit, ...]


def rereading(here: Snapshot, there: Snapshot) -> Rereading:
    """Compare a snapshot with what its source and its corrections give."""
    sections = match_parts(here.sections, there.sections, SECTIONS)
    measures = match_parts(here.measures, there.measures, MEASURES)
    notes = match_parts(here.notes, there.notes, NOTES)
    edits = [
        *_document_edits(here, there),
        *_section_edits(here, there, sections),
        *_measure_edits(here, there, measures, _names(here.sections, there.sections, sections)),
        *_note_edits(here, there, notes, _names(here.measures, there.measures, measures)),
    ]
    return Rereading(measures, (*edits, *_findings_edit(here, there, edits)))


def _names(here: Any, there: Any, parts: Parts) -> Mapping[str | None, str]:
    """The ids in the source of the parts here, by theirs: what follows from an id that was edited is no edit."""
    return {here[at].id: there[other].id for at, other in parts.pairs}


def _document_edits(here: Snapshot, there: Snapshot) -> Iterator[Edit]:
    for name in _PRINTED_OF_DOCUMENT:
        one, other = getattr(here, name), getattr(there, name)
        if name == "issuers" and one != other:
            place = ("issuers", 0) if len(one) == len(other) == 1 else ("issuers",)
            yield text_edit(place, name, "、".join(one) or None, "、".join(other) or None)
        elif one != other:
            yield text_edit((name,), name, one, other)
    for name in _WORKED_OUT:
        yield from value_edits((name,), name, getattr(here, name), getattr(there, name))
    told = [name for name in _TOLD if getattr(here, name) != getattr(there, name)]
    if len(told) == 1:
        yield from value_edits((told[0],), told[0], getattr(here, told[0]), getattr(there, told[0]))
    elif told:  # all of it stands in the options too: one hand edited these, or those
        one, other = ({name: getattr(side, name) for name in told} for side in (here, there))
        yield from value_edits((), ", ".join(told), one, other)


def _section_edits(here: Snapshot, there: Snapshot, parts: Parts) -> Iterator[Edit]:
    yield from _whole_edits("section", here.sections, there.sections, parts)
    for at, other in parts.pairs:
        one, same = here.sections[at], there.sections[other]
        yield from value_edits(("sections", at, "id"), f"§{same.id} id", one.id, same.id)
        for column in ("label", "title", "intro"):
            values = getattr(one, column), getattr(same, column)
            if values[0] != values[1]:
                yield text_edit(("sections", at, column), f"§{same.id} {column}", *values)


def _measure_edits(here: Snapshot, there: Snapshot, parts: Parts, sections: Mapping[str | None, str]) -> Iterator[Edit]:
    yield from _whole_edits("measure", here.measures, there.measures, parts)
    pairs = [(at, here.measures[at], there.measures[other]) for at, other in parts.pairs]
    for group in renumbered(pairs):
        if not _closes_gap([(at, other) for at, _, other in group], here, there, parts):
            yield _number_edit(group)
    for at, one, other in pairs:
        if one.id != other.id and one.number == other.number:
            yield from value_edits(("measures", at, "id"), f"#{other.id} id", one.id, other.id)
        if sections.get(one.section, one.section) != other.section:
            yield from value_edits(("measures", at, "section"), f"#{one.id} section", one.section, other.section)
        for column in PRINTED:
            yield from _cell_edits(at, column, one, other)
        yield from value_edits(("measures", at, "location"), f"#{one.id} location", one.location, other.location)


def _closes_gap(group: list[tuple[int, Measure]], here: Snapshot, there: Snapshot, parts: Parts) -> bool:
    """Whether measures bear other numbers only because some before them were taken out or put in, which is said."""
    for at, other in group:
        place = there.measures.index(other)
        shift = sum(one < at for one in parts.invented) - sum(one < place for one in parts.lost)
        numbers = here.measures[at].number, other.number
        if not shift or not all(map(str.isdecimal, numbers)) or int(numbers[0]) - int(numbers[1]) != shift:
            return False
    return True


def _number_edit(group: list[tuple[int, Measure, Measure]]) -> Edit:
    """Measures that bear other numbers: one edit, told of the first."""
    at, one, other = group[0]
    edit = text_edit(("measures", at, "number"), f"#{other.id} number", one.number, other.number, other.location.lines)
    places = tuple(("measures", place, key) for place, _, _ in group for key in ("number", "id"))
    fault = edit.fault
    if len(group) > 1:
        numbers = [f"{after.number} → {before.number}" for _, before, after in group]
        values = {**fault.values, "count": len(group), "numbers": several(numbers)}
        fault = Fault(
            form="renumbered",
            values=values,
            place=fault.place,
            excerpt=one.number,
            offset=0,
            lines=fault.lines,
            printed=Printed(other.number, behind=(other.title or other.text)[:12]),
        )
    return Edit(
        check=TEXT_EDITED,
        fault=fault,
        places=places,
        spans=edit.spans,
        explained_by=("id-repeated", "number-repeated"),
    )


def _cell_edits(at: int, column: str, one: Measure, other: Measure) -> Iterator[Edit]:
    """The edit of one column: its words, else what is worked out from them."""
    here, there = getattr(one, column), getattr(other, column)
    if here == there:
        return
    words = one.printed(column), other.printed(column)
    if words[0] != words[1]:
        place = cell(at, column) if here is not None else ("measures", at, column)
        yield text_edit(place, f"#{one.id} {column}", *words, other.location.lines)
    else:
        yield from value_edits(("measures", at, column), f"#{one.id} {column}", here, there)


def _note_edits(here: Snapshot, there: Snapshot, parts: Parts, names: Mapping[str | None, str]) -> Iterator[Edit]:
    yield from _whole_edits("note", here.notes, there.notes, parts)
    for at, other in parts.pairs:
        one, same = here.notes[at], there.notes[other]
        named = tuple(names.get(name, name) for name in one.measures)
        if one.text != same.text:
            yield text_edit(("notes", at, "text"), f"note {at + 1} text", one.text, same.text)
        elif named != same.measures:
            yield from value_edits(("notes", at, "measures"), f"note {at + 1} measures", one.measures, same.measures)


def _whole_edits(kind: str, here: Any, there: Any, parts: Parts) -> Iterator[Edit]:
    """Parts that were put in or left out, those that stand together as one, and the order of the others."""
    key = f"{kind}s"
    for run in _runs(parts.invented):
        places = tuple((key, at) for at in run)
        values, words = _named([here[at] for at in run], run)
        fault = Fault(form="many" if len(run) > 1 else "", values=values, place=places[0], excerpt=words)
        is_copy = len(run) == 1 and list(here).count(here[run[0]]) > 1
        explained_by = ("id-repeated",) * is_copy
        yield Edit(check=f"{kind}-invented", fault=fault, places=places, explained_by=explained_by)
    for run in _runs(parts.lost):
        if len({parts.next_to(other) for other in run}) == 1:
            yield _lost(kind, [there[other] for other in run], run, parts, len(here))
        else:
            yield from (_lost(kind, [there[other]], [other], parts, len(here)) for other in run)
    if parts.moved:
        place = (key, parts.moved[0])
        fault = Fault(form=f"order-{key}", place=place)
        checks = {"measure": ("number-order",), "section": ("section-order",)}
        yield Edit(check=NOT_REPRODUCIBLE, fault=fault, places=(), explained_by=checks.get(kind, ()))


def _lost(kind: str, lost: list[Any], run: list[int], parts: Parts, count: int) -> Edit:
    """Parts of the source that are not here, at the part behind them; behind the last part at its end."""
    following = parts.next_to(run[0])
    place: Place = (f"{kind}s", following) if following is not None else (f"{kind}s",)
    if following is None and count:
        place = (f"{kind}s", count - 1, *(("location", "lines", 1) if kind == "measure" else ()))
    values, words = _named(lost, run)
    is_measure = kind == "measure"
    fault = Fault(
        form="many" if len(run) > 1 else "",
        values=values,
        place=place,
        excerpt=words,
        lines=(lost[0].location.lines[0], lost[-1].location.lines[1]) if is_measure else None,
        measure=lost[0].id if is_measure else "",
    )
    return Edit(check=f"{kind}-lost", fault=fault, places=(), explained_by=())


def _named(parts: list[Any], run: list[int]) -> tuple[dict[str, object], str]:
    """What parts are called, and the words of the first."""
    names = [getattr(part, "id", str(at + 1)) for part, at in zip(parts, run, strict=True)]
    words = [[getattr(part, key, None) for key in ("title", "text", "intro", "label")] for part in parts]
    text = next((word for word in words[0] if word), "")
    values = {"name": several(names), "count": len(names), "words": shown(text, 24), CONTENT: content_mark(words)}
    return values, text


def _runs(places: tuple[int, ...]) -> list[list[int]]:
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][-1] + 1 == at:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _findings_edit(here: Snapshot, there: Snapshot, edits: list[Edit]) -> Iterator[Edit]:
    """Findings of the reader that were taken out or put in, but for those that follow from another edit."""
    edited = {
        (str(there_or_here.id), place[2])
        for edit in edits
        for place in edit.places
        if len(place) > 2 and place[0] == "measures"
        for there_or_here in (here.measures[int(place[1])],)
    }
    ours, theirs = Counter(here.findings), Counter(there.findings)
    put_in = [
        at
        for at, one in enumerate(here.findings)
        if one not in theirs and not (one.id == "corrected" and (one.measure, one.field) in edited)
    ]
    left_out = [
        one
        for one in (theirs - ours)
        if not (one.id in ON_CORRECTIONS and (edits or one.id != "corrected"))
        and (one.measure, one.field) not in edited
    ]
    repeated = [at for at, one in enumerate(here.findings) if ours[one] > theirs[one] > 0][-1:]
    places = tuple(("findings", at) for at in (put_in or repeated))
    if places or left_out:
        first = left_out[0].id if left_out else here.findings[int(places[0][1])].id
        form = "findings-left-out" if left_out and not places else "findings"
        place: Place = places[0] if places else ("findings",)
        lines = left_out[0].lines if left_out else None
        fault = Fault(form=form, values={"name": first}, place=place, lines=lines)
        yield Edit(check=NOT_REPRODUCIBLE, fault=fault, places=places or (("findings",),), explained_by=())
