"""Growth of naming changes with the length of a text, also of texts that nobody writes."""

from typing import Any

import pytest

from tests.kinds.compared import changes_between

ODD = ("经", "一", "在", "符合", "试点地区", "甲、", "（", "1", "对所有")


@pytest.mark.parametrize("size", [5_000, 20_000])
@pytest.mark.parametrize("odd", ODD)
def test_odd_texts(odd: str, size: int, benchmark: Any) -> None:
    text = f"开展试点。{odd * (size // len(odd))}"
    assert len(benchmark.pedantic(changes_between, (text, "开展试点。"), rounds=1)) <= 2
