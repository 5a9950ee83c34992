"""The cases of the catalogue: pairs of measures, read from `cases/RULE-ID.json` with the package's own cell readers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from policydiff.align import Pair
from policydiff.compare.pipeline import link_between
from policydiff.model.comparison import Change
from policydiff.model.document import Location, Measure, Reader, Region, Snapshot, Source
from policydiff.read.parties import read_responsibility
from policydiff.read.values import read_basis, read_promoted, read_reach
from policydiff.registry.roles import SUPPORT

FOLDER = Path(__file__).parent / "cases"
_CELLS: dict[str, Any] = {
    "text": str,
    "title": str,
    "responsibility": read_responsibility,
    "guidance": lambda printed: read_responsibility(printed, SUPPORT),
    "reach": read_reach,
    "promoted": read_promoted,
    "basis": read_basis,
    "field": str,
    "remark": str,
}
_NATIONAL = Snapshot(
    id="plan",
    title="方案",
    level="national",
    source=Source(
        path="plan.txt",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        layout="none",
        reader=Reader(name="none", version="1"),
    ),
)
_XIAMEN = replace(_NATIONAL, id="city", level="city", region=Region(name="厦门市", code="350200"))


@dataclass(frozen=True)
class Case:
    """Two measures; a positive case has the words of the change, a negative one says why it is none."""

    left: Measure
    right: Measure
    before: str = ""
    after: str = ""
    why: str = ""


@dataclass(frozen=True)
class Cases:
    """The cases of a rule."""

    positive: tuple[Case, ...]
    negatives: tuple[Case, ...]


def measure(cells: Mapping[str, str]) -> Measure:
    """A measure with these printed cells; an unknown cell is an error."""
    unknown = cells.keys() - _CELLS.keys()
    assert not unknown, f"no such cells: {unknown}"
    read = {name: _CELLS[name](printed) for name, printed in cells.items()}
    return Measure(id="1", number="1", location=Location(lines=(1, 1)), **{"text": "完善有关政策。", **read})


@cache
def cases_of(rule: str) -> Cases:
    """The cases of a rule; without a file it has none."""
    path = FOLDER / f"{rule}.json"
    if not path.is_file():
        return Cases((), ())
    data = json.loads(path.read_text("utf-8"))
    assert data.keys() == {"positive", "negatives"}, path
    return Cases(tuple(map(_case, data["positive"])), tuple(map(_case, data["negatives"])))


def _case(data: Mapping[str, Any]) -> Case:
    rest = {key: value for key, value in data.items() if key not in ("left", "right")}
    return Case(measure(data["left"]), measure(data["right"]), **rest)


def changes_between(left: Measure, right: Measure, *, swapped: bool = False) -> tuple[Change, ...]:
    """What linking the two measures finds; `swapped`, from the other side.

    The right one is of a city, or of a later national document where both say who is responsible:
    cities have offices of their own, which are no change.
    """
    local = _XIAMEN if right.guidance or not right.responsibility else replace(_NATIONAL, id="later")
    sides = replace(_NATIONAL, measures=(left,)), replace(local, measures=(right,))
    one, other = reversed(sides) if swapped else sides
    return link_between(one, other, [Pair("1", "1", 1.0)]).changes
