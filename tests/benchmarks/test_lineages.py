"""Speed of lineages: what two snapshots say of each other, and gathering that. Run with `--benchmark-only`."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from policydiff.compare.lineage.chronology import in_order
from policydiff.compare.lineage.lineages import lineages
from policydiff.compare.lineage.pairs import pair_links
from policydiff.model.document import Snapshot


def test_a_pair(benchmark: Any, national: Snapshot, xiamen: Snapshot) -> None:
    assert len(benchmark(pair_links, national, xiamen).links) == 78


@pytest.mark.parametrize("copies", [1, 2])
def test_gathering(copies: int, benchmark: Any, snapshots: dict[str, Snapshot]) -> None:
    every = [replace(one, id=f"{one.id}-{n}", implements=None) for n in range(copies) for one in snapshots.values()]
    pairs = [pair_links(left, right) for left, right in combinations(in_order(every), 2)]
    found = benchmark.pedantic(lineages, (every, pairs), rounds=3)
    assert found.summary.measures == copies * 423
