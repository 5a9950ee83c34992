"""Tracing through a folder: families, decisions over chains, gaps, totals, and every kind of trouble."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.errors import LookupFailedError, SnapshotError
from policydiff.model.document import Snapshot
from policydiff.model.lineage import CUT, Family, Lineages, Trace
from policydiff.snapshot import dump_snapshot, schema_errors, to_json
from policydiff.workflows.trace import lineages, selected, trace
from tests.conftest import SNAPSHOTS
from tests.decisions.documents import decision, decisions, document
from tests.lineage.documents import corpus_of, later, plan, version


def members(families: tuple[Family, ...]) -> list[list[str]]:
    return [[member.ref for member in family.members] for family in families]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return corpus_of(tmp_path / "snapshots", [plan(), version(), later()])


@pytest.fixture(scope="module")
def found() -> Lineages:
    return lineages(Corpus(SNAPSHOTS))


def test_a_small_corpus(folder: Path) -> None:
    made = lineages(Corpus(folder))
    assert [one.id for one in made.documents] == ["plan-2020", "version-2020", "later-2025"]
    assert members(made.families) == [
        ["plan-2020#1", "version-2020#1", "later-2025#1"],
        ["plan-2020#2", "version-2020#2", "later-2025#2"],
    ]
    assert [one.ref for one in made.alone] == ["plan-2020#3", "plan-2020#4", "version-2020#3", "later-2025#3"]
    assert (made.summary.measures, made.summary.in_families, made.summary.alone) == (10, 6, 4)


def test_where_it_applies_goes_from_pilots_to_the_whole_country(folder: Path) -> None:
    (family,) = trace("plan-2020#1", Corpus(folder)).families
    assert [(one.where.kind, one.where.ground and one.where.ground.text) for one in family.members] == [
        ("all", "试点地区"),
        ("place", "厦门市"),
        ("nationwide", "全国"),
    ]


def test_who_may_benefit_goes_from_hong_kong_to_taiwan_to_abroad(folder: Path) -> None:
    (family,) = trace("later-2025#2", Corpus(folder)).families
    told = [family.links[at] for stage in family.stages for at in stage.comes_from]
    audiences = [(c.before, c.direction, c.after) for link in told for c in link.changes if c.kind == "audience"]
    assert ("港澳", "widened", "港澳台") in audiences
    assert audiences[-1][1:] == ("widened", "境外")


def test_a_version_that_leaves_a_measure_out_is_a_gap_and_so_is_a_later_round(tmp_path: Path) -> None:
    other = replace(document("else-2026", "进一步优化144小时过境免签政策，便利外国人短期停留。"), level="national")
    (family,) = trace("过境免签", Corpus(corpus_of(tmp_path / "s", [plan(), version(), later(), other]))).families
    assert [(gap.snapshot, gap.after, gap.reason) for gap in family.gaps] == [
        ("version-2020", "plan-2020#3", "implements"),
        ("later-2025", "plan-2020#3", "round"),
    ]


def test_an_unrelated_decision_cuts_the_chain_and_is_shown(tmp_path: Path) -> None:
    one, other = plan(), later()
    barred = [
        decisions(one, other, decision(one, ["1"], other, ["1"], "unrelated")),
    ]
    corpus = Corpus(corpus_of(tmp_path / "s", [one, version(), other], barred))
    (family,) = trace("version-2020#1", corpus).families
    (alone,) = trace("plan-2020#1", corpus).alone
    assert [member.ref for member in family.members] == ["version-2020#1", "later-2025#1"]
    for shown in (family.contradictions, alone.contradictions):
        assert [(one.kind, one.left, one.right) for one in shown] == [(CUT, "plan-2020#1", "version-2020#1")]


def test_a_decided_link_is_followed_and_says_who_decided(tmp_path: Path) -> None:
    one, other = plan(), later()
    linked = [decisions(one, other, decision(one, ["4"], other, ["3"], why="同一事项"))]
    (family,) = trace("later-2025#3", Corpus(corpus_of(tmp_path / "s", [one, other], linked))).families
    assert [member.ref for member in family.members] == ["plan-2020#4", "later-2025#3"]
    assert family.links[0].decision and family.links[0].decision.why == "同一事项"
    assert family.status == "firm"


def test_a_measure_without_a_family_names_its_nearest(folder: Path) -> None:
    made = trace("later-2025#3", Corpus(folder))
    assert (made.families, [one.ref for one in made.alone]) == ((), ["later-2025#3"])


def test_a_text_finds_families_and_measures_alone_whatever_its_signs(folder: Path) -> None:
    for text in ("医疗器械注册人", "医疗 器械，注册人"):
        assert members(trace(text, Corpus(folder)).families) == [["plan-2020#1", "version-2020#1", "later-2025#1"]]
    assert [one.ref for one in trace("移动支付", Corpus(folder)).alone] == ["plan-2020#4"]


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ("没有这句话的任何举措", "no measure holds these words"),
        ("医疗器械登记人", "nearest are plan-2020#1"),
        ("plan-2020#99", "no measure “99”"),
        ("nowhere#1", "no snapshot “nowhere”"),
        ("“”", "nothing is asked for"),
        ("", "nothing is asked for"),
        ("#", "no snapshot"),
    ],
)
def test_what_is_not_there_is_said(folder: Path, asked: str, what: str) -> None:
    with pytest.raises(LookupFailedError, match=what):
        trace(asked, Corpus(folder))


def test_a_broken_snapshot_and_an_empty_folder_are_said(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.json").write_text("{", "utf-8")
    with pytest.raises(SnapshotError):
        lineages(Corpus(folder))
    (tmp_path / "empty").mkdir()
    with pytest.raises(LookupFailedError, match="holds no snapshot yet"):
        lineages(Corpus(tmp_path / "empty"))


def test_one_document_has_no_family(tmp_path: Path) -> None:
    made = lineages(Corpus(corpus_of(tmp_path / "s", [plan()])))
    assert (made.families, made.summary.alone) == ((), 4)


def test_every_measure_is_in_a_family_or_alone_and_the_sums_add_up(
    found: Lineages, snapshots: dict[str, Snapshot]
) -> None:
    gathered = {member.ref for family in found.families for member in family.members}
    alone = [one.ref for one in found.alone]
    every = {f"{s.id}#{m.id}" for s in snapshots.values() for m in s.measures}
    assert gathered | set(alone) == every
    assert not gathered & set(alone) and len(alone) == len(set(alone))
    summary = found.summary
    assert summary.measures == summary.in_families + summary.alone == len(every)
    assert summary.families == summary.firm + summary.loose == sum(summary.by_documents.values()) == len(found.families)
    assert all(one.measures == one.in_families + one.alone for one in found.documents)


def test_a_measure_of_several_families_names_them_and_no_other_does(found: Lineages) -> None:
    homes: dict[str, set[str]] = {}
    for family in found.families:
        for member in family.members:
            homes.setdefault(member.ref, set()).add(family.id)
    for family in found.families:
        for member in family.members:
            assert set(member.also_in) == homes[member.ref] - {family.id}


def test_ids_tell_families_apart(found: Lineages) -> None:
    assert len({family.id for family in found.families}) == len(found.families)


def test_links_of_a_family_lead_to_its_stages_once(found: Lineages) -> None:
    for family in found.families:
        led = [at for stage in family.stages for at in (*stage.comes_from, *stage.other_links)]
        assert sorted(led) == list(range(len(family.links)))


def test_output_keeps_to_its_schema(found: Lineages) -> None:
    assert schema_errors("lineages", json.loads(to_json(found))) == []
    made: Trace = trace("国际贸易", Corpus(SNAPSHOTS))
    assert made.families and made.alone
    assert schema_errors("trace", json.loads(to_json(made))) == []


def test_a_trace_shows_the_families_of_the_list(found: Lineages) -> None:
    listed = {family.id: family for family in found.families}
    assert all(listed[family.id] == family for family in trace("national-2020#63", Corpus(SNAPSHOTS)).families)


def test_neither_the_order_of_measures_nor_of_files_has_a_say(tmp_path: Path) -> None:
    every = [plan(), version(), later()]
    expected = to_json(lineages(Corpus(corpus_of(tmp_path / "one", every))))
    for seed in range(3):
        rng = random.Random(seed)
        mixed = [replace(one, measures=tuple(rng.sample(one.measures, len(one.measures)))) for one in every]
        rng.shuffle(mixed)
        assert to_json(lineages(Corpus(corpus_of(tmp_path / str(seed), mixed)))) == expected


def test_a_snapshot_that_concerns_nothing_changes_no_family(folder: Path) -> None:
    before = lineages(Corpus(folder)).families
    other = document("other-2019", "加强冰川观测站的日常维护。", "组织学生参加合唱比赛。")
    (folder / "other-2019.json").write_text(dump_snapshot(other), "utf-8")
    assert lineages(Corpus(folder)).families == before


def test_the_id_of_a_family_follows_its_words_and_not_its_numbers(tmp_path: Path) -> None:
    one, other = plan(), later()
    turned = tuple(replace(m, id=str(9 - int(m.id)), number=str(9 - int(m.id))) for m in other.measures)
    before = lineages(Corpus(corpus_of(tmp_path / "a", [one, other])))
    after = lineages(Corpus(corpus_of(tmp_path / "b", [one, replace(other, measures=turned)])))
    assert [family.id for family in before.families] == [family.id for family in after.families]


def test_selecting_leaves_the_totals(found: Lineages) -> None:
    firm, loose = selected(found, "firm", 1), selected(found, "loose", 1)
    assert len(firm.families) + len(loose.families) == len(found.families)
    assert firm.summary == found.summary
    assert all(len(family.stages) >= 3 for family in selected(found, None, 3).families)
