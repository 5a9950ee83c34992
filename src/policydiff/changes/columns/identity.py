"""What is the same in two columns: bodies, areas, reaches. The registries are asked here and nowhere else."""

import re
from collections.abc import Sequence

from policydiff.model.document import Party, Reach, Region
from policydiff.registry.area_phrases import read_reach
from policydiff.registry.bodies import successors
from policydiff.registry.body_data import Body
from policydiff.registry.fields import responsible
from policydiff.registry.places import place_by_name
from policydiff.registry.territory import Territory, inclusion
from policydiff.text.fold import bare

SAME, CHANGED = "same", "changed"
_NOTHING = frozenset(("", "-", "/", "无"))
_SIGNS = re.compile("[、，,；;]")


def body_key(party: Party, region: Region | None, issued: str | None, *, own: bool = False) -> str:
    """What tells a body from others: equal for two prints of one body.

    `region` and `issued` are of the document that names it: 市商务局 is that of its city, and a body
    reformed since is the one that took its place. `own` says that the column names the offices of the
    place itself, so that a bare name (统计局) is its own.
    """
    found = responsible(party.name, region, issued, own=own)
    if found is None:
        return bare(party.name)
    newest = successors(found)[-1:] if isinstance(found, Body) else ()
    return (*newest, found)[0].id


def area_key(area: str, region: Region | None) -> str:  # noqa: ARG001  a name says by itself where it is
    """What tells an area from others: the code of a place, else its folded words."""
    plain = area.strip().removeprefix("各").removeprefix("所有")
    place = place_by_name(plain)
    return place.code if place else bare(plain)


def compare_reach(left: Sequence[Reach | None], right: Sequence[Reach | None]) -> str:
    """How the reach of all the right cells together stands to that of all the left ones, as sets of places."""
    if _words(left) == _words(right):
        return SAME
    one, other = _territory(left), _territory(right)
    if not one.areas or not other.areas or one.unresolved or other.unresolved:
        return CHANGED
    return inclusion(one, other)


def is_nothing(raw: str | None) -> bool:
    """Whether a cell is empty, or prints a sign that says there is nothing."""
    return bare(raw or "") in _NOTHING


def _words(cells: Sequence[Reach | None]) -> set[str]:
    """What all cells together list, each name by what it stands for."""
    parts = (part for cell in cells if cell for part in _SIGNS.split(cell.raw))
    return {area_key(part, None) for part in parts if not is_nothing(part)}


def _territory(cells: Sequence[Reach | None]) -> Territory:
    printed = [cell.raw for cell in cells if cell and not is_nothing(cell.raw)]
    return Territory(tuple(area for raw in printed for area in read_reach(raw).areas))
