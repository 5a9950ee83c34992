"""Areas as sets: divisions, new areas, zones, regions and pilots, taken apart into atoms.

An atom is a piece of land that no area of the data cuts: a new area, and what is left of the city
around it. So areas of every kind are sets of atoms, and *lies in* is inclusion.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from policydiff.registry.places import places

_DATA = Path(__file__).parent / "data"
Atoms = frozenset[str]
NOWHERE: Atoms = frozenset()


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((_DATA / "areas.json").read_text("utf-8"))
    return data


@dataclass(frozen=True, slots=True)
class Pilot:
    """The areas of a round of pilots, and those that join on conditions."""

    members: Atoms
    open: Atoms


@cache
def _lies_in() -> Mapping[str, tuple[str, ...]]:
    """Each area with the areas that it lies in, wholly (one) or in parts (several)."""
    data = _data()
    within: dict[str, tuple[str, ...]] = {}
    provinces = {place.code for place in places() if place.level == "province"}
    for place in places():
        province = place.code[:2] + "0000"
        within[place.code] = (province,) if place.code not in provinces and province in provinces else ()
    within |= {row["code"]: (row["code"][:2] + "0000",) for row in data["districts"]}
    within |= {row["id"]: tuple(row["within"]) for row in data["zones"]}
    for row in data["free_trade_zones"]:
        within |= {_area_id(row, at): tuple(area["within"]) for at, area in enumerate(row["areas"])}
    return within


def _area_id(zone: Mapping[str, Any], at: int) -> str:
    return f"ftz-{zone['province']}-{at + 1}"


@cache
def _extents() -> Mapping[str, Atoms]:
    """The atoms of each area. What lies in several areas is one atom in each; a province that
    consists of its prefectures has none of its own.
    """
    lies_in = _lies_in()
    inside: dict[str, list[str]] = {name: [] for name in lies_in}
    for name, parents in lies_in.items():
        for parent in parents:
            inside[parent].append(name)
    divided = {
        name
        for name, parts in inside.items()
        if name not in _data()["not_divided"] and any(part.endswith("00") for part in parts)
    }

    @cache
    def extent(name: str, parent: str | None) -> Atoms:
        parents = lies_in[name]
        if parent is None and len(parents) > 1:
            return frozenset().union(*(extent(name, one) for one in parents))
        own = f"{name}@{parent}" if len(parents) > 1 else name
        atoms = NOWHERE if name in divided else frozenset((own,))
        return atoms.union(*(extent(part, name if len(lies_in[part]) > 1 else None) for part in inside[name]))

    return {name: extent(name, None) for name in lies_in}


def around(code: str) -> Atoms:
    """For a district, the zones of its city: they may lie in it or not."""
    extents = _extents()
    districts = frozenset(row["code"] for row in _data()["districts"])
    city = next((one for one in (code[:4] + "00", code[:2] + "0000") if one in extents), None)
    if city is None or (code in extents and code not in districts):
        return NOWHERE
    return NOWHERE if any(row.get("code") == code for row in _data()["zones"]) else extents[city] - districts - {city}


@cache
def nation() -> Atoms:
    """All atoms."""
    return frozenset().union(*_extents().values())


def extent_of(code: str) -> Atoms:
    """The atoms of a division, by its code; a district that the data do not list is part of the
    rest of its city.
    """
    extents = _extents()
    zone = next((row["id"] for row in _data()["zones"] if row.get("code") == code), None)
    if zone:
        return extents[zone]
    for known in (code, code[:4] + "00", code[:2] + "0000"):
        if known in extents:
            rest = frozenset((known,)) & extents[known]
            return extents[known] if known == code or not rest else rest
    return frozenset((code,))


def union(names: Iterable[str]) -> Atoms:
    """The atoms of areas by code or id, groups of districts among them."""
    groups = {row["id"]: row["members"] for row in _data()["groups"]}
    extents = _extents()
    return NOWHERE.union(*(extents[part] for name in names for part in groups.get(name, [name])))


@cache
def names() -> Mapping[str, Atoms]:
    """Every name of a division, new area, zone, region or group, with its atoms."""
    data = _data()
    found: dict[str, Atoms] = {}
    for row in (*data["regions"], *data["groups"]):
        found |= dict.fromkeys(row["names"], union(row["members"]))
    for row in data["zones"]:
        found |= dict.fromkeys((row["name"], *row["names"]), union([row["id"]]))
    for place in sorted(places(), key=lambda place: (place.level == "province", place.code)):
        found |= {place.short: union([place.code]), place.name: union([place.code])}
    found |= {place.name: union([place.code]) for place in places()}  # 吉林市 is not 吉林
    for row in data["free_trade_zones"]:
        found |= {area["name"]: union([_area_id(row, at)]) for at, area in enumerate(row["areas"])}
    for ending in ("自由贸易港", "自贸港"):
        found[f"海南{ending}"] = union(["460000"])
    return found


@cache
def districts_of(code: str) -> Mapping[str, Atoms]:
    """The districts of a division that the data list, by name: elsewhere the same name is another's."""
    rows = [row for row in _data()["districts"] if row["code"][:2] + "0000" == code]
    return {row["name"]: union([row["code"]]) for row in rows}


def members_within(code: str, printed: Iterable[str]) -> Atoms | None:
    """The group of districts of a division that has these among its members."""
    districts = {row["name"]: row["code"] for row in _data()["districts"]}
    wanted = {districts.get(name) for name in printed}
    for row in _data()["groups"]:
        if row["within"] == code and wanted <= set(row["members"]):
            return union([row["id"]])
    return None


def free_trade_zones(day: str | None, province: str | None = None) -> Atoms:
    """The free-trade zones set up until a day (all for None), of one province or of all."""
    found = NOWHERE
    for row in _data()["free_trade_zones"]:
        if (province in (None, row["province"])) and (day is None or row["since"] <= day):
            areas = [_area_id(row, at) for at, area in enumerate(row["areas"]) if day is None or area["since"] <= day]
            found |= union(areas) if row["areas"] else union([row["province"]])
    return found


@cache
def pilot(series: str | None, round_: int | None, day: str | None) -> Pilot | None:
    """The pilots of a series in a round; where the round is not known, the latest of the day."""
    rows = [row for row in _data()["pilots"] if row["series"] == series and round_ in (None, row["round"])]
    rows = [row for row in rows if round_ is not None or day is None or row["since"] <= day]
    if not rows:
        return None
    latest = max(rows, key=lambda row: str(row["since"]))
    return Pilot(union(latest["members"]), union(latest["open"]))


def programme(name: str, day: str | None) -> Atoms | None:
    """The areas of a programme that a phrase names (二手车出口业务试点), if they are known for the day."""
    for row in _data()["programmes"]:
        if row["name"] == name and day is not None and row["since"] <= day < row["until"]:
            return union(row["members"])
    for row in _data()["pilots"]:
        if name in row["names"]:
            known = pilot(row["series"], None, day)
            return known.members if known else None
    return None
