"""The worded view: nothing is lost, sums add up, marks show both texts, links lead somewhere."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from policydiff.compare.lineage.chronology import year_of
from policydiff.model.document import Snapshot
from policydiff.model.lifecycle import GONE
from policydiff.report.timeline import Chronicle, Rounds
from policydiff.report.timeline.parts import Balance, MeasureText, MemberText, Origin
from policydiff.report.view import ADDED, REMOVED
from tests.decisions.documents import decision, decisions, document
from tests.lineage.documents import corpus_of, later, plan, version
from tests.report.timeline.made import lineages_page, rounds_page, three_rounds, trace_page


def members_of(page: Chronicle) -> Iterable[MemberText]:
    return (one for family in page.families for stage in family.stages for one in stage.members)


def test_every_measure_is_on_the_page_of_lineages_once(all_lineages: Chronicle, snapshots: dict[str, Snapshot]) -> None:
    shown = Counter(one.anchor for one in members_of(all_lineages) if one.anchor)
    shown.update(one.anchor for one in all_lineages.alone)
    expected = {f"{name}/{measure.id}" for name, snapshot in snapshots.items() for measure in snapshot.measures}
    assert set(shown) == expected
    assert set(shown.values()) == {1}
    assert len(all_lineages.families) == 95


@pytest.mark.parametrize("by", ["section", "body"])
def test_sums_add_up(all_lineages: Chronicle, tmp_path: Path, by: str) -> None:
    rounds = rounds_page(three_rounds(), tmp_path, "en", by)
    balances: list[Balance] = [*all_lineages.balances, *(one for each in rounds.rounds for one in each.balances)]
    assert len(balances) >= 3 + 3
    for one in balances:
        assert one.total.count == sum(part.count for part in one.parts), one.text
    for at, each in enumerate(rounds.rounds):
        whole = rounds.total.cells[at].counts
        assert sum(one.count.count for one in whole) == sum(one.total.count for one in each.balances)


def test_the_cells_of_the_overview_hold_each_member(all_lineages: Chronicle) -> None:
    for family in all_lineages.families:
        assert [cell.snapshot for cell in family.cells] == [one.id for one in all_lineages.documents]
        in_cells = [one.ref for cell in family.cells for one in cell.members]
        assert sorted(in_cells) == sorted(one.ref for stage in family.stages for one in stage.members)
        assert family.documents == sum(bool(cell.members) for cell in family.cells)


def _without(measure: MeasureText, mark: str, field: str) -> str | None:
    segments = next((one.segments for one in measure.fields if one.code == field), None)
    return None if segments is None else "".join(part.text for part in segments if part.mark != mark)


def test_marked_texts_are_the_printed_ones(all_lineages: Chronicle, snapshots: dict[str, Snapshot]) -> None:
    printed = {f"{name}#{m.id}": m for name, snapshot in snapshots.items() for m in snapshot.measures}
    marked = 0
    for one in members_of(all_lineages):
        assert _without(one.measure, REMOVED, "text") == printed[one.ref].text
        assert _without(one.measure, REMOVED, "title") == printed[one.ref].title
        (*_, origin) = one.origins or (None,)
        if isinstance(origin, Origin) and len(one.origins) == 1 == len(origin.lefts) and not origin.before:
            parts = [part for field in one.measure.fields for part in field.segments]
            if any(part.mark == REMOVED for part in parts):
                marked += 1
                assert _without(one.measure, ADDED, "text") == printed[origin.lefts[0].name].text
        for before in (before for origin in one.origins for before in origin.before):
            before_ref = f"{before.anchor.rpartition('/')[0]}#{before.id}"
            assert _without(before, ADDED, "text") == printed[before_ref].text
    assert marked > 30


def test_what_is_not_readable_in_one_is_shown_as_two(long_trace: Chronicle) -> None:
    members = {one.ref: one for one in members_of(long_trace)}
    rewritten = members["ftz-batch-6#36"].origins[0]
    assert [one.text for one in rewritten.before] == ["医疗器械注册人制度试点"]
    assert rewritten.after is not None and REMOVED not in {p.mark for f in rewritten.after.fields for p in f.segments}
    kept = members["xiamen-2020#2"]
    assert kept.origins[0].before == () and REMOVED in {p.mark for f in kept.measure.fields for p in f.segments}
    themed = members["national-2020#81"]
    assert themed.origins[0].standing == "theme" and themed.origins[0].before == () and themed.loose


def test_a_trace_tells_what_the_page_of_lineages_tells(all_lineages: Chronicle, one_trace: Chronicle) -> None:
    (family,) = one_trace.families
    same = next(one for one in all_lineages.families if one.id == family.id)
    assert family == same
    assert [one.day for one in family.stages] == ["2020年（未印日期）", "2020年（未印日期）"]
    (origin,) = family.stages[1].members[0].origins
    assert origin.how == "修改，关联可信度0.99"
    assert [note.text for note in origin.notes] == [
        "覆盖事项缩小：增加“货运”",
        "删去地域限定：“支持具备条件的试点地区”",
        "方式改变：由“开通”改为“增加”",
    ]
    assert origin.shared == ("第五航权航线",)
    assert (
        origin.moved == "适用范围：所列地区：大连、厦门、深圳、武汉、杭州、成都、威海等试点地区 → 文件所属地区：厦门市"
    )
    assert [fact.value for fact in family.paths] == ["所列地区 → 文件所属地区", "“开通” → “增加”"]


def test_gaps_and_days(tmp_path: Path) -> None:
    page = lineages_page([plan(), version(), later()], tmp_path, "en")
    days = {one.id: (one.day, one.is_dated) for one in page.documents}
    assert days == {
        "plan-2020": ("2 August 2020", True),
        "version-2020": ("2020 (no day printed)", False),
        "later-2025": ("11 April 2025", True),
    }
    assert all(not family.gaps for family in page.families)
    alone = trace_page("plan-2020#4", [plan(), version()], tmp_path / "alone", "en")
    assert (alone.families, alone.headline) == ((), "plan-2020#4 has no family.")
    (one,) = alone.alone
    assert one.anchor == "plan-2020/4" and all(near.anchor is None for near in one.nearest)


def test_a_document_of_no_known_year_has_none() -> None:
    nowhere = document("nowhere", "推动移动支付。")
    assert year_of(nowhere, {"nowhere": nowhere}) is None


def test_a_decision_is_named_with_its_reason_and_a_cut_link_is_a_contradiction(tmp_path: Path) -> None:
    from policydiff.corpus import Corpus
    from policydiff.report.timeline import chronicle_of_lineages
    from policydiff.workflows.trace import Documents

    one, other = plan(), later()
    decided = decisions(one, other, decision(one, ["4"], other, ["3"], why="同一平台"))
    documents = Documents(Corpus(corpus_of(tmp_path / "snapshots", [one, other], [decided])))
    page = chronicle_of_lineages(documents.gathering.lineages, documents.snapshots, "en")
    origin = next(one for each in members_of(page) if each.ref == "later-2025#3" for one in each.origins)
    assert origin.decided is not None and "李" in origin.decided and "同一平台" in origin.decided


def test_the_lines_of_rounds_hold_each_measure_once(tmp_path: Path) -> None:
    page = rounds_page(three_rounds(), tmp_path, "en", "body")
    shown = Counter(one.ref for line in page.lines for stage in line.stages for one in stage.members)
    assert set(shown) == {f"{one.id}#{measure.id}" for one in three_rounds() for measure in one.measures}
    assert set(shown.values()) == {1}
    statuses = {stage.status for line in page.lines for stage in line.stages}
    assert {"first", "dropped", "returned", "repeated"} <= statuses
    for line in page.lines:
        for stage in line.stages:
            assert bool(stage.members) == (stage.status not in GONE)


def test_behind_each_number_are_so_many_lines(tmp_path: Path, ftz_rounds: Rounds) -> None:
    for page in (ftz_rounds, rounds_page(three_rounds(), tmp_path, "zh", "body")):
        anchors = {line.anchor for line in page.lines}
        counts = [one for row in (*page.rows, page.total) for cell in row.cells for one in cell.counts]
        assert counts
        for one in counts:
            assert len(one.lines) == one.count.count
            assert {line.anchor for line in one.lines} <= anchors
        listed = [one.anchor for one in counts if one in {c for r in page.rows for x in r.cells for c in x.counts}]
        assert len(set(listed)) == len(listed) or not page.total.is_listed


def test_the_flow_adds_up_to_the_lines_of_the_later_round(ftz_rounds: Rounds, tmp_path: Path) -> None:
    assert [sum(int(row["measures"]) for row in figure.rows) for figure in ftz_rounds.figures] == [37 + 20]
    page = rounds_page(three_rounds(), tmp_path, "en")
    flowing = [sum(int(row["measures"]) for row in figure.rows) for figure in page.figures]
    assert flowing == [one.present + one.gone for one in page.found.rounds[1:]]
    gone = [sum(int(row["measures"]) for row in one.rows if row["code"] == "left-out") for one in page.figures]
    assert gone == [one.gone for one in page.found.rounds[1:]]


def test_links_lead_to_what_the_page_shows(all_lineages: Chronicle) -> None:
    anchors = {one.anchor for one in members_of(all_lineages)} | {one.anchor for one in all_lineages.alone}
    anchors |= {family.anchor for family in all_lineages.families}
    pointers = [left for one in members_of(all_lineages) for origin in one.origins for left in origin.lefts]
    pointers += [other for one in members_of(all_lineages) for other in (*one.others, *one.also_in)]
    pointers += [near for one in all_lineages.alone for near in one.nearest]
    assert len(pointers) > 300
    assert {one.anchor for one in pointers} <= anchors
