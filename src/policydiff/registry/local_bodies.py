"""Local bodies by grammar: a place, and behind or inside the name of the place an office or a branch.

市商务局, 厦门市商务局 and 福建省厦门市商务局 are one office; 厦门海关 and 人行厦门中心支行 are
branches of central bodies.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from policydiff.model.document import Region
from policydiff.registry.body_data import Body, Row, body_data, existed
from policydiff.registry.places import Place, place_by_code, place_by_name

_PARTY = "委"
_LONGEST_WHERE = 16


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an office, by its printed name or what 市 stands for; its region where it is known."""

    name: str
    level: str
    region: Region | None = None
    is_short: bool = False

    @property
    def key(self) -> str:
        return self.region.code if self.region else self.name


@cache
def _rows() -> dict[str, Row]:
    return {row["id"]: row for row in body_data()["local"]}


@cache
def _tails() -> dict[str, list[Row]]:
    """Rows by the names that stand behind a place, those that need a short name of it first."""
    names: dict[str, list[Row]] = {}
    for row in body_data()["local"]:
        for name in dict.fromkeys(_with_endings(row)):
            names.setdefault(name, []).append(row)
    for rows in names.values():
        rows.sort(key=lambda row: not row.get("named", False))
    return names


def _with_endings(row: Row) -> Iterator[str]:
    """The names of a row; an office that one province calls 厅 is so called in the others too."""
    for name in row["names"]:
        yield name
        other = body_data()["grammar"]["endings"].get(name[-1])
        if other and row["kind"] == "office" and len(name) > 2:
            yield name[:-1] + other


def office_names() -> Collection[str]:
    """The names of offices and branches that stand behind a place."""
    return _tails().keys()


@cache
def _forms() -> dict[str, list[tuple[str, Row]]]:
    """Names with the place inside, as what follows it and the row, by what stands before it."""
    forms: dict[str, list[tuple[str, Row]]] = {}
    for row in body_data()["local"]:
        for form in row.get("forms", ()):
            before, _, behind = form.partition("{}")
            forms.setdefault(before, []).append((behind, row))
    return forms


def local_body(name: str, region: Region | None, on: str | None = None, *, bare: bool = False) -> Body | None:
    """The local body with a name. `bare`: the name stands without a place, which is the document's own."""
    if bare:
        rows = _tails().get(name, ())
        own = _of_region(region) if region else Where("", "city")
        return next((_made(row, own, name) for row in rows if not row.get("named") and existed(row, on)), None)
    name = name.removeprefix("中共")
    for where, tail in _splits(name, region):
        rows = [row for row in _tails()[tail] if _suits(row, where, tail)]
        row = next((row for row in rows if existed(row, on)), rows[0] if rows else None)
        if row:
            return _made(row, where, tail)
    return _with_place_inside(name, region)


def _splits(name: str, region: Region | None) -> Iterator[tuple[Where, str]]:
    for at in range(1, min(len(name), _LONGEST_WHERE)):
        tail = name[at:]
        if tail in _tails() and (where := _where(name[:at], region) or _seat(name[:at], tail)):
            yield where, tail


def _suits(row: Row, where: Where, tail: str) -> bool:
    """Party organs belong to a level (市委宣传部), and some branches take the bare name of a place."""
    if tail.startswith(_PARTY):
        return not where.is_short
    return where.is_short or not row.get("named")


def _seat(name: str, tail: str) -> Where | None:
    """A seat of a branch that is no place of its own (拱北海关)."""
    known = any(name in row.get("seats", ()) for row in _tails()[tail])
    return Where(name, "city", is_short=True) if known else None


def _with_place_inside(name: str, region: Region | None) -> Body | None:
    for before, forms in _forms().items():
        if not name.startswith(before):
            continue
        for behind, row in forms:
            inside = name[len(before) : len(name) - len(behind)]
            if inside and name.endswith(behind) and (where := _where(inside, region) or _of_regions(inside)):
                return _made(row, where, f"{before}{{}}{behind}")
    return None


def _of_regions(name: str) -> Where | None:
    return Where(name, "province", is_short=True) if name in body_data()["grammar"]["regions"] else None


def _made(row: Row, where: Where, tail: str) -> Body:
    inside = "{}" in tail
    return Body(
        id=f"{where.key}/{row['id']}",
        name=tail.format(where.name) if inside else where.name + tail,
        short=tail.format("") if inside else tail,
        kind=row["kind"],
        level=where.level,
        parent=row.get("parent"),
        region=where.region,
        since=row.get("since"),
        until=row.get("until"),
    )


