"""From JSON data back to the frozen dataclasses that `to_data` made them of."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from policydiff.snapshot.dump import names_of

Kind = TypeVar("Kind")


def revived(kind: type[Kind], data: Any) -> Kind:
    """What `to_data` made `data` of, by the annotations of its fields.

    Raises:
        KeyError, TypeError, ValueError: it was made of something else.
    """
    return cast("Kind", _revived(kind, data))


def _revived(kind: Any, data: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if data is None else _revived(next(one for one in inner if one is not NoneType), data)
    if origin is tuple:
        if inner[1:] == (...,):
            return tuple(_revived(inner[0], part) for part in data)
        return tuple(_revived(one, part) for one, part in zip(inner, data, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {key: _revived(inner[1], value) for key, value in data.items()}
    if is_dataclass(kind):
        return _made(kind, data)
    if kind is not Any and not isinstance(data, kind) and not (kind is float and isinstance(data, int)):
        raise TypeError(f"{data!r} is no {kind.__name__}")
    return data


def _made(kind: Any, data: Any) -> Any:
    return kind(**{name: _revived(hint, data[key]) for name, key, hint in _fields(kind)})


@cache
def _fields(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((name, key, hints[name]) for name, key in names_of(kind))
