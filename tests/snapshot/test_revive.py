"""Dataclasses are made again of their JSON data, and of nothing else."""

import json
from typing import Any

import pytest

from policydiff.compare.lineage.pairs import pair_links
from policydiff.compare.pipeline import compare
from policydiff.model.comparison import Comparison
from policydiff.model.document import Snapshot
from policydiff.model.lineage import Likeness, PairLinks
from policydiff.snapshot.dump import to_data
from policydiff.snapshot.revive import revived


def again(kind: type[Any], value: object) -> object:
    return revived(kind, json.loads(json.dumps(to_data(value))))


def test_snapshots_comparisons_and_links_come_back_whole(snapshots: dict[str, Snapshot]) -> None:
    national, xiamen = snapshots["national-2020"], snapshots["xiamen-2020"]
    assert all(again(Snapshot, one) == one for one in snapshots.values())
    comparison = compare(national, xiamen)
    assert again(Comparison, comparison) == comparison
    links = pair_links(national, xiamen)
    assert links.links and again(PairLinks, links) == links


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "left",
        {},
        {"left": "1", "right": "2"},
        {"left": "1", "right": "2", "confidence": "0.5"},
        {"left": 1, "right": "2", "confidence": 0.5},
        {"left": "1", "right": None, "confidence": 0.5},
    ],
)
def test_what_is_of_another_shape_is_refused(data: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        revived(Likeness, data)


def test_a_whole_number_may_stand_for_a_share() -> None:
    assert revived(Likeness, {"left": "1", "right": "2", "confidence": 1}) == Likeness("1", "2", 1)
