"""Order, parts, words that differ, and one message for one cause."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.check import CHECK_BY_ID, Fault, Found, Subject
from policydiff.check.causes import by_cause
from policydiff.check.edits import rereading
from policydiff.check.folder import check_heads
from policydiff.check.numbering import number_missing, number_order
from policydiff.check.order import out_of_order
from policydiff.check.parts import MEASURES, match_parts
from policydiff.check.sections import section_order
from policydiff.check.spans import differing_spans
from policydiff.check.values import date_order
from policydiff.check.wording import sentence
from policydiff.model.document import Section, Snapshot
from policydiff.read.values import read_promoted
from policydiff.snapshot.head import Head


@given(st.lists(st.integers(0, 9), max_size=12))
def test_what_is_left_is_in_order_and_no_longer_run_is(keys: list[int]) -> None:
    stray = out_of_order(keys)
    left = [key for at, key in enumerate(keys) if at not in stray]
    assert left == sorted(left)
    best = [0] * (len(keys) + 1)
    for at, key in enumerate(keys):
        best[at] = 1 + max((best[other] for other in range(at) if keys[other] <= key), default=0)
    assert len(left) == max(best)


@given(st.text("甲乙丙丁，", max_size=12), st.text("甲乙丙丁，", max_size=12))
def test_words_that_differ_turn_one_text_into_the_other(here: str, there: str) -> None:
    if here == there:
        return
    made, last = "", 0
    for (start, end), (first, behind) in differing_spans(here, there).pairs:
        made += here[last:start] + there[first:behind]
        last = end
    assert made + here[last:] == there


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_each_part_is_paired_once_or_left_over(here: list[str], there: list[str]) -> None:
    parts = match_parts(here, there, (lambda one: one,))
    assert sorted([*(a for a, _ in parts.pairs), *parts.invented]) == list(range(len(here)))
    assert sorted([*(b for _, b in parts.pairs), *parts.lost]) == list(range(len(there)))
    assert all(here[a] == there[b] for a, b in parts.pairs)
    assert not {here[at] for at in parts.invented} & {there[at] for at in parts.lost}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("2018.6-2017.6", ["2018.6-2017.6"]),
        ("第一阶段 2019年12月 至 2019年8月，其后另定", ["2019年12月 至 2019年8月"]),
        ("2017.6-2018.6", []),
        ("2018.6—2018.6", []),
        ("第二阶段 2019年8月、第一阶段 2017年12月", []),
        ("2018-06-30", []),
    ],
)
def test_a_span_of_time_that_is_printed_backwards_is_a_fault(raw: str, told: list[str], xiamen: Snapshot) -> None:
    measure = replace(xiamen.measures[0], promoted=read_promoted(raw))
    found = list(date_order(Subject(replace(xiamen, measures=(measure,)), "x")))
    assert [fault.excerpt for fault in found] == told
    assert all(fault.place == ("measures", 0, "promoted", "raw") for fault in found)


@pytest.mark.parametrize(
    ("numbers", "missing", "stray"),
    [
        ("1 2 3 3-1 4", [], []),
        ("1 2 80 4 5", [], ["80"]),
        ("80 2 3 4", [], ["80"]),
        ("1 2 4 5", ["3"], []),
        ("1 2 3 90", ["4-89"], []),
        ("1 2 80 6 7", ["3-5"], ["80"]),
        ("1 2 6 3 4 8", ["5, 7"], ["6"]),
        ("2 1 3 5", ["4"], ["2"]),
    ],
)
def test_a_measure_that_is_out_of_order_leaves_no_gap(
    numbers: str, missing: list[str], stray: list[str], xiamen: Snapshot
) -> None:
    measures = tuple(replace(xiamen.measures[0], id=one, number=one) for one in numbers.split())
    subject = Subject(replace(xiamen, measures=measures), "x")
    assert [fault.values["missing"] for fault in number_missing(subject)] == missing
    assert [fault.excerpt for fault in number_order(subject)] == stray


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ("一二三四", []),
        ("一二七四", [("back", 2)]),
        ("七二三四", [("back", 0)]),
        ("一一三四", [("back", 1)]),
        ("一三二四", [("back", 1)]),
        ("一二四五", [("missing", 2)]),
        ("一二三七", [("missing", 3)]),
        ("一一四五", [("back", 1), ("missing", 2)]),
        ("一一三五", [("back", 1), ("missing", 3)]),
    ],
)
def test_a_label_that_is_out_of_place_leaves_no_gap(labels: str, told: list[tuple[str, int]], xiamen: Snapshot) -> None:
    sections = tuple(Section(id=str(at), label=f"{one}、", title="甲", intro=None) for at, one in enumerate(labels))
    subject = Subject(replace(xiamen, sections=sections), "x")
    assert [(fault.form, fault.place[1]) for fault in section_order(subject)] == told


def test_a_copy_is_what_is_left_over_wherever_it_stands(xiamen: Snapshot) -> None:
    for at, to in ((0, 1), (5, 0), (5, 6), (5, 88), (87, 88)):
        measures = list(xiamen.measures)
        measures.insert(to, measures[at])
        parts = match_parts(measures, xiamen.measures, MEASURES)
        assert (parts.invented, parts.lost, parts.moved) == ((to,), (), [])


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ([1, 2, 3, 4, 5], []),
        ([1, 2, 4, 3, 5], [(2, "exchanged")]),
        ([1, 5, 3, 4, 2], [(1, "exchanged")]),
        ([2, 1, 3, 5, 4], [(0, "exchanged"), (3, "exchanged")]),
        ([2, 3, 4, 5, 1], [(4, "")]),
        ([5, 1, 2, 3, 4], [(0, "early")]),
    ],
)
def test_of_measures_out_of_order_the_fewest_are_told(
    order: list[int], told: list[tuple[int, str]], xiamen: Snapshot
) -> None:
    snapshot = replace(xiamen, measures=tuple(xiamen.measures[at - 1] for at in order))
    faults = list(number_order(Subject(snapshot, snapshot.id)))
    assert [(fault.place[1], fault.form) for fault in faults] == told
    assert all("{" not in sentence("number-order", fault, "zh") for fault in faults)


def edited(snapshot: Snapshot, at: int, text: str) -> Snapshot:
    measures = list(snapshot.measures)
    measures[at] = replace(measures[at], text=text)
    return replace(snapshot, measures=tuple(measures))


def sign(excerpt: str, offset: int, check: str = "unplaced", severity: str | None = "error", at: int = 9) -> Found:
    fault = Fault(
        values={"message": "x"}, place=("measures", at, "text"), excerpt=excerpt, offset=offset, severity=severity
    )
    return Found(CHECK_BY_ID[check], fault)


def left(here: Snapshot, there: Snapshot, found: list[Found], read: list[Found]) -> tuple[list[str], int]:
    """The checks of what stays, with their severity, and how many edits are told."""
    caused = by_cause(found, read, rereading(here, there))
    return [f"{one.check.id} {one.severity}" for one in caused.found], len(caused.edits)


def test_an_error_that_is_all_of_an_edit_stands_for_it(xiamen: Snapshot) -> None:
    words = xiamen.measures[9].text
    here = edited(xiamen, 9, words[:4] + "\u200b" + words[4:])
    assert left(here, xiamen, [sign("\u200b", 4)], []) == (["unplaced error"], 0)
    assert left(here, xiamen, [sign("\u200b", 4, severity="warning")], []) == (["unplaced error"], 0)
    assert left(here, xiamen, [sign("\u200b", 3)], []) == ([], 1)  # about other words
    assert left(here, xiamen, [sign("\u200b", 4, at=8)], []) == ([], 1)  # another cell


def test_an_error_that_is_a_part_of_an_edit_stands_beside_it(xiamen: Snapshot) -> None:
    words = xiamen.measures[9].text
    here = edited(xiamen, 9, "另行" + words[2:4] + "\u200b" + words[4:])
    assert left(here, xiamen, [sign("\u200b", 4)], []) == (["unplaced error"], 1)
    assert left(here, xiamen, [sign("\u200b", 4, severity="warning")], []) == ([], 1)
    assert left(here, xiamen, [sign("\u200b", 4), sign("另行", 0)], []) == (["unplaced error"] * 2, 0)


def test_what_the_source_has_itself_stays_as_it_is(xiamen: Snapshot) -> None:
    words = xiamen.measures[9].text
    here = edited(xiamen, 9, words[:-2])
    printed = sign(words[:2], 0, severity="warning")
    assert left(here, xiamen, [printed], [printed]) == (["unplaced warning"], 1)
    elsewhere = sign("某", 1, severity="warning", at=3)
    assert left(here, xiamen, [printed, elsewhere], [printed, elsewhere]) == (["unplaced warning"] * 2, 1)


def test_a_place_told_once_for_many_measures_stays_where_the_first_of_them_is_lost(xiamen: Snapshot) -> None:
    here = replace(xiamen, measures=xiamen.measures[1:])
    there, moved = (sign("某地", 0, severity="warning", at=at) for at in (0, 5))
    assert left(here, xiamen, [moved], [there]) == (["unplaced warning"], 1)


def head(name: str, **fields: object) -> Head:
    plain = Head(id=name, aliases=(), issued=None, series=None, sha256=name, path=f"sources/{name}.txt", reader="2.1")
    return replace(plain, **fields)  # type: ignore[arg-type]


HEADS: list[tuple[list[Head], list[str], list[tuple[str, str]]]] = [
    ([head("a"), head("b", implements="a")], [], []),
    ([head("a", implements="b"), head("b", implements="a")], [], [("implements-cycle", "a.json")]),
    ([head("a", implements="c"), head("b", implements="a"), head("c", implements="b"), head("d", implements="a")], [],
     [("implements-cycle", "a.json")]),
    ([head("a", implements="a")], [], []),  # said of the file
    ([head("a", issued="2020-02-01"), head("b", issued="2020-01-31", implements="a")], [], [("date-order", "b.json")]),
    ([head("a", issued="2020-02-01"), head("b", issued="2020-02-01", implements="a")], [], []),
    ([head("a", issued="2020-02-01"), head("b", implements="a")], [], []),
    ([head("a", aliases=("x",)), head("b", aliases=("x", "x"))], [], [("name-taken", "b.json")]),
    ([head("a", aliases=("b",)), head("b", aliases=("b",))], [], [("name-taken", "a.json")]),
    ([head("a"), head("b", aliases=("a",)), head("c", aliases=("a",))], [], [("name-taken", "c.json"), ("name-taken", "b.json")]),
    ([head("a", aliases=("x",)), head("b", aliases=("y", "b"))], [], []),
    ([head("a", series="s", round=1), head("b", series="s", round=1)], [], [("round-repeated", "b.json")]),
    ([head("a", series="s", round=1), head("b", series="s", round=2), head("c", series="t", round=1)], [], []),
    ([head("a", series="s"), head("b", series="s")], [], []),
    ([head("a"), head("b", path="sources/a.txt")], [], [("source-shared", "b.json")]),
    ([head("a"), head("b", sha256="a")], [], [("source-shared", "b.json")]),
    ([head("a")], ["sources/a.txt", "sources/b.txt"], [("source-unused", "sources/b.txt")]),
    ([head("a"), head("b", reader="2.0"), head("c")], [], [("mixed-readers", "b.json")]),
    ([head("a", layout="x"), head("b", layout="y", reader="2.4")], [], []),  # layouts count by themselves
    ([head("a", layout="x", reader="3.1"), head("b", layout="y")], [], [("mixed-readers", "b.json")]),
]  # fmt: skip


@pytest.mark.parametrize(("heads", "sources", "told"), HEADS)
def test_a_folder_by_its_heads(heads: list[Head], sources: list[str], told: list[tuple[str, str]]) -> None:
    found = check_heads({f"{one.id}.json": one for one in heads}, sources)
    assert [(one.check, one.spots[0].file) for one in found] == told
    for one in found:
        for spot in one.spots:
            fault = one.at(spot)
            assert all("{" not in sentence(one.check, fault, language) for language in ("zh", "en"))
            others = {
                fault.values.get(key) for key in ("other", "others", "by" if fault.form == "implemented" else "id")
            }
            assert spot.file.removesuffix(".json") not in others  # wherever it is told, it names the other one
