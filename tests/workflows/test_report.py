"""Files of a report: which are written for a name, all or none, and never two under one name."""

from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.errors import UsageError
from policydiff.report.dossier.tables import tables_of
from policydiff.workflows.report import check_outputs, write_report
from tests.conftest import ROOT
from tests.report.cases import PAIRS, dossier

FOUND = dossier(*PAIRS[0], "en")
NAMES = [table.name for table in tables_of(FOUND)]


def test_a_file_of_tables_stands_beside_the_whole(tmp_path: Path) -> None:
    paths = write_report(FOUND, [tmp_path / "a.b.csv", tmp_path / "r.zip", tmp_path / "r.xlsx"])
    names = ["a.b.csv", *(f"a.b.{name}.csv" for name in NAMES), "r.zip", "r.xlsx"]
    assert [path.name for path in paths] == names
    assert {path.name for path in tmp_path.iterdir()} == set(names)


def test_no_file_is_written_over_another_of_the_same_report(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="written twice"):
        write_report(FOUND, [tmp_path / "r.csv", tmp_path / "r.changes.csv"])
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_asked_for_twice_is_one_file(tmp_path: Path) -> None:
    assert write_report(FOUND, [tmp_path / "r.zip"] * 2) == [tmp_path / "r.zip"]


def test_a_link_beside_an_output_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "kept.json").write_bytes(b"kept")
    (tmp_path / "r.changes.csv").symlink_to("kept.json")
    with pytest.raises(UsageError, match=r"r\.changes\.csv: would be written, and is a link"):
        write_report(FOUND, [tmp_path / "r.csv"])
    assert (tmp_path / "kept.json").read_bytes() == b"kept"
    assert not (tmp_path / "r.csv").exists()


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    template, snapshot = tmp_path / "office.docx", tmp_path / "other.json"
    template.write_bytes(b"")
    corpus = Corpus(tmp_path / "snapshots")
    for output in (template, snapshot):
        with pytest.raises(UsageError, match="is read for this"):
            check_outputs([tmp_path / "r.docx", output], [template], corpus, ["national", str(snapshot)])


def test_of_two_templates_none_is_passed_over(tmp_path: Path) -> None:
    templates = [tmp_path / "a.md.j2", tmp_path / "b.md"]
    for path in templates:
        path.touch()
    with pytest.raises(UsageError, match=r"b\.md: is a second template of \.md"):
        check_outputs([tmp_path / "r.md"], templates, Corpus(tmp_path / "snapshots"))


def test_the_manual_names_every_table() -> None:
    manual = (ROOT / "docs" / "reports.md").read_text("utf-8")
    assert [name for name in NAMES if f"| `{name}` |" not in manual] == []
