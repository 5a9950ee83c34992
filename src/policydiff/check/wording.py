"""The words of checks, from `data/checks.json`."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from policydiff.check.fault import Fault

_DATA = Path(__file__).parent / "data" / "checks.json"
ENGLISH = "en"
_OF_FIELDS = ("cell", "field", "parts")
"""The values that name fields, and nothing of a document."""
_WORD = re.compile(r"[a-z_]+")


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A place in a measure: the id of that, and the JSON path within it."""

    measure: str
    cell: str

    def __str__(self) -> str:
        return f"measures.{self.measure}.{self.cell}".removesuffix(".")


@cache
def _fields() -> Mapping[str, Mapping[str, str]]:
    """By language what fields are called where it is not by their keys."""
    fields: Mapping[str, Mapping[str, str]] = json.loads(_DATA.read_text("utf-8"))["fields"]
    return fields


@cache
def _places() -> Mapping[str, Mapping[str, str]]:
    """By language how places in a file are named where they are not by their JSON paths."""
    places: Mapping[str, Mapping[str, str]] = json.loads(_DATA.read_text("utf-8"))["places"]
    return places


@cache
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = json.loads(_DATA.read_text("utf-8"))["checks"]
    return words


def sentence(check: str, fault: Fault, language: str = ENGLISH) -> str:
    """What is wrong, in one sentence; a form that names another check first (`schema.missing`) is said in its words."""
    owner, _, form = fault.form.rpartition(".")
    if owner:  # errors speak English themselves
        said = fault.values["message"] if language == ENGLISH else sentence(owner, replace(fault, form=form), language)
        fault = replace(fault, form="", values={**fault.values, "message": said})
    words: str = _words()[check]["sentences"][fault.form][language]
    return words.format(**{key: _in_words(key, value, language) for key, value in fault.values.items()})


def _in_words(key: str, value: object, language: str) -> object:
    """A value in which the keys of fields are called what a reader of the language calls them."""
    if key == "place" and isinstance(value, CellPlace | str):
        return _place(value, _places().get(language))
    fields = _fields().get(language)
    if fields is None or key not in _OF_FIELDS or not isinstance(value, str):
        return value
    return _WORD.sub(lambda found: fields.get(found[0], found[0]), value)


def _place(place: "CellPlace | str", words: Mapping[str, str] | None) -> str:
    if words is None or (isinstance(place, str) and place):
        return str(place)
    if isinstance(place, str):
        return words[""]
    return words["cell" if place.cell else "measure"].format(measure=place.measure, cell=place.cell)


def repair(check: str, language: str = ENGLISH, fault: Fault | None = None) -> str:
    """What to do about it: about any fault of the check, or about this one, whose form may have a repair of its own."""
    own = _words()[check].get("repairs", {}).get(fault.form) if fault else None
    words: str = own[language].format(**fault.values) if own and fault else _words()[check]["repair"][language]
    return words


def title(check: str, language: str = ENGLISH) -> str:
    """What the check is called, in a few words."""
    words: str = _words()[check]["title"][language]
    return words


def about(check: str, language: str = ENGLISH) -> str:
    """What the check looks at and why it matters, for the manual."""
    words: str = _words()[check]["about"][language]
    return words
