"""Files of a report: which are written for a name, all or none, and never two under one name."""

from pathlib import Path

import pytest

from policydiff.errors import UsageError
from policydiff.report.dossier.tables import tables_of
from policydiff.report.formats import FORMATS
from policydiff.workflows.outputs import write_outputs
from tests.conftest import ROOT
from tests.report.cases import PAIRS, dossier

FOUND = dossier(*PAIRS[0], "en")
NAMES = [table.name for table in tables_of(FOUND)]


def test_a_file_of_tables_stands_beside_the_whole(tmp_path: Path) -> None:
    paths = write_outputs(FOUND, [tmp_path / "a.b.csv", tmp_path / "r.zip", tmp_path / "r.xlsx"], FORMATS)
    names = ["a.b.csv", *(f"a.b.{name}.csv" for name in NAMES), "r.zip", "r.xlsx"]
    assert [path.name for path in paths] == names
    assert {path.name for path in tmp_path.iterdir()} == set(names)


def test_no_file_is_written_over_another_of_the_same_report(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="written twice"):
        write_outputs(FOUND, [tmp_path / "r.csv", tmp_path / "r.changes.csv"], FORMATS)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_asked_for_twice_is_one_file(tmp_path: Path) -> None:
    assert write_outputs(FOUND, [tmp_path / "r.zip"] * 2, FORMATS) == [tmp_path / "r.zip"]


def test_the_manual_names_every_table() -> None:
    manual = (ROOT / "docs" / "reports.md").read_text("utf-8")
    assert [name for name in NAMES if f"| `{name}` |" not in manual] == []
