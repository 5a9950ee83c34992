"""Files of corrections: the same bytes again, and errors that name file, line and column."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.errors import CorrectionError
from policydiff.model.correction import DOCUMENT, FIELDS, MEASURE, NOTE, SECTION, Authority, Correction, Corrections
from policydiff.read.correction_files import dump_corrections, load_corrections
from policydiff.snapshot import load_schema, schema_errors
from tests.read.corrected import correction

KEPT = Corrections(
    snapshot="x",
    corrections=(
        correction("16-1", "text", "和和", "和", authority=Authority(url="https://example.org/1")),
        correction("section text-1", "intro", None, "一段。\n二段。"),
        correction(2, "text", "旧", None),
        correction(None, "issued", "2020-06-28", "2020-06-29"),
    ),
)


def test_a_file_is_read_back_as_it_was_written() -> None:
    text = dump_corrections(KEPT)
    assert load_corrections(text, "f", "x") == KEPT
    assert schema_errors("corrections", json.loads(text)) == []


def test_what_does_not_apply_may_be_left_out() -> None:
    short = {"field": "title", "read": "甲", "should": "乙", "why": "误", "by": "李", "when": "2026-01-31"}
    text = json.dumps({"format": 1, "snapshot": "x", "corrections": [short, {**short, "measure": "1"}]})
    first, second = load_corrections(text, "f", "x").corrections
    assert (first.kind, second.kind, second.measure) == (DOCUMENT, MEASURE, "1")


def test_the_schema_and_the_model_name_the_same_fields() -> None:
    places: dict[str, dict[str, Any]] = {
        MEASURE: {"measure": "1"},
        SECTION: {"section": "1"},
        NOTE: {"note": 1},
        DOCUMENT: {},
    }
    every = {field for fields in FIELDS.values() for field in fields}
    for kind, place in places.items():
        for field in every:
            entry = {
                **place,
                "field": field,
                "read": "甲",
                "should": "乙",
                "why": "误",
                "by": "李",
                "when": "2026-01-31",
            }
            sound = schema_errors("corrections", {"format": 1, "snapshot": "x", "corrections": [entry]}) == []
            assert sound == (field in FIELDS[kind]), (kind, field)
    assert set(load_schema("corrections")["$defs"]["correction"]["properties"]) == set(Correction.__dataclass_fields__)


FAULTS: list[tuple[Callable[[dict[str, Any]], object], str, str]] = [
    (lambda d: d.update(snapshot="y"), "snapshot: these are corrections of “y”, where “x” is expected", '"y"'),
    (lambda d: d.update(format=2), "format: 2 should be 1", "2,"),
    (
        lambda d: d["corrections"][0].update(measur="1"),
        "correction 1, measur: key “measur” is not known; did you mean “measure”?",
        '"1"',
    ),
    (lambda d: d["corrections"][0].pop("why"), "correction 1: key “why” is missing", "{"),
    (lambda d: d["corrections"][0].update(why=" "), "correction 1, why: ", '" "'),
    (
        lambda d: d["corrections"][0].update(should=""),
        "correction 1, should: the text is empty; an empty cell is null",
        '""',
    ),
    (lambda d: d["corrections"][0].update(should="甲\u001b[1m"), "correction 1, should: ", '"甲'),
    (lambda d: d["corrections"][0].update(should="和和"), "correction 1, should: is what is read already", '"和和"'),
    (lambda d: d["corrections"][0].update(when="2026-02-30"), "correction 1, when: “2026-02-30” is no day", '"2026'),
    (
        lambda d: d["corrections"][0].update(field="level"),
        'correction 1, field: "level" is not one of number',
        '"level"',
    ),
    (lambda d: d["corrections"][3].update(field="text"), 'correction 4, field: "text" is not one of title', '"text"'),
    (lambda d: d["corrections"][1].update(note=1), "correction 2, ", ""),
    (lambda d: d["corrections"][2].update(note=0), "correction 3, note: ", "0"),
    (lambda d: d["corrections"][0].update(authority={}), "correction 1, authority: ", "{"),
]


@pytest.mark.parametrize(("change", "message", "at"), FAULTS, ids=[case[1] for case in FAULTS])
def test_faults_are_named_with_their_place(change: Callable[[dict[str, Any]], object], message: str, at: str) -> None:
    data = json.loads(dump_corrections(KEPT))
    change(data)
    text = json.dumps(data, ensure_ascii=False, indent=2)
    with pytest.raises(CorrectionError) as caught:
        load_corrections(text, "f.json", "x")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    file, line, column = caught.value.where.split(":")
    assert file == "f.json"
    assert text.split("\n")[int(line) - 1][int(column) - 1 :].startswith(at)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": 1, "format": 1}', '"\\ud800"', "[" * 100_000])
def test_what_is_no_file_of_corrections_is_refused(text: str) -> None:
    with pytest.raises(CorrectionError):
        load_corrections(text, "f.json", "x")


CELL = st.none() | st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=10)


@given(CELL, CELL, st.sampled_from(sorted(FIELDS[MEASURE])))
def test_any_words_are_kept_as_they_are(read: str | None, should: str | None, field: str) -> None:
    kept = Corrections(snapshot="x", corrections=(correction("1", field, read, should),))
    if read != should:
        assert load_corrections(dump_corrections(kept), "f", "x") == kept
