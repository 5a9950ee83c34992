"""Snapshots: canonical form, and errors that name file, line, column, measure and field."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.corpus.folder import read_text
from policydiff.errors import SnapshotError
from policydiff.model.document import Snapshot
from policydiff.snapshot import dump_snapshot, load_schema, load_snapshot, parse_json, to_json
from policydiff.snapshot.positions import Positions
from policydiff.snapshot.schema import _validator, is_valid
from tests.conftest import IDS, ROOT, SNAPSHOTS


@pytest.mark.parametrize("name", IDS)
def test_loading_and_dumping_gives_the_same_bytes(name: str) -> None:
    text = (SNAPSHOTS / f"{name}.json").read_text("utf-8")
    assert dump_snapshot(load_snapshot(text, name)) == text


def test_the_canonical_form(xiamen: Snapshot) -> None:
    text = dump_snapshot(xiamen)
    assert text.startswith(
        '{\n  "$schema": "../schema/snapshot.schema.json",\n  "format": 1,\n  "id": "xiamen-2020",\n  "aliases": [\n    "xiamen"\n  ],\n'
    )
    assert text.endswith("}\n")
    assert "厦门市" in text
    assert "\\u" not in text


def broken(change: Callable[[dict[str, Any]], object]) -> str:
    data = json.loads((SNAPSHOTS / "xiamen-2020.json").read_text("utf-8"))
    change(data)
    return json.dumps(data, ensure_ascii=False, indent=2)


FAULTS: list[tuple[str, Callable[[dict[str, Any]], object], str]] = [
    (
        "empty text",
        lambda d: d["measures"][1].update(text=""),
        "measure 2, text: the text is empty; an empty cell is null",
    ),
    ("wrong type", lambda d: d["measures"][2].update(number=3), "measure 3, number: 3 is not of type string"),
    ("null text", lambda d: d["measures"][2].update(text=None), "measure 3, text: null is not of type string"),
    ("missing key", lambda d: d["measures"][3].pop("remark"), "measure 4: key “remark” is missing"),
    (
        "unknown key",
        lambda d: d["measures"][0].update(titel="x"),
        "measure 1, titel: key “titel” is not known; did you mean “title”?",
    ),
    ("bad level", lambda d: d.update(level="town"), 'level: "town" is not one of national, province, city, district'),
    (
        "bad date",
        lambda d: d.update(issued="2020-13-01"),
        'issued: "2020-13-01" is no day of the calendar; write it as 2020-06-28',
    ),
    (
        "bad role",
        lambda d: d["measures"][0]["responsibility"]["bodies"][0].update(role="boss"),
        "measure 1, responsibility.bodies.0.role: ",
    ),
    ("future format", lambda d: d.update(format=2), "format 2 is newer than what this release reads (1)"),
    ("no measures", lambda d: d.update(measures=[]), "measures: "),
    ("path out of the folder", lambda d: d["source"].update(path="sources/../../etc/passwd"), "source.path: "),
    ("lines", lambda d: d["measures"][0]["location"].update(lines=[1]), "measure 1, location.lines: "),
    ("id twice", lambda d: d["measures"][1].update(id="1"), "measure id “1” stands twice"),
]


@pytest.mark.parametrize(("change", "message"), [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS])
def test_faults_are_named_with_their_place(change: Callable[[dict[str, Any]], object], message: str) -> None:
    with pytest.raises(SnapshotError) as caught:
        load_snapshot(broken(change), "x.json")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("change", [case[1] for case in FAULTS[:-1]], ids=[case[0] for case in FAULTS[:-1]])
def test_both_validators_find_the_fault(change: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads(broken(change))
    assert not is_valid("snapshot", data)
    assert list(_validator("snapshot").iter_errors(data))


def test_the_place_is_the_line_and_column_of_the_value() -> None:
    text = broken(lambda d: d["measures"][1].update(text=""))
    with pytest.raises(SnapshotError) as caught:
        load_snapshot(text, "x.json")
    file, line, column = caught.value.where.split(":")
    assert file == "x.json"
    assert text.split("\n")[int(line) - 1][int(column) - 1 :] == '"",'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"format": 1,', "cut off"),
        ("", "cut off"),
        ("{]", "no valid JSON"),
        (
            '{\n<<<<<<< HEAD\n "a": 1\n=======\n',
            r"x.json:2:1: a merge was left unfinished here .“<<<<<<< HEAD”.; take one",
        ),
        ('{\n "a": [\n=======\n]}', r"x.json:3:1: a merge was left unfinished here .“=======”."),
        ('{\n "a": "\n", "b": "<<<<<<< HEAD"}', "no valid JSON"),
        ('{"format": 1, "format": 1}', "key “format” stands twice"),
        ("[" * 100_000, "nested too deep"),
        ("[]", "is not of type object"),
    ],
)
def test_what_is_no_json_is_refused(text: str, message: str) -> None:
    with pytest.raises(SnapshotError, match=message):
        load_snapshot(text, "x.json")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{\n "a": 1,\n "b": {"a": 2},\n  "a": 3\n}', 4, 3),
        ('{"x": [{"a": "}", "b": "\\"a\\":"},\n {"a": "{", "a": 1}]}', 2, 13),
        ('{"a": "\\\\",\n "\\u0061": 1}', 2, 2),
        ('{\n "a": "\\ud83d\\ude00 \\\\ud83d",\n "b": "x\\ud83d"}', 3, 9),
        ('{\n "a": "\\ud83d\\ude00\\ude00"}', 2, 20),
    ],
)
def test_repeated_keys_and_half_characters_have_a_place(text: str, line: int, column: int) -> None:
    with pytest.raises(SnapshotError) as raised:
        parse_json(text, "x.json")
    assert raised.value.where == f"x.json:{line}:{column}"


def test_a_byte_order_mark_says_nothing(national: Snapshot) -> None:
    text = f"\ufeff{dump_snapshot(national)}"
    assert load_snapshot(text, "x.json") == national
    assert Positions(text).nearest(("format",)) == Positions(text[1:]).nearest(("format",))


def test_bytes_that_are_no_text_have_a_place(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes('{\n  "a": "国'.encode() + b"\xff")
    with pytest.raises(SnapshotError, match="byte 14 is not UTF-8") as raised:
        read_text(path)
    assert raised.value.where == f"{path}:2:10"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(JSON)
def test_every_value_has_its_place(data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2)
    found = Positions(text)

    def check(value: object, path: tuple[str | int, ...]) -> None:
        line, column = found.nearest(path)
        rest = "\n".join(text.split("\n")[line - 1 :])[column - 1 :]
        assert rest.startswith(json.dumps(value, ensure_ascii=False)[:1])
        if isinstance(value, dict):
            for key, item in value.items():
                check(item, (*path, key))
        elif isinstance(value, list):
            for at, item in enumerate(value):
                check(item, (*path, at))

    if "\u2028" not in text and "\u0085" not in text:
        check(data, ())


@pytest.mark.parametrize("path", sorted((ROOT / "schema").glob("*.json")), ids=lambda path: path.name)
def test_the_schemas_are_schemas_and_explain_themselves(path: Any) -> None:
    from jsonschema import Draft202012Validator

    schema = load_schema(path.name.removesuffix(".schema.json"))
    Draft202012Validator.check_schema(schema)
    assert {"$schema", "$id", "title", "description"} <= set(schema)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(JSON_VALUES)
def test_the_canonical_text_is_that_of_the_standard_encoder(value: object) -> None:
    assert to_json(value) == json.dumps(value, ensure_ascii=False, indent=2) + "\n"
