"""The schemas stand alone: any validator reads them alike, and they explain themselves to whoever edits a file."""

import copy
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator as Plain
from jsonschema_rs import Draft202012Validator as Compiled

from policydiff.snapshot.schema import is_valid, load_schema, schema_errors
from tests.conftest import IDS, ROOT, SNAPSHOTS

SCHEMAS = sorted(path.name.removesuffix(".schema.json") for path in (ROOT / "schema").glob("*.schema.json"))
CONDITIONS = ("if", "then", "else", "not", "const", "enum", "default", "examples")
EDITED = ("snapshot", "corrections", "decisions", "review", "waivers")


def declared(schema: Any, path: str = "", known: frozenset[str] = frozenset()) -> Iterator[tuple[str, Any]]:
    """Every property and definition, where it is declared and not where it is part of a condition."""
    if isinstance(schema, list):
        for part in schema:
            yield from declared(part, path, known)
    if not isinstance(schema, dict):
        return
    for key, part in schema.items():
        if key in ("properties", "$defs"):
            for name, one in part.items():
                if key == "$defs" or name not in known:
                    yield f"{path}/{key}/{name}", one
                yield from declared(one, f"{path}/{key}/{name}")
        elif key in ("allOf", "anyOf", "oneOf"):
            yield from declared(part, f"{path}/{key}", known | set(schema.get("properties", ())))
        elif key not in CONDITIONS:
            yield from declared(part, f"{path}/{key}")


