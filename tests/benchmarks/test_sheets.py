"""Speed and size of tables. Run with `pytest tests/benchmarks --benchmark-only`.

All formats of the real pair are due within 3 s together; 5,000 measures a side have no due in sheets and are measured.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from policydiff.compare.pipeline import compare
from policydiff.corpus import Corpus
from policydiff.model.document import Snapshot
from policydiff.report.dossier import Dossier, dossier_of
from policydiff.report.formats import FORMATS
from policydiff.report.view import view_of
from tests.mutations.grow import write_corpus

SUFFIXES = ("xlsx", "csv", "zip")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_national_to_xiamen(suffix: str, benchmark: Any, national: Snapshot, xiamen: Snapshot) -> None:
    found = compare(national, xiamen)
    dossier = dossier_of(view_of(found, national, xiamen), national, xiamen, "zh")
    files = benchmark(FORMATS[suffix].render, dossier, None)
    benchmark.extra_info["bytes"] = sum(map(len, files.values()))


@cache
def _grown(size: int) -> Dossier:
    with TemporaryDirectory() as folder:
        write_corpus(Path(folder), size, 1)
        sides = {entry.id: entry.load() for entry in Corpus(Path(folder)).entries}
    left, right = sides["left"], sides["right"]
    return dossier_of(view_of(compare(left, right), left, right), left, right, "zh")


@pytest.mark.parametrize("size", [500, 5000])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_growth(suffix: str, size: int, benchmark: Any) -> None:
    files = benchmark.pedantic(FORMATS[suffix].render, (_grown(size), None), rounds=1)
    benchmark.extra_info["bytes"] = sum(map(len, files.values()))
    assert len(files[""]) > 100 * size
