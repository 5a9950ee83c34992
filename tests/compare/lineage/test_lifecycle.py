"""Lifecycles of made rounds: what is repeated, widened, softened, merged, dropped and returns; counts that add up."""

import json
from dataclasses import replace
from itertools import combinations

import pytest

from policydiff.compare.lineage.lifecycle import lifecycle
from policydiff.compare.lineage.pairs import pair_links
from policydiff.model.document import Reach, Snapshot
from policydiff.model.lifecycle import GONE, PRESENT, Lifecycle
from policydiff.snapshot import schema_errors, to_json
from tests.lineage.documents import round_of

DEVICE = "开展医疗器械注册人制度试点，允许注册人委托具备条件的企业生产产品。"
BANKS = "支持符合条件的港澳银行业、保险业企业设立分支机构。"
WIDER_BANKS = "支持符合条件的港澳台银行业、保险业企业设立分支机构。"
TRANSIT = "进一步优化144小时过境免签政策，便利外国人短期停留。"
PAYMENT = "推动移动支付在旅游景点、酒店的应用，方便境外游客消费。"
CARBON = "推进产品碳足迹管理体系与国际衔接互认。"
AVIATION = "开通第五航权航线。"
SOFTER_AVIATION = "探索开通第五航权航线。"
SHOPS = "建设跨境电子商务综合服务平台，为企业提供通关、退税服务。"
STORES = "发展免税店、保税仓库，完善海关监管设施。"


def lived(*rounds: Snapshot, by: str = "section") -> Lifecycle:
    return lifecycle(rounds, [pair_links(left, right) for left, right in combinations(rounds, 2)], by)


def paths(found: Lifecycle) -> list[list[tuple[str, str]]]:
    return [[(one.snapshot, one.status) for one in line.passages] for line in found.lines]


def test_what_is_word_for_word_is_repeated() -> None:
    found = lived(round_of(1, DEVICE, BANKS), round_of(2, BANKS, DEVICE))
    assert paths(found) == [[("round-1", "first"), ("round-2", "repeated")]] * 2


def test_what_is_new_is_first_seen_and_what_is_missing_dropped() -> None:
    found = lived(round_of(1, DEVICE, BANKS), round_of(2, DEVICE, CARBON))
    assert paths(found) == [
        [("round-1", "first"), ("round-2", "repeated")],
        [("round-1", "first"), ("round-2", "dropped")],
        [("round-2", "first")],
    ]


def test_what_comes_back_has_returned_and_is_not_dropped_twice() -> None:
    rounds = round_of(1, DEVICE, TRANSIT), round_of(2, DEVICE), round_of(3, DEVICE), round_of(4, DEVICE, TRANSIT)
    assert paths(lived(*rounds))[1] == [("round-1", "first"), ("round-2", "dropped"), ("round-4", "returned")]


def test_an_audience_that_grows_is_widened_in_scope_and_one_that_shrinks_narrowed() -> None:
    for texts, status in (((BANKS, WIDER_BANKS), "widened"), ((WIDER_BANKS, BANKS), "narrowed")):
        found = lived(*(round_of(n, text, DEVICE) for n, text in enumerate(texts, 1))).lines[0].passages[1]
        assert (found.status, getattr(found, status)) == (status, ("scope",))
        assert [change.kind for change in found.changes] == ["audience"]


def test_a_weaker_verb_is_softened() -> None:
    (line, _) = lived(round_of(1, AVIATION, DEVICE), round_of(2, SOFTER_AVIATION, DEVICE)).lines
    assert line.passages[1].status == "softened"


def reaching(snapshot: Snapshot, raw: str) -> Snapshot:
    reach = Reach(raw=raw, kind="phrase")
    return replace(snapshot, measures=tuple(replace(measure, reach=reach) for measure in snapshot.measures))


@pytest.mark.parametrize(
    ("before", "after", "status", "widened", "narrowed"),
    [
        ("上海、天津", "全国", "widened", ("place",), ()),
        ("全国", "上海、天津", "narrowed", (), ("place",)),
        ("上海、天津", "天津、上海", "repeated", (), ()),
        ("上海", "天津", "repeated", (), ()),
    ],
)
def test_the_same_words_in_other_places(
    before: str, after: str, status: str, widened: tuple[str, ...], narrowed: tuple[str, ...]
) -> None:
    found = lived(reaching(round_of(1, DEVICE), before), reaching(round_of(2, DEVICE), after)).lines[0].passages[1]
    assert (found.status, found.widened, found.narrowed) == (status, widened, narrowed)


def test_what_is_joined_with_another_is_merged_away_into_it() -> None:
    found = lived(round_of(1, SHOPS, STORES, DEVICE), round_of(2, SHOPS[:-1] + "；" + STORES, DEVICE))
    statuses = sorted(line.passages[1].status for line in found.lines)
    assert "merged" in statuses and "dropped" not in statuses
    (merged,) = (line.passages[1] for line in found.lines if line.passages[1].status == "merged")
    assert merged.into == ("round-2#1",)


def rounds() -> tuple[Snapshot, ...]:
    return (
        round_of(1, DEVICE, BANKS, SHOPS, STORES, TRANSIT),
        round_of(2, DEVICE, WIDER_BANKS, SHOPS[:-1] + "；" + STORES, AVIATION),
        round_of(3, TRANSIT, SOFTER_AVIATION, CARBON, DEVICE, PAYMENT),
    )


@pytest.mark.parametrize("by", ["section", "body"])
def test_counts_add_up(by: str) -> None:
    found = lived(*rounds(), by=by)
    for made, one, cell in zip(rounds(), found.rounds, found.total.cells, strict=True):
        here = [p for line in found.lines for p in line.passages if p.snapshot == made.id]
        assert sorted(name for p in here for name in p.refs) == sorted(f"{made.id}#{m.id}" for m in made.measures)
        assert one.statuses == cell.counts
        assert one.present == sum(one.statuses.get(status, 0) for status in PRESENT)
        assert one.gone == sum(one.statuses.get(status, 0) for status in GONE)
        cells = [row.cells[found.total.cells.index(cell)] for row in found.rows]
        for status, count in cell.counts.items():
            assert sum(c.counts.get(status, 0) for c in cells) == count  # one body a measure in these rounds
            assert sorted(r for c in cells for r in c.refs.get(status, ())) == sorted(cell.refs[status])
    for before, after in zip(found.rounds, found.rounds[1:], strict=False):
        new = sum(after.statuses.get(status, 0) for status in ("first", "returned"))
        assert before.present == after.present - new + after.gone


def test_rows_are_sections_or_bodies() -> None:
    assert [row.name for row in lived(*rounds()).rows] == ["1、部分", "2、部分", "3、部分"]
    assert [row.name for row in lived(*rounds(), by="body").rows] == ["商务部", "海关总署"]


def test_the_real_rounds_lose_no_measure(snapshots: dict[str, Snapshot]) -> None:
    real = snapshots["national-2020"], snapshots["national-2025"]
    found = lived(*real, by="body")
    assert [one.measures for one in found.rounds] == [122, 155]
    for made in real:
        refs = [r for line in found.lines for p in line.passages if p.snapshot == made.id for r in p.refs]
        assert sorted(refs) == sorted(f"{made.id}#{measure.id}" for measure in made.measures)
    assert schema_errors("lifecycle", json.loads(to_json(found))) == []
