"""All formats of a report say the same: the same rows, measures, changes and counts, each read back by its own reader."""

from collections import Counter
from collections.abc import Mapping
from functools import cache

import pytest

from policydiff.report.dossier import Dossier
from policydiff.report.dossier.tables import tables_of, whole_of
from policydiff.report.formats import FORMATS, Files
from policydiff.report.wording import LANGUAGES
from tests.report.cases import PAIRS, compared, dossier
from tests.report.readers import ACTING, READERS, TABULAR, Told, squeezed

CASES = [(pair, "zh") for pair in PAIRS] + [(pair, "en") for pair in PAIRS[:1]]
IDS = [f"{'–'.join(pair)}-{language}" for pair, language in CASES]


@cache
def files(left: str, right: str, language: str, suffix: str) -> Files:
    return FORMATS[suffix].render(dossier(left, right, language), None)


def columns_of(found: Dossier) -> Mapping[str, tuple[str, ...]]:
    return {table.name: tuple(column.key for column in table.columns) for table in (*tables_of(found), whole_of(found))}


@cache
def told(left: str, right: str, language: str, suffix: str) -> Told:
    read, content = READERS[suffix], files(left, right, language, suffix)
    return read(content, columns_of(dossier(left, right, language))) if suffix in TABULAR else read(content)


def test_every_format_has_a_reader_and_a_judge() -> None:
    assert FORMATS.keys() <= READERS.keys() == ACTING.keys()


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("pair", "language"), CASES, ids=IDS)
def test_rows_measures_changes_and_counts_are_those_of_the_comparison(
    pair: tuple[str, str], language: str, suffix: str
) -> None:
    found = told(*pair, language, suffix)
    one, other, comparison = compared(*pair)
    links = {"+".join(link.left) + "→" + "+".join(link.right): link for link in comparison.links}
    left_only = [f"{alone.measure}→" for alone in comparison.left_only]
    right_only = [f"→{alone.measure}" for alone in comparison.right_only]
    assert sorted(found.keys) == sorted([*links, *left_only, *right_only] if found.alone else links)
    if found.measures is not None:
        labels = (comparison.left.label, one), (comparison.right.label, other)
        assert found.measures == {f"{label}/{m.id}" for label, side in labels for m in side.measures}
    if found.changes is not None:
        assert found.changes == Counter({key: n for key, link in links.items() if (n := len(link.changes))})
    if found.change_ids is not None:
        ids = [change.id for link in comparison.links for change in link.changes]
        assert sorted(found.change_ids) == sorted(ids)
        assert len(set(ids)) == len(ids)
    if found.counts is not None:
        expected = counts_of(pair)
        assert {name: found.counts[name] for name in expected} == expected


def counts_of(pair: tuple[str, str]) -> Mapping[str, int]:
    """Counted anew from the links, without the summary of the comparison."""
    one, other, comparison = compared(*pair)
    sides = {"left": one, "right": other}
    only = {"left": comparison.left_only, "right": comparison.right_only}
    counts = {f"side {name}": len(side.measures) for name, side in sides.items()}
    counts |= {f"part {name}-only": len(only[name]) for name in sides}
    counts |= {
        f"part {name} linked": len({one for link in comparison.links for one in getattr(link, name)}) for name in sides
    }
    became = Counter(row.uptake for row in comparison.uptake if row.uptake not in ("absent", "not-meant"))
    return counts | {f"uptake {name}": n for name, n in became.items()}


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != "json"])
@pytest.mark.parametrize(("pair", "language"), CASES, ids=IDS)
def test_the_headline_and_every_text_stand_in_every_format(pair: tuple[str, str], language: str, suffix: str) -> None:
    text, found = told(*pair, language, suffix).text, dossier(*pair, language)
    assert squeezed(found.headline) in text
    for row in found.rows:
        for note in row.notes:
            assert squeezed(note.text) in text
    for one in found.alone:
        assert all(squeezed(line) in text for line in one.measure.text.split("\n"))


@pytest.mark.parametrize("suffix", FORMATS)
def test_nothing_in_a_real_report_acts(suffix: str) -> None:
    acting = ACTING[suffix](files(*PAIRS[0], "zh", suffix))
    assert [one for one in acting if one != "script"] == []


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_comparison_gives_the_same_bytes(language: str, suffix: str) -> None:
    pair = PAIRS[0]
    assert FORMATS[suffix].render(dossier(*pair, language), None) == files(*pair, language, suffix)
