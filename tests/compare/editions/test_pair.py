"""Two editions of a snapshot: what is the policy's, what the reader's, and that nothing is left unsaid."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.compare.editions.facts import differing_facts
from policydiff.compare.editions.pair import Editions, compare_editions
from policydiff.model.document import PRINTED, Finding, Reader, Responsibility, Snapshot
from policydiff.model.step import CellChange
from policydiff.report.headline import runs
from policydiff.report.terminal.edition import Page, render
from policydiff.report.wording import LANGUAGES
from policydiff.snapshot import load_snapshot
from tests.conftest import SNAPSHOTS
from tests.history.edits import Edit, changed, edited, edits, inserted, new_measure, read_anew, small, without

BASE = small(load_snapshot((SNAPSHOTS / "xiamen-2020.json").read_text("utf-8"), "xiamen-2020"))
IDS = [measure.id for measure in BASE.measures]


def amended(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, source=replace(snapshot.source, sha256="0" * 64))


def accounted(found: Editions) -> None:
    """Every measure of both editions is in the step, or is in both under one number and printed alike in every cell."""
    lefts, rights = ({one.id: one for one in side.measures} for side in (found.left, found.right))
    for row in found.difference.measures:
        assert set(row.before) <= lefts.keys()
        assert set(row.after) <= rights.keys()
    told_left = {name for row in found.difference.measures for name in row.before}
    told_right = {name for row in found.difference.measures for name in row.after}
    assert lefts.keys() - told_left == rights.keys() - told_right
    for name in lefts.keys() - told_left:
        assert all(lefts[name].printed(cell) == rights[name].printed(cell) for cell in PRINTED)


@settings(max_examples=300)
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


@settings(max_examples=20)
@given(edits("甲", IDS), st.sampled_from(LANGUAGES))
def test_one_source_gives_no_change_of_the_policy(made: list[Edit], language: str) -> None:
    found = compare_editions(BASE, edited(BASE, made))
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
    assert [(row.before, row.fate, row.derived, row.cells) for row in found.difference.measures] == [
        (("1",), "unchanged", ("responsibility",), ()),
        (("2",), "changed", (), (CellChange(field="remark", before=None, after="首创"),)),
        (("9",), "dropped", (), (CellChange(field="text", before=BASE.measures[8].text, after=None),)),
    ]
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
    assert found.difference.document == (
        CellChange(field="issued", before=None, after="2020-11-04"),
        CellChange(field="heading", before="（一）完善管理体制", after="（一）完善体制"),
        CellChange(field="note", before=BASE.notes[0].text, after=new.notes[0].text),
    )
    assert (found.findings_gone, found.findings_new, found.difference.measures) == (BASE.findings, (), ())
    for language in LANGUAGES:
        page = render(found, Page(language=language))
        assert "（一）完善[-管理-]体制" in page
        assert "{+2020-11-04+}" in page


def test_numbers_move_together() -> None:
    found = compare_editions(BASE, amended(inserted(BASE, 2, "鼓励另行探索全新的做法。")))
    assert "  Renumbered: 3–9 → 4–10\n" in render(found, Page())
    assert (found.findings_gone, found.findings_new) == ((), ())
    assert list(runs([("1", "3"), ("5", "4"), ("6", "5"), ("16-1", "17")])) == ["1 → 3", "5–6 → 4–5", "16-1 → 17"]


def test_a_measure_under_another_heading() -> None:
    other = replace(BASE.sections[0], id="99", label="（九）", title="其他")
    moved = changed(replace(BASE, sections=(*BASE.sections, other)), "3", section="99")
    (row,) = compare_editions(BASE, amended(moved)).difference.measures
    assert (row.before, row.fate) == (("3",), "moved")
    assert "  Moved to another section: 3\n" in render(compare_editions(BASE, amended(moved)), Page())
    both = render(compare_editions(BASE, amended(changed(moved, "3", remark="试行"))), Page())
    assert "    from “（一）完善管理体制” to “（九）其他”\n" in both


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


def test_headings_that_read_alike_are_told_apart() -> None:
    first, second = (replace(BASE.sections[0], id=name, intro=f"引言{name}。") for name in ("98", "99"))
    old = replace(BASE, sections=(*BASE.sections, first, second))
    intro = replace(old, sections=(*BASE.sections, first, replace(second, intro="改。")))
    assert differing_facts(old, intro) == (CellChange(field="intro", before="引言99。", after="改。"),)
    assert [(one.field, one.after) for one in differing_facts(old, replace(old, sections=old.sections[:-1]))] == [
        ("heading", None),
        ("intro", None),
    ]
    assert differing_facts(BASE, replace(BASE, sections=BASE.sections[::-1])) == ()


AIR, SHIPS = "支持具备条件的试点地区开通第五航权航线。", "允许外资企业独资经营船舶管理业务。"


@pytest.mark.parametrize("is_policy", [False, True])
def test_a_measure_split_in_two(is_policy: bool) -> None:
    old = changed(BASE, "2", text=AIR + SHIPS)
    two = changed(BASE, "2", text=AIR)
    new = replace(two, measures=(*two.measures, new_measure(10, SHIPS, BASE.measures[1].section)))
    page = render(compare_editions(old, amended(new) if is_policy else new), Page())
    lines = page.splitlines()
    if is_policy:
        assert lines[0] == "xiamen-2020 (9 → 10 measures): 1 split or merged in the same words"
        assert lines[1] == "  № 2 → 2+10  split"
    else:
        assert lines[0].endswith("cells put right or edited: 2. The policy did not change.")
        assert lines[1] == "  № 2 → 2+10  read as several"
    assert [line.strip() for line in lines[2:5]] == [f"2 {AIR}{SHIPS}", f"2 {AIR}", f"10 {SHIPS}"]
