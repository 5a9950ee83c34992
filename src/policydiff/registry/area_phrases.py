"""Reading area phrases: reach cells, and the areas in a responsibility cell, as territories.

What cannot be resolved is never guessed: it stays, as printed, among the unresolved.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from policydiff.registry import area_words as words
from policydiff.registry.area_names import class_of_areas, free_trade_zone, named, stripped, within_sentence
from policydiff.registry.areas import Atoms, districts_of, extent_of, members_within, names, nation
from policydiff.registry.described import described, explains
from policydiff.registry.places import place_by_name, places
from policydiff.registry.roles import task_words
from policydiff.registry.setting import PLAIN, Setting
from policydiff.registry.territory import ALL, CANDIDATE, NAMED, OPEN, Area, Territory
from policydiff.text.numerals import arabic_number, chinese_number

_BRACKETED = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_EXCEPT = re.compile(r"^(?:除|不含|不包括)(.+?)(?:以?之?外)?$|^(.+?)除外$")
_OUTSIDE = re.compile(r"除([^()（）外]{2,40}?)(?:以|之)?外的?")
_ALSO = re.compile(r"^(?:含|包括|包含)(.+)$")
_AMONG = re.compile(rf"中(?:的)?{words.conditions()}{{1,3}}(?:省市|地区|城市|试点地区|试点城市|省份).*$")
_LONGEST, _MOST_JOINTS = 400, 8
"""What has more signs, or more words that join, is no phrase of where: all ways to cut it are not tried."""
_JOINED = re.compile("以及|及|和|与|并")
_KEPT = re.compile(r"“[^”]*”|\"[^\"]*\"|省、自治区、直辖市|(?<=[省(（])自治区、直辖市|区、市|县、市|市、县|市、区")


@lru_cache(maxsize=4096)
def read_reach(printed: str, setting: Setting = PLAIN) -> Territory:
    """The territory of a cell that says nothing but where: what is not understood is unresolved."""
    phrase = printed.strip().rstrip("。")
    if re.fullmatch(r"[(（].*[)）]", phrase, re.S) and any(word in phrase for word in words.data()["neutral"]):
        return Territory()  # a remark on some matters: the reach of the list stays
    outside = [area for match in _OUTSIDE.finditer(phrase) for area in _all_of(match.group(1), setting)]
    rest = _OUTSIDE.sub("", phrase)
    areas = [area for group in _cut(rest, "，,；;。") for area in _list(group, setting, strict=True)]
    return Territory(tuple(_without(areas, outside)))


@lru_cache(maxsize=4096)
def read_parties_areas(printed: str, setting: Setting = PLAIN) -> Territory:
    """The territory of a cell that names bodies and areas: names that can be a body's are passed over."""
    areas: list[Area] = []
    for group in _cut(printed, "，,；;。"):
        plain = re.sub(r"[（(][^（()）]*[）)]$", "", group)
        task = task_words().search(plain)
        listed = plain[: task.start()] if task else group
        areas += _list(listed, setting, strict=False) or within_sentence(group, setting)
    return Territory(tuple(dict.fromkeys(areas)))


def read_text_areas(text: str, setting: Setting = PLAIN) -> Territory:
    """The territory that the words of a measure speak of: pilots, zones, and areas that it governs."""
    areas = list(within_sentence(text, setting))
    for listed in _governed(words.key(text)):
        areas += [area for area in _list(listed, setting, strict=False) if area.known]
    return Territory(tuple(dict.fromkeys(areas)))


_FOREIGN = ("香港", "澳门", "港澳", "台湾")
"""Places that mainland measures work with, and are not put to work by them."""
_ITEM = "(?:呼和浩特市?|和田(?:市|地区)?|(?:(?!和)[一-鿿]){2,12}?)"
"""和 parts items, so that there is one way to read a list; but for the names that hold it."""
_LISTED = re.compile(
    "(?=(?:支持|鼓励|允许|同意|授权|推动|选择|在)"
    f"(?P<list>{_ITEM}(?:[、和]{_ITEM}){{0,30}}?)(?:等(?:省市|地区|城市|地)?)?"
    "(?:试点|开展|率先|先行|探索|建设|设立|打造|范围|内|，|,))"
)


def _governed(text: str) -> Iterator[str]:
    """Areas that a sentence puts to work: 支持北京、上海等开展."""
    for match in _LISTED.finditer(text):
        listed = re.split("、|(?<!呼)和(?!田)", match.group("list"))
        if all(name in names() and not name.startswith(_FOREIGN) for name in listed):
            yield "、".join(listed)


