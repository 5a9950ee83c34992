"""Words that mean harm are words in every format: shown as they are, nothing acts, and the file stays sound."""

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.model.document import Responsibility
from policydiff.report.dossier import Dossier
from policydiff.report.dossier.tables import tables_of, whole_of
from policydiff.report.formats import FORMATS, Files
from policydiff.report.printable import plain_lines
from policydiff.report.wording import LANGUAGES
from tests.report.cases import FRAGMENTS, Pair, document, dossier_between, hostile_pair, hostile_pairs, measure
from tests.report.readers import ACTING, READERS, TABULAR, Told, squeezed


@cache
def hostile(text: str, language: str = "zh") -> Dossier:
    return dossier_between(*hostile_pair(text), language)


@cache
def acting_in_benign(suffix: str) -> list[str]:
    """What acts in a report on words that mean no harm: the script of a page."""
    return ACTING[suffix](written(hostile("无害"), suffix)[0])


def written(found: Dossier, suffix: str) -> tuple[Files, Told]:
    """The files of a report, and what its reader finds in them."""
    files = FORMATS[suffix].render(found, None)
    if suffix not in TABULAR:
        return files, READERS[suffix](files)
    tables = (*tables_of(found), whole_of(found))
    return files, READERS[suffix](files, {one.name: tuple(column.key for column in one.columns) for one in tables})


def keys_of(found: Dossier) -> list[str]:
    return sorted([row.key for row in found.rows] + [one.key for one in found.alone])


def as_read(text: str) -> str:
    """A text as a report shows it: what cannot be seen by its code, blanks left aside."""
    return squeezed(plain_lines(text))


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_hostile_text_is_shown_and_does_nothing(name: str, suffix: str) -> None:
    check(hostile_pair(FRAGMENTS[name]), hostile(FRAGMENTS[name]), suffix)


def check(pair: Pair, found: Dossier, suffix: str) -> None:
    """Nothing acts in a file, all rows are there, and all words."""
    files, told = written(found, suffix)
    assert ACTING[suffix](files) == acting_in_benign(suffix)
    if told.alone:
        assert sorted(told.keys) == keys_of(found)
    if suffix != "json":  # which has the exact words of changes alone
        assert all(as_read(measure.text) in told.text for side in pair for measure in side.measures)


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != "json"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_acts_on_a_screen_is_in_a_file(language: str, suffix: str) -> None:
    _, told = written(hostile("".join(FRAGMENTS.values()), language), suffix)
    assert (
        re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]", told.text)
        == []
    )
    assert "<U+202E>" in told.text


@given(pair=hostile_pairs(), language=st.sampled_from(LANGUAGES))
@settings(max_examples=12)
def test_any_text_is_shown_and_does_nothing(pair: Pair, language: str) -> None:
    found = dossier_between(*pair, language)
    for suffix in FORMATS:
        check(pair, found, suffix)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_hundred_thousand_characters_are_all_there(suffix: str) -> None:
    """Of a text left out, of one that is linked, and of a cell: none is cut."""
    word = "推动数据跨境流动安全评估试点"
    long = "".join(f"{word}{n}；" for n in range(100_000 // (len(word) + 5) + 1)) + "\U00020000" * 20
    long += "末" * (100_000 - len(long))
    left, right = hostile_pair(long[:40])
    shown = replace(measure(9, "附表。" + long), responsibility=Responsibility(raw="负责单位：" + long))
    pair = document("left", (*left.measures, shown)), document("right", right.measures)
    _, told = written(dossier_between(*pair), suffix)
    if suffix != "json":
        assert squeezed(f"附表。{long}") in told.text
        assert squeezed(long) in told.text.replace(squeezed(f"附表。{long}"), "")
