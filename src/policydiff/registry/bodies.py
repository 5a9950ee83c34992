"""Bodies: who a printed name means, what it answers to, and what became of it, from packaged data.

Central bodies are listed. Local ones follow a grammar: a place, and the name of an office or of the
branch of a central body (`local_bodies`). Names for many bodies at once are groups.
"""

import re
from functools import cache, lru_cache

from policydiff.model.document import Region
from policydiff.registry.body_data import Body, Group, Row, body_data, existed
from policydiff.registry.local_bodies import behind_places, coordination, local_body, nearest_local, part_of, zone

__all__ = [
    "Body",
    "Group",
    "central_body",
    "central_names",
    "nearest",
    "plain_name",
    "resolve",
    "same_body",
    "successors",
]

_LONGEST = 120
"""What has more signs is no name: no form is tried on it."""
_LIKELY = 0.5
"""Names less alike than this are not offered for each other."""


def resolve(
    printed: str, region: Region | None = None, on: str | None = None, *, own: bool = False
) -> Body | Group | None:
    """The body or the group that a printed name means; None where it means neither.

    `region` is the document's place: 市商务局 is that of the city. `on` (`2020-08` or a whole date)
    tells apart bodies that bore one name one after the other; without it the newest is meant.
    `own` says that a bare name (药监局) is one of the place's own offices before the centre's, as in
    the column of those responsible in a local document.
    """
    return _resolve(plain_name(printed), region, on, own)


@cache
def central_body(name: str) -> Body | None:
    """The central body with an id."""
    row = _central_rows().get(name)
    return _body(row) if row else None


def successors(body: Body) -> tuple[Body, ...]:
    """The bodies that took the place of `body` as a whole, the next first, to the present one."""
    found: list[Body] = []
    waiting = list(_next(body))
    while waiting:
        following = waiting.pop(0)
        if following not in found:
            found.append(following)
            waiting += _next(following)
    return tuple(found)


def same_body(one: Body | Group | None, other: Body | Group | None) -> bool:
    """Whether two are one body, or one took the other's place in a reform; nobody is the same as nobody."""
    if one is None or other is None:
        return False
    if isinstance(one, Body) and isinstance(other, Body):
        return one == other or other in successors(one) or one in successors(other)
    return one == other


@cache
def nearest(printed: str) -> str | None:
    """The known name most like a printed one that is not known; None where none is like it."""
    from difflib import get_close_matches

    plain = plain_name(printed)
    central = get_close_matches(plain, central_names(), 1, _LIKELY)
    local = nearest_local(plain, _LIKELY)
    return next(iter(get_close_matches(plain, [*central, *local], 1, _LIKELY)), None)


def _next(body: Body) -> tuple[Body, ...]:
    if body.region is None and body.level == "national":
        row: Row = _central_rows().get(body.id, {})
        return tuple(found for name in row.get("successors", ()) if (found := central_body(name)))
    return part_of(body)


@cache
def _central_rows() -> dict[str, Row]:
    return {row["id"]: row for row in body_data()["central"]}


@cache
def central_names() -> dict[str, list[Row]]:
    """Rows of central bodies by every name, the newest first: those that still exist, then by their end."""
    names: dict[str, list[Row]] = {}
    for row in body_data()["central"]:
        for name in dict.fromkeys((row["name"], row["short"], *row.get("variants", ()))):
            names.setdefault(plain_name(name), []).append(row)
    for rows in names.values():
        rows.sort(key=lambda row: row.get("until", "9999"), reverse=True)
    return names


def _body(row: Row) -> Body:
    return Body(
        id=row["id"],
        name=row["name"],
        short=row["short"],
        kind=row["kind"],
        level="national",
        parent=row.get("parent"),
        since=row.get("since"),
        until=row.get("until"),
    )


def _central(name: str, on: str | None) -> Body | None:
    rows = central_names().get(name, ())
    return next((_body(row) for row in rows if existed(row, on)), _body(rows[0]) if rows else None)


def plain_name(printed: str) -> str:
    """A printed name without blanks and what stands around a name in a list (由…, …等)."""
    plain = "".join(printed.split()).replace("(", "（").replace(")", "）")
    for word in ("先由", "由", "会同"):
        plain = plain.removeprefix(word)
    for word in ("等有关部门", "等相关部门", "等部门", "等单位", "等"):
        if plain.endswith(word):
            return plain[: -len(word)]
    return plain


@lru_cache(maxsize=4096)
def _resolve(name: str, region: Region | None, on: str | None, own: bool) -> Body | Group | None:  # noqa: FBT001
    if not 2 <= len(name) <= _LONGEST:
        return None
    bare = local_body(name, region, on, bare=True) if own and region else None
    return (
        bare
        or _central(name, on)
        or local_body(name, region, on)
        or _group(name, region)
        or _with_brackets(name, region, on, own=own)
        or _each(name, region, on)
        or zone(name, region)
        or coordination(name, region)
    )


def _with_brackets(name: str, region: Region | None, on: str | None, *, own: bool) -> Body | Group | None:
    """The body before a closing bracket that names its other plate or its host (联席会议办公室（商务部）)."""
    head, opened, host = name.partition("（")
    if not (opened and host.endswith("）") and head):
        return None
    found = _resolve(head, region, on, own)
    if isinstance(found, Body) and found.kind == "coordination" and found.parent is None:
        above = _resolve(host[:-1], region, on, own)
        return coordination(head, region, above.id if isinstance(above, Body) else None)
    return found


def _each(name: str, region: Region | None, on: str | None) -> Group | None:
    """A group of bodies alike: 各区商务局, 有关海关."""
    for word in ("各有关", "各相关", "各地", "各", "有关", "相关"):
        if name.startswith(word) and len(name) > len(word) + 1:
            rest = name.removeprefix(word)
            found = local_body(rest, region, on) or local_body(rest, region, on, bare=True)
            return Group(id="each-" + found.id.rpartition("/")[2], name=name) if found else None
    return None


@cache
def _group_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["id"], re.compile("|".join(row["patterns"]))) for row in body_data()["groups"])


def _group(name: str, region: Region | None) -> Group | None:
    """The group that a name means, with or without a place in front (省级有关部门, 厦门市各区政府)."""
    for inner in (name, *behind_places(name, region)):
        for identity, pattern in _group_patterns():
            if pattern.fullmatch(inner):
                return Group(id=identity, name=name)
    return None
