"""Places that a phrase describes and no map of the data holds: of a kind, or that meet a condition.

海关特殊监管区域, 已开展试点的城市, 厦门象屿综合保税区: what is said is understood, and which land it is is not known.
"""

import re
from functools import cache

from policydiff.registry import area_words as words
from policydiff.registry.areas import Atoms, extent_of, nation
from policydiff.registry.places import Place, place_by_name, places
from policydiff.registry.roles import policy_verbs
from policydiff.registry.territory import NAMED, Area

_LONGEST = 120
_OF_BODIES = "(?:全国|各级|各地)(?:海关|[一-鿿]{2,8}(?:系统|机关|部门|机构))"
_NOT_IN_NAME = "和与及或、的等各"


def described(part: str, text: str, home: Atoms) -> Area | None:
    """The area that a phrase describes, which has no words around it: in the place it begins with, else in `home`."""
    if len(text) > _LONGEST:
        return None
    if _pattern().fullmatch(text) or (home != nation() and _own_pattern().fullmatch(text)):
        return Area(part, NAMED, home, known=False, described=True)
    place = _named_site(text)
    return Area(part, NAMED, extent_of(place.code), known=False, described=True) if place else None


def explains(inside: str, *, condition: bool) -> bool:
    """Whether brackets describe the part of an area that is meant; behind a `condition`, what it is or who says so."""
    if len(inside) > _LONGEST:
        return False
    if _pattern().fullmatch(inside) or (not condition and _own_pattern().fullmatch(inside)):
        return True
    data = words.data()
    begins = inside.startswith(tuple(data["begins"]))
    return condition and (begins or any(word in inside for word in data["explained_by"]))


@cache
def _pattern() -> re.Pattern[str]:
    """Sites of a kind, with or without a clause before them; other places behind what picks them out (沿海地区)."""
    data = words.data()
    clause = f"(?:.{{2,{_LONGEST}}}的)"
    before = f"(?:{words.any_of(data['all'])}|{words.conditions()}|{words.any_of(data['ranks'])}){{0,3}}"
    route = r"(?:(?!等)[一-鿿]){2,10}沿线|(?:(?!等)[一-鿿]){2,5}型|\d+个"
    lie = f"(?:{words.any_of([*data['lie'], *data['purposes']])}|{route})"
    where = f"(?:{lie}|{words.any_of([*data['sites'], words.FTZ])}(?:所在)?)"
    place = words.any_of([*data["divisions"], *data["pilots"], words.FTZ])
    site = f"{clause}?{before}{lie}{{0,3}}(?:{_sites()}等)?{lie}{{0,2}}{_sites()}(?:内|外|内外)?"
    return re.compile(f"{site}|(?:{clause}{before}{where}{{0,3}}|{before}{where}{{1,3}}){place}|{_OF_BODIES}")


def _sites() -> str:
    return rf"{words.any_of(words.data()['sites'])}(?:\([一-鿿A-Z、]{{1,12}}\))?"


@cache
def _own_pattern() -> re.Pattern[str]:
    """Districts and sites of a place that is known: the data list few of them by name (朝阳区, 天竺综合保税区)."""
    verbs = words.any_of(policy_verbs())
    district = f"{_name()}{{1,5}}(?:{words.any_of(words.data()['districts'])}|(?<![上城超股夜门])市)"
    return re.compile(f"(?!{verbs})(?:{district}|{_name()}{{1,12}}{_sites()})")


def _name() -> str:
    return f"(?:(?!{words.FTZ})[^{_NOT_IN_NAME}(),;])"


@cache
def _named_pattern() -> re.Pattern[str]:
    names = words.any_of(name for place in places() for name in (place.name, place.short))
    return re.compile(f"(?:中国\\()?(?P<place>{names})\\)?{_name()}{{0,8}}{_sites()}")


def _named_site(text: str) -> Place | None:
    """The place that the name of a site begins with (上海外高桥保税区)."""
    match = _named_pattern().fullmatch(text)
    return place_by_name(match["place"]) if match else None
