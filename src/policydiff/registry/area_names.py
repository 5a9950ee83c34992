"""One area: by its name, or as a class of areas (试点地区, 各自贸试验区)."""

import re
from dataclasses import replace

from policydiff.registry import area_words as words
from policydiff.registry.areas import Atoms, districts_of, extent_of, free_trade_zones, names, nation, programme
from policydiff.registry.places import place_by_name
from policydiff.registry.setting import Setting
from policydiff.registry.territory import ALL, NAMED, OPEN, Area

_OWN = frozenset(("全市", "全省", "全区", "全州", "全县", "本市", "本省", "本区", "我市", "我省", "我区"))


def named(text: str, setting: Setting) -> tuple[Atoms, bool] | None:
    """The atoms of a name, and whether they are known."""
    end = words.list_end().search(text)
    name = text[: end.start()] + words.FTZ if end and end.group("noun") == words.FTZ else text
    if words.FTZ in name:
        return _named_zone(name, setting)
    atoms = names().get(text)
    if atoms is not None:
        return setting.group_within(atoms) or atoms, True
    atoms = _named_within(text, setting)
    return None if atoms is None else (atoms, True)


def _named_zone(name: str, setting: Setting) -> tuple[Atoms, bool] | None:
    """福建自贸试验区, 福建自贸试验区厦门片区."""
    province, _, area = name.partition(words.FTZ)
    place = place_by_name(province)
    if place is None or place.level != "province":
        return None
    if not area:
        zone = free_trade_zone(name, place.code, setting)
        return zone.atoms, zone.known
    atoms = names().get(area)
    return (atoms, True) if atoms and atoms <= extent_of(place.code) else None


def free_trade_zone(printed: str, province: str, setting: Setting) -> Area:
    """The free-trade zone of a province; one that there was not yet is not known."""
    zone = free_trade_zones(setting.day, province)
    return Area(printed, NAMED, zone or extent_of(province), known=bool(zone))


def _named_within(text: str, setting: Setting) -> Atoms | None:
    """A name that another one completes: a district of the own city, 福建省厦门市, 广西自治区, 全市."""
    if setting.region:
        if text in _OWN:
            return setting.home
        if text in districts_of(setting.region):
            return districts_of(setting.region)[text]
    short = re.sub("(?:省|市|自治区)$", "", text)
    if len(short) > 1 and short in names():
        return names()[short]
    place = next((one for size in (2, 3) if (one := place_by_name(text[:size]))), None)
    atoms = names().get(text.removeprefix(place.name).removeprefix(place.short)) if place else None
    return atoms if atoms and place and atoms < extent_of(place.code) else None


def class_of_areas(part: str, text: str, setting: Setting) -> Area | None:
    """A class of areas: the pilots, the free-trade zones, all divisions."""
    if text in words.data()["nationwide"]:
        return Area(part, ALL, nation())
    match = words.area_class().fullmatch(text)
    if match is None:
        return None
    how = OPEN if match.group("open") else ALL
    if match.group("ftz"):
        return Area(part, how, free_trade_zones(setting.day) & setting.home)
    if match.group("pilots"):
        return _pilots(part, match.group("programme"), how, setting)
    if match.group("programme") or not (match.group("open") or match.group("all")):
        return None
    return Area(part, how, setting.home)


def _pilots(part: str, of: str | None, how: str, setting: Setting) -> Area:
    """The pilot areas of the document, or those of a programme that is named."""
    own = setting.pilot.members if setting.pilot else None
    atoms = programme(f"{of}试点", setting.day) if of else own
    return Area(part, how, atoms or setting.home, known=bool(atoms), described=not atoms)


def within_sentence(text: str, setting: Setting) -> list[Area]:
    """Classes of areas that a sentence speaks of (负责在有关试点地区推进, 确定试点地区并制订政策)."""
    areas = []
    for match in words.class_in_text().finditer(words.key(text)):
        noun = re.sub(f"^{words.any_of(words.data()['chosen_by'])}", "", match.group())
        area = class_of_areas(match.group(), noun, setting)
        if area is not None:
            areas.append(replace(area, how=OPEN if match.group("chosen") else area.how))
    return areas


def stripped(text: str) -> str:
    """A phrase without the words around it that say nothing of where."""
    before = ""
    while before != text:
        before = text
        text = words.lead().sub("", words.tail().sub("", text)) or text
    return text
