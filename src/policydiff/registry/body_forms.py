"""Bodies that no list holds, by the form of their names: offices of one city alone, enterprises, institutions.

A name that is all but a known one is a misprint of it, not a body of its own.
"""

import re
from functools import cache, lru_cache

from policydiff.model.document import Region
from policydiff.registry.bodies import central_names, plain_name
from policydiff.registry.body_data import body_data
from policydiff.registry.local_bodies import behind_places, office_names

_LONGEST = 20


@lru_cache(maxsize=4096)
def has_form_of_body(printed: str, region: Region | None) -> bool:
    """Whether a name that is not known is one of a body, in a document of a place: 市审管办, 市水务集团.

    In a document of the whole country only enterprises and institutions are not all listed.
    """
    name = re.sub("（[^（）]*）$", "", plain_name(printed))
    if not 3 <= len(name) <= _LONGEST or _is_sentence(name) or _is_misprint(name, region):
        return False
    if name.endswith(_endings("of-its-own")) and len(name) > 3:
        return True
    offices = behind_places(name, region) if region else ()
    return any(len(office) > 2 and office.endswith(_endings("of-a-place")) for office in offices)


@cache
def _endings(key: str) -> tuple[str, ...]:
    return tuple(body_data()["forms"][key])


def _is_sentence(name: str) -> bool:
    grammar = body_data()["grammar"]
    begins = tuple(word for word in grammar["never-begins"] if word not in ("国家", "中央", "国务院", "全国"))
    return name.startswith(begins) or any(word in name for word in ("的", "、", "，", "。", "；", "等"))


def _is_misprint(name: str, region: Region | None) -> bool:
    """Whether one sign tells a name, or the office that it says behind its place, from a known one."""
    offices = ((office, one) for office in behind_places(name, region) for one in office_names())
    return any(_differ_by_one(*pair) for pair in (*offices, *((name, one) for one in central_names())))


def _differ_by_one(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(map(str.__ne__, short, long)) == 1
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
