"""Speed of the formats of findings. Run with `pytest tests/benchmarks --benchmark-only`.

5,000 findings are to take ten times as long as 500: the figures stand beside each other.
"""

from typing import Any

import pytest

from policydiff.report.findings import RENDERERS
from tests.report.findings.cases import many


@pytest.mark.parametrize("count", [500, 5_000])
@pytest.mark.parametrize("name", RENDERERS)
def test_findings(name: str, count: int, benchmark: Any) -> None:
    output = benchmark(RENDERERS[name], many(count))
    benchmark.extra_info["bytes"] = len(output.encode("utf-8"))
    benchmark.extra_info["findings"] = count
