"""The canonical form of JSON files: UTF-8, real characters, two blanks, fixed key order."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from policydiff.model.document import Promoted, Snapshot

_KEY: dict[tuple[type, str], str] = {(Promoted, "start"): "from", (Promoted, "end"): "to"}
"""Keys that are no names in Python."""
_FIRST = ("format",)


def to_json(value: object) -> str:
    """Canonical JSON text of plain data or dataclasses, with a final newline."""
    return json.dumps(to_data(value), ensure_ascii=False, indent=2) + "\n"


def to_data(value: object) -> object:
    """Dataclasses as mappings in the order of their fields, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
        names.sort(key=lambda name: name not in _FIRST)
        return {_KEY.get((type(value), name), name): to_data(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): to_data(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_data(item) for item in value]
    return value


def dump_snapshot(snapshot: Snapshot) -> str:
    """The canonical text of a snapshot: the same snapshot always gives the same bytes."""
    return to_json(snapshot)
