"""Territories: the areas that a printed cell speaks of, as sets that can be compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from policydiff.registry.areas import NOWHERE, Atoms, extent_of

NAMED, ALL, OPEN, CANDIDATE = "named", "all", "open", "candidate"
"""An area that is named; all areas of a class (试点地区); those of a class that are yet to be chosen, or
that must meet conditions; one that is named as such."""
_NOT_SURE = (OPEN, CANDIDATE)

SAME, WIDENED, NARROWED, CHANGED = "same", "widened", "narrowed", "changed"


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a cell, as printed.

    Where it is `known`, `atoms` are what it covers. Where it is not, they are the land within which
    it lies, and nothing is said of how much of it. Of what is not known some is `described`: a kind of
    place, or a condition that places meet, so that the phrase is understood and only its map is wanting.
    """

    printed: str
    how: str
    atoms: Atoms
    known: bool = True
    described: bool = False

    def touches(self, place: Atoms) -> bool:
        """Whether it covers, or may cover, some of a place."""
        return bool(self.atoms & place)


@dataclass(frozen=True, slots=True)
class Territory:
    """The areas of a cell. `sure` is where it applies, `open` where it may on conditions."""

    areas: tuple[Area, ...] = ()

    @property
    def sure(self) -> Atoms:
        return _union(area for area in self.areas if area.known and area.how not in _NOT_SURE)

    @property
    def open(self) -> Atoms:
        return _union(area for area in self.areas if area.known and area.how in _NOT_SURE) - self.sure

    @property
    def unresolved(self) -> tuple[str, ...]:
        """The phrases whose areas are not known, as printed."""
        return tuple(dict.fromkeys(area.printed for area in self.areas if not area.known))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The unresolved phrases that are not understood either."""
        return tuple(dict.fromkeys(area.printed for area in self.areas if not (area.known or area.described)))

    def contains(self, code: str) -> bool:
        """Whether all of a place, by its code, lies in where it surely applies."""
        return extent_of(code) <= self.sure

    def covers(self, other: "Territory") -> bool:
        """Whether the other lies in this one for sure, what is not known of it included."""
        sure, both = self.sure, self.sure | self.open
        return (
            other.sure <= sure
            and other.open <= both
            and all(
                area in self.areas or area.atoms <= (both if area.how in _NOT_SURE else sure)
                for area in other.areas
                if not area.known
            )
        )


def _union(areas: Iterable[Area]) -> Atoms:
    return NOWHERE.union(*(area.atoms for area in areas))


def inclusion(left: Territory, right: Territory) -> str:
    """How the right territory differs from the left one: by inclusion, else it is changed."""
    back, forth = left.covers(right), right.covers(left)
    if back and forth:
        return SAME
    return WIDENED if forth else NARROWED if back else CHANGED
