"""Nothing is lost: the left side with the changes is the right side, text by text and column by column."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.changes.columns import find_column_changes, pairings
from policydiff.compare.pipeline import compare
from policydiff.model.comparison import Comparison
from policydiff.model.document import Snapshot
from tests.changes.columns import document
from tests.changes.proof import differs_unsaid, lost, lost_text
from tests.conftest import IDS

PAIRS = list(permutations(IDS, 2))
WORDS = ("field", "remark")


@pytest.fixture(scope="module")
def comparisons(snapshots: dict[str, Snapshot]) -> dict[tuple[str, str], Comparison]:
    return {pair: compare(snapshots[pair[0]], snapshots[pair[1]]) for pair in PAIRS}


@pytest.mark.parametrize("pair", PAIRS)
def test_the_left_side_with_the_changes_is_the_right_side(
    pair: tuple[str, str], comparisons: dict[tuple[str, str], Comparison], snapshots: dict[str, Snapshot]
) -> None:
    left, right = (snapshots[name] for name in pair)
    one, other = ({m.id: m for m in side.measures} for side in (left, right))
    for link in comparisons[pair].links:
        sides = [one[name] for name in link.left], [other[name] for name in link.right]
        assert not lost_text(link, left, right, link.changes)
        for pairing in pairings(left, right):
            assert lost(*sides, pairing, link.changes) == []
            assert pairing.field not in WORDS or not differs_unsaid(*sides, pairing, link.changes)


@pytest.mark.parametrize("pair", PAIRS)
def test_a_change_left_out_is_missed(
    pair: tuple[str, str], comparisons: dict[tuple[str, str], Comparison], snapshots: dict[str, Snapshot]
) -> None:
    left, right = (snapshots[name] for name in pair)
    one, other = ({m.id: m for m in side.measures} for side in (left, right))
    columns = {pairing.field: pairing for pairing in pairings(left, right)}
    for link in comparisons[pair].links:
        sides = [one[name] for name in link.left], [other[name] for name in link.right]
        for change in link.changes:
            rest = [kept for kept in link.changes if kept is not change]
            if change.field == "text":
                assert lost_text(link, left, right, rest), change
            elif change.field in columns:
                pairing = columns[change.field]
                assert lost(*sides, pairing, rest) or differs_unsaid(*sides, pairing, rest), change


BODIES = st.sampled_from(
    ["商务部", "财政部", "海关总署", "外交部", "移民局", "人民银行", "发展改革委", "国务院办公厅（商务部）"]
)
AREAS = st.sampled_from(["北京", "上海", "天津", "海南", "厦门", "试点地区", "雄安新区", "重庆"])
ROLES = st.sampled_from(["牵头", "制订政策保障措施", "支持和指导", "按职责分工负责", "负责推进", "配合"])
TITLES = ["关于扩大开放的通知", "关于推进开放的通知", "外商投资负面清单（2018年版）", "外商投资负面清单（2019年版）"]


def lists(items: st.SearchStrategy[str], most: int = 4) -> st.SearchStrategy[str]:
    return st.lists(items, min_size=1, max_size=most, unique=True).map("、".join)


def plan(bodies: list[str], cuts: list[int], roles: list[str]) -> str:
    """Bodies cut into clauses with a role each."""
    bounds = [0, *sorted({cut % len(bodies) for cut in cuts} - {0}), len(bodies)]
    parts = ["、".join(bodies[start:end]) for start, end in pairwise(bounds)]
    return "；".join(map("{}{}".format, parts, roles))


PLANS = st.builds(
    plan,
    st.lists(BODIES, min_size=1, max_size=6, unique=True),
    st.lists(st.integers(0, 5), max_size=2),
    st.lists(ROLES, min_size=3, max_size=3),
)
TASKS = st.one_of(lists(BODIES), PLANS, st.builds("{}；{}负责推进".format, PLANS, lists(AREAS)))
NUMBERS = ["（国发〔2018〕3号）", "（国发〔2019〕7号）", "（商务部令2018年第19号）", "（商务部令2019年第2号）"]
NUMBERED = st.lists(
    st.tuples(st.sampled_from(TITLES), st.sampled_from(NUMBERS)),
    min_size=1,
    max_size=3,
    unique_by=(lambda row: row[0], lambda row: row[1]),  # a title with two numbers, or a number with two titles, is two
).map(lambda rows: "、".join(f"《{title}》{number}" for title, number in rows))
CITED = st.one_of(NUMBERED, st.sampled_from(["银发〔2018〕3号", *(f"《{title}》" for title in TITLES)]))
MONTHS = st.builds("{}.{}".format, st.integers(2017, 2021), st.integers(1, 12))
CELLS = st.fixed_dictionaries(
    {
        "responsibility": TASKS,
        "reach": st.one_of(lists(AREAS), st.sampled_from(["全国", "自贸试验区", "-"])),
        "promoted": st.one_of(MONTHS, st.builds("{}至{}".format, MONTHS, MONTHS), st.just("长期")),
        "basis": CITED,
        "field": st.sampled_from(["投资管理", "贸易便利化", "-"]),
        "remark": st.sampled_from(["拟先行先试", "拟 先行先试。", "-", "无", "已完成"]),
    }
)
GROUPS = st.lists(st.builds(lambda cells, basis: {**cells, "basis": basis}, CELLS, NUMBERED), min_size=1, max_size=3)
GUIDED = st.fixed_dictionaries(
    {"responsibility": st.just("市商务局"), "guidance": st.one_of(lists(BODIES), st.just("-"), PLANS)}
)


def assert_proved(left: Snapshot, right: Snapshot, *, each_needed: bool = True) -> None:
    """The changes lead from left to right, and each of them is needed for that."""
    changes = find_column_changes(left.measures, right.measures, pairings(left, right))
    for pairing in pairings(left, right):
        sides = left.measures, right.measures, pairing
        assert lost(*sides, changes) == []
        assert pairing.field not in WORDS or not differs_unsaid(*sides, changes)
        for change in changes:
            if each_needed and change.field == pairing.field:
                rest = [kept for kept in changes if kept is not change]
                assert lost(*sides, rest) or differs_unsaid(*sides, rest)


@settings(max_examples=300)
@given(CELLS, CELLS)
def test_any_two_measures(left: dict[str, str], right: dict[str, str]) -> None:
    assert_proved(document(left), document(right))


@settings(max_examples=150)
@given(GROUPS, GROUPS)
def test_any_two_groups(left: list[dict[str, str]], right: list[dict[str, str]]) -> None:
    """In groups one body may stand in several cells in several roles: then a change may be said twice over."""
    assert_proved(document(*left), document(*right), each_needed=False)


@settings(max_examples=150)
@given(CELLS, GUIDED)
def test_any_plan_and_local_version(plan: dict[str, str], local: dict[str, str]) -> None:
    assert_proved(document(plan), document(local, level="city"))
    assert_proved(document(local, level="city"), document(plan))
