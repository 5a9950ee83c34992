"""The JSON Schemas that ship with policydiff, and validation that says where and what."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_REFUSED = {r"\n": "has a line break in it", r"[\x00-\x09\x0b-\x1f\x7f-\x9f]": "has a control character in it"}
"""What `not` with a pattern says. Patterns keep to what all engines of regular expressions read alike, and in some of
them `$` lets a final line break pass: a `not` beside the pattern refuses it.
"""
_BLANK = "[^\\s\\x00-\\x1f\\x7f-\\x9f\u3000]"
"""The pattern of a text that is not blank, spelled out where engines do not mean the same by `\\S`."""
_SAY_IT_ALREADY = frozenset(("pattern", "minLength", "maxLength", "enum", "const", "type"))


@dataclass(frozen=True, slots=True)
class SchemaError:
    """One violation: the JSON path of the value, and what is wrong in words."""

    path: tuple[str | int, ...]
    message: str


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
    found = list(_validator(name).iter_errors(data))
    told = {tuple(error.absolute_path) for error in found if error.validator in _SAY_IT_ALREADY}
    errors = [
        cause
        for error in found
        if error.validator != "not" or tuple(error.absolute_path) not in told
        for cause in _causes(error)
    ]
    if not errors:  # the two validators differ, which is no reason to let a file pass
        errors = [SchemaError((), str(next(iter(_fast_validator(name).iter_errors(data))).message)[:160])]
    return sorted(set(errors), key=lambda error: ([str(part).zfill(8) for part in error.path], error.message))


def _causes(error: Any) -> Iterator[SchemaError]:
    """One error for each key that is missing or unknown, and one for anything else."""
    path = tuple(error.absolute_path)
    if error.validator == "required":
        yield from (
            SchemaError(path, f"key “{key}” is missing") for key in error.validator_value if key not in error.instance
        )
    elif error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        for key in error.instance:
            if key not in known:
                yield SchemaError((*path, key), f"key “{key}” is not one of {', '.join(known)}")
    else:
        yield SchemaError(path, _words(error))


def _words(error: Any) -> str:
    value = json.dumps(error.instance, ensure_ascii=False)
    value = value if len(value) <= 60 else value[:57] + "…"
    expected = error.validator_value
    match error.validator:
        case "type":
            return f"{value} is not of type {' or '.join([expected] if isinstance(expected, str) else expected)}"
        case "minLength":
            return "the text is empty; an empty cell is null"
        case "enum" | "const":
            known = ", ".join(map(str, expected if error.validator == "enum" else ()))
            return f"{value} is not one of {known}" if known else f"{value} should be {expected}"
        case "pattern":
            return f"{value} is blank" if expected == _BLANK else f"{value} does not have the form {expected}"
        case "not" if expected.get("pattern") in _REFUSED:
            return f"{value} {_REFUSED[expected['pattern']]}"
        case _:
            return str(error.message)[:160]
