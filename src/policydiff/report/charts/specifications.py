"""The specification of each chart: its template in `data/` with the figure's rows and the room that labels need.

A template names what is filled in as `"$rows"`. The scales, stacks and ribbons are worked out by Vega. Nothing depends
on how wide a renderer takes its texts to be: labels are broken here, and stand in margins that are wide enough.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

from policydiff.report.charts.labels import em, lifted, shown, wrapped
from policydiff.report.dossier.parts import Figure
from policydiff.report.wording import Words

_DATA = Path(__file__).parent / "data"
_WIDTH = 760
"""The width of every chart, in the units of its view box."""
_SIZE, _LINE = 12, 14
_UPTAKE_ROOM, _UPTAKE_BARS = 232, 460
_KIND_ROOM, _KINDS_MARGIN, _STEP = 150, 170, 76
_HEAD, _SLANTED = 9, 80
"""The head of a column is at most so many em wide; slanted ones reach so far beyond the last column."""
_BODY_ROOM = 190
_FLOW_ROOM, _FLOW_HEIGHT, _FLOW_UNIT = 206, 480, 14
_LEAST_SIDE = 0.22
"""What a side of the chart of bodies takes at least, in shares of the longer one: its name and numbers stand there."""
_DIRECTIONS = (
    *("added", "widened", "strengthened", "raised", "earlier"),
    *("changed", "replaced"),
    *("later", "lowered", "weakened", "narrowed", "removed", "dropped"),
)
"""From more to less; the columns of the chart of kinds."""

Specification = Mapping[str, Any]


@cache
def inks() -> Mapping[str, Mapping[str, str]]:
    """Colours and patterns by name; a specification says `ink:absent`."""
    found: Mapping[str, Mapping[str, str]] = json.loads((_DATA / "inks.json").read_text("utf-8"))
    return found


def specification(figure: Figure, say: Words) -> Specification | None:
    """How a figure is drawn; None for one that no chart is known for, or without anything to draw."""
    fill = _FILL.get(figure.chart)
    return _filled(_template(figure.chart), fill(figure, say)) if fill and figure.rows else None


def is_lite(chart: str) -> bool:
    """Whether a chart is specified in Vega-Lite, and not in Vega."""
    return "vega-lite" in _template(chart)["$schema"]


@cache
def _template(chart: str) -> Specification:
    found: Specification = json.loads((_DATA / f"{chart}.json").read_text("utf-8"))
    return found


def _filled(template: Any, values: Mapping[str, object]) -> Any:
    """A template with every `$name` replaced; what is filled in is not looked at."""
    if isinstance(template, dict):
        return {key: _filled(one, values) for key, one in template.items()}
    if isinstance(template, list):
        return [_filled(one, values) for one in template]
    return values[template[1:]] if isinstance(template, str) and template.startswith("$") else template


def _ink(code: object) -> str:
    return f"ink:{code if code in inks() else 'other'}"


def _outline(code: object) -> str:
    return f"out{_ink(code)}"


def _label(text: str, room: int, lines: int = 2) -> dict[str, object]:
    broken = wrapped(text, room / _SIZE, lines)
    return {"label": broken, "lines": len(broken), "up": lifted(broken, _LINE)}


def _uptake(figure: Figure, say: Words) -> Mapping[str, object]:
    keys = _keyed(figure, "section")
    sums = dict.fromkeys(keys, 0)
    names: dict[str, str] = {}
    rows = []
    for place, row in enumerate(figure.rows):
        section, uptake, code, count = str(row["section"]), shown(row["uptake"]), str(row["code"]), int(row["measures"])
        sums[section] += count
        said = say("chart.cell", row=shown(section), column=uptake, count=count)
        inked = {"ink": _ink(code), "outline": _outline(code)}
        rows.append({"section": keys[section], "place": place, "measures": count, "said": said, **inked})
        names.setdefault(code, uptake)
    order = [code for code in inks() if code in names] + [code for code in names if code not in inks()]
    legend, height = _legend([(code, names[code]) for code in order])
    longest = max(1, *sums.values())
    sections = [
        {"section": keys[name], "measures": count, "said": say("chart.sum", name=shown(name), count=count)}
        | _label(shown(name), _UPTAKE_ROOM)
        for name, count in sums.items()
    ]
    return {
        "rows": rows,
        "sections": sections,
        "legend": legend,
        "top": height,
        "longest": longest,
        "unit": _UPTAKE_BARS / longest,
    }


def _legend(names: Sequence[tuple[str, str]]) -> tuple[list[dict[str, object]], int]:
    """The names of the inks side by side, in as many lines as they need, and the height of these."""
    items: list[dict[str, object]] = []
    x, line = 0.0, 0
    for code, name in names:
        width = 34 + em(name) * _SIZE
        if x and x + width > _UPTAKE_BARS + 40:
            x, line = 0.0, line + 1
        items.append({"x": x + 8, "line": line, "ink": _ink(code), "label": name})
        x += width
    height = 24 * (line + 1) + 6
    return [{**item, "y": 24 * int(str(item["line"])) + 12 - height} for item in items], height


def _kinds(figure: Figure, say: Words) -> Mapping[str, object]:
    lines = _keyed(figure, "kind")
    ordered = sorted(figure.rows, key=lambda row: _place(str(row["code"])))
    columns = {name: at for at, name in enumerate(dict.fromkeys(str(row["direction"]) for row in ordered))}
    counted: Counter[tuple[str, str]] = Counter()
    for row in figure.rows:
        counted[str(row["kind"]), str(row["direction"])] += int(row["changes"])
    rows = [
        {
            "kind": lines[kind],
            "direction": columns[direction],
            "changes": count,
            "said": say("chart.cell", row=shown(kind), column=shown(direction), count=count),
        }
        for (kind, direction), count in counted.items()
    ]
    kinds = [
        {"kind": at, "said": shown(name), "direction": 0} | _label(shown(name), _KIND_ROOM)
        for name, at in lines.items()
    ]
    heads = [
        {"direction": at, "kind": 0, "label": wrapped(shown(name), _HEAD, 1)[0], "said": shown(name)}
        for name, at in columns.items()
    ]
    return {
        "rows": rows,
        "kinds": kinds,
        "directions": heads,
        "columns": list(columns.values()),
        "lines": list(lines.values()),
        "most": max(1, *counted.values()),
        **_columns([str(head["label"]) for head in heads], max(counted.values())),
    }


def _columns(heads: Sequence[str], most: int) -> Mapping[str, object]:
    """How wide the columns are; whether heads stand level or slanted, and numbers beside or under the squares."""
    step = min(_STEP, (_WIDTH - _KINDS_MARGIN - _SLANTED) // len(heads))
    broad = max(map(em, heads)) * _SIZE
    slanted = broad > step - 6
    beside = step / 2 >= em(str(most)) * _SIZE + 4
    line = 30 if beside else 44
    return {
        "step": step,
        "width": step * len(heads),
        "right": _WIDTH - _KINDS_MARGIN - step * len(heads),
        "top": 24 + (ceil(broad * 0.6) if slanted else 0),
        "angle": -35 if slanted else 0,
        "align": "left" if slanted else "center",
        "dx": -4 if slanted else 0,
        "line_step": line,
        "half_line": line / 2,
        "square_x": -10 if beside else 0,
        "square_y": 0 if beside else -8,
        "number_align": "left" if beside else "center",
        "number_x": 4 if beside else 0,
        "number_y": 0 if beside else 12,
    }


def _place(direction: str) -> int:
    return _DIRECTIONS.index(direction) if direction in _DIRECTIONS else len(_DIRECTIONS)


def _bodies(figure: Figure, say: Words) -> Mapping[str, object]:
    most = {side: max(int(row[side]) for row in figure.rows) for side in ("gained", "lost")}
    least = max(1, *most.values()) * _LEAST_SIDE
    room = {side: max(count, least) * 1.08 for side, count in most.items()}
    rows = []
    for at, row in enumerate(figure.rows):
        name = shown(row["body"])
        said = {
            f"{side}_said": say("chart.cell", row=name, column=figure.columns[side], count=row[side]) for side in most
        }
        counts = {"gained": row["gained"], "lost": row["lost"], "left_end": -int(row["lost"])}
        rows.append({"body": at, "body_said": name, **counts, **said} | _label(name, _BODY_ROOM))
    names = {side: shown(figure.columns[side]) for side in ("lost", "gained")}
    share = room["lost"] / (room["lost"] + room["gained"])
    zero = share * 544
    ends = {"lost": zero - 24 - em(names["lost"]) * _SIZE, "gained": zero + 14}
    sides = [{"label": name, "ink": _ink(side), "x": ends[side], "body": 0} for side, name in names.items()]
    return {"rows": rows, "sides": sides, "domain": [-room["lost"], room["gained"]]}


def _flow(figure: Figure, say: Words) -> Mapping[str, object]:
    total = sum(int(row["measures"]) for row in figure.rows)
    keys = {end: _ordered(figure, end) for end in ("from", "to")}
    rows = [
        {
            "from": keys["from"][_end(row, "from")],
            "to": keys["to"][_end(row, "to")],
            "measures": row["measures"],
            "ink": _ink(_code(row)),
            "outline": _outline(_code(row)),
            "said": say("chart.ribbon", left=shown(row["from"]), right=shown(row["to"]), count=row["measures"]),
        }
        for row in figure.rows
    ]
    left, right = (_nodes(figure, end, keys[end], say) for end in ("from", "to"))
    return {"rows": rows, "left": left, "right": right, "unit": min(_FLOW_UNIT, _FLOW_HEIGHT / max(1, total))}


_LINKED = "linked"
_End = tuple[str, str]
"""A section, or what is none: left-out measures go nowhere, own ones come from nowhere. Its ink, and its name."""


def _end(row: Mapping[str, str | int], end: str) -> _End:
    """One end of a ribbon; a section that is called as our words for nowhere is still a section."""
    nowhere = {"from": "own", "to": "left-out"}[end]
    return (nowhere if _code(row) == nowhere else _LINKED), str(row[end])


def _code(row: Mapping[str, str | int]) -> str:
    """What flows; a figure need not tell."""
    return str(row.get("code", _LINKED))


def _ordered(figure: Figure, end: str) -> Mapping[_End, int]:
    """The sections at one end in the order of their document, or else of the figure; nowhere last."""
    places = {_end(row, end): int(row.get(f"{end}-place", 0)) for row in figure.rows}
    return {name: at for at, name in enumerate(sorted(places, key=lambda one: (one[0] != _LINKED, places[one])))}


def _nodes(figure: Figure, end: str, keys: Mapping[_End, int], say: Words) -> list[dict[str, object]]:
    sums = dict.fromkeys(keys, 0)
    for row in figure.rows:
        sums[_end(row, end)] += int(row["measures"])
    nodes = []
    for (ink, name), key in keys.items():
        count = sums[ink, name]
        said = say("chart.sum", name=shown(name), count=count)
        number = f" {count}"
        broken = wrapped(shown(name), _FLOW_ROOM / _SIZE - em(number), 2)
        broken[-1] += number
        style = "normal" if ink == _LINKED else "italic"
        drawn = {"label": broken, "lines": len(broken), "ink": _ink(ink), "style": style}
        nodes.append({"key": key, "measures": count, "said": said, **drawn})
    return nodes


def _keyed(figure: Figure, column: str) -> dict[str, int]:
    """A key for each value of a column, in the order of the figure: names are shown, never looked up."""
    return {name: at for at, name in enumerate(dict.fromkeys(str(row[column]) for row in figure.rows))}


_FILL: Mapping[str, Callable[[Figure, Words], Mapping[str, object]]] = {
    "uptake": _uptake,
    "flow": _flow,
    "kinds": _kinds,
    "bodies": _bodies,
}
