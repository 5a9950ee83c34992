"""Those responsible, by their field: 住房城乡建设、教育、商务等部门, 税务部门, 公安机关.

A field is what the name of one body says before its ending. It names that body only in a cell of those responsible;
what could be two bodies', or is a word of its own, names none.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from policydiff.model.document import Region
from policydiff.registry.bodies import plain_name, resolve
from policydiff.registry.body_data import Body, Group, body_data, existed

_KINDS = frozenset(
    (
        "department",
        "special",
        "agency",
        "bureau",
        "supervision",
        "institution",
        "office",
        "party",
        "branch",
        "organisation",
    )
)


@lru_cache(maxsize=4096)
def responsible(printed: str, region: Region | None = None, on: str | None = None, *, own: bool) -> Body | Group | None:
    """The body or the group that a name in a cell of those responsible means: by name, else by field.

    `region`, `on` and `own` are those of `resolve`.
    """
    found = resolve(printed, region, on, own=own)
    if found:
        return found
    name = plain_name(printed)
    body = _of_field(name, region, on, own=own)
    if body:
        return body
    fields = (_of_field(field, region, on, own=own) for field in _fields(name))
    return next((Group(id=f"of-{body.id}", name=name) for body in fields if body), None)


def lists_fields(printed: str) -> bool:
    """Whether words of a cell begin a list of fields (教育、商务等部门): else a bare field is a name cut short."""
    clause = re.split("[；;。]", printed, maxsplit=1)[0]
    return any(word in clause for word in ("等", *body_data()["fields"]["nouns"]))


def _of_field(field: str, region: Region | None, on: str | None, *, own: bool) -> Body | None:
    """The one body that there was with a field; of the place's own and the centre's the own one in its column."""
    if len(field) < 2 or field in body_data()["fields"]["ambiguous"]:
        return None
    for before in body_data()["fields"]["before"]:
        names = [before + field + ending for ending in body_data()["fields"]["endings"]]
        found = {body.id: body for name in names if (body := _body(name, region, on, own=own))}.values()
        local = [body for body in found if own and body.level != "national"]
        bodies = local or [body for body in found if _existed(body, on)] or [*found]
        if bodies:
            return bodies[0] if len(bodies) == 1 else None
    return None


def _body(name: str, region: Region | None, on: str | None, *, own: bool) -> Body | None:
    found = resolve(name, region, on, own=own)
    return found if isinstance(found, Body) and found.kind in _KINDS else None


def _existed(body: Body, on: str | None) -> bool:
    return existed({"since": body.since or "", "until": body.until or "9999"}, on)


def _fields(name: str) -> Iterator[str]:
    """The fields that a name for those in charge of one may say, the longest first (商务主管部门, 各级税务机关)."""
    match, inside = _departments().fullmatch(name), body_data()["fields"]["inside"]
    field = match["field"] if match else ""
    while field:
        yield field
        field = next((field.removesuffix(word) for word in inside if field.endswith(word)), "")


@cache
def _departments() -> re.Pattern[str]:
    levels, nouns = ("|".join(body_data()["fields"][key]) for key in ("levels", "nouns"))
    return re.compile(f"(?:{levels})*(?P<field>.{{2,16}})(?:{nouns})")
