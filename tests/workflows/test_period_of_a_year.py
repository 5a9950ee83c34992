"""A year of a real repository, told in one report: each chapter of it by its kind."""

from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.report.period import report_of
from policydiff.workflows.period import period
from tests.report.period.everywhere import check
from tests.year import Year


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        lived = Year(tmp_path_factory.mktemp("year") / "data", patch)
        for chapter in ("begin", "decide", "renumber", "correct", "reread", "amend", "import_late"):
            getattr(lived, chapter)()
    return lived.folder


def test_since_february(year: Path) -> None:
    found = period("2026-02-15", Corpus(year))
    check(found)
    assert found.summary == {
        "snapshots": {"before": 5, "after": 6, "added": 1, "changed": 2, "removed": 0, "renamed": 0, "untouched": 3},
        "changed": {"policy": 1, "extraction": 1, "correction": 0, "unreadable": 0},
        "decisions": {"made": 0, "changed": 0, "taken_back": 0, "stale": 1},
        "files": {"remarks": 0, "broken": 0, "unsaved": 0},
    }
    legs = {one.id: [leg.kind for leg in one.legs] for one in found.snapshots}
    assert legs == {
        "national-2018": [],
        "national-2025": ["extraction"],
        "xiamen-2020": ["policy", "correction", "policy"],
    }
    leads = {entry.key: entry.lead for entry in report_of(found, "en").entries}
    assert leads["xiamen-2020"] == (
        "88 → 89 measures, in 2 steps: 1 softened, 1 widened, 1 new, 80 renumbered. "
        "Also: correction. Each is told by itself."
    )
    assert leads["national-2025"].startswith("Read again from the same document by reader text 2.1: cells that")


def test_the_month_of_the_correction(year: Path) -> None:
    found = period("2026-03-15", Corpus(year), until="2026-04-15")
    check(found)
    [one] = found.snapshots
    assert (one.id, one.nature, len(one.corrections)) == ("xiamen-2020", "correction", 1)
    [block] = report_of(found, "zh").entries[0].blocks
    assert block.code == "corrections"
    assert [(part.mark, part.text) for part in block.rows[0].fields[0].segments] == [
        ("same", "增"),
        ("removed", "加"),
        ("added", "开"),
        ("same", "货运"),
    ]


def test_the_plan_that_came_after_its_city(year: Path) -> None:
    found = period("2026-01-01", Corpus(year), until="2026-01-03")
    check(found)
    [pair] = next(one for one in found.snapshots if one.id == "xiamen-2020").pairs
    assert pair.left.id == "national-2020" and pair.comparison and pair.comparison.summary.left.measures == 122
