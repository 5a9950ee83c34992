"""Identity of measures over editions: what became of each, that each is accounted for, and how often it is right."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.compare.editions.identity import difference_between, step_between
from policydiff.corpus import Corpus
from policydiff.model.decision import DecidedGroup, Rulings, Word
from policydiff.model.document import Measure, Section, Snapshot
from policydiff.model.step import Step, Transition, origins, successors
from tests.compare.editions.destinies import Destiny, destinies
from tests.compare.editions.editor import DEEDS, Editor
from tests.conftest import SNAPSHOTS
from tests.history.repositories import with_texts

A = "支持具备条件的试点地区开通第五航权航线。"
B = "允许外资企业独资经营船舶管理业务。"
C = "探索数据跨境流动分类监管模式，建立安全评估制度。"
D = "对技术先进型服务企业减按15%的税率征收企业所得税。"


def edition(like: Snapshot, *texts: str, **fields: object) -> Snapshot:
    return with_texts(like, texts, **fields)


def told(step: Step) -> list[tuple[str, str, str]]:
    return [("+".join(row.before), "+".join(row.after), row.fate) for row in step]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([A, B, C], [A, B, C], []),
        ([A, B, C], [D, A, B, C], [("", "1", "added"), ("1", "2", "renumbered"), ("2", "3", "renumbered"), ("3", "4", "renumbered")]),
        ([A, B], [B, A], [("2", "1", "renumbered"), ("1", "2", "renumbered")]),
        ([A, B], [B], [("2", "1", "renumbered"), ("1", "", "dropped")]),
        ([A, B], [A.replace("支持", "鼓励"), B], [("1", "1", "changed")]),
        ([A, B], [B, A.replace("开通", "探索开通")], [("2", "1", "renumbered"), ("1", "2", "changed")]),
        ([A + B, C], [A, B, C], [("1", "1+2", "split"), ("2", "3", "renumbered")]),
        ([A, B, C], [A + B, C], [("1+2", "1", "merged"), ("3", "2", "renumbered")]),
        # one part of a split keeps all its words, one part of a merger had them before
        ([A + B, C], [A + B, C, B], [("1", "1+3", "split")]),
        ([A + B, C, B], [A + B, C], [("1+3", "1", "merged")]),
        # twins are told apart by number, then in order
        ([A, A, B], [A, B, A], [("3", "2", "renumbered"), ("2", "3", "renumbered")]),
        ([A, A], [D, A.replace("。", "."), A.replace("。", ".")], [("", "1", "added"), ("2", "2", "changed"), ("1", "3", "changed")]),
        ([A, B], [A, D], [("2", "", "dropped"), ("", "2", "added")]),
        # signs alone change no words, but they are printed otherwise
        ([A], [A.replace("。", ".")], [("1", "1", "changed")]),
    ],
)  # fmt: skip
def test_what_became_of_measures(
    old: Sequence[str], new: Sequence[str], expected: list[tuple[str, str, str]], xiamen: Snapshot
) -> None:
    assert sorted(told(step_between(edition(xiamen, *old), edition(xiamen, *new)))) == sorted(expected)


def test_only_typed_changes_are_changes_of_the_policy(xiamen: Snapshot) -> None:
    (signs,) = step_between(edition(xiamen, A), edition(xiamen, A.replace("。", ".")))
    assert signs.changes == () and [cell.field for cell in signs.cells] == ["text"]
    (row,) = step_between(edition(xiamen, A), edition(xiamen, A.replace("支持", "鼓励")))
    assert [(one.before, one.after) for one in row.changes] == [("支持", "鼓励")]
    assert row.evidence and row.confidence > 0.9 and row.alters
    assert row.link and (row.link.relation, row.link.changes) == ("modified", row.changes)
    (moved, _) = step_between(edition(xiamen, A, B), edition(xiamen, B, A))
    assert (moved.fate, moved.relation, moved.link) == ("renumbered", None, None)


def test_other_cells_and_what_is_worked_out_from_them(xiamen: Snapshot) -> None:
    cell = xiamen.measures[0].responsibility
    assert cell
    old = edition(xiamen, A)
    raw = replace(old, measures=(replace(old.measures[0], responsibility=replace(cell, raw="商务部")),))
    (row,) = step_between(old, raw)
    assert [one.field for one in row.cells] == ["responsibility"] and row.alters
    derived = replace(old, measures=(replace(old.measures[0], responsibility=replace(cell, areas=("厦门",))),))
    (row,) = step_between(old, derived)
    assert (row.fate, row.derived, row.cells, row.alters) == ("unchanged", ("responsibility",), (), False)


def test_a_line_in_the_source_is_no_change(xiamen: Snapshot) -> None:
    old = edition(xiamen, A, B)
    moved = tuple(replace(one, location=replace(one.location, lines=(900, 901))) for one in old.measures)
    assert step_between(old, replace(old, measures=moved)) == ()


def sectioned(snapshot: Snapshot, sections: Sequence[tuple[str, str]], places: Sequence[str]) -> Snapshot:
    made = tuple(Section(id=name, label=f"（{name}）", title=title) for name, title in sections)
    measures = tuple(replace(one, section=place) for one, place in zip(snapshot.measures, places, strict=True))
    return replace(snapshot, sections=made, measures=measures)


def test_a_measure_moved_where_its_heading_is_another_one(xiamen: Snapshot) -> None:
    plain = edition(xiamen, A, B, C)
    old = sectioned(plain, [("1", "开放"), ("2", "便利")], ["1", "1", "2"])
    shifted = sectioned(plain, [("1", "总则"), ("2", "开放"), ("3", "便利")], ["2", "2", "3"])
    assert step_between(old, shifted) == ()  # a section put in front moves nothing
    renamed = sectioned(plain, [("1", "扩大开放"), ("2", "便利")], ["1", "1", "2"])
    assert step_between(old, renamed) == ()
    moved = sectioned(plain, [("1", "开放"), ("2", "便利")], ["1", "2", "2"])
    (row,) = step_between(old, moved)
    assert (row.before, row.fate, row.heading) == (("2",), "moved", ("（1）开放", "（2）便利"))


def ruling(left: tuple[str, ...], right: tuple[str, ...]) -> Rulings:
    word = Word(verdict="linked", by="li", when="2026-01-01")
    group = DecidedGroup(left=left, right=right, relation=None, decision=1, word=word)
    return Rulings(linked=frozenset(group.pairs), groups=(group,))


def test_decisions_rule_over_what_changed(xiamen: Snapshot) -> None:
    old, new = edition(xiamen, A, B), edition(xiamen, A, D)
    (row,) = step_between(old, new, ruling(("2",), ("2",)))
    assert (row.before, row.after, row.fate, row.decided_by) == (("2",), ("2",), "changed", "decision")
    split = step_between(old, edition(xiamen, A, B, D), ruling(("2",), ("2", "3")))
    assert told(split) == [("2", "2+3", "split")]
    barred = Rulings(barred=frozenset([("1", "1")]))
    assert told(step_between(edition(xiamen, A), edition(xiamen, "探索" + A), barred)) == [("1", "", "dropped"), ("", "1", "added")]  # fmt: skip


def test_a_decision_has_no_say_where_nothing_changed(xiamen: Snapshot) -> None:
    old = edition(xiamen, A, B)
    assert step_between(old, old, ruling(("1",), ("2",))) == ()
    assert step_between(old, old, Rulings(barred=frozenset([("1", "1")]))) == ()


def test_what_is_said_of_the_document(xiamen: Snapshot) -> None:
    old = edition(xiamen, A)
    new = replace(old, title="新题", issued="2026-01-01", aliases=("x", "y"))
    found = difference_between(old, new)
    assert found.measures == ()
    assert [(one.field, one.after) for one in found.document] == [
        ("aliases", "x, y"),
        ("title", "新题"),
        ("issued", "2026-01-01"),
    ]
    assert difference_between(old, old).document == ()


def test_steps_are_followed_in_both_directions() -> None:
    step = (
        Transition(before=("1",), after=("1", "4"), fate="split"),
        Transition(before=("2", "3"), after=("2",), fate="merged"),
        Transition(before=("5",), after=(), fate="dropped"),
        Transition(before=(), after=("6",), fate="added"),
    )
    assert [successors(step, name) for name in "12357"] == [("1", "4"), ("2",), ("2",), (), ("7",)]
    assert [origins(step, name) for name in "12467"] == [("1",), ("2", "3"), ("1",), (), ("7",)]
    later = (Transition(before=("4",), after=(), fate="dropped"), Transition(before=("1",), after=("9",), fate="renumbered"))  # fmt: skip
    assert destinies(["1", "2", "3", "5"], [step, later]) == (
        Destiny(measure="1", became=("9",)),
        Destiny(measure="2", became=("2",), shared_with=("3",)),
        Destiny(measure="3", became=("2",), shared_with=("2",)),
        Destiny(measure="5", became=(), dropped_at=0),
    )


@cache
def documents() -> dict[str, Snapshot]:
    return {entry.id: entry.load() for entry in Corpus(SNAPSHOTS).entries}


Histories = tuple[Snapshot, list[Step], dict[str, set[str]]]


def history(snapshots: dict[str, Snapshot], seed: int, commits: int = 6) -> Histories:
    """A random history: the first edition, the steps found, and what each first measure truly became."""
    rng = random.Random(seed)
    name = rng.choice(sorted(snapshots))
    whole, size = snapshots[name], rng.choice((8, 12, 40, 200))
    numbered = (replace(one, id=str(at), number=str(at)) for at, one in enumerate(whole.measures[:size], 1))
    first = replace(whole, measures=tuple(numbered))
    pool = [
        one for other, s in snapshots.items() if other.startswith("ftz") != name.startswith("ftz") for one in s.measures
    ]
    editor = Editor(first, pool, seed)
    now = editor.edited([])
    steps = []
    for _ in range(commits):
        following = editor.edited(rng.choices(DEEDS, k=rng.randrange(1, 6)))
        steps.append(step_between(now.snapshot, following.snapshot))
        _check_step(now.snapshot.measures, following.snapshot.measures, steps[-1])
        now = following
    truth: dict[str, set[str]] = {one.id: set() for one in first.measures}
    for measure, whom in now.origins.items():
        for one in whom:
            truth[one].add(measure)
    return first, steps, truth


def _check_step(old: Sequence[Measure], new: Sequence[Measure], step: Step) -> None:
    """Every measure of either side is accounted for: as it was under its number, or in what the step says."""
    olds, news = {one.id: one for one in old}, {one.id: one for one in new}
    for row in step:
        assert set(row.before) <= olds.keys() and set(row.after) <= news.keys()
        assert row.before or row.after
    told_old = {name for row in step for name in row.before}
    told_new = {name for row in step for name in row.after}
    assert olds.keys() - told_old == news.keys() - told_new
    for name in olds.keys() - told_old:
        assert olds[name].text == news[name].text
    for row in step:
        for name in row.after:
            assert set(row.before) <= set(origins(step, name))


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6))
def test_every_measure_of_the_first_edition_is_accounted_for_in_the_last(seed: int) -> None:
    first, steps, _ = history(documents(), seed)
    found = destinies([one.id for one in first.measures], steps)
    assert [one.measure for one in found] == [one.id for one in first.measures]
    for one in found:
        assert bool(one.became) != (one.dropped_at is not None)
        assert len(set(one.became)) == len(one.became)
    for one in found:
        for other in one.shared_with:
            assert one.measure in next(two.shared_with for two in found if two.measure == other)


def test_identity_is_right() -> None:
    """Over 40 histories of 6 commits: of 100 measures at least 98 became just what they are said to have become."""
    measures = right = 0
    for seed in range(1000, 1040):
        first, steps, truth = history(documents(), seed)
        for one in destinies([one.id for one in first.measures], steps):
            measures += 1
            right += set(one.became) == truth[one.measure]
    assert measures > 1000
    assert right / measures >= 0.98
