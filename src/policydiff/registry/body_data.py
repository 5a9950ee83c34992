"""The data of bodies, and what a body and a group are."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from policydiff.model.document import Region

_DATA = Path(__file__).parent / "data"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body; two with one id are the same.

    `parent` is the id of the body that it belongs to (a bureau), answers to (an office, a branch) or
    sits with (a coordinating body). `since` and `until` (`2018-03`) bound its life where a reform since 2013 did.
    """

    id: str
    name: str = field(compare=False)
    short: str = field(compare=False)
    kind: str = field(compare=False)
    level: str = field(compare=False)
    parent: str | None = field(default=None, compare=False)
    region: Region | None = field(default=None, compare=False)
    since: str | None = field(default=None, compare=False)
    until: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Bodies that are named together and not one by one (有关部门); `id` says of which sort."""

    id: str
    name: str = field(compare=False)


@cache
def body_data() -> Row:
    """The packaged data, read when first asked for."""
    data: Row = json.loads((_DATA / "bodies.json").read_text("utf-8"))
    return data


def existed(row: Row, on: str | None) -> bool:
    """Whether a body existed on a day; without a day every body did."""
    return on is None or row.get("since", "") <= on[:7] < row.get("until", "9999")
