"""Pairs made by hand, with the changes that a careful reader expects."""

from pathlib import Path

import pytest

from tests.kinds import floors
from tests.kinds.judge import DIRECTIONS
from tests.kinds.pairs import FIELDS, HELD_OUT, PAIRS, held_out, load
from tests.kinds.table import measured, misses


def test_a_pair_is_held_out_by_its_texts() -> None:
    assert not any(held_out(case.left, case.right) for case in load(PAIRS))
    assert all(held_out(case.left, case.right) for case in load(HELD_OUT))


def test_a_third_expects_nothing_or_wording() -> None:
    cases = [*load(PAIRS), *load(HELD_OUT)]
    assert len({(case.left, case.right) for case in cases}) == len(cases) >= 150
    assert sum(not case.expected for case in cases) >= 50
    for case in cases:
        for one in case.expected:
            assert one.kind in DIRECTIONS
            assert set(one.directions) <= set(DIRECTIONS[one.kind])
            assert case.left.count(one.words.before) >= one.count or not one.words.before
            assert case.right.count(one.words.after) >= one.count or not one.words.after


@pytest.mark.parametrize(
    ("path", "floor"),
    [
        (PAIRS, floors.PAIRS_WHOLLY_RIGHT),
        (HELD_OUT, floors.HELD_OUT_WHOLLY_RIGHT),
        (FIELDS, floors.FIELDS_WHOLLY_RIGHT),
    ],
)
def test_pairs_are_judged_as_a_reader_does(path: Path, floor: float) -> None:
    scores, answers = measured(load(path))
    shown = "" if path == HELD_OUT else "\n".join(line for kind in DIRECTIONS for line in misses(kind, answers))
    assert scores.clean / scores.cases >= floor, shown
