"""Cells taken apart: bodies with their roles, areas and cited documents, and where each is printed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from policydiff.changes.catalogue import RESPONSIBILITY
from policydiff.changes.columns.identity import area_key, body_key, is_nothing
from policydiff.changes.columns.pairing import Context
from policydiff.changes.passage import Printed
from policydiff.model.document import Measure, Responsibility
from policydiff.registry.roles import role_phrases

Span = tuple[int, int]

_BRACKETS = {"（": "）", "(": ")", "《": "》"}
_CLAUSE, _ITEM = frozenset("；;，,。"), frozenset("、，,；; \u3000")


@dataclass(frozen=True, slots=True)
class Named:
    """A body or an area as a cell prints it; an area has no role.

    `clause` goes from the name to the end of the words that give it its role.
    """

    key: str
    role: str | None
    printed: Printed
    clause: Printed


def named(measures: Sequence[Measure], column: str, context: Context) -> tuple[list[Named], list[Named]]:
    """The bodies and the areas that a responsibility or guidance column names, in the order of print."""
    bodies: list[Named] = []
    areas: list[Named] = []
    own_offices = column == RESPONSIBILITY and context.region is not None
    for measure in measures:
        cell: Responsibility | None = getattr(measure, column)
        if cell is None:
            continue
        places = _places(cell.raw, [party.printed for party in cell.bodies])
        for party, span in zip(cell.bodies, places, strict=True):
            key = body_key(party, context.region, context.issued, own=own_offices)
            at = max(0, cell.raw[slice(*span)].find(party.name))  # 等 and 各 are not of the name
            own = (span[0] + at, span[0] + at + len(party.name)) if party.name in cell.raw[slice(*span)] else span
            bodies.append(_named(measure.id, cell.raw, own, key, party.role))
        for area, span in zip(cell.areas, _places(cell.raw, cell.areas), strict=True):
            areas.append(_named(measure.id, cell.raw, span, area_key(area, context.region), None))
    return bodies, areas


def _named(measure: str, raw: str, span: Span, key: str, role: str | None) -> Named:
    end = next((at for at, _ in _signs(raw, _CLAUSE) if at >= span[1]), len(raw))
    clause = raw[span[0] : end].rstrip()
    says_role = clause.endswith(tuple(phrase for phrase, _ in role_phrases()))
    stretch = (span[0], span[0] + len(clause)) if says_role else span
    return Named(key, role, _printed(measure, raw, span), _printed(measure, raw, stretch))


def _printed(measure: str, raw: str, span: Span) -> Printed:
    return Printed(measure, span, raw[slice(*span)])


def _places(raw: str, names: Iterable[str]) -> Iterator[Span]:
    """Where each name is printed, one behind the other; best where an item of the list begins.

    A name that was put right by hand and is not in print stands for the whole cell.
    """
    begins = {0, *(at + 1 for at, _ in _signs(raw, _ITEM))}
    at = 0
    for name in names:
        starts = list(_starts(raw, name, at))
        start = next((s for s in starts if s in begins), starts[0] if starts else None)
        if start is None:
            yield 0, len(raw)
        else:
            at = start + len(name)
            yield start, at


def _starts(raw: str, name: str, at: int) -> Iterator[int]:
    """Where a name is printed from a place on."""
    while name and (at := raw.find(name, at)) >= 0:
        yield at
        at += len(name)


def _signs(raw: str, signs: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The signs of a cell outside brackets."""
    closing: list[str] = []
    for at, character in enumerate(raw):
        if character in _BRACKETS:
            closing.append(_BRACKETS[character])
        elif closing and character == closing[-1]:
            closing.pop()
        elif character in signs and not closing:
            yield at, character


def items(raw: str) -> list[Span]:
    """The items of a list, without the signs between them."""
    found, start = [], 0
    for end in (*(at for at, _ in _signs(raw, _ITEM)), len(raw)):
        if raw[start:end].strip():
            found.append((start, end))
        start = end + 1
    return found


def printed_cells(measures: Sequence[Measure], column: str) -> list[tuple[str, str]]:
    """The cells of a column by measure; a sign that says there is nothing is an empty cell."""
    cells = [(measure.id, measure.printed(column) or "") for measure in measures]
    return [(measure, "" if is_nothing(raw) else raw) for measure, raw in cells]


def other_cells(
    left: Sequence[Measure], right: Sequence[Measure], column: str, key: Callable[[str], str]
) -> Iterator[tuple[Printed, Printed]]:
    """The cells of each side that the other side does not have, first with first; an empty place where
    there is none.
    """
    sides = [printed_cells(measures, column) for measures in (left, right)]
    keys = [{key(raw) for _, raw in side} for side in sides]
    own = []
    for side, others in zip(sides, reversed(keys), strict=True):
        first = {key(raw): (measure, raw) for measure, raw in reversed(side) if raw and key(raw) not in others}
        own.append([Printed(name, (0, len(raw)), raw) for name, raw in side if first.get(key(raw)) == (name, raw)])
    empty = [Printed(side[0][0], (0, 0), "") for side in sides]
    for before, after in zip_longest(*own):
        yield before or empty[0], after or empty[1]
