"""Links of pairs are kept in the index by what they follow from, and never change an answer."""

from dataclasses import replace
from pathlib import Path

import pytest

from policydiff.compare.lineage.pairs import pair_links
from policydiff.corpus import Corpus
from policydiff.history.index import FILE
from policydiff.model.decision import NO_RULINGS, Rulings
from policydiff.model.document import Snapshot
from policydiff.workflows import kept_pairs
from policydiff.workflows.kept_pairs import KeptPairs
from tests.history.repositories import Git, with_texts


@pytest.fixture
def pair(snapshots: dict[str, Snapshot]) -> tuple[Snapshot, Snapshot]:
    left = with_texts(
        snapshots["national-2020"], ("支持港澳银行业设立分支机构。", "扩大口岸开放。", "推进通关便利化。")
    )
    right = with_texts(snapshots["xiamen-2020"], ("支持港澳台银行业设立分支机构。", "推进通关便利化。"))
    return left, right


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was made, not taken from the index."""
    calls: list[str] = []

    def make(left: Snapshot, right: Snapshot, rulings: Rulings = NO_RULINGS) -> object:
        calls.append(f"{left.id}-{right.id}")
        return pair_links(left, right, rulings)

    monkeypatch.setattr(kept_pairs, "pair_links", make)
    return calls


def test_what_was_made_once_is_kept(tmp_path: Path, pair: tuple[Snapshot, Snapshot], made: list[str]) -> None:
    corpus = Corpus(Git(tmp_path / "data").folder)
    expected = pair_links(*pair)
    for _ in range(3):
        assert KeptPairs(corpus).links(*pair, NO_RULINGS) == expected
    assert made == ["national-2020-xiamen-2020"]


def test_other_words_and_other_decisions_are_another_pair(
    tmp_path: Path, pair: tuple[Snapshot, Snapshot], made: list[str]
) -> None:
    kept = KeptPairs(Corpus(Git(tmp_path / "data").folder))
    left, right = pair
    other = replace(left, measures=left.measures[1:])
    barred = Rulings(barred=frozenset({("1", "1")}))
    asked = [(left, right, NO_RULINGS), (other, right, NO_RULINGS), (left, right, barred), (right, left, NO_RULINGS)]
    found = [kept.links(*one) for one in asked * 2]
    assert found[:4] == found[4:] == [pair_links(*one) for one in asked]
    assert len(made) == 4


def test_another_policydiff_makes_its_own(
    tmp_path: Path, pair: tuple[Snapshot, Snapshot], made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(Git(tmp_path / "data").folder)
    KeptPairs(corpus).links(*pair, NO_RULINGS)
    monkeypatch.setattr("policydiff.workflows.fingerprint.fingerprint", lambda: "another")
    KeptPairs(corpus).links(*pair, NO_RULINGS)
    assert len(made) == 2


def test_a_damaged_index_and_no_repository_cost_time_alone(
    tmp_path: Path, pair: tuple[Snapshot, Snapshot], made: list[str]
) -> None:
    git = Git(tmp_path / "data")
    expected = KeptPairs(Corpus(git.folder)).links(*pair, NO_RULINGS)
    (git.top / ".git" / FILE).write_bytes(b"no database")
    assert KeptPairs(Corpus(git.folder)).links(*pair, NO_RULINGS) == expected
    (tmp_path / "lone").mkdir()
    assert KeptPairs(Corpus(tmp_path / "lone")).links(*pair, NO_RULINGS) == expected
    assert len(made) == 3
