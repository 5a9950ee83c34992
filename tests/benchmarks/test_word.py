"""Speed of Word documents. Run with `pytest tests/benchmarks/test_word.py --benchmark-only`.

The due of national and Xiamen is 0.8 s; the growth is in rows of a table.
"""

import resource
from dataclasses import replace
from typing import Any

import pytest

from policydiff.compare.pipeline import compare
from policydiff.model.document import Snapshot
from policydiff.report.dossier import Dossier, dossier_of
from policydiff.report.view import view_of
from policydiff.report.word.comparison import render


@pytest.fixture
def dossier(national: Snapshot, xiamen: Snapshot) -> Dossier:
    return dossier_of(view_of(compare(national, xiamen), national, xiamen), national, xiamen, "zh")


def test_national_and_xiamen(benchmark: Any, dossier: Dossier) -> None:
    assert len(benchmark(render, dossier)) > 20_000


@pytest.mark.parametrize("rows", [1000, 5000])
def test_rows(rows: int, benchmark: Any, dossier: Dossier) -> None:
    known = dossier.groups[0].rows
    group = replace(dossier.groups[0], rows=tuple(known[n % len(known)] for n in range(rows)))
    made = benchmark.pedantic(render, (replace(dossier, groups=(group,)),), rounds=1)
    benchmark.extra_info["kilobytes"] = len(made) // 1000
    benchmark.extra_info["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
