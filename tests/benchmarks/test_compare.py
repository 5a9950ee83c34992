"""Speed and growth of a comparison. Run with `pytest tests/benchmarks --benchmark-only`.

The documents of the growth are grown from real texts and mutated (`tests/mutations`). The due of
5,000 measures a side is 20 s and 500 MB, of 20,000 it is 2 min and 1.5 GB, whole process.
"""

import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from policydiff.compare.pipeline import compare
from policydiff.model.document import Snapshot
from tests.mutations.grow import write_corpus


def test_national_to_xiamen(benchmark: Any, national: Snapshot, xiamen: Snapshot) -> None:
    found = benchmark(compare, national, xiamen)
    assert len(found.left_only) == 43


@pytest.mark.parametrize("size", [500, 1000, 2000, 5000, 20000])
def test_growth(size: int, benchmark: Any, tmp_path: Path) -> None:
    write_corpus(tmp_path, size, 1)
    command = [sys.executable, "-m", "policydiff", "compare", "left", "right", "--snapshots", str(tmp_path)]
    command += ["--format", "json"]
    done = benchmark.pedantic(subprocess.run, (command,), {"capture_output": True, "check": True}, rounds=1)
    assert len(done.stdout) > 1000 * size
    benchmark.extra_info["peak_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
