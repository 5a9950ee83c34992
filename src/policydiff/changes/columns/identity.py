"""What is the same in two columns: bodies, areas, reaches. The registries are asked here and nowhere else."""

from collections.abc import Sequence

from policydiff.model.document import Party, Reach, Region
from policydiff.registry.places import place_by_name
from policydiff.text.fold import bare

SAME, WIDENED, NARROWED, CHANGED = "same", "widened", "narrowed", "changed"


def body_key(party: Party, region: Region | None, issued: str | None) -> str:  # noqa: ARG001  asked of a registry
    """What tells a body from others: equal for two prints of one body.

    `region` and `issued` are of the document that names it: 市商务局 is that of its city, and a body
    reformed since is the one that took its place.
    """
    return bare(party.name)


def area_key(area: str, region: Region | None) -> str:  # noqa: ARG001  asked of a registry
    """What tells an area from others: the code of a place, else its folded words."""
    plain = area.strip().removeprefix("各").removeprefix("所有")
    place = place_by_name(plain)
    return place.code if place else bare(plain)


def compare_reach(left: Sequence[Reach | None], right: Sequence[Reach | None]) -> str:
    """How the reach of all the right cells together stands to that of all the left ones."""
    one, other = _extent(left), _extent(right)
    if one == other:
        return SAME
    nationwide = [any(reach and reach.kind == "nationwide" for reach in side) for side in (left, right)]
    if any(nationwide) and all(extent for extent in (one, other)):
        return SAME if all(nationwide) else WIDENED if nationwide[1] else NARROWED
    phrases = any(reach and reach.kind == "phrase" for side in (left, right) for reach in side)
    if phrases or not one or not other:
        return CHANGED
    return WIDENED if one < other else NARROWED if other < one else CHANGED


def _extent(cells: Sequence[Reach | None]) -> set[str]:
    found: set[str] = set()
    for cell in cells:
        if cell and cell.kind == "places":
            found |= {region.code for region in cell.regions}
        elif cell and bare(cell.raw).strip("-/"):
            found.add(cell.kind if cell.kind == "nationwide" else area_key(cell.raw, None))
    return found
