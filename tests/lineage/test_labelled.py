"""Families against those that readers labelled, and the scorer against families that are known to be wrong."""

from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.workflows.trace import lineages
from tests.conftest import SNAPSHOTS
from tests.lineage.score import Labelled, Trace, labelled_families, linked_families, score, traces

READER = Path(__file__).parent / "families.json"


@pytest.fixture(scope="module")
def traced() -> Trace:
    return traces([member.node for member in family.members] for family in lineages(Corpus(SNAPSHOTS)).families)


def test_families_of_labelled_links(traced: Trace) -> None:
    found = score(linked_families(), traced)
    assert found.recall >= 0.78
    assert found.precision >= 0.92


def test_families_of_a_reader(traced: Trace) -> None:
    found = score(labelled_families(READER), traced)
    assert found.recall >= 0.40
    assert found.precision >= 0.93


A, B, C, D = (("a", "1"), ("b", "1"), ("c", "1"), ("d", "1"))
LABELS = [Labelled("one", "firm", frozenset((A, B, C)), frozenset((D,))), Labelled("two", "loose", frozenset((A, D)))]


def test_the_score_of_what_is_right() -> None:
    found = score(LABELS[:1], traces([[A, B, C]]))
    assert (found.recall, found.precision) == (1.0, 1.0)


def test_the_score_of_nothing() -> None:
    found = score(LABELS[:1], traces([]))
    assert (found.recall, found.shown) == (0.0, 0)


def test_what_is_missing_and_what_is_wrong_cost() -> None:
    found = score(LABELS[:1], traces([[A, B], [C, ("x", "1")]]))
    assert (found.found, found.due, found.right, found.shown) == (2, 6, 2, 3)


def test_unsure_members_count_neither_way() -> None:
    assert score(LABELS[:1], traces([[A, B, C, D]])).precision == 1.0


def test_a_member_of_two_families_is_right_with_both() -> None:
    found = score(LABELS, traces([[A, B, C], [A, D]]))
    assert (found.recall, found.precision) == (1.0, 1.0)
