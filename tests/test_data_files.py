"""Every data file of the package keeps to a schema, and what it says of the field has a source and a day."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policydiff.snapshot.schema import load_schema
from tests.conftest import ROOT

PACKAGE = ROOT / "src/policydiff"
FILES = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("data/**/*") if path.is_file()}
OWN = {"area_words": "area-words", "model": "link-model"}
"""Schemas that are called otherwise than their file."""
SCHEMAS = {
    **{f"align/data/{name}.json": OWN.get(name, name) for name in ("background", "model")},
    "check/data/checks.json": "checks",
    **{f"read/data/{name}.json": name for name in ("columns", "furniture")},
    **{
        f"registry/data/{name}.json": OWN.get(name, name)
        for name in (
            "area_words", "areas", "audiences", "bodies", "citations", "conditions", "flows", "lexicon", "liability",
            "locality", "modality", "places", "quantities", "roles", "terms", "wording",
        )
    },
    "report/charts/data/inks.json": "inks",
    **{
        f"report/data/{name}.json": "words"
        for name in (
            "changes", "charts", "ci", "dossier", "editions", "findings", "gate", "history", "lineages", "markdown",
            "page", "period", "save", "sheets", "timelines", "word", "wording",
        )
    },
    "text/data/glyphs.json": "glyphs",
}  # fmt: skip
FOREIGN = {
    **{f"report/charts/data/{name}.json": "https://vega.github.io/schema/" for name in ("bodies", "flow", "kinds", "uptake")},
    **{f"workflows/data/init/{name}": None for name in (
        "README.md", "extensions.json", "gitattributes", "github.yml", "gitignore", "gitlab.yml", "policydiff.toml",
        "pre-commit.yaml",
    )},
    "text/data/words.txt": None,
}  # fmt: skip
"""Files in the form of other programs, which have their own schema or none, and a list of words that is no JSON."""
SPOKEN = {"checks", "words", "inks"}
"""What the tool says and shows, which has no source but its authors."""


def data(file: str) -> dict[str, Any]:
    return dict(json.loads((PACKAGE / file).read_text("utf-8")))


def faults(schema: str, content: object) -> list[str]:
    checker = Draft202012Validator(load_schema(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message[:200]}" for error in checker.iter_errors(content)]


def test_every_data_file_has_a_schema() -> None:
    assert SCHEMAS.keys() | FOREIGN.keys() == FILES
    for file, schema in FOREIGN.items():
        assert schema is None or data(file)["$schema"].startswith(schema), file


@pytest.mark.parametrize("file", SCHEMAS)
def test_a_data_file_keeps_to_its_schema(file: str) -> None:
    content = data(file)
    assert faults(SCHEMAS[file], content) == []
    for key in content:
        assert faults(SCHEMAS[file], {**content, key: None}), key
        assert faults(SCHEMAS[file], {name: value for name, value in content.items() if name != key}), key
    assert faults(SCHEMAS[file], {**content, "of-nothing": "x"})


def objects(schema: object, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield path, schema
        for key, part in schema.items():
            yield from objects(part, f"{path}/{key}")
    elif isinstance(schema, list):
        for at, part in enumerate(schema):
            yield from objects(part, f"{path}/{at}")


@pytest.mark.parametrize("name", sorted(set(SCHEMAS.values())))
def test_the_schemas_of_data_let_no_unknown_key_pass(name: str) -> None:
    found = list(objects(load_schema(name)))
    assert found
    assert [path for path, one in found if not closed(one)] == []


def closed(one: dict[str, Any]) -> bool:
    """Whether an object has no keys but those it names, or is a table whose values are all of one form."""
    more = one.get("additionalProperties")
    return more is False or (isinstance(more, dict) and "properties" not in one)


@pytest.mark.parametrize("file", [file for file, schema in SCHEMAS.items() if schema not in SPOKEN])
def test_what_is_said_of_the_field_has_a_source_and_a_day(file: str) -> None:
    content, schema = data(file), SCHEMAS[file]
    assert {"source", "date"} <= set(load_schema(schema)["required"])
    assert date(2026, 1, 1) <= date.fromisoformat(content["date"]) <= date.today()
    assert faults(schema, {**content, "date": "2026-13-01"}) and faults(schema, {**content, "source": "web"})


def test_the_list_of_words_says_its_source_and_day() -> None:
    head = (PACKAGE / "text/data/words.txt").read_text("utf-8").splitlines()[1]
    assert re.fullmatch(r"# Source: .{20,} Taken \d{4}-\d{2}-\d{2}\.", head)
