"""Where a measure applies, in the words that are printed: its reach, who is responsible, its text, its document."""

from policydiff.model.comparison import Ground
from policydiff.model.document import Measure, Snapshot
from policydiff.model.lineage import ALL_AREAS, LISTED, NATIONWIDE, OPEN_AREAS, OWN_PLACE, UNSAID, Where
from policydiff.registry.area_phrases import read_parties_areas, read_reach, read_text_areas
from policydiff.registry.areas import extent_of, nation
from policydiff.registry.document_areas import DocumentAreas, areas_of
from policydiff.registry.territory import ALL, NAMED, OPEN, SAME, Area, Territory, inclusion


def movement(before: tuple[Snapshot, Measure], after: tuple[Snapshot, Measure]) -> str:
    """How the places of a measure differ from those of an earlier one: the same where nobody can say.

    A version for another place is no wider or narrower for that.
    """
    if before[0].region != after[0].region:
        return SAME
    one, other = _territory(*before), _territory(*after)
    if not (one.sure and other.sure) or one.open or other.open or one.unresolved or other.unresolved:
        return SAME
    return inclusion(one, other)


def where(snapshot: Snapshot, measure: Measure) -> Where:
    """Where a measure applies: the first of reach, responsibility and text that names areas says it, else the
    list as a whole, else the place of the document.
    """
    areas = areas_of(snapshot)
    for territory, field, text in _cells(snapshot, measure, areas):
        if territory.areas:
            return Where(kind=_kind(territory, snapshot), ground=Ground(field, _said(territory, text)))
    if areas.default.areas:
        return Where(kind=_kind(areas.default, snapshot))
    if snapshot.region is not None:
        return Where(kind=OWN_PLACE, ground=Ground("region", snapshot.region.name))
    return Where(kind=UNSAID)


def _territory(snapshot: Snapshot, measure: Measure) -> Territory:
    areas = areas_of(snapshot)
    for territory, _, _ in _cells(snapshot, measure, areas):
        if territory.areas:
            return territory
    if areas.default.areas or snapshot.region is None:
        return areas.default
    region = snapshot.region
    return Territory((Area(region.name, NAMED, extent_of(region.code)),))


def _cells(snapshot: Snapshot, measure: Measure, areas: DocumentAreas) -> list[tuple[Territory, str, str]]:
    cells = []
    if measure.reach:
        cells.append((read_reach(measure.reach.raw, areas.setting), "reach", measure.reach.raw))
    if measure.responsibility:
        raw = measure.responsibility.raw
        cells.append((read_parties_areas(raw, areas.setting), "responsibility", raw))
    if not any(one.reach for one in snapshot.measures):
        cells += [
            (read_text_areas(text, areas.setting), field, text)
            for field, text in (("text", measure.text), ("title", measure.title or ""))
        ]
    return cells


def _kind(territory: Territory, snapshot: Snapshot) -> str:
    if nation() <= territory.sure:
        return NATIONWIDE
    if snapshot.region and territory.sure == extent_of(snapshot.region.code):
        return OWN_PLACE
    hows = {area.how for area in territory.areas}
    if OPEN in hows:
        return OPEN_AREAS
    return ALL_AREAS if hows == {ALL} else LISTED


def _said(territory: Territory, text: str) -> str:
    """The areas as printed; the whole cell where they do not stand in it."""
    printed = tuple(dict.fromkeys(area.printed for area in territory.areas))
    return "、".join(printed) if all(words in text for words in printed) else text
