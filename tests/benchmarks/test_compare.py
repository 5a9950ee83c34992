"""Speed and growth of a comparison. Run with `pytest tests/benchmarks --benchmark-only`."""

import random
import tracemalloc
from dataclasses import replace
from typing import Any

import pytest

from policydiff.compare import compare
from policydiff.model.document import Measure, Snapshot


def enlarged(snapshot: Snapshot, size: int, seed: int) -> Snapshot:
    """A document of `size` measures, each put together from the clauses of three real ones."""
    shuffle = random.Random(seed)
    clauses = [clause for measure in snapshot.measures for clause in measure.text.split("，")]
    measures: list[Measure] = []
    for number in range(1, size + 1):
        text = "，".join(shuffle.sample(clauses, 4)) + f"第{number * 7919 % 100003}类。"
        measures.append(replace(snapshot.measures[0], id=str(number), number=str(number), text=text))
    return replace(snapshot, measures=tuple(measures))


def test_national_to_xiamen(benchmark: Any, national: Snapshot, xiamen: Snapshot) -> None:
    found = benchmark(compare, national, xiamen)
    assert len(found.left_only) == 44


@pytest.mark.parametrize("size", [125, 250, 500, 1000])
def test_growth(size: int, benchmark: Any, national: Snapshot) -> None:
    left = enlarged(national, size, 1)
    right = replace(left, measures=tuple(replace(m, text=m.text.replace("试点地区", "")) for m in left.measures))
    found = benchmark.pedantic(compare, (left, right), rounds=1)
    assert found.summary.left.linked == size
    tracemalloc.start()
    compare(left, right)
    benchmark.extra_info["peak_mb"] = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
