"""Two editions of a snapshot: what is the policy's, what the reader's, and that nothing is left unsaid."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.compare.editions import Cell, Editions, Reworded, compare_editions
from policydiff.model.document import Finding, Reader, Responsibility, Snapshot
from policydiff.report.edition import Page, render, runs
from policydiff.report.wording import LANGUAGES
from policydiff.snapshot import load_snapshot
from tests.conftest import SNAPSHOTS
from tests.history.edits import Edit, changed, edited, edits, inserted, read_anew, small, without

BASE = small(load_snapshot((SNAPSHOTS / "xiamen-2020.json").read_text("utf-8"), "xiamen-2020"))
IDS = [measure.id for measure in BASE.measures]


def amended(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, source=replace(snapshot.source, sha256="0" * 64))


def accounted(found: Editions) -> None:
    """Every measure of both editions was set aside as the same, or is in the comparison."""
    assert found.comparison
    left, right = found.comparison.summary.left, found.comparison.summary.right
    same = len(found.left.measures) - left.measures
    assert same == len(found.right.measures) - right.measures
    assert {one.id for one in found.left_rest.measures} == {
        *(name for link in found.comparison.links for name in link.left),
        *(one.measure for one in found.comparison.left_only),
    }


@settings(max_examples=300, deadline=None)
@given(edits("甲", IDS))
def test_every_measure_is_accounted_for_and_every_new_word_is_shown(made: list[Edit]) -> None:
    new = edited(BASE, made)
    accounted(compare_editions(BASE, amended(new)))
    page = "".join(render(compare_editions(BASE, amended(new)), Page(columns=400)).split())
    again = "".join(render(compare_editions(BASE, new), Page(columns=400)).split())
    for edit in made:
        cells = [one.printed(name) or "" for one in new.measures for name in ("text", "responsibility", "remark")]
        if any(edit.mark in cell for cell in (*cells, new.title)):
            assert edit.mark[1:-1] in page
            assert edit.mark[1:-1] in again


@settings(max_examples=20, deadline=None)
@given(edits("甲", IDS), st.sampled_from(LANGUAGES))
def test_one_source_gives_no_change_of_the_policy(made: list[Edit], language: str) -> None:
    found = compare_editions(BASE, edited(BASE, made))
    assert found.comparison is None
    page = render(found, Page(language=language))
    assert {"en": "same source", "zh": "来源"}[language] in page
    for word in ("substance", "modified", "narrowed", "widened", "!!", "实质", "修改", "缩小", "扩大"):
        assert word not in page


def test_nothing_changed() -> None:
    found = compare_editions(BASE, BASE)
    assert (
        render(found, Page())
        == "xiamen-2020: the same source, read by the same reader text 2.1: no cell reads otherwise.\n"
    )
    assert render(compare_editions(BASE, amended(BASE)), Page()) == "xiamen-2020 (9 measures): no measure changed\n"


def test_a_reading_says_each_cell() -> None:
    new = changed(read_anew(BASE, "x"), "2", remark="首创")
    cell = BASE.measures[0].responsibility
    assert cell
    new = changed(new, "1", responsibility=Responsibility(raw=cell.raw))
    found = compare_editions(BASE, without(new, "9"))
    assert found.reading
    assert set(found.reading.cells) == {
        Cell("1", "responsibility", cell.raw, cell.raw),
        Cell("2", "remark", None, "首创"),
    }
    assert [one.id for one in found.reading.left_only] == ["9"]
    page = render(found, Page())
    assert "responsible, worked out otherwise from the same words: № 1\n" in page
    assert "№ 9  no longer read as a measure" in page
    assert "Mind: " in page


def test_facts_headings_notes_and_findings() -> None:
    first = BASE.sections[0]
    new = amended(
        replace(
            BASE,
            issued="2020-11-04",
            sections=(replace(first, title="完善体制"), *BASE.sections[1:]),
            notes=(replace(BASE.notes[0], text="本表所列举措由各单位落实。"),),
            findings=(),
        )
    )
    found = compare_editions(BASE, new)
    assert found.facts == (Reworded("issued", None, "2020-11-04"),)
    assert found.sections == (Reworded("heading", "（一）完善管理体制", "（一）完善体制"),)
    assert found.notes == (Reworded("note", BASE.notes[0].text, new.notes[0].text),)
    assert (found.findings_gone, found.findings_new, found.moved) == (BASE.findings, (), ())
    for language in LANGUAGES:
        page = render(found, Page(language=language))
        assert "（一）完善[-管理-]体制" in page
        assert "{+2020-11-04+}" in page


def test_numbers_move_together() -> None:
    found = compare_editions(BASE, amended(inserted(BASE, 2, "鼓励另行探索全新的做法。")))
    assert list(runs(found.renumbered)) == ["3–9 → 4–10"]
    assert (found.findings_gone, found.findings_new) == ((), ())
    assert list(runs([("1", "3"), ("5", "4"), ("6", "5"), ("16-1", "17")])) == ["1 → 3", "5–6 → 4–5", "16-1 → 17"]


def test_a_measure_under_another_heading() -> None:
    other = replace(BASE.sections[0], id="99", label="（九）", title="其他")
    moved = changed(replace(BASE, sections=(*BASE.sections, other)), "3", section="99")
    assert compare_editions(BASE, amended(moved)).moved == ("3",)


@pytest.mark.parametrize("column", ["remark", "field"])
def test_a_column_that_is_new_is_not_passed_over(column: str) -> None:
    found = compare_editions(BASE, amended(changed(replace(BASE, findings=()), "3", **{column: "年内完成"})))
    assert "{+年内完成+}" in render(found, Page())


def test_signs_alone_are_shown_but_are_no_substance() -> None:
    text = BASE.measures[3].text.replace("，", "、", 1)
    page = render(compare_editions(BASE, amended(changed(BASE, "4", text=text))), Page())
    assert "1 changed in other columns or signs" in page
    assert "[-，-]{+、+}" in page


def test_another_reader_beside_another_source_is_said() -> None:
    new = replace(amended(BASE), source=replace(amended(BASE).source, reader=Reader(name="text", version="9.9")))
    assert "Reader text 9.9 read it, another than before" in render(compare_editions(BASE, new), Page())


def test_findings_are_the_same_under_a_new_number() -> None:
    finding = Finding(id="cell-empty", severity="warning", message="empty", measure="9", field="reach")
    base = replace(BASE, findings=(finding,))
    found = compare_editions(base, amended(inserted(base, 2, "鼓励另行探索全新的做法。")))
    assert (found.findings_gone, found.findings_new) == ((), ())
