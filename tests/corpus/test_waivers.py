"""The file of waivers: found where the data are, canonical, refused in one line where it is broken."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.corpus.waivers import due_place, dump_waivers, find_waivers, load_waivers, read_waivers
from policydiff.errors import WaiverError
from policydiff.model.gate import Side
from policydiff.model.waiver import ChangeWaiver, FindingWaiver, Waivers
from policydiff.snapshot import schema_errors

WORD = {"reason": "已商定", "by": "李", "when": "2026-11-22", "until": "2027-01-31"}
FINDING = FindingWaiver(
    check="count-differs", snapshot="city", measure=None, field=None, excerpt="共6项", fingerprint="f", **WORD
)
CHANGE = ChangeWaiver(
    rule="audience-widened",
    field="text",
    left=Side(snapshot="plan", words="支持港澳企业。", passage="支持港澳企业。", says="港澳"),
    right=Side(snapshot="city", words="支持港澳台企业。", passage="支持港澳台企业。", says="港澳台"),
    **WORD,
)
BOTH = Waivers(findings=(FINDING,), changes=(CHANGE,))
DAYS = st.dates().map(lambda day: day.isoformat())
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda text: bool(text.replace("\ufeff", "").strip())
)
WORDS = {"reason": TEXTS, "by": TEXTS, "when": DAYS, "until": DAYS}
NULLABLE = st.none() | st.text(st.characters(exclude_categories=["Cs"]))
SIDES = st.builds(Side, snapshot=st.just("city"), words=NULLABLE, passage=NULLABLE, says=NULLABLE)
FINDINGS = st.builds(
    FindingWaiver,
    check=st.just("schema"),
    snapshot=st.just("city"),
    measure=NULLABLE,
    field=st.none() | st.just("text"),
    excerpt=st.text("一二"),
    fingerprint=st.just(""),
    **WORDS,
)
CHANGES = st.builds(
    ChangeWaiver, rule=st.just("audience-widened"), field=st.none() | st.just("text"), left=SIDES, right=SIDES, **WORDS
)


@given(
    st.builds(
        Waivers,
        findings=st.lists(FINDINGS, max_size=3).map(tuple),
        changes=st.lists(CHANGES, max_size=3).map(tuple),
    )
)
def test_what_is_written_is_read_and_keeps_to_its_schema(waivers: Waivers) -> None:
    content = dump_waivers(waivers)
    assert schema_errors("waivers", json.loads(content)) == []
    read = load_waivers(content, "w")
    assert (set(read.findings), set(read.changes)) == (set(waivers.findings), set(waivers.changes))
    assert dump_waivers(read) == content


def test_the_order_of_entries_is_of_no_account() -> None:
    others = replace(BOTH, changes=(CHANGE, replace(CHANGE, rule="scope-changed")))
    assert dump_waivers(others) == dump_waivers(replace(others, changes=others.changes[::-1]))


def data() -> Any:
    return json.loads(dump_waivers(BOTH))


def without(key: str) -> Any:
    found = data()
    del found["changes"][0][key]
    return found


def with_(key: str, value: object, which: str = "changes") -> Any:
    found = data()
    found[which][0][key] = value
    return found


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{", "w:1:2: "),
        (b"\xff", "w: byte 1 is not UTF-8; mend it"),
        (b"[]", "w:1:1: [] is not of type object"),
        (b"{}", "keys “format”, “findings”, “changes” are missing"),
        (without("reason"), "waiver of a change 1: key “reason” is missing"),
        (without("until"), "waiver of a change 1: key “until” is missing"),
        (with_("reason", " "), 'waiver of a change 1, reason: " " is blank'),
        (with_("by", ""), 'by: "" is blank'),
        (with_("until", "2027-02-30"), "until: “2027-02-30” is no day of the calendar"),
        (with_("until", "forever"), 'until: "forever" is no day of the calendar'),
        (with_("line", 3), "key “line” is not one of rule, field"),
        (with_("snapshot", "", "findings"), "waiver of a finding 1, snapshot: "),
        ({**data(), "format": 2}, "2 should be 1"),
        ({**data(), "rules": ["error"]}, "key “rules” is not one of "),
    ],
)
def test_what_is_broken_is_said_in_one_line(content: object, expected: str) -> None:
    raw = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    with pytest.raises(WaiverError) as raised:
        load_waivers(raw, "w")
    assert expected in str(raised.value) and str(raised.value).startswith("w") and "\n" not in str(raised.value)


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "snapshots"
    folder.mkdir(parents=True)
    name = "policydiff-waivers.json"
    assert find_waivers(folder) is None and due_place(folder) == folder.parent / name
    (tmp_path / "policydiff.toml").write_text("", "utf-8")
    assert due_place(folder) == tmp_path / name
    (tmp_path / name).write_bytes(dump_waivers(BOTH))
    assert find_waivers(folder) == tmp_path / name == due_place(folder)
    (folder.parent / name).write_bytes(dump_waivers(Waivers()))
    assert find_waivers(folder) == folder.parent / name
    assert read_waivers(tmp_path / name) == BOTH and read_waivers(folder / name) == Waivers()


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "policydiff-waivers.json").mkdir()
    with pytest.raises(WaiverError, match="cannot be read"):
        read_waivers(tmp_path / "policydiff-waivers.json")
