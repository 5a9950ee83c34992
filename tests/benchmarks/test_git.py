"""What git waits for: a snapshot as text, a merge, a difference of two editions."""

from dataclasses import replace

from pytest_benchmark.fixture import BenchmarkFixture

from policydiff.compare.editions.pair import compare_editions
from policydiff.history.merging.snapshots import merge_snapshots
from policydiff.model.document import Snapshot
from policydiff.workflows.drivers import text_of
from tests.conftest import SNAPSHOTS


def _reworded(snapshot: Snapshot, rest: int) -> Snapshot:
    """The snapshot of another source, with words added to a quarter of its measures."""
    measures = tuple(
        replace(one, text=f"{one.text}并及时总结经验。") if at % 4 == rest else one
        for at, one in enumerate(snapshot.measures)
    )
    return replace(snapshot, measures=measures, source=replace(snapshot.source, sha256="0" * 64))


def test_text(benchmark: BenchmarkFixture) -> None:
    data = (SNAPSHOTS / "national-2020.json").read_bytes()
    assert benchmark(text_of, data, "en") != data


def test_merge(benchmark: BenchmarkFixture, national: Snapshot) -> None:
    found = benchmark(merge_snapshots, national, _reworded(national, 0), _reworded(national, 1))
    assert found.conflicts == ()


def test_editions(benchmark: BenchmarkFixture, national: Snapshot) -> None:
    found = benchmark(compare_editions, national, _reworded(national, 0))
    assert len(found.left_rest.measures) == len(national.measures) // 4 + 1
