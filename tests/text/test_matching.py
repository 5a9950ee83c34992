"""What differs between two sequences: exact, and cut to pieces where they are long."""

import random
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policydiff.model.document import Snapshot
from policydiff.text import matching
from policydiff.text.fold import SEPARATORS, fold
from policydiff.text.matching import Run, differing_runs
from policydiff.text.words import Segmenter

LONG = 20_000


@pytest.fixture(scope="module")
def document(national: Snapshot, xiamen: Snapshot) -> list[str]:
    """All the words of two documents several times, as they would stand in one cell."""
    texts = [fold(measure.text).text for snapshot in (national, xiamen) for measure in snapshot.measures]
    random.Random(1).shuffle(texts)
    words = Segmenter().words("。".join(texts))
    assert len(words) > 2 * matching._LONG
    return ["，" if word in SEPARATORS else word for word in words]


def edited(words: Sequence[str]) -> list[str]:
    """The words with one in a hundred replaced, or taken away."""
    rng = random.Random(2)
    chosen = (rng.choice(([], ["另外"], [word])) if rng.random() < 0.02 else [word] for word in words)
    return list(chain.from_iterable(chosen))


def exact(left: Sequence[str], right: Sequence[str]) -> list[Run]:
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [Run(*places) for tag, *places in codes if tag != "equal"]


def told(runs: Sequence[Run]) -> int:
    """How many words are told as different."""
    return sum(run.end - run.start + run.stop - run.begin for run in runs)


def said_again(left: Sequence[str], right: Sequence[str], runs: Sequence[Run]) -> list[str]:
    """The left side with each run carried out."""
    said: list[str] = []
    at = 0
    for run in runs:
        said += [*left[at : run.start], *right[run.begin : run.stop]]
        at = run.end
    return [*said, *left[at:]]


def test_a_whole_document_in_one_cell_is_compared_as_exactly_as_a_measure(document: list[str]) -> None:
    other = edited(document)
    runs, due = differing_runs(document, other), exact(document, other)
    assert len(runs) > 100 and told(runs) <= 1.01 * told(due)


def hard(document: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    rng = random.Random(3)
    mixed = rng.sample(document, len(document))
    yield rng.sample(document, len(document)), mixed  # the same words, no text
    yield [*document], document[::-1]
    yield ["甲", "，"] * LONG, ["甲", "，"] * (LONG // 2) + ["乙"] + ["甲", "，"] * LONG  # one clause all over
    yield rng.choices("甲乙", k=LONG), rng.choices("甲乙", k=LONG)
    yield rng.choices("甲乙", k=LONG), rng.choices("甲乙", k=100)
    yield ["甲"] * LONG, ["乙"] * LONG
    yield [], [*document]
    yield ["的"] * 3000, ["的", "和"] * 1500  # not long, but the same word all over
    yield ["的", "，"] * 1500, ["的"] * 2000


def test_no_piece_is_long_on_both_sides_and_none_is_lost(document: list[str]) -> None:
    for left, right in hard(document):
        pieces = matching._pieces(left, right)
        assert not any(piece.is_long for piece in pieces)
        assert not any(
            matching._repeats(left[piece.start : piece.end], right[piece.begin : piece.stop]) for piece in pieces
        )
        assert [place for piece in pieces for place in range(piece.start, piece.end)] == list(range(len(left)))
        assert [place for piece in pieces for place in range(piece.begin, piece.stop)] == list(range(len(right)))


@pytest.mark.parametrize("at", range(9))
def test_what_differs_in_long_texts_makes_one_the_other(document: list[str], at: int) -> None:
    left, right = list(hard(document))[at]
    runs = differing_runs(left, right)
    assert said_again(left, right, runs) == [*right]
    assert all(one.end < other.start or one.stop < other.begin for one, other in pairwise(runs))


def test_a_clause_that_stands_all_over_is_known_wherever_it_is() -> None:
    left = ["甲", "，"] * LONG
    right = [*left[:5000], "乙", *left[5000:30_000], "丙", *left[30_000:]]
    assert told(differing_runs(left, right)) < LONG / 10


@example(left="甲，乙，丙，", right="丙，乙，甲，", long=1)
@given(left=st.text("甲乙丙丁，", max_size=60), right=st.text("甲乙丙丁，", max_size=60), long=st.integers(1, 20))
def test_texts_cut_to_pieces_lose_nothing(left: str, right: str, long: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "_LONG", long)
        patch.setattr(matching, "_STEP", 5)
        runs = differing_runs(left, right)
    assert said_again(left, right, runs) == list(right)
    assert all(run.start < run.end or run.begin < run.stop for run in runs)
