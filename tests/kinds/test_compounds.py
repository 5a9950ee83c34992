"""A trigger inside a compound is no modality and no condition."""

from collections.abc import Callable, Sequence
from random import Random

import pytest

from policydiff.model.document import Snapshot
from tests.kinds.compared import changes_between
from tests.kinds.compounds import WAYS, Compound, load, texts_of

Way = Callable[[Compound, Sequence[str], Random], tuple[str, str]]


@pytest.fixture(scope="module")
def texts(snapshots: dict[str, Snapshot]) -> list[str]:
    return texts_of(list(snapshots.values()))


def test_there_are_three_hundred() -> None:
    compounds = load()
    assert len({compound.term for compound in compounds}) == len(compounds) >= 300
    assert len({compound.trigger for compound in compounds}) >= 30
    assert [compound for compound in compounds if compound.trigger not in compound.term] == []
    assert [compound for compound in compounds if compound.carrier.count("{}") != 1] == []


@pytest.mark.parametrize("backwards", [False, True], ids=["added", "removed"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: str(way.__name__))
def test_a_compound_is_no_modality(way: Way, backwards: bool, texts: list[str]) -> None:
    wrong = []
    for number, compound in enumerate(load()):
        left, right = way(compound, texts, Random(number))
        found = changes_between(right, left) if backwards else changes_between(left, right)
        assert found, (left, right)
        wrong += [(compound.term, one) for one in found if one.kind in ("modality", "condition")]
    assert wrong == []