def _all_of(listed: str, setting: Setting) -> list[Area]:
    return list(_list(listed, setting, strict=True))


def _without(areas: Sequence[Area], outside: Sequence[Area]) -> Iterator[Area]:
    """Areas less what is excepted; where that is not known, they are not known either."""
    gone = frozenset().union(*(area.atoms for area in outside))
    known, understood = (all(area.known for area in outside), all(area.known or area.described for area in outside))
    for area in areas:
        if known:
            yield replace(area, atoms=area.atoms - gone)
        else:
            yield replace(area, known=False, described=understood and (area.known or area.described))


def _cut(text: str, signs: str) -> list[str]:
    """The parts of a text between signs that stand outside brackets and set phrases."""
    kept = {at for match in _KEPT.finditer(text) for at in range(*match.span())}
    parts, depth = [""], 0
    for at, character in enumerate(text):
        depth += (character in "（(") - (character in "）)")
        if character in signs and depth <= 0 and at not in kept:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts if part.strip()]


def _list(listed: str, setting: Setting, *, strict: bool) -> list[Area]:
    """The areas of one list. If it is `strict`, each part must be an area."""
    areas: list[Area] = []
    whole = _AMONG.search(words.key(listed))
    parts = _cut(_AMONG.sub("", words.key(listed)) if whole else listed, "、")
    for part in parts:
        if len(part) > _LONGEST:
            areas += [Area(part, NAMED, setting.home, known=False)] if strict else within_sentence(part, setting)
            continue
        found = _part(part, setting, strict=strict)
        if found is None and not strict:
            found = within_sentence(part, setting) or None
        if found is None and (strict or words.area_ending().search(stripped(words.key(part)))):
            found = _unmapped(part, setting)
        areas += found or []
    areas = _zones_of_a_list(parts, areas, setting)
    if whole:  # A及B、C中有意愿的省市: those before 及 are sure
        joined = next((n for n, part in enumerate(parts) if _JOINED.search(part)), -1)
        sure = len(_part(_JOINED.split(parts[joined])[0], setting) or ()) if joined >= 0 else 0
        areas = [area if n < sure else _candidate(area, listed) for n, area in enumerate(areas)]
    return _counted(listed, areas, setting)


def _candidate(area: Area, listed: str) -> Area:
    """An area of a list of which some are yet to be chosen."""
    if area.how == NAMED:
        return replace(area, how=CANDIDATE)
    return replace(area, how=OPEN, printed=listed)


def _counted(listed: str, areas: list[Area], setting: Setting) -> list[Area]:
    """A list that is shorter than its count (北京等28个省市) stands for the pilots of that number."""
    end = words.list_end().search(words.key(listed))
    count = end and (end.group("count") or end.group("bare") or end.group("only"))
    if not (count and areas) or any(not area.known for area in areas) or _number(count) <= len(areas):
        return areas
    if stripped(words.key(areas[-1].printed)) in names():  # 东北三省
        return areas
    pilots = setting.pilot
    if pilots and all(area.atoms & pilots.members for area in areas) and "试点" in listed:
        return [*areas, Area(listed, ALL, pilots.members)]
    return [*areas, Area(listed, NAMED, setting.home, known=False)]


def _number(printed: str) -> int:
    plain = printed.rstrip("个")
    return arabic_number(plain) or chinese_number(plain) or 0


def _zones_of_a_list(parts: Sequence[str], areas: list[Area], setting: Setting) -> list[Area]:
    """上海、广东等自贸试验区: the kind of the last one is that of the bare provinces before it."""
    last = words.key(parts[-1]) if parts else ""
    if not last.endswith(words.FTZ) or words.area_class().fullmatch(last) or len(areas) != len(parts):
        return areas
    zoned = []
    for part, area in zip(parts, areas, strict=True):
        place = place_by_name(words.key(part))
        bare = place is not None and place.level == "province" and words.key(part) == place.short
        zoned.append(free_trade_zone(area.printed, place.code, setting) if bare and place else area)
    return zoned


