"""What rows can be picked by, each value with the rows that have it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policydiff.changes.catalogue import KINDS, SEVERITIES
from policydiff.model.comparison import APPLICABILITIES, RELATIONS, UPTAKES, Comparison
from policydiff.report.dossier.parts import LEFT, Alone, Facet, MeasureText, Option, Row, Side
from policydiff.report.headline import uptake_name
from policydiff.report.view import STANDINGS
from policydiff.report.wording import Words

SIDES = ("linked", "left-only", "right-only")
_DIRECTIONS = (
    *("widened", "narrowed", "strengthened", "weakened", "raised", "lowered", "earlier", "later"),
    *("added", "removed", "dropped", "replaced", "changed"),
)
_ORDERS: Mapping[str, Sequence[str]] = {
    "side": SIDES,
    "relation": RELATIONS,
    "standing": STANDINGS,
    "uptake": UPTAKES,
    "applicability": APPLICABILITIES,
    "kind": KINDS,
    "direction": _DIRECTIONS,
    "severity": tuple(reversed(SEVERITIES)),
}
"""Facets whose values are codes, in the order of reading."""
_SECTIONS = (SECTION_LEFT, SECTION_RIGHT) = ("section-left", "section-right")
BODY = "body"


def facets(
    found: Comparison, rows: Sequence[Row], alone: Sequence[Alone], sides: Sequence[Side], say: Words
) -> Iterator[Facet]:
    """What the rows can be picked by; a facet that no row has a value of is left out.

    The values of sections and bodies are their printed names; sections stand in the order of their document, bodies
    by the number of rows.
    """
    orders: Mapping[str, Sequence[str]] = {
        **_ORDERS,
        **{code: [chapter.title for chapter in side.chapters] for code, side in zip(_SECTIONS, sides, strict=True)},
    }
    counted: dict[str, Counter[str]] = {code: Counter() for code in (*orders, BODY)}
    for values in (*map(_of_row, rows), *map(_of_alone, alone)):
        for code, met in values.items():
            counted[code].update(dict.fromkeys(met, 1))
    names = {side.side: side.name for side in sides}
    for code, count in counted.items():
        known = dict.fromkeys(orders[code] if code in orders else (value for value, _ in count.most_common()))
        options = tuple(
            Option(value=value, name=_name(code, value, found, names, say), count=count[value])
            for value in known
            if count[value]
        )
        if options:
            yield Facet(code=code, name=say(f"facet.{code}", **names), options=options)


def _name(code: str, value: str, found: Comparison, names: Mapping[str, str], say: Words) -> str:
    if code == BODY:
        return value
    if code in _SECTIONS:
        return value or say("no-section")
    if code == "side":
        return say(f"facet.side.{value}", **names)
    if code == "uptake":
        return uptake_name(value, found, say)
    return say(f"facet.{value}" if value == "dropped" else f"{code}.{value}")


def _of_row(row: Row) -> dict[str, Iterable[str]]:
    return {
        "side": (SIDES[0],),
        "relation": (row.relation,),
        "standing": (row.standing,),
        "uptake": [became.uptake for became in row.became],
        "applicability": [became.applies.code for became in row.became if became.applies],
        "kind": [note.change.kind for note in row.notes],
        "direction": [note.change.direction for note in row.notes],
        "severity": [note.change.severity for note in row.notes],
        SECTION_LEFT: _sections(row.left),
        SECTION_RIGHT: _sections(row.right),
        BODY: row.bodies,
    }


def _of_alone(one: Alone) -> dict[str, Iterable[str]]:
    side, section = (SIDES[1], SECTION_LEFT) if one.side == LEFT else (SIDES[2], SECTION_RIGHT)
    return {
        "side": (side,),
        "uptake": (one.uptake,) if one.uptake else (),
        "applicability": (one.applies.code,) if one.applies else (),
        section: _sections([one.measure]),
        BODY: one.bodies,
    }


def _sections(measures: Iterable[MeasureText]) -> list[str]:
    return [measure.section for measure in measures]