def part_of(body: Body) -> tuple[Body, ...]:
    """The offices of the same place that took the place of a local body."""
    key, _, name = body.id.rpartition("/")
    row: Row = _rows().get(name, {})
    where = _of_region(body.region) if body.region else Where(key, body.level)
    return tuple(
        _made(_rows()[following], where, _rows()[following]["names"][0]) for following in row.get("successors", ())
    )


# places


@cache
def _where(name: str, region: Region | None) -> Where | None:
    """What a word in front of an office says of the place: 市, 厦门, 福建省厦门市, 思明区."""
    if name in body_data()["grammar"]["own"]:
        return _relative(name, region)
    for government in body_data()["grammar"]["governments"]:
        if name.endswith(government):
            return _where(name.removesuffix(government), region)
    place = place_by_name(name)
    if place:
        return Where(name, place.level, place.region, is_short=name != place.name)
    for at in range(len(name) - 2, 1, -1):
        if place_by_name(name[:at]) and (inner := _where(name[at:], None)):
            return inner if name[at:] not in body_data()["grammar"]["own"] else None
    return _unlisted(name)


def _of_place(place: Place) -> Where:
    return Where(place.name, place.level, place.region)


def _of_region(region: Region) -> Where:
    place = place_by_code(region.code)
    return _of_place(place) if place else Where(region.name, "district", region)


_LEVELS = {"省": "province", "自治区": "province", "市": "city", "州": "city"}


def _relative(name: str, region: Region | None) -> Where:
    """市, 本省, 全区: the place of that level that holds the document's place."""
    word = re.sub("^[本全我]|[级属]$", "", name)
    if word in ("地方", "当地"):
        return _of_region(region) if region else Where(name, "city")
    level = _LEVELS.get(word, "district")
    if region:
        own = _of_region(region)
        at_level = [own, *(_of_place(place) for code in _above(region.code) if (place := place_by_code(code)))]
        for where in at_level:
            if where.name.endswith(word) and (where.level == level or where is own):
                return where
        level = own.level if own.name.endswith(word) else level
    return Where(word, level)


def _above(code: str) -> tuple[str, str]:
    return code[:4] + "00", code[:2] + "0000"


@cache
def _unlisted_pattern() -> re.Pattern[str]:
    grammar = body_data()["grammar"]
    begins, inside = "|".join(grammar["never-begins"]), "|".join(grammar["never-inside"])
    return re.compile(f"(?!{begins})(?!.+(?:{inside})){grammar['unlisted']}")


def _unlisted(name: str) -> Where | None:
    """A place by the form of its name alone: districts and new areas, which the places do not list."""
    if not _unlisted_pattern().fullmatch(name):
        return None
    return Where(name, "city" if name[-1] in "市州盟" else "district")


def behind_places(name: str, region: Region | None) -> list[str]:
    """What a name says behind a place in front of it, for every place that could be one."""
    ends = range(1, min(len(name) - 1, _LONGEST_WHERE))
    return [name[at:] for at in ends if _where(name[:at], region)]


# other bodies by form


def nearest_local(name: str, likely: float) -> list[str]:
    """The known local name most like `name`: the same place, the nearest office."""
    from difflib import get_close_matches

    found = []
    for office in behind_places(name, None):
        found += [name.removesuffix(office) + tail for tail in get_close_matches(office, _tails(), 1, likely)]
    return found


def zone(name: str, region: Region | None) -> Body | None:
    """The authority of a zone, by its form: 火炬高新区管委会, 前海管理局, 雄安新区党工委."""
    grammar = body_data()["grammar"]
    found = re.fullmatch(f"(?P<stem>{grammar['zone-stems']}){grammar['zones']}", name)
    if not found or re.match("|".join((*grammar["never-begins"], "有关")), name):
        return None
    key = region.code if region else "zone"
    return Body(id=f"{key}/{found['stem']}", name=name, short=name, kind="zone", level="district", region=region)


def coordination(name: str, region: Region | None, parent: str | None = None) -> Body | None:
    """A body that coordinates others, by its form: 市服务贸易发展工作领导小组办公室."""
    grammar = body_data()["grammar"]
    if not re.fullmatch(f"[一-鿿“”]{{2,30}}{grammar['coordination']}", name):
        return None
    if re.match("|".join(word for word in grammar["never-begins"] if word not in ("国家", "中央", "国务院")), name):
        return None
    central = name.startswith(("国务院", "国家", "中央", "部际"))
    return Body(
        id=f"{'national' if central or not region else region.code}/{name}",
        name=name,
        short=name,
        kind="coordination",
        level="national" if central else _of_region(region).level if region else "city",
        parent=parent,
        region=None if central else region,
    )
