"""Merging decisions and corrections: the union of both, and conflicts where they say different things of the same."""

import json
from typing import Any

import pytest

from policydiff.history.merging.conflicts import Markers, Merged
from policydiff.history.merging.entries import merge_entries
from policydiff.snapshot import schema_errors, to_json
from tests.history.merging.test_snapshots import picks

Data = dict[str, Any]


def decision(left: str, right: str, verdict: str = "linked", when: str = "2026-01-01", **more: Any) -> Data:
    sides = {
        side: [{"measure": name, "title": None, "text": f"第{name}项的文字。"} for name in names.split("+")]
        for side, names in (("left", left), ("right", right))
    }
    return {"verdict": verdict, **sides, "relation": None, "by": "li", "when": when, "why": None, **more}


def correction(measure: str, read: str | None, should: str, when: str = "2026-01-01", **more: Any) -> Data:
    entry = {"measure": measure, "field": "text", "read": read, "should": should, "why": "typo", "by": "li"}
    return {**entry, "when": when, **more}


def decisions(*entries: Data) -> Data:
    return {"format": 1, "left": "national-2020", "right": "xiamen-2020", "decisions": list(entries)}


def corrections(*entries: Data) -> Data:
    return {"format": 1, "snapshot": "xiamen-2020", "corrections": list(entries)}


def merged(base: Data | None, ours: Data, theirs: Data) -> Merged:
    key = "decisions" if "decisions" in ours else "corrections"
    found, mirrored = merge_entries(base, ours, theirs, key), merge_entries(base, theirs, ours, key)
    assert picks(found.marked(Markers())) == (found.ours, found.theirs)
    assert bool(found.conflicts) == bool(mirrored.conflicts) == (found.ours != found.theirs)
    if not found.conflicts:
        assert found.ours == mirrored.ours
    for text in (found.ours, found.theirs):
        assert to_json(json.loads(text)) == text
        if key == "decisions":
            assert schema_errors("decisions", json.loads(text)) == []
    return found


A, B, C = decision("1", "1"), decision("2", "3", when="2026-02-01"), decision("4", "4", when="2026-03-01")
X, Y = correction("1", "甲", "乙"), correction("2", "丙", "丁", when="2026-02-01")
X_LATER = {**X, "by": "wu", "when": "2026-05-05"}
NAMING = {"$schema": "../../schema/decisions.schema.json"}

CLEAN = [
    ("both decided", decisions(A), decisions(A, B), decisions(A, C), decisions(A, B, C)),
    ("both decided, in the order of days", decisions(), decisions(C), decisions(A, B), decisions(A, B, C)),
    ("one took back", decisions(A, B), decisions(B), decisions(A, B, C), decisions(B, C)),
    ("the same", decisions(A), decisions(A, B), decisions(A, B), decisions(A, B)),
    ("one names its schema", decisions(A), NAMING | decisions(A), decisions(A, B), NAMING | decisions(A, B)),
    ("one no longer does", NAMING | decisions(A), decisions(A, B), NAMING | decisions(A), decisions(A, B)),
    ("one names it, no file before", None, NAMING | decisions(A), decisions(A, B), NAMING | decisions(A, B)),
    ("no file before", None, decisions(A), decisions(B), decisions(A, B)),
    (
        "the same by two people",
        decisions(),
        decisions(A),
        decisions({**A, "by": "wu", "when": "2026-05-05"}),
        decisions(A),
    ),
    (
        "unrelated measures of one that is decided",
        decisions(),
        decisions(decision("1+2", "1", "unrelated")),
        decisions(decision("1", "1+3", "unrelated", "2026-01-02")),
        decisions(decision("1+2", "1", "unrelated"), decision("1", "1+3", "unrelated", "2026-01-02")),
    ),
    ("both corrected", corrections(), corrections(X), corrections(Y), corrections(X, Y)),
    ("the same correction", None, corrections(X), corrections(X_LATER), corrections(X)),
    (
        "two places of one cell",
        corrections(),
        corrections(X),
        corrections(correction("1", "丙", "丁", "2026-02-01")),
        corrections(X, correction("1", "丙", "丁", "2026-02-01")),
    ),
    ("no entries", decisions(), decisions(), decisions(), decisions()),
]


@pytest.mark.parametrize(("base", "ours", "theirs", "due"), [row[1:] for row in CLEAN], ids=[row[0] for row in CLEAN])
def test_entries_of_both_sides(base: Data | None, ours: Data, theirs: Data, due: Data) -> None:
    found = merged(base, ours, theirs)
    assert found.conflicts == ()
    assert found.ours == to_json(due)


NO_A = decision("1", "1", "unrelated")
WIDER = decision("1+2", "1", when="2026-01-02")
CONFLICTS = [
    ("one pair, two verdicts", decisions(), decisions(A), decisions(NO_A), ["decision on 1 → 1"]),
    (
        "a relation or another",
        decisions(A),
        decisions({**A, "relation": "modified"}),
        decisions({**A, "relation": "localised"}),
        ["decision on 1 → 1"],
    ),
    (
        "a pair within another group",
        decisions(C),
        decisions(C, A),
        decisions(C, WIDER),
        ["decision on 1 → 1, against what the other side says; decision on 1+2 → 1, against what the other side says"],
    ),
    (
        "taken back, and decided otherwise",
        decisions(A, C),
        decisions(C),
        decisions(NO_A, C),
        ["decision on 1 → 1, which the other side deleted"],
    ),
    (
        "one cell, two corrections",
        corrections(),
        corrections(X),
        corrections({**X, "should": "戊"}),
        ["correction of measure 1, text"],
    ),
    (
        "a part of a cell, and the whole",
        corrections(Y),
        corrections(Y, X),
        corrections(Y, correction("1", "甲午", "乙未")),
        ["correction of measure 1, text, against what the other side says"],
    ),
]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "labels"), [row[1:] for row in CONFLICTS], ids=[row[0] for row in CONFLICTS]
)
def test_what_both_say_of_the_same(base: Data, ours: Data, theirs: Data, labels: list[str]) -> None:
    found = merged(base, ours, theirs)
    assert list(found.conflicts) == labels
    assert (found.ours, found.theirs) == (to_json(ours), to_json(theirs))


def test_files_of_another_form_are_refused() -> None:
    with pytest.raises(ValueError, match="keys"):
        merge_entries(None, decisions(), {"decisions": []}, "decisions")
    with pytest.raises(KeyError):
        merge_entries(None, decisions({"verdict": "linked"}), decisions(A), "decisions")