def every(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from every(part)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_and_definition_has_a_title_and_a_description(name: str) -> None:
    schema = load_schema(name)
    lacking = []
    for path, one in declared(schema):
        shown = {**schema.get("$defs", {}).get(one.get("$ref", "").removeprefix("#/$defs/"), {}), **one}
        if not (shown.get("title") and shown.get("description")):
            lacking.append(path)
    assert lacking == []
    assert len(list(declared(schema))) >= 2


@pytest.mark.parametrize("name", SCHEMAS)
def test_references_lead_to_definitions_of_the_same_file(name: str) -> None:
    schema = load_schema(name)
    named = {one["$ref"] for one in every(schema) if isinstance(one.get("$ref"), str)}
    assert named <= {f"#/$defs/{definition}" for definition in schema.get("$defs", ())}
    assert not any(key in one for one in every(schema) for key in ("$dynamicRef", "$anchor", "$recursiveRef"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_patterns_are_what_every_engine_reads_alike(name: str) -> None:
    for one in every(load_schema(name)):
        pattern = one.get("pattern")
        if not isinstance(pattern, str):
            continue
        # Looking round and back references are unknown to RE2, \d and \w mean other characters in Python than in ECMA.
        assert not re.search(r"\(\?|\\[1-9dDwWbBuUpPzZAG]", pattern), pattern
        if pattern.endswith("$"):  # Python's `$` lets a final line break pass
            assert one["not"] == {"type": "string", "pattern": r"\n"}, pattern


@pytest.mark.parametrize("name", EDITED)
def test_files_that_people_edit_may_name_their_schema(name: str) -> None:
    assert load_schema(name)["properties"]["$schema"]["type"] == "string"
    assert "$schema" not in load_schema(name)["required"]


def check(tmp: Path, variant: str, schema: str, *files: Path) -> tuple[int, set[str]]:
    """The verdict of a validator that we did not write: exit code, and the files at fault."""
    told = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--regex-variant", variant, "-o", "json", "--schemafile", f"{ROOT}/schema/{schema}.schema.json", *files],
        capture_output=True, text=True, check=False, cwd=tmp,
    )  # fmt: skip
    assert told.stdout, told.stderr
    return told.returncode, {Path(one["filename"]).stem for one in json.loads(told.stdout)["errors"]}


def planted() -> dict[str, Any]:
    """Snapshots with one fault each, by the name of the fault."""
    sound = json.loads((SNAPSHOTS / "xiamen-2020.json").read_text("utf-8"))
    faults: dict[str, Any] = {}
    for name, path, value in (
        ("number-for-a-text", ("measures", 2, "number"), 3),
        ("empty-text", ("measures", 2, "text"), ""),
        ("unknown-role", ("measures", 0, "responsibility", "bodies", 0, "role"), "boss"),
        ("line-break-behind-a-day", ("issued",), "2020-10-12\n"),
        ("line-break-behind-an-id", ("id",), "xiamen-2020\n"),
        ("wide-digits", ("issued",), "２０２０-10-12"),
        ("no-such-month", ("issued",), "2020-13-01"),
        ("path-upwards", ("source", "path"), "sources/../../etc/passwd"),
        ("unknown-key", ("titel",), "x"),
        ("no-measures", ("measures",), []),
    ):
        data = copy.deepcopy(sound)
        place = data
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        faults[name] = data
    lacking = copy.deepcopy(sound)
    del lacking["measures"][3]["remark"]
    return {**faults, "key-missing": lacking}


@pytest.mark.parametrize("variant", ["default", "nonunicode", "python"])
def test_an_independent_validator_passes_the_snapshots_and_finds_planted_faults(variant: str, tmp_path: Path) -> None:
    assert check(tmp_path, variant, "snapshot", *(SNAPSHOTS / f"{name}.json" for name in IDS)) == (0, set())
    for name, data in planted().items():
        (tmp_path / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    assert check(tmp_path, variant, "snapshot", *sorted(tmp_path.glob("*.json"))) == (1, set(planted()))


def test_each_planted_fault_is_told_once() -> None:
    told = {name: [error.message for error in schema_errors("snapshot", data)] for name, data in planted().items()}
    assert all(len(messages) == 1 for messages in told.values()), told
    assert told["line-break-behind-a-day"] == ['"2020-10-12\\n" has a line break in it']
    assert told["wide-digits"] == ['"２０２０-10-12" is no day of the calendar; write it as 2020-06-28']


CORRECTION = {
    "field": "text", "measure": "1", "read": "和和", "should": "和", "why": "typing error", "by": "A. Analyst", "when": "2026-03-02",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        ({}, []),
        ({"why": " \u3000"}, ['" \u3000" is blank']),
        ({"why": "\n"}, ['"\\n" is blank']),
        ({"why": "one\ntwo"}, ['"one\\ntwo" has a line break in it']),
        ({"should": "two\nlines"}, []),
        ({"should": "a bell\x07"}, ['"a bell\\u0007" has a control character in it']),
        ({"should": None}, []),
        ({"when": "2026-3-2\n"}, ['"2026-3-2\\n" is no day of the calendar; write it as 2020-06-28']),
        ({"by": 7}, ["7 is not of type string"]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_text_that_is_refused(change: dict[str, Any], messages: list[str]) -> None:
    data = {"$schema": "x", "format": 1, "snapshot": "x", "corrections": [CORRECTION | change]}
    assert [error.message for error in schema_errors("corrections", data)] == messages


def small() -> Any:
    data = json.loads((SNAPSHOTS / "xiamen-2020.json").read_text("utf-8"))
    return {**data, "measures": data["measures"][:1], "sections": data["sections"][:1], "notes": data["notes"][:1]}


SMALL = {
    "snapshot": small(),
    "corrections": {"format": 1, "snapshot": "xiamen-2020", "corrections": [CORRECTION]},
}


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a value, as the container and the key in it."""
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [(value, key) for key, _ in pairs] + [place for _, inner in pairs for place in places(inner)]


ODD = st.sampled_from(
    (
        "",
        "\n",
        "1\n",
        "a\u2028",
        "\ufeff",
        "　",
        "١",
        "１",
        "0",
        "-1",
        "sources/a",
        "2020-01-01",
        "xiamen\n",
        "\x85",
        "\x1c",
    )
)
VALUES: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.sampled_from((1.0, 1.5))
    | ODD
    | st.text(max_size=8)
    | st.just([])
    | st.just({})
)


@pytest.mark.parametrize("name", SMALL)
@given(st.data())
@settings(max_examples=150, deadline=None)
def test_all_validators_agree(name: str, data: st.DataObject) -> None:
    schema, value = load_schema(name), copy.deepcopy(SMALL[name])
    for _ in range(data.draw(st.integers(0, 2))):
        container, key = data.draw(st.sampled_from(places(value)))
        before = container[key]
        change = data.draw(VALUES | (st.just(before + "\n") if isinstance(before, str) else st.nothing()))
        container[key] = change
    verdicts = {
        "plain": Plain(schema).is_valid(value),
        "compiled": Compiled(dict(schema)).is_valid(value),
        "ours": is_valid(name, value),
        "told": not schema_errors(name, value),
    }
    assert len(set(verdicts.values())) == 1, verdicts
