"""Re-ranking: what a similarity may do to likely pairs, and what it may not."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from policydiff.align import Alignment, Similarity, align
from policydiff.align.candidates import Place
from policydiff.align.profile import Profile, policy_text
from policydiff.align.rerank import WEIGHT, reranked
from policydiff.model.decision import Rulings
from policydiff.model.document import Snapshot


@dataclass(frozen=True)
class Asked:
    """A similarity by a function of two texts, which keeps what it was asked."""

    of: Callable[[str, str], float]
    name: str = "tiny"
    pairs: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        self.pairs.extend(pairs)
        return [self.of(one, other) for one, other in pairs]


def lengths(one: str, other: str) -> float:
    """Not even symmetric: the laws hold whatever the similarity is."""
    return len(one) - 0.3 * len(other) + sum(map(ord, one)) % 7


def side(name: str, number: int) -> list[Profile]:
    return [Profile(f"{at}", "", f"{name}{at}", False, {}, {}) for at in range(number)]


def diagonal(number: int, probability: float = 0.5) -> dict[Place, float]:
    return dict.fromkeys(((at, at) for at in range(number)), probability)


def confidences(found: Alignment) -> dict[tuple[str, str], float]:
    return {(pair.left, pair.right): pair.confidence for pair in (*found.pairs, *found.candidates)}


def test_the_more_similar_gain_and_the_others_lose() -> None:
    found = reranked(diagonal(9), side("left", 9), side("right", 9), Asked(lambda one, _: float(one[-1])))
    values = [found[at, at] for at in range(9)]
    assert values == sorted(values)
    assert values[0] < 0.5 < values[-1]
    assert values[4] == pytest.approx(0.5)


def test_scale_and_zero_of_a_similarity_have_no_say() -> None:
    sides = side("left", 9), side("right", 9)
    cosine = reranked(diagonal(9, 0.2), *sides, Asked(lambda one, _: float(one[-1]) / 10))
    degrees = reranked(diagonal(9, 0.2), *sides, Asked(lambda one, _: float(one[-1]) * 360 - 20))
    assert degrees == pytest.approx(cosine)


def test_one_far_away_moves_no_farther_than_three_deviations() -> None:
    number = 100
    sides = side("left", number), side("right", number)
    found = reranked(diagonal(number), *sides, Asked(lambda one, _: float(one == "left7")))
    odds = found[7, 7] / (1 - found[7, 7])
    assert odds == pytest.approx(2.718281828 ** (3 * WEIGHT))


@pytest.mark.parametrize("probability", [0.002, 0.5, 1 - 1e-13])
def test_a_probability_stays_one(probability: float) -> None:
    found = reranked(diagonal(9, probability), side("left", 9), side("right", 9), Asked(lengths))
    assert all(0 < value <= 1 for value in found.values())


def test_few_pairs_are_left_alone_and_not_asked_for() -> None:
    similarity = Asked(lengths)
    assert reranked(diagonal(7), side("left", 7), side("right", 7), similarity) == diagonal(7)
    assert reranked({}, [], [], similarity) == {}
    assert similarity.pairs == []


def test_pairs_that_are_all_alike_are_left_alone() -> None:
    similarity = Asked(lambda _one, _other: 0.1 + 0.2)
    assert reranked(diagonal(9), side("left", 9), side("right", 9), similarity) == diagonal(9)


def test_certain_pairs_are_not_asked_for_and_stay(national: Snapshot, xiamen: Snapshot) -> None:
    similarity = Asked(lengths)
    words = {(side.id, one.id): policy_text(one) for side in (national, xiamen) for one in side.measures}
    rulings = Rulings(linked=frozenset({("20", "10")}), barred=frozenset({("1", "1")}))
    found = confidences(align(national.measures, xiamen.measures, rulings, similarity))
    assert found["20", "10"] == 1.0
    assert ("1", "1") not in found
    decided = words[national.id, "20"], words[xiamen.id, "10"]
    assert not any(one == other or {one, other} == {*decided} for one, other in similarity.pairs)
    same = {place for place in found if words[national.id, place[0]] == words[xiamen.id, place[1]]}
    assert same
    assert {found[place] for place in same} == {0.999}


def test_without_a_say_nothing_changes(national: Snapshot, xiamen: Snapshot) -> None:
    same: Similarity = Asked(lambda _one, _other: 0.5)
    found = align(national.measures, xiamen.measures, similarity=same)
    assert found == align(national.measures, xiamen.measures)


def test_the_same_from_both_sides_and_in_any_order(national: Snapshot, xiamen: Snapshot) -> None:
    left, right = list(national.measures), list(xiamen.measures)
    expected = confidences(align(left, right, similarity=Asked(lengths)))
    assert expected != confidences(align(left, right))
    mirrored = confidences(align(right, left, similarity=Asked(lengths)))
    assert {(other, one): value for (one, other), value in mirrored.items()} == expected
    for measures in (left, right):
        random.Random(7).shuffle(measures)
    assert confidences(align(left, right, similarity=Asked(lengths))) == expected
    assert confidences(align(left, right, similarity=Asked(lengths))) == expected


def test_white_space_and_signs_have_no_say(national: Snapshot, xiamen: Snapshot) -> None:
    similarity, noisy = Asked(lengths), Asked(lengths)
    align(national.measures, xiamen.measures, similarity=similarity)
    right = [replace(one, text=one.text.replace("，", " ,\u3000")) for one in xiamen.measures]
    align(national.measures, right, similarity=noisy)
    assert noisy.pairs == similarity.pairs
