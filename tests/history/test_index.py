"""The index: what cannot be believed is as if it were not there."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policydiff.corpus import Corpus
from policydiff.history.index import FILE, Index
from policydiff.model.document import Snapshot
from policydiff.workflows.editions import Editions
from policydiff.workflows.log import log
from tests.history.repositories import Git, with_texts


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "index.sqlite")


def pair(data: Any) -> tuple[str, int]:
    name, number = data
    return name, number + 0


def test_what_is_kept_is_found_again(index: Index) -> None:
    index.put("a/1", ["x", 1])
    index.put("a/2", ["y", 2])
    index.put("b", ["z", 3])
    assert index.get("a/2", pair) == ("y", 2)
    assert list(index.under("a/", pair)) == [("a/1", ("x", 1)), ("a/2", ("y", 2))]
    index.drop("a/")
    assert (index.get("a/1", pair), index.get("b", pair)) == (None, ("z", 3))


@pytest.mark.parametrize("value", [None, 1, "xyz", [], ["x"], ["x", "1"], {"a": 1}, ["x", 1, 2], [[[["x"]]]]])
def test_a_value_of_another_shape_is_none(value: object, index: Index) -> None:
    index.put("a/1", value)
    index.put("a/2", ["y", 2])
    assert index.get("a/1", pair) is None
    assert list(index.under("a/", pair)) == [("a/2", ("y", 2))]


def test_a_name_with_bytes_that_are_no_characters(index: Index) -> None:
    index.put("heads/\udcff", ["x", 1])
    index.put("b", ["z", 3])
    assert index.get("heads/\udcff", pair) == ("x", 1)
    assert index.get("b", pair) == ("z", 3)


def test_an_index_that_is_off_keeps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    Index(path).put("a", ["x", 1])
    off = Index(path, is_off=True)
    off.put("a", ["y", 2])
    assert off.get("a", pair) is None
    assert Index(path).get("a", pair) == ("x", 1)


SHAPES: list[Any] = [
    None,
    7,
    "text",
    [],
    {},
    [[]],
    ["ab", "cd"],
    [["ab", "cd"]],
    [None] * 5,
    [[1, 2, 3, 4, 5, 6, 7]],
    {"document": [{}], "measures": []},
    [["blob", [1], [], {}]],
]


@pytest.mark.parametrize("shape", SHAPES, ids=repr)
def test_whatever_another_policydiff_kept_the_answers_are_those_without_an_index(
    shape: Any, tmp_path: Path, snapshots: dict[str, Snapshot]
) -> None:
    git = Git(tmp_path / "data")
    small = with_texts(snapshots["xiamen-2020"], ("推进通关便利化。", "扩大口岸开放。"), issued="2020-08-31")
    git.commit(small, message="first")
    git.day = "2026-01-02"
    git.commit(with_texts(small, ("推进通关便利化。", "探索扩大口岸开放。")), message="second")
    asked: list[Callable[[], object]] = [
        lambda: log(f"{small.id}#2", Corpus(git.folder)),
        lambda: log(None, Corpus(git.folder)),
        lambda: Editions(Corpus(git.folder)).open(f"{small.id}@2026-01-01").snapshot,
        lambda: Editions(Corpus(git.folder)).open(f"{small.id}@issued:2099-01-01").snapshot,
    ]
    expected = [ask() for ask in asked]
    path = git.top / ".git" / FILE
    with sqlite3.connect(path) as database:
        names = [name for (name,) in database.execute("SELECT name FROM kept")]
    database.close()
    assert {name.partition("/")[0] for name in names} == {
        *("commits", "chain", "heads", "issues", "measures", "steps", "made-by")
    }
    for name in names:
        if name != "made-by":
            Index(path).put(name, shape)
    assert [ask() for ask in asked] == expected
