"""The mutated pairs that measure the matcher: their truth must be beyond doubt."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.compare.pipeline import compare
from policydiff.corpus import Corpus
from policydiff.model.document import Measure, Snapshot
from policydiff.snapshot import dump_snapshot
from tests.conftest import IDS, ROOT
from tests.mutations import (
    Group,
    MutatedPair,
    Rates,
    Score,
    Truth,
    grow,
    links_f1,
    mutate,
    problems,
    strangers,
    write_corpus,
)
from tests.mutations.texts import ENOUGH, Rarity, clauses, cut, text_of
from tests.mutations.truth import ABSORBED, REGROUPED, SPLIT
from tests.mutations.wording import INTENSITIES, kept, other_subject, reword, swap_names, swap_numbers
from tests.mutations.words import CANONICAL, IN_NOUNS, SYNONYMS, canonical

MIXED = Rates(
    reword=0.7,
    intensity="medium",
    split=0.12,
    merge=0.12,
    regroup=0.12,
    absorb=0.12,
    delete=0.1,
    insert=0.1,
    distract=0.05,
    move=0.2,
    numbers=0.2,
    names=0.2,
)
PLAIN = replace(MIXED, reword=0, numbers=0, names=0)
shares = st.sampled_from((0.0, 0.1, 0.2))


@pytest.fixture(scope="session")
def documents(snapshots: dict[str, Snapshot]) -> list[Snapshot]:
    return list(snapshots.values())


@pytest.fixture(scope="session")
def mixed(documents: list[Snapshot], national: Snapshot) -> MutatedPair:
    return mutate(national, documents, MIXED, 1)


@settings(max_examples=40)
@given(
    name=st.sampled_from(IDS),
    seed=st.integers(0, 10_000),
    rates=st.builds(
        Rates,
        reword=st.sampled_from((0.0, 0.5, 1.0)),
        intensity=st.sampled_from(sorted(INTENSITIES)),
        **dict.fromkeys(
            ("split", "merge", "regroup", "absorb", "delete", "insert", "distract", "move", "numbers", "names"), shares
        ),
    ),
)
def test_truth_fits_the_measures(
    name: str, seed: int, rates: Rates, snapshots: dict[str, Snapshot], documents: list[Snapshot]
) -> None:
    assert problems(mutate(snapshots[name], documents, rates, seed)) == []


@pytest.mark.parametrize("name", IDS)
def test_every_pair_shares_a_clause(name: str, snapshots: dict[str, Snapshot], documents: list[Snapshot]) -> None:
    pair = mutate(snapshots[name], documents, PLAIN, 3)
    left, right = _texts(pair.left), _texts(pair.right)
    for one, other in pair.truth.pairs:
        assert any(part.words in right[other] for part in clauses(left[one])), (one, other)


@pytest.mark.parametrize("name", IDS)
def test_of_an_absorbed_source_one_clause_stays(
    name: str, snapshots: dict[str, Snapshot], documents: list[Snapshot]
) -> None:
    pair = mutate(snapshots[name], documents, PLAIN, 4)
    left, right = _texts(pair.left), _texts(pair.right)
    assert pair.truth.absorbed
    for group in pair.truth.groups:
        if group.how == ABSORBED:
            main, second = (left[one] for one in group.left)
            assert all(part.words in right[group.right[0]] for part in clauses(main))
            assert len(right[group.right[0]]) < len(main) + len(second)


def test_parts_and_pieces(documents: list[Snapshot], national: Snapshot) -> None:
    pair = mutate(national, documents, PLAIN, 5)
    place = {measure.id: at for at, measure in enumerate(pair.right.measures)}
    section = {measure.id: measure.section for measure in pair.left.measures}
    by_kind = {how: [group for group in pair.truth.groups if group.how == how] for how in (SPLIT, REGROUPED)}
    assert by_kind[SPLIT] and by_kind[REGROUPED]
    for group in pair.truth.groups:
        places = sorted(place[one] for one in group.right)
        assert all(after - before > 1 for before, after in pairwise(places))
    for group in by_kind[REGROUPED]:
        assert 2 <= len(group.left) <= 4 and 2 <= len(group.right) <= 4
        assert len({section[one] for one in group.left}) == len(group.left)


def test_same_seed_same_bytes() -> None:
    code = (
        "import hashlib; from tests.mutations.grow import SNAPSHOTS; from tests.mutations import *\n"
        "from policydiff.corpus import Corpus; from policydiff.snapshot import to_json\n"
        "documents = [entry.load() for entry in Corpus(SNAPSHOTS).entries]\n"
        "rates = Rates(reword=1, intensity='heavy', split=.1, merge=.1, regroup=.1, absorb=.1, delete=.1, insert=.1,"
        " distract=.1, move=.1, numbers=.5, names=.5)\n"
        "for pair in (mutate(documents[3], documents, rates, 7), grow(documents, 100, 7)):\n"
        "    groups = to_json([pair.left, pair.right, pair.truth.groups])\n"
        "    print(hashlib.sha256(groups.encode()).hexdigest(), sorted(pair.truth.pairs))\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_another_seed_another_document(documents: list[Snapshot], national: Snapshot) -> None:
    one, other = (mutate(national, documents, MIXED, seed).right for seed in (1, 2))
    assert dump_snapshot(one) != dump_snapshot(other)


def test_without_rates_nothing_changes(documents: list[Snapshot], xiamen: Snapshot) -> None:
    pair = mutate(xiamen, documents, Rates(), 1)
    assert [measure.text for measure in pair.right.measures] == [measure.text for measure in xiamen.measures]
    assert pair.truth.pairs == {(measure.id, measure.id) for measure in xiamen.measures}


def _wrong_partner(truth: Truth) -> Truth:
    """What a mutator would declare that mixes up two of its measures."""
    one, other, *rest = sorted(truth.groups, key=lambda group: group.how)
    mixed_up = (Group(one.how, one.left, other.right), Group(other.how, other.left, one.right))
    return replace(truth, groups=(*mixed_up, *rest), absorbed=frozenset())


FAULTS: dict[str, Callable[[Truth], Truth]] = {
    "wrong partner": _wrong_partner,
    "lost measure": lambda truth: replace(truth, deleted=frozenset(sorted(truth.deleted)[1:])),
    "lost newcomer": lambda truth: replace(truth, inserted=truth.distractors),
    "unknown id": lambda truth: replace(truth, deleted=truth.deleted | {"999"}),
    "linked and deleted": lambda truth: replace(truth, deleted=truth.deleted | {truth.groups[0].left[0]}),
    "linked twice": lambda truth: replace(truth, groups=(*truth.groups, truth.groups[0])),
    "unknown distractor": lambda truth: replace(truth, distractors=frozenset({truth.groups[0].right[0]})),
    "unknown absorbed pair": lambda truth: replace(truth, absorbed=frozenset({("1", "999")})),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault_is_found(fault: str, mixed: MutatedPair) -> None:
    assert problems(mixed) == []
    assert problems(replace(mixed, truth=FAULTS[fault](mixed.truth)))


def test_text_that_was_not_carried_over_is_found(mixed: MutatedPair) -> None:
    def emptied(measure: Measure) -> Measure:
        target = next(group.right[0] for group in mixed.truth.groups if group.how == ABSORBED)
        return replace(measure, text="加强组织领导，做好实施工作。") if measure.id == target else measure

    right = replace(mixed.right, measures=tuple(map(emptied, mixed.right.measures)))
    assert len(problems(replace(mixed, right=right))) == 2


def test_adjacent_parts_are_found(mixed: MutatedPair) -> None:
    parts = next(group.right for group in mixed.truth.groups if group.how == SPLIT)
    measures = sorted(mixed.right.measures, key=lambda measure: measure.id not in parts)
    assert any(
        "beside" in fault for fault in problems(replace(mixed, right=replace(mixed.right, measures=tuple(measures))))
    )


@pytest.mark.parametrize("name", IDS)
def test_newcomers_have_no_counterpart(name: str, snapshots: dict[str, Snapshot], documents: list[Snapshot]) -> None:
    known = {part.words for measure in snapshots[name].measures for part in clauses(measure.text)}
    found = strangers(snapshots[name], documents)
    assert len(found) > 100
    for measure in found:
        shared = [part.words for part in clauses(measure.text) if part.words in known]
        assert all(len(canonical(words)) < ENOUGH for words in shared)


def test_xiamen_measures_of_the_national_plan_are_no_newcomers(national: Snapshot, xiamen: Snapshot) -> None:
    found = {measure.id for measure in strangers(national, [xiamen])}
    assert found <= {str(number) for number in (25, 54, 55, 68, 70, 71, 79, 84, 85, 86)}


def test_synonyms_are_a_view_of_one_word() -> None:
    assert len(CANONICAL) == len(SYNONYMS) > 600
    assert canonical("依法设立境外机构，30日内办结") == canonical("进一步组建海外单位。15日内办理")


@pytest.mark.parametrize(
    ("intensity", "low", "high"), [("light", 0.9, 0.97), ("medium", 0.75, 0.88), ("heavy", 0.45, 0.65)]
)
def test_rewording_keeps_its_share(intensity: str, low: float, high: float, documents: list[Snapshot]) -> None:
    rng = Random(1)
    texts = [measure.text for document in documents for measure in document.measures]
    left = sorted(kept(text, reword(text, INTENSITIES[intensity], rng)) for text in texts)
    assert low <= left[len(left) // 2] <= high
    assert left[0] >= INTENSITIES[intensity].low


def test_clauses_lose_nothing(documents: list[Snapshot]) -> None:
    for measure in (measure for document in documents for measure in document.measures):
        assert text_of(clauses(measure.text)) == measure.text


def test_pieces_have_enough_of_their_own(national: Snapshot) -> None:
    own = Rarity([measure.text for measure in national.measures]).own
    for measure in national.measures:
        pieces = cut(measure.text, 3, own, Random(2))
        if pieces:
            assert "".join(pieces) == measure.text
            assert all(own(piece) >= ENOUGH for piece in pieces)


def test_numbers_and_names_become_others() -> None:
    text = "将审批时限由30个工作日缩短至15个工作日，在厦门由商务部会同公安部门办理"
    changed = swap_names(swap_numbers(text, Random(1)), Random(1))
    assert "30个工作日" not in changed and "15个工作日" not in changed.split("缩短")[1]
    assert "厦门" not in changed and "商务部" not in changed and "公安部门" in changed


def test_distractor_has_the_frame_alone(documents: list[Snapshot]) -> None:
    text = "支持符合条件的医疗机构依法申请进口临床急需、罕见病药品和医疗器械。"
    other = other_subject(text, Random(1))
    assert other and other.startswith("支持符合条件的") and "依法申请进口" in other
    assert not {text[start:end] for start, end in IN_NOUNS.spans(text)} & {
        other[start:end] for start, end in IN_NOUNS.spans(other)
    }
    assert other_subject("将审批时限由30个工作日缩短至15个工作日。", Random(1)) is None


@pytest.mark.parametrize(
    ("found", "truth", "score"),
    [
        ([], [], Score(1, 1, 1)),
        ([("1", "1")], [("1", "1")], Score(1, 1, 1)),
        ([("1", "1"), ("2", "2")], [("1", "1")], Score(0.5, 1, 2 / 3)),
        ([("2", "2")], [("1", "1")], Score(0, 0, 0)),
        ([], [("1", "1")], Score(1, 0, 0)),
        ([("1", "1")], [], Score(0, 1, 0)),
    ],
)
def test_score(found: list[tuple[str, str]], truth: list[tuple[str, str]], score: Score) -> None:
    assert links_f1(found, truth) == score


def test_grown_documents(documents: list[Snapshot]) -> None:
    pair = grow(documents, 600, 2)
    texts = [measure.text for measure in pair.left.measures]
    assert problems(pair) == []
    assert len(texts) == len(set(texts)) == 600
    half, whole = (
        len({text[at : at + 3] for text in some for at in range(len(text))}) for some in (texts[:300], texts)
    )
    assert 1.3 < whole / half < 1.9


def test_grown_folder_can_be_compared(tmp_path: Path) -> None:
    pair = write_corpus(tmp_path, 60, 1)
    left, right = (entry.load() for entry in Corpus(tmp_path).entries)
    assert (left, right) == (pair.left, pair.right)
    found = compare(left, right)
    assert found.links
    assert (tmp_path / "truth" / "left--right.json").is_file()


def _texts(snapshot: Snapshot) -> dict[str, str]:
    return {measure.id: measure.text for measure in snapshot.measures}
