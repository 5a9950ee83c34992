"""The pages of log: every fate, remark and kind in both languages, and nothing that acts on a terminal."""

from dataclasses import replace

import pytest

from policydiff.history.commits import KINDS
from policydiff.model.history import REMARKS, BrokenVersion, Log, LogEntry, Saved
from policydiff.model.step import FATES, CellChange, Transition
from policydiff.report.terminal.history import log_as_text
from policydiff.report.terminal.lines import width

SAVED = Saved(commit="1234567890" * 4, day="2026-01-01", author="李雷", subject="a subject")
ENTRY = LogEntry(snapshot="plan", saved=SAVED, kind="policy", measures=3, issued="2020-01-01")


def page(
    entry: LogEntry, language: str = "en", *, columns: int = 100, full: bool = False, measure: str | None = None
) -> str:
    return log_as_text(Log(snapshot="plan", measure=measure, entries=(entry,)), columns, language, full=full)


def row(fate: str, before: str = "2", after: str = "3") -> Transition:
    cells = (CellChange(field="text", before="甲。" * 30, after="乙。" * 30),)
    names = [tuple(side.split("+")) if side else () for side in (before, after)]
    return Transition(
        before=names[0], after=names[1], fate=fate, cells=cells, heading=("一、开放", ""), derived=("reach",)
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fate", FATES)
def test_every_fate_in_every_kind(fate: str, kind: str, language: str) -> None:
    for before, after in (("2", "3"), ("2", "2")):
        entry = replace(ENTRY, kind=kind, transitions=(row(fate, before, after),))
        for columns in (40, 100):
            lines = page(entry, language, columns=columns).splitlines()
            assert len(lines) > 1 and all(width(line) <= columns for line in lines)
        assert "甲。" * 30 in page(entry, language, columns=400, full=True) or fate in ("dropped", "added")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("remark", REMARKS)
def test_every_remark(remark: str, language: str) -> None:
    assert len(page(replace(ENTRY, remarks=(remark,)), language, columns=200).splitlines()) == 2


@pytest.mark.parametrize("kind", KINDS[:3])
def test_a_contradiction_says_why(kind: str) -> None:
    said = page(replace(ENTRY, kind=kind, said="decision"))
    assert "the commit calls itself decision, but its source" in said


def test_nothing_and_what_was_passed_over() -> None:
    assert page(ENTRY).splitlines()[1:] == ["    no measure changed"]
    empty = Log(
        snapshot=None,
        measure=None,
        entries=(),
        broken=(BrokenVersion(snapshot="plan", saved=SAVED, message="x\x1b[2J"),),
        is_cut=True,
    )
    assert log_as_text(empty, 100, "en") == (
        "There is nothing to show.\n"
        "\n"
        "Passed over: 1234567890: x<U+001B>[2J\n"
        "The clone is shallow, so its history is cut; git fetch --unshallow brings the rest.\n"
    )


def test_what_only_bears_another_number_is_told_in_one_line() -> None:
    rows = [
        Transition(before=(str(at),), after=(str(at + 1),), fate="renumbered") for at in (*range(3, 9), *range(20, 24))
    ]
    rows.append(Transition(before=("30",), after=("28",), fate="renumbered"))
    lines = page(replace(ENTRY, transitions=tuple(rows))).splitlines()[1:]
    assert lines == [
        "    3–8 → 4–9  renumbered (6)",
        "    20–23 → 21–24  renumbered (4)",
        "    30 → 28  renumbered  same words",
    ]


def test_hostile_texts_stay_text() -> None:
    bad = "\x1b[31m\u202e\r\nx"
    cells = (CellChange(field="text", before=bad, after=bad + "y"),)
    entry = LogEntry(
        snapshot=bad,
        saved=replace(SAVED, author=bad, subject=bad),
        kind="policy",
        former_path=bad,
        before=(bad,),
        document=(CellChange(field="title", before=bad, after=None),),
        transitions=(Transition(before=(bad,), after=("2",), fate="changed", cells=cells, heading=(bad, bad)),),
    )
    for full in (False, True):
        text = page(entry, full=full)
        assert all(character == "\n" or character.isprintable() for character in text)