@lru_cache(maxsize=4096)
def _part(part: str, setting: Setting, *, strict: bool = False) -> list[Area] | None:
    """The areas of one part of a list; None where it is none, nothing for what is put off.

    Beside an area what is none is passed over, but where the list is `strict`.
    """
    text = words.key(part)
    if any(text.startswith(word) for word in words.data()["later"]):
        return []
    found = _whole(part, text, setting)
    if found is not None:
        return found
    cuts = [(part[: match.start()], part[match.end() :]) for match in _JOINED.finditer(part)]
    if len(cuts) > _MOST_JOINTS:
        return None
    read = [[_part(side, setting) for side in sides] for sides in cuts]
    for known in (all, any):  # any: 出口信保公司和试点地区
        for sides, found_in in zip(cuts, read, strict=True):
            if known(side is not None for side in found_in):
                rest = _unmapped if strict else _of_a_kind
                both = zip(sides, found_in, strict=True)
                return [area for side, areas in both for area in (rest(side, setting) if areas is None else areas)]
    return None


def _of_a_kind(part: str, setting: Setting) -> list[Area]:
    """The places that a part describes; none where it describes none."""
    found = described(part, stripped(words.key(part)), setting.home)
    return [found] if found else []


def _unmapped(part: str, setting: Setting) -> list[Area]:
    """The places that a part describes, of one kind or several; else the part as it is, of which nothing is known."""
    for match in _JOINED.finditer(part):
        sides = [_of_a_kind(side, setting) for side in (part[: match.start()], part[match.end() :])]
        if all(sides):
            return sides[0] + sides[1]
    return _of_a_kind(part, setting) or [Area(part, NAMED, setting.home, known=False)]


def _whole(part: str, text: str, setting: Setting) -> list[Area] | None:
    """One area, with or without brackets, the end of its list and the words around it."""
    bare = stripped(text)
    for form in dict.fromkeys((text, bare, stripped(words.list_end().sub("", bare)))):
        atoms = named(form, setting)
        if atoms is not None:
            return [Area(part, NAMED, atoms[0], known=atoms[1])]
        found = class_of_areas(part, form, setting)
        if found is not None:
            return [found]
    bracket = _BRACKETED.search(text)
    if bracket is None:
        example = words.example().fullmatch(bare)
        atoms = named(example["name"], setting) if example else None
        return [Area(part, NAMED, atoms[0], known=atoms[1])] if atoms else None
    bare_setting = replace(setting, groups=())  # brackets say which part is meant
    base = _whole(part, text[: bracket.start()] + text[bracket.end() :], bare_setting)
    return None if base is None else _bracketed(base, bracket.group(1), setting)


def _bracketed(base: list[Area], inside: str, setting: Setting) -> list[Area]:
    """What brackets behind an area say of it: its kind, an exception, a part of it."""
    if inside in words.data()["kinds"] or any(word in inside for word in words.data()["neutral"]):
        return base
    excepted, also = _EXCEPT.match(inside), _ALSO.match(inside)
    if also:
        return [*base, *(area for area in _list(also.group(1), setting, strict=True) if area.known)]
    if excepted:
        return list(_without(base, _list(excepted.group(1) or excepted.group(2), setting, strict=True)))
    land = base[-1].atoms
    code = _code_of(land)
    part = (code and _members(inside, code, setting)) or _part_of(
        inside, land, replace(setting, region=code or setting.region)
    )
    first = any(word in inside for word in words.data()["first"])
    if not part:
        is_class = base[-1].how == OPEN
        return [*base[:-1], replace(base[-1], known=False, described=explains(inside, condition=is_class))]
    rest = [replace(base[-1], how=CANDIDATE)] if first else []
    return [*base[:-1], replace(base[-1], atoms=part), *rest]


def _code_of(land: Atoms) -> str | None:
    """The code of the division that is this land."""
    return next((place.code for place in places() if extent_of(place.code) == land), None)


def _members(inside: str, code: str, setting: Setting) -> Atoms | None:
    """涪陵区等21个市辖区: a group that a note or the data list, by its members and their number."""
    end = words.list_end().search(inside)
    count = end and (end.group("count") or end.group("only"))
    if not count:
        return None
    listed = _cut(words.list_end().sub("", inside), "、")
    noted = setting.group_within(extent_of(code)) or frozenset()
    districts = districts_of(code)
    if noted and _number(count) == len(noted) and all(districts.get(name, nation()) <= noted for name in listed):
        return noted
    group = members_within(code, listed)
    return group if group and _number(count) == len(group) else None


def _part_of(inside: str, land: Atoms, setting: Setting) -> Atoms | None:
    """The part of an area that the brackets name, if all they name lies in it."""
    areas = _list(inside, setting, strict=True)
    if not areas or any(not area.known or not area.atoms & land for area in areas):
        return None
    return frozenset().union(*(area.atoms for area in areas)) & land
