"""Applicability: whether a left measure is meant for the place of the right document, and why.

A measure names a place where an area it names has land in common with it: the place itself, what
contains it (a province its cities), and what lies in it (for a province's document, its cities).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from policydiff.model.comparison import CONDITIONAL, GENERAL, NAMED, NATIONAL_ONLY, OTHERS, Ground
from policydiff.model.document import Measure, Snapshot
from policydiff.registry.area_phrases import read_parties_areas, read_reach, read_text_areas
from policydiff.registry.areas import Atoms, around, extent_of
from policydiff.registry.document_areas import DocumentAreas, areas_of
from policydiff.registry.setting import Setting
from policydiff.registry.territory import ALL, CANDIDATE, OPEN, Area, Territory
from policydiff.registry.territory import NAMED as BY_NAME


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a measure is meant for the place, and the printed words that decided."""

    value: str
    ground: Ground | None


def applicability(left: Snapshot, right: Snapshot) -> Mapping[str, Judgement]:
    """The applicability of each left measure; none where the right document is of no place below the left one's."""
    if right.region is None or not _is_below(right, left):
        return {}
    judge = _Judge(left, right.region.code, puts_into_practice=right.implements == left.id)
    return {measure.id: judge.measure(measure) for measure in left.measures}


def _is_below(right: Snapshot, left: Snapshot) -> bool:
    if left.region is None or right.region is None:
        return left.level == "national" and right.region is not None
    return left.region.code != right.region.code and extent_of(right.region.code) < extent_of(left.region.code)


class _Judge:
    """Judges the measures of a document for one place."""

    def __init__(self, left: Snapshot, code: str, *, puts_into_practice: bool) -> None:
        self._place = extent_of(code)
        self._around: Atoms = around(code)
        self._into_practice = puts_into_practice
        self._areas: DocumentAreas = areas_of(left)
        self._has_reach = any(measure.reach for measure in left.measures)
        self._cells_name_areas = any(self._cell(measure).areas for measure in left.measures)

    def measure(self, measure: Measure) -> Judgement:
        """What the reach says, else the responsibility, else the list as a whole, else the text.

        A column that names areas elsewhere says by its silence that none is meant; one that never
        does says nothing.
        """
        reach = read_reach(measure.reach.raw, self._areas.setting) if measure.reach else Territory()
        if reach.areas and measure.reach:
            return self._of(reach, "reach", measure.reach.raw)
        cell = self._cell(measure)
        if cell.areas and measure.responsibility:
            return self._of(cell, "responsibility", measure.responsibility.raw)
        if self._areas.default.areas:
            return Judgement(self._value(self._areas.default), None)
        if not self._has_reach:
            for text, field in ((measure.text, "text"), (measure.title or "", "title")):
                areas = read_text_areas(text, self._areas.setting)
                if areas.areas:
                    return self._of(areas, field, text)
        if self._cells_name_areas and measure.responsibility:
            return Judgement(NATIONAL_ONLY, Ground("responsibility", measure.responsibility.raw))
        return Judgement(GENERAL if self._is_meant_for_all() else OTHERS, None)

    def _cell(self, measure: Measure) -> Territory:
        cell = measure.responsibility
        return read_parties_areas(cell.raw, self._areas.setting) if cell else Territory()

    def _is_meant_for_all(self) -> bool:
        """Whether the place is among the pilots that the document is about, if it is about pilots."""
        pilot = self._areas.setting.pilot
        return pilot is None or self._into_practice or bool((pilot.members | pilot.open) & self._place)

    def _value(self, territory: Territory) -> str:
        return self._decided(territory)[0]

    def _of(self, territory: Territory, field: str, cell: str) -> Judgement:
        value, areas = self._decided(territory)
        return Judgement(value, Ground(field, _words(areas, cell)))

    def _decided(self, territory: Territory) -> tuple[str, Sequence[Area]]:
        """The value, and the areas that decided it."""
        setting = self._areas.setting
        for value, decides in _DECIDING:
            found = [area for area in territory.areas if decides(area, setting) and self._reaches(area)]
            if found:
                return value, found
        found = [area for area in territory.areas if area.touches(self._around)]
        if found:  # a zone of the city, which may lie in this district or not
            return CONDITIONAL, found
        return OTHERS, territory.areas

    def _reaches(self, area: Area) -> bool:
        """Whether an area has land of the place; a place that puts the plan into practice is a pilot area."""
        return area.touches(self._place) or (self._into_practice and area.how in (ALL, OPEN))


def _is_dark(area: Area, setting: Setting) -> bool:
    """Whether nothing at all is known of where it lies."""
    return not area.known and area.how == BY_NAME and area.atoms == setting.home


_DECIDING: tuple[tuple[str, Callable[[Area, Setting], bool]], ...] = (
    (NAMED, lambda area, setting: area.how in (BY_NAME, CANDIDATE) and not _is_dark(area, setting)),
    (GENERAL, lambda area, _: area.how == ALL),
    (CONDITIONAL, lambda area, setting: area.how == OPEN or _is_dark(area, setting)),
)
"""In this order: a cell that names the place beside 试点地区 names it."""


def _words(areas: Sequence[Area], cell: str) -> str:
    """The printed words from the first to the last of the areas; the cell where they do not stand in it."""
    starts = [(cell.find(area.printed), len(area.printed)) for area in areas]
    if any(start < 0 for start, _ in starts):
        return cell
    return cell[min(start for start, _ in starts) : max(start + size for start, size in starts)]
