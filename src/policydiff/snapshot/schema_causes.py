"""From what a validator says to one error for each cause, in words."""

import json
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from functools import partial
from typing import Any

from policydiff.snapshot.schema import SchemaError

_SHOWN = 60
_NEAR = 0.6
_FEW = 8
_RULES = {
    "minLength": "empty",
    "enum": "enum",
    "const": "const",
    "pattern": "pattern",
    "minItems": "few",
    "maxItems": "many",
    "items": "many",
    "uniqueItems": "repeated",
    "minimum": "small",
    "type": "type",
}
"""By keyword what its sentence is called: the others have the validator's own words."""
_UNIONS = ("anyOf", "oneOf")
_REFUSED = {r"\n": "line-break", r"[\x00-\x09\x0b-\x1f\x7f-\x9f]": "control"}
"""What a `not` with a pattern refuses. Patterns keep to what all engines of regular expressions read alike, and in some
of them `$` lets a final line break pass: a `not` beside the pattern refuses it.
"""
_BLANK = "[^\\s\\x00-\\x1f\\x7f-\\x9f\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
"""The pattern of a text that is not blank, spelled out because engines do not mean the same by `\\s`."""
_DAYS = ("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
"""The patterns of a day."""
_SAY_IT_ALREADY = frozenset(("pattern", "minLength", "maxLength", "enum", "const", "type"))


def causes(found: Iterable[Any]) -> list[SchemaError]:
    """One error for each cause: the keys that an object lacks together, each unknown one by itself or with the one
    that it is a slip of; of the branches of a union the one that comes nearest.
    """
    errors: list[SchemaError] = []
    missing: dict[tuple[str | int, ...], list[str]] = {}
    unknown: dict[tuple[str | int, ...], tuple[list[str], list[str]]] = {}
    all_found = list(_in_unions(found))
    told = {tuple(error.absolute_path) for error in all_found if error.validator in _SAY_IT_ALREADY}
    for error in all_found:
        path = tuple(error.absolute_path)
        if error.validator == "not" and path in told:
            continue
        if error.validator == "required":
            absent = [key for key in error.validator_value if key not in error.instance]
            missing[path] = list(dict.fromkeys([*missing.get(path, ()), *absent]))
        elif error.validator == "additionalProperties" and error.validator_value is False:
            known = list(error.schema.get("properties", {}))
            unknown[path] = ([key for key in error.instance if key not in known], known)
        else:
            errors.append(_plain(error, path))
    for path, (keys, known) in unknown.items():
        errors += _unknown(path, keys, known, missing)
    if len(missing.get((), ())) > _FEW:  # it is something else, and what else it lacks or has follows from that
        return [_missing((), missing[()])]
    return [*errors, *(_missing(path, keys) for path, keys in missing.items() if keys)]


def _in_unions(found: Iterable[Any]) -> Iterator[Any]:
    for error in found:
        if error.validator in _UNIONS and error.context:
            branches: dict[Any, list[Any]] = {}
            for part in error.context:
                branches.setdefault(part.schema_path[0], []).append(part)
            yield from _in_unions(min(branches.values(), key=partial(_distance, error)))
        else:
            yield error


def _distance(union: Any, parts: list[Any]) -> tuple[int, int, int]:
    """How far a value is from a branch: first whether it is of its kind at all, then how much is wrong."""
    depth = len(union.absolute_path)
    of_kind = sum(len(one.absolute_path) == depth and one.validator in ("type", "const", "enum") for one in parts)
    return of_kind, sum(len(one.absolute_path) <= depth + 1 for one in parts), len(parts)


def _unknown(
    path: tuple[str | int, ...], keys: list[str], known: list[str], missing: dict[tuple[str | int, ...], list[str]]
) -> Iterator[SchemaError]:
    """Unknown keys; one that stands for a missing one, by its letters or as the only one, is one cause with it."""
    absent = missing.get(path, [])
    is_only = len(keys) == len(absent) == 1
    for key in keys:
        near = get_close_matches(key.lower(), absent, n=1, cutoff=_NEAR) or (absent[:1] if is_only else [])
        if near:
            absent.remove(near[0])
        else:
            near = get_close_matches(key.lower(), known, n=1, cutoff=_NEAR)
        if near:
            message = f"key “{key}” is not known; did you mean “{near[0]}”?"
            yield SchemaError((*path, key), message, "near", {"key": key, "near": near[0]})
        else:
            listed = ", ".join(known)
            values = {"key": key, "known": listed}
            yield SchemaError((*path, key), f"key “{key}” is not one of {listed}", "unknown", values)


def _missing(path: tuple[str | int, ...], keys: list[str]) -> SchemaError:
    listed = ", ".join(f"“{key}”" for key in keys[:_FEW]) + (" …" if len(keys) > _FEW else "")
    words = f"key {listed} is missing" if len(keys) == 1 else f"keys {listed} are missing"
    return SchemaError(path, words, "missing", {"keys": listed})


def _rule(error: Any) -> str:
    if error.validator == "not":
        return _REFUSED.get(error.validator_value.get("pattern"), "other")
    if error.validator == "pattern" and error.validator_value == _BLANK:
        return "blank"
    if error.validator == "pattern" and error.validator_value in _DAYS:
        return "day"
    return _RULES.get(error.validator, "other")


def _plain(error: Any, path: tuple[str | int, ...]) -> SchemaError:
    rule = _rule(error)
    is_usual = {"minLength": error.validator_value == 1, "items": error.validator_value is False}
    if not is_usual.get(error.validator, True):
        rule = "other"
    value = json.dumps(error.instance, ensure_ascii=False)
    value = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
    expected = _expected(error)
    near = _near(error) if rule == "enum" else ""
    message = {
        "type": f"{value} is not of type {expected.replace('/', ' or ')}",
        "empty": "the text is empty; an empty cell is null",
        "enum": f"{value} is not one of {expected}" + (f"; did you mean {near}?" if near else ""),
        "const": f"{value} should be {expected}",
        "pattern": f"{value} does not have the form {expected}",
        "day": f"{value} is no day of the calendar; write it as 2020-06-28",
        "blank": f"{value} is blank",
        "line-break": f"{value} has a line break in it",
        "control": f"{value} has a control character in it",
        "few": f"the list is too short: at least {expected} are due",
        "many": "the list is too long",
        "repeated": f"the list names something twice: {value}",
        "small": f"{value} is less than {expected}",
        "other": str(error.message)[:160],
    }[rule]
    return SchemaError(path, message, rule, {"value": value, "expected": expected})


def _expected(error: Any) -> str:
    expected = error.validator_value
    match error.validator:
        case "type":
            return "/".join([expected] if isinstance(expected, str) else expected)
        case "enum":
            return ", ".join(map(str, expected))
        case _:
            return str(expected)


def _near(error: Any) -> str:
    """The value of an enumeration that a text comes near."""
    if not isinstance(error.instance, str):
        return ""
    plain = error.instance.lower()
    rated = [(SequenceMatcher(None, plain, str(one)).ratio(), str(one)) for one in error.validator_value]
    return max(rated)[1] if rated and max(rated)[0] >= _NEAR else ""
