"""The JSON Schemas that ship with policydiff, and validation that says where and what."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class SchemaError:
    """One violation: the JSON path of the value, what is wrong in words, and the rule with the values of its words."""

    path: tuple[str | int, ...]
    message: str
    rule: str = "other"
    values: Mapping[str, str] = field(default_factory=dict, compare=False)


def _folder() -> Path:
    """`schema/` beside the code in an installed wheel, at the top of a checkout otherwise."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "schema"
    return installed if installed.is_dir() else package.parents[1] / "schema"


def schema_bytes(name: str) -> bytes:
    """The file of the schema called `name`, for copies that editors read."""
    return (_folder() / f"{name}.schema.json").read_bytes()


@cache
def load_schema(name: str) -> Mapping[str, Any]:
    """The schema called `name` (snapshot, comparison, …)."""
    schema: dict[str, Any] = json.loads(schema_bytes(name))
    return schema


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator

    schema = load_schema(name)
    return Draft202012Validator(_inlined(schema, schema.get("$defs", {})))


def _inlined(schema: Any, definitions: Mapping[str, Any]) -> Any:
    """The schema with its own definitions put in place: looking up each reference takes longer
    than checking what it says. Titles and descriptions check nothing and stay out.
    """
    if isinstance(schema, list):
        return [_inlined(part, definitions) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    inlined = {
        key: _inlined(part, definitions)
        for key, part in schema.items()
        if key not in ("$ref", "$defs") and not (key in ("title", "description") and isinstance(part, str))
    }
    if "$ref" in schema:
        inlined = {**_inlined(definitions[schema["$ref"].removeprefix("#/$defs/")], definitions), **inlined}
    return inlined


@cache
def _fast_validator(name: str) -> Any:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(dict(load_schema(name)))


def is_valid(name: str, data: object) -> bool:
    """Whether `data` keeps to schema `name`; `schema_errors` says what is wrong where it does not.

    A compiled validator of the same draft decides, so that sound files cost next to nothing.
    """
    return bool(_fast_validator(name).is_valid(data))


def schema_errors(name: str, data: object) -> list[SchemaError]:
    """All violations of schema `name` in `data`, one for each cause, in document order."""
    if is_valid(name, data):
        return []
    from policydiff.snapshot.schema_causes import causes

    errors = causes(_validator(name).iter_errors(data))
    if not errors:  # the two validators differ, which is no reason to let a file pass
        errors = [SchemaError((), str(next(iter(_fast_validator(name).iter_errors(data))).message)[:160])]
    return in_order(errors)


def first_cause(errors: Sequence[SchemaError]) -> tuple[tuple[str | int, ...], str, str, Mapping[str, object]]:
    """The first error, for a message that can name but one: where, what and how many more, and the form and values by
    which a finding says it.
    """
    first, more = errors[0], f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    values = {**first.values, "place": dotted(first.path)}
    return first.path, first.message + more, f"schema.{first.rule}", values


def in_order(errors: Iterable[SchemaError]) -> list[SchemaError]:
    """Each once, as they come in the document."""
    unique = {(error.path, error.message): error for error in errors}.values()
    return sorted(unique, key=lambda error: ([str(part).zfill(8) for part in error.path], error.message))


def dotted(path: tuple[str | int, ...]) -> str:
    """A JSON path as it is mostly written: `measures[11].text`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")
