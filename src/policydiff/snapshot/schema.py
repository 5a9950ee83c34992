"""The JSON Schemas that ship with policydiff, and validation that says where and what."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SchemaError:
    """One violation: the JSON path of the value, and what is wrong in words."""

    path: Path_
    message: str


def _folder() -> Path:
    """`schema/` beside the code in an installed wheel, at the top of a checkout otherwise."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "schema"
    return installed if installed.is_dir() else package.parents[1] / "schema"


@cache
def load_schema(name: str) -> Mapping[str, Any]:
    """The schema called `name` (snapshot, comparison, …)."""
    schema: dict[str, Any] = json.loads((_folder() / f"{name}.schema.json").read_text("utf-8"))
    return schema


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(load_schema(name))


def schema_errors(name: str, data: object) -> list[SchemaError]:
    """All violations of schema `name` in `data`, one for each cause, in document order."""
    errors = [error for found in _validator(name).iter_errors(data) for error in _causes(found)]
    return sorted(set(errors), key=lambda error: ([str(part).zfill(8) for part in error.path], error.message))


def _causes(error: Any) -> Iterator[SchemaError]:
    """An error of a choice (null or a value) is told as that of the choice that was meant."""
    if error.validator == "oneOf" and error.context:
        meant = [part for part in error.context if part.validator != "type" or list(part.relative_path)]
        for part in meant or error.context[:1]:
            yield from _causes(part)
        return
    path = tuple(error.absolute_path)
    if error.validator == "required":
        missing = sorted(set(error.validator_value) - set(error.instance))
        for key in missing:
            yield SchemaError(path, f"key “{key}” is missing")
    elif error.validator == "additionalProperties":
        for key in sorted(set(error.instance) - set(error.schema.get("properties", {}))):
            yield SchemaError((*path, key), f"key “{key}” is not one of {', '.join(error.schema['properties'])}")
    else:
        yield SchemaError(path, _words(error))


def _words(error: Any) -> str:
    value = json.dumps(error.instance, ensure_ascii=False)
    value = value if len(value) <= 60 else value[:57] + "…"
    expected = error.validator_value
    match error.validator:
        case "type":
            kinds = " or ".join([expected] if isinstance(expected, str) else expected)
            return f"{value} is not of type {kinds}"
        case "minLength":
            return "the text is empty; an empty cell is null"
        case "enum":
            return f"{value} is not one of {', '.join(map(str, expected))}"
        case "const":
            return f"{value} should be {expected}"
        case "pattern":
            return f"{value} does not have the form {expected}"
        case _:
            return str(error.message)[:160]
