"""Places: administrative divisions by GB/T 2260 code, from packaged data."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policydiff.model.document import Region

_DATA = Path(__file__).parent / "data"

_BEGINS = re.compile(r"[《<]+|印发")
_ZONE = re.compile(r"(?:经济特区|自由贸易|自贸)")
_DISTRICT = re.compile(r"(?!经济特区)[一-鿿]{1,4}?(?:新区|区|县|旗)(?!域|别|块)")


@dataclass(frozen=True, slots=True)
class Place:
    """A province or prefecture: full name (厦门市) and short name (厦门)."""

    code: str
    name: str
    short: str

    @property
    def region(self) -> Region:
        return Region(name=self.name, code=self.code)

    @property
    def level(self) -> str:
        """The level of a document that the place's own authorities issue."""
        return "province" if self.code.endswith("0000") else "city"


@cache
def places() -> tuple[Place, ...]:
    """All places, ordered by code."""
    data = json.loads((_DATA / "places.json").read_text("utf-8"))
    return tuple(Place(**row) for row in data["places"])


@cache
def _by_code() -> dict[str, Place]:
    return {place.code: place for place in places()}


@cache
def _by_name() -> dict[str, Place]:
    """Places by full and short name; of two with one short name the higher one has it."""
    names: dict[str, Place] = {}
    for place in sorted(places(), key=lambda place: (not place.code.endswith("0000"), place.code)):
        names.setdefault(place.short, place)
    names.update({place.name: place for place in places()})
    return names


def place_by_code(code: str) -> Place | None:
    """The place with a GB/T 2260 code."""
    return _by_code().get(code)


def place_by_name(name: str) -> Place | None:
    """The place with a full or short name."""
    return _by_name().get(name)


def place_of_title(title: str) -> tuple[Place, bool] | None:
    """The place that a title is about (厦门市全面深化…, 关于印发《深圳市…》), and whether it names a
    district of it.

    Full names count at the beginning of the title, of a name in 《》 and behind 印发; short names
    only at the beginning before 经济特区 and the like.
    """
    for start in (0, *(match.end() for match in _BEGINS.finditer(title))):
        rest = title[start:]
        found = [place for place in places() if rest.startswith(place.name)]
        found += [place for place in places() if _ZONE.match(rest[len(place.short) :]) and rest.startswith(place.short)]
        if found:
            place = max(found, key=lambda place: len(place.name))
            behind = rest.removeprefix(place.name) if rest.startswith(place.name) else ""
            return place, bool(_DISTRICT.match(behind))
    return None
