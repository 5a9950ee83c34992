"""Faults against a schema: one message for each cause, over all keywords that the schema of snapshots uses."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from policydiff.snapshot import load_schema, schema_errors
from policydiff.snapshot.schema import dotted
from tests.conftest import SNAPSHOTS

Data = dict[str, Any]
ROWS: list[tuple[str, Callable[[Data], object], str, str, str]] = [
    ("type", lambda d: d["measures"].__setitem__(3, "text"), "measures[3]", "type", "is not of type object"),
    ("type", lambda d: d["measures"][3].update(text=["a"]), "measures[3].text", "type", "is not of type string"),
    ("type", lambda d: d["measures"][3].update(remark=7), "measures[3].remark", "type", "7 is not of type string or null"),
    ("type", lambda d: d.update(measures={}), "measures", "type", "{} is not of type array"),
    ("type", lambda d: d["measures"][3].update(location=None), "measures[3].location", "type", "null is not of type object"),
    ("required", lambda d: d.pop("title"), "", "missing", "key “title” is missing"),
    ("required", lambda d: d["measures"].__setitem__(2, {}), "measures[2]", "missing", "keys “id”, “number”, “section”"),
    ("required", lambda d: d["source"]["reader"].pop("name"), "source.reader", "missing", "key “name” is missing"),
    ("additionalProperties", lambda d: d["measures"][0].update(foo=1), "measures[0].foo", "unknown", "key “foo” is not one of id, "),
    ("additionalProperties", lambda d: d.update(serie="x"), "serie", "near", "did you mean “series”?"),
    ("additionalProperties", lambda d: renamed(d["measures"][0], "text", "txet"), "measures[0].txet", "near", "did you mean “text”?"),
    ("additionalProperties", lambda d: renamed(d["measures"][0], "text", "Text"), "measures[0].Text", "near", "did you mean “text”?"),
    ("additionalProperties", lambda d: renamed(d["measures"][0], "remark", "beizhu"), "measures[0].beizhu", "near", "“remark”?"),
    ("additionalProperties", lambda d: renamed(d, "measures", "mesures"), "mesures", "near", "did you mean “measures”?"),
    ("enum", lambda d: d.update(level="natonal"), "level", "enum", "did you mean national?"),
    ("enum", lambda d: d.update(level="village"), "level", "enum", "is not one of national, province, city, district"),
    ("enum", lambda d: d["findings"][0].update(severity=1), "findings[0].severity", "enum", "1 is not one of error"),
    ("const", lambda d: d.update(format=0), "format", "const", "0 should be 1"),
    ("pattern", lambda d: d.update(id="Große"), "id", "pattern", "does not have the form ^[a-z0-9]"),
    ("pattern", lambda d: d.update(issued="2020/06/28"), "issued", "day", "is no day of the calendar; write it as 2020-06-28"),
    ("minLength", lambda d: d["notes"][0].update(text=""), "notes[0].text", "empty", "an empty cell is null"),
    ("minItems", lambda d: d.update(measures=[]), "measures", "few", "at least 1"),
    ("minItems", lambda d: d["measures"][0]["location"].update(lines=[3]), "measures[0].location.lines", "few", "at least 2"),
    ("prefixItems", lambda d: d["measures"][0]["location"].update(lines=["3", 3]), "measures[0].location.lines[0]", "type", "integer"),
    ("items", lambda d: d["measures"][0]["location"].update(lines=[3, 3, 3]), "measures[0].location.lines", "many", "too long"),
    ("items", lambda d: d["issuers"].append(3), "issuers[1]", "type", "3 is not of type string"),
    ("uniqueItems", lambda d: d.update(aliases=["a", "b", "a"]), "aliases", "repeated", "names something twice"),
    ("not", lambda d: d.update(id="ftz-batch-6\n"), "id", "line-break", "has a line break in it"),
    ("minimum", lambda d: d.update(round=0), "round", "small", "0 is less than 1"),
    ("properties", lambda d: d["source"]["options"].update(set={"level": 3}), "source.options.set.level", "type", "3 is not"),
]  # fmt: skip


def renamed(data: Data, key: str, name: str) -> None:
    data[name] = data.pop(key)


def sound() -> Data:
    data: Data = json.loads((SNAPSHOTS / "ftz-batch-6.json").read_text("utf-8"))
    return data


@pytest.mark.parametrize(("change", "place", "rule", "words"), [row[1:] for row in ROWS])
def test_a_fault_is_one_message_at_its_value(
    change: Callable[[Data], object], place: str, rule: str, words: str
) -> None:
    data = sound()
    change(data)
    (error,) = schema_errors("snapshot", data)
    assert (dotted(error.path), error.rule) == (place, rule)
    assert words in error.message
    assert "\n" not in error.message


def test_every_keyword_of_the_schema_that_can_fail_has_a_row() -> None:
    keywords: set[str] = set()

    def walk(schema: Any, *, names: bool = False) -> None:
        if isinstance(schema, dict):
            keywords.update(() if names else schema)
            for key, part in schema.items():
                walk(part, names=not names and key in ("properties", "$defs"))
        elif isinstance(schema, list):
            for part in schema:
                walk(part)

    walk(load_schema("snapshot"))
    assert keywords - {"$schema", "$id", "$defs", "$ref", "title", "description", "examples"} == {
        row[0] for row in ROWS
    }


def test_a_sound_snapshot_has_none() -> None:
    assert schema_errors("snapshot", sound()) == []


def test_two_causes_are_two_messages_in_the_order_of_the_document() -> None:
    data = sound()
    data["measures"][11]["text"] = ""
    renamed(data["measures"][2], "text", "txet")
    data["measures"][2]["foo"] = 1
    assert [dotted(error.path) for error in schema_errors("snapshot", data)] == [
        "measures[2].foo", "measures[2].txet", "measures[11].text",
    ]  # fmt: skip


def test_a_union_is_told_by_the_branch_that_comes_nearest() -> None:
    """What is wrong inside one branch is not said again for each of the others."""
    unions = [name for name in ("decisions", "corrections") if '"anyOf"' in json.dumps(load_schema(name))]
    assert unions
    entry = {"measure": "1", "field": "text", "read": "a", "should": "", "why": "x", "by": "y", "when": "2026-01-01"}
    errors = schema_errors("corrections", {"format": 1, "snapshot": "x", "corrections": [entry]})
    assert [dotted(error.path) for error in errors] == ["corrections[0].should"]
