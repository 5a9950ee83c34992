"""Where words stand in a source."""

import pytest

from policydiff.snapshot.regions import source_region, words_region


@pytest.mark.parametrize(
    ("lines", "excerpt", "place"),
    [
        (("51", "1 试点"), "1", (2, 1, 2, 2)),
        (("第1条",), "1", (1, 2, 1, 3)),
        (("51 12", "x1"), "1", None),
        (("ABC", "AB C"), "AB", (2, 1, 2, 3)),
        (("推进试点", "地区"), "试点地区", (1, 3, 2, 3)),
        (("推进试点",), "点试", None),
    ],
)
def test_numbers_and_latin_words_stand_by_themselves(
    lines: tuple[str, ...], excerpt: str, place: tuple[int, int, int, int] | None
) -> None:
    found = source_region("x", lines, None, excerpt)
    assert (found and (found.line, found.column, found.end_line, found.end_column)) == place


def test_a_sign_that_stands_anywhere_in_a_source_is_no_evidence() -> None:
    lines = ["5 加强服务。", "印发日期：2021年3月"]
    assert words_region("s.txt", lines, None, ("2021-03-0", "5", "")) is None
    found = words_region("s.txt", lines, (1, 1), ("", "5", ""))
    assert found is not None and (found.line, found.column) == (1, 1)
    found = words_region("s.txt", lines, None, ("", "印发日期", ""))
    assert found is not None and found.line == 2
