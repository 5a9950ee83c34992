"""What became of the measures between two editions: every one is accounted for, and only what changed is said."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.compare.editions.cells import document_cells
from policydiff.history.saving.effects import EFFECTS, effect_of, effects, totals
from policydiff.history.saving.message import Step, message
from policydiff.model.document import Snapshot
from tests.history.repositories import with_texts

WORDS = ("港澳", "数据", "演出", "基金", "二手车", "船舶", "邮轮", "冷链", "保税", "专利")


def edition(national: Snapshot, numbers: list[int]) -> Snapshot:
    texts = [f"推动第{WORDS[number % 10]}{number}类{WORDS[number // 10]}贸易创新发展。" for number in numbers]
    return with_texts(national, texts)


def test_the_same_edition_has_no_changes(national: Snapshot) -> None:
    assert effects(national, national) == ()
    assert list(document_cells(national, national)) == []


def test_where_it_stands_in_the_source_does_not_count(national: Snapshot) -> None:
    moved = tuple(
        replace(one, location=replace(one.location, lines=tuple(line + 1 for line in one.location.lines)))  # type: ignore[arg-type]
        for one in national.measures
    )
    other = replace(national, measures=moved)
    assert (effects(national, other), list(document_cells(national, other))) == ((), [])


def test_one_cell_of_a_large_document(national: Snapshot) -> None:
    measures = list(national.measures)
    measures[22] = replace(measures[22], text=measures[22].text.replace("港澳", "港澳台"))
    other = replace(national, measures=tuple(measures))
    found = effects(national, other)
    assert [(effect_of(one), one.before, one.after) for one in found] == [("widened", ("23",), ("23",))]
    assert [cell.place for cell in document_cells(national, other)] == ["measure 23, text"]


def test_another_column_alone(national: Snapshot) -> None:
    first = national.measures[0]
    other = replace(national, measures=(replace(first, remark="新"), *national.measures[1:]))
    assert [effect_of(one) for one in effects(national, other)] == ["columns"]


def test_merged_measures(national: Snapshot) -> None:
    first, second, *rest = national.measures
    one = replace(first, text=first.text.rstrip("。") + "。" + second.text)
    other = replace(national, measures=(one, *rest))
    found = effects(national, other)
    assert [(effect_of(each), each.before, each.after) for each in found] == [("merged", ("1", "2"), ("1",))]
    text = message("policy", [Step("national-2020", national, other)], [])
    assert text.startswith("national-2020: 2 measures merged\n\n  #1+#2 → #1: merged")


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 99), min_size=1, max_size=8, unique=True),
    st.lists(st.integers(0, 99), min_size=1, max_size=8, unique=True),
)
def test_every_measure_is_accounted_for(national: Snapshot, one: list[int], other: list[int]) -> None:
    before, after = edition(national, one), edition(national, other)
    found = effects(before, after)
    same = {measure.id: measure.text for measure in before.measures}.items() & {
        measure.id: measure.text for measure in after.measures
    }.items()
    untouched = {name for name, _ in same}
    assert {name for change in found for name in change.before} | untouched == {m.id for m in before.measures}
    assert {name for change in found for name in change.after} | untouched == {m.id for m in after.measures}
    assert not untouched & {name for change in found for name in (*change.before, *change.after)}
    assert all(effect_of(change) in EFFECTS for change in found)
    assert (sum(totals(found).values()) == 0) == (one == other)


@settings(max_examples=60)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_a_message(national: Snapshot, own: str, text: str) -> None:
    before = with_texts(national, ["推动甲。"])
    after = with_texts(national, ["推动甲。", text or "乙"])
    step = Step("national-2020", before, replace(after, title=text))
    found = message("policy", [step], [], own.strip() or None)
    *_, trailers = found.rstrip("\n").split("\n\n")
    assert trailers.startswith("Policydiff-Kind: policy\nPolicydiff-Snapshot: national-2020\n")
    assert found.count("\nPolicydiff-Kind:") == 1
    assert not any(line.startswith("#") for line in found.splitlines())
    assert all(sign.isprintable() or sign == "\n" for sign in found)
    found.encode("utf-8")
