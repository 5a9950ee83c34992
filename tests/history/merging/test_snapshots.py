"""Merging snapshots: laws that hold for any edits, and the cases that people meet."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.history.merging.conflicts import Markers, Merged
from policydiff.history.merging.snapshots import merge_snapshots
from policydiff.model.document import Location, Reader, Region, Section, Snapshot
from policydiff.snapshot import dump_snapshot, load_snapshot
from tests.conftest import SNAPSHOTS
from tests.history.edits import (
    Edit,
    changed,
    edited,
    edits,
    inserted,
    new_measure,
    read_anew,
    small,
    without,
)

BASE = small(load_snapshot((SNAPSHOTS / "xiamen-2020.json").read_text("utf-8"), "xiamen-2020"))
IDS = [measure.id for measure in BASE.measures]
MARK = re.compile(r"〔.\d+〕")


def picks(marked: str, size: int = 7) -> tuple[str, str]:
    """A file with our side of every conflict, and with theirs, as one picks them in an editor."""
    sides: dict[str, list[str]] = {"ours": [], "theirs": []}
    where = "both"
    for line in marked.split("\n"):
        if line.startswith("<" * size + " "):
            where = "ours"
        elif line.startswith("|" * size + " "):
            where = "base"
        elif line == "=" * size:
            where = "theirs"
        elif line.startswith(">" * size + " "):
            where = "both"
        else:
            for side, lines in sides.items():
                if where in (side, "both"):
                    lines.append(line)
    return "\n".join(sides["ours"]), "\n".join(sides["theirs"])


def assert_sound(found: Merged) -> None:
    """Either pick is a canonical snapshot, in an editor too."""
    assert picks(found.marked(Markers())) == picks(found.marked(Markers(with_base=True))) == (found.ours, found.theirs)
    assert picks(found.marked(Markers(size=11)), 11) == (found.ours, found.theirs)
    for text in (found.ours, found.theirs):
        assert dump_snapshot(load_snapshot(text, "picked")) == text
    assert bool(found.conflicts) == (found.ours != found.theirs)
    assert all(found.conflicts), "every conflict says what it is about"


def words(snapshot: Snapshot) -> set[tuple[str | None, str]]:
    return {(measure.title, measure.text) for measure in snapshot.measures}


@given(edits("甲", IDS))
def test_an_unchanged_side_gives_the_other_byte_for_byte(made: list[Edit]) -> None:
    other = edited(BASE, made)
    for found in (merge_snapshots(BASE, BASE, other), merge_snapshots(BASE, other, BASE)):
        assert found.conflicts == ()
        assert found.ours == dump_snapshot(other)
    assert merge_snapshots(BASE, other, other).marked(Markers()) == dump_snapshot(other)


@settings(max_examples=300)
@given(edits("甲", IDS), edits("乙", IDS))
def test_nothing_is_lost_and_the_sides_are_alike(ours: list[Edit], theirs: list[Edit]) -> None:
    one, other = edited(BASE, ours), edited(BASE, theirs)
    found, mirrored = merge_snapshots(BASE, one, other), merge_snapshots(BASE, other, one)
    assert_sound(found)
    assert bool(found.conflicts) == bool(mirrored.conflicts)
    if not found.conflicts:
        assert found.ours == mirrored.ours
    for side, result, opposite in ((one, found.ours, other), (other, found.theirs, one)):
        assert set(MARK.findall(result)) >= set(MARK.findall(dump_snapshot(side))) - _given_up(side, opposite)
        kept = words(load_snapshot(result, "picked"))
        for measure in words(side) - kept:  # left alone on this side, and changed or deleted on the other
            assert measure in words(BASE) - words(opposite)


def _given_up(side: Snapshot, opposite: Snapshot) -> set[str]:
    """Marks of findings, which go with the reading that is taken."""
    both_read = BASE.source.reader not in (side.source.reader, opposite.source.reader)
    return {finding.message for finding in side.findings} if both_read else set()


TOUCHING = ("text", "responsibility", "remark", "delete")


@given(edits("甲", IDS[:4], TOUCHING), edits("乙", IDS[4:], TOUCHING))
def test_disjoint_edits_merge_to_what_both_make(ours: list[Edit], theirs: list[Edit]) -> None:
    found = merge_snapshots(BASE, edited(BASE, ours), edited(BASE, theirs))
    assert found.conflicts == ()
    assert found.ours == dump_snapshot(edited(edited(BASE, ours), theirs))


@given(st.integers(1, 8), edits("乙", IDS, ("text", "responsibility", "remark")))
def test_edits_follow_a_measure_through_renumbering(at: int, theirs: list[Edit]) -> None:
    one = inserted(BASE, at, "鼓励另行探索全新的做法。")
    found = merge_snapshots(BASE, one, edited(BASE, theirs))
    assert found.conflicts == ()
    number = {old: str(int(old) + (int(old) > at)) for old in IDS}
    renumbered = [Edit(edit.kind, number[edit.at], edit.mark) for edit in theirs]
    assert found.ours == dump_snapshot(edited(one, renumbered))


def test_two_cells_of_one_measure() -> None:
    text = BASE.measures[1].text + "并及时总结。"
    remark = replace(BASE, title="新题")
    found = merge_snapshots(BASE, changed(BASE, "2", text=text), changed(remark, "2", remark="年内完成"))
    assert found.conflicts == ()
    assert found.ours == dump_snapshot(changed(remark, "2", text=text, remark="年内完成"))


TEXT = BASE.measures[1].text
CONFLICTS = [
    ("one cell", changed(BASE, "2", text=TEXT + "甲。"), changed(BASE, "2", text=TEXT + "乙。"), ["measure 2, text"]),
    (
        "two cells",
        changed(BASE, "2", text=TEXT + "甲。", remark="甲"),
        changed(BASE, "2", text=TEXT + "乙。", remark="乙"),
        ["measure 2, text", "measure 2, remark"],
    ),
    (
        "deleted and changed",
        without(BASE, "3"),
        changed(BASE, "3", remark="仍要做"),
        ["measure 3, which the other side deleted"],
    ),
    (
        "the last deleted and changed",
        changed(BASE, "9", remark="仍要做"),
        without(BASE, "9"),
        ["measure 9, which the other side deleted"],
    ),
    (
        "one number, two measures",
        replace(BASE, measures=(*BASE.measures, new_measure(10, "支持开展航空维修业务。"))),
        replace(BASE, measures=(*BASE.measures, new_measure(10, "探索数据跨境流动规则。"))),
        ["measure 10, whose number the other side gave to another"],
    ),
    ("the title", replace(BASE, title="甲"), replace(BASE, title="乙"), ["title"]),
    ("the place", replace(BASE, region=None), replace(BASE, region=Region(name="泉州市", code="350500")), ["region"]),
    (
        "two readings",
        read_anew(BASE, "2.2"),
        read_anew(BASE, "2.3"),
        ["source; read it again once it is settled, so that all lines are of one reading"],
    ),
    (
        "all deleted between them",
        without(BASE, *IDS[:4]),
        without(BASE, *IDS[4:]),
        ["all measures"],
    ),
]


@pytest.mark.parametrize(
    ("ours", "theirs", "labels"), [row[1:] for row in CONFLICTS], ids=[row[0] for row in CONFLICTS]
)
def test_conflicts_are_named(ours: Snapshot, theirs: Snapshot, labels: list[str]) -> None:
    found = merge_snapshots(BASE, ours, theirs)
    assert list(found.conflicts) == labels
    assert_sound(found)
    if "source" not in labels[0]:  # of two readings one gives the lines of both picks
        assert (found.ours, found.theirs) == (dump_snapshot(ours), dump_snapshot(theirs))


def test_a_conflict_takes_in_its_lines_alone() -> None:
    found = merge_snapshots(BASE, changed(BASE, "2", text=TEXT + "甲。"), changed(BASE, "2", text=TEXT + "乙。"))
    marked = found.marked(Markers(size=9, with_base=True))
    assert (
        "\n<<<<<<<<< ours: measure 2, text\n"
        f'      "text": "{TEXT}甲。",\n'
        "||||||||| base: measure 2, text\n"
        f'      "text": "{TEXT}",\n'
        "=========\n"
        f'      "text": "{TEXT}乙。",\n'
        ">>>>>>>>> theirs: measure 2, text\n"
    ) in marked


CLEAN = [
    ("a deletion of what was only read again", without(BASE, "3"), read_anew(BASE, "2.2"), IDS[:2] + IDS[3:]),
    (
        "a deletion of what was only renumbered",
        without(BASE, "9"),
        inserted(BASE, 2, "鼓励另行探索全新的做法。"),
        [*IDS],
    ),
    ("the same deletion", without(BASE, "3"), without(BASE, "3"), IDS[:2] + IDS[3:]),
    (
        "the same addition",
        replace(BASE, measures=(*BASE.measures, new_measure(10, "支持开展航空维修业务。"))),
        replace(BASE, measures=(*BASE.measures, new_measure(10, "支持开展航空维修业务。"))),
        [*IDS, "10"],
    ),
    (
        "additions of different numbers",
        replace(BASE, measures=(*BASE.measures, new_measure(11, "支持开展航空维修业务。"))),
        replace(BASE, measures=(*BASE.measures, new_measure(10, "探索数据跨境流动规则。"))),
        [*IDS, "10", "11"],
    ),
]


@pytest.mark.parametrize(("ours", "theirs", "ids"), [row[1:] for row in CLEAN], ids=[row[0] for row in CLEAN])
def test_what_is_no_conflict(ours: Snapshot, theirs: Snapshot, ids: list[str]) -> None:
    for found in (merge_snapshots(BASE, ours, theirs), merge_snapshots(BASE, theirs, ours)):
        assert found.conflicts == ()
        assert [measure.id for measure in load_snapshot(found.ours, "merged").measures] == ids


def test_a_new_reading_brings_its_source_lines_and_findings() -> None:
    read = read_anew(BASE, "2.2")
    found = merge_snapshots(BASE, changed(BASE, "2", remark="年内完成"), read)
    assert found.conflicts == ()
    assert found.ours == dump_snapshot(changed(read, "2", remark="年内完成"))


@pytest.mark.parametrize("is_ours", [True, False])
def test_lines_of_the_new_reading_count_whichever_side_has_it(is_ours: bool) -> None:
    read = read_anew(BASE, "2.2")
    by_hand = changed(BASE, "2", location=Location(lines=(500, 501)))
    found = merge_snapshots(BASE, read, by_hand) if is_ours else merge_snapshots(BASE, by_hand, read)
    assert found.conflicts == ()
    assert found.ours == dump_snapshot(read)


def test_numbers_that_clash_through_renumbering_leave_each_side_whole() -> None:
    one = inserted(BASE, 3, "鼓励另行探索全新的做法。")
    other = replace(BASE, measures=(*BASE.measures, new_measure(10, "支持开展航空维修业务。", BASE.sections[0].id)))
    found = merge_snapshots(BASE, one, other)
    assert_sound(found)
    assert (found.ours, found.theirs) == (dump_snapshot(one), dump_snapshot(other))
    assert "measure 10, whose number the other side gave to another" in "; ".join(found.conflicts)


def test_what_was_told_merges_beside_a_new_reading() -> None:
    told = replace(BASE, source=replace(BASE.source, options={**BASE.source.options, "round": 3}))
    read = replace(BASE, source=replace(BASE.source, reader=Reader(name="text", version="9")))
    merged = load_snapshot(merge_snapshots(BASE, told, read).ours, "merged")
    assert merged.source.reader.version == "9"
    assert merged.source.options == told.source.options


def test_a_measure_that_replaces_another_under_its_number_is_no_rewording() -> None:
    replaced = changed(BASE, "2", text="建设海峡两岸青年创业基地。")
    found = merge_snapshots(BASE, replaced, changed(BASE, "2", remark="年内完成"))
    assert len(found.conflicts) == 1
    assert load_snapshot(found.ours, "ours").measures[1].remark is None
    assert (found.ours, found.theirs) == (
        dump_snapshot(replaced),
        dump_snapshot(changed(BASE, "2", remark="年内完成")),
    )


def test_a_measure_that_moved_on_and_was_reworded_is_not_taken_for_the_new_one_in_its_place() -> None:
    new = TEXT[: len(TEXT) // 2] + "，建设海峡两岸青年创业基地，给予落户便利。"
    one = changed(inserted(BASE, 1, new), "3", text=TEXT + "并及时总结。")
    found = merge_snapshots(BASE, one, changed(BASE, "2", remark="年内完成"))
    assert found.conflicts == ()
    assert found.ours == dump_snapshot(changed(one, "3", remark="年内完成"))


def test_measures_stay_in_their_section_when_sections_are_renumbered() -> None:
    first = BASE.sections[0]
    section = Section(id="1", label="（零）", title="总体要求")
    number = {one.id: str(int(one.id) + 1) for one in BASE.sections}
    renumbered = replace(
        BASE,
        sections=(section, *(replace(one, id=number[one.id]) for one in BASE.sections)),
        measures=tuple(replace(one, section=number[one.section or ""]) for one in BASE.measures),
    )
    added = replace(BASE, measures=(*BASE.measures, new_measure(10, "支持开展航空维修业务。", first.id)))
    found = merge_snapshots(BASE, renumbered, added)
    assert found.conflicts == ()
    merged = load_snapshot(found.ours, "merged")
    titles = {one.id: one.title for one in merged.sections}
    assert titles[merged.measures[-1].section or ""] == first.title
    assert {titles[one.section or ""] for one in merged.measures} == {one.title for one in BASE.sections}


def test_a_section_with_a_new_measure_is_not_deleted_silently() -> None:
    last = BASE.sections[-1].id
    emptied = replace(
        BASE,
        sections=BASE.sections[:-1],
        measures=tuple(one for one in BASE.measures if one.section != last),
    )
    added = replace(BASE, measures=(*BASE.measures, new_measure(10, "支持开展航空维修业务。", last)))
    found = merge_snapshots(BASE, emptied, added)
    assert list(found.conflicts) == [f"section {last}, which the other side deleted"]
    assert load_snapshot(found.theirs, "theirs").sections == BASE.sections


def test_without_a_base_what_differs_conflicts() -> None:
    one, other = changed(BASE, "2", text=BASE.measures[1].text + "甲。"), without(BASE, "9")
    found = merge_snapshots(None, one, other)
    assert list(found.conflicts) == ["measure 2, text"]
    assert len(load_snapshot(found.theirs, "theirs").measures) == len(BASE.measures)
    assert merge_snapshots(None, BASE, BASE).marked(Markers()) == dump_snapshot(BASE)
