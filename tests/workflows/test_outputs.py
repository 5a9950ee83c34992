"""Files to write: what is refused before any work is done, which are written for a name, never two under one name."""

import os
from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.errors import UsageError
from policydiff.report.dossier.tables import tables_of
from policydiff.report.formats import FORMATS, Format
from policydiff.workflows.outputs import check_outputs, write_outputs
from tests.conftest import ROOT
from tests.report.cases import PAIRS, dossier

FOUND = dossier(*PAIRS[0], "en")
NAMES = [table.name for table in tables_of(FOUND)]


def plain(suffix: str) -> Format[str]:
    return Format(lambda shown, _: {"": f"{shown} {suffix}".encode()})


PLAIN = {suffix: plain(suffix) for suffix in ("md", "json")}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / "a.json").write_bytes(b"{}")
    return Corpus(tmp_path / "snapshots")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("circle.json", "cannot be a file (its link leads to itself)"),
        ("x" * 300 + ".json", "cannot be a file (File name too long)"),
        ("folder.json", "is no file"),
        ("policydiff-waivers.json", "is what snapshots are judged by"),
        ("pipe.json", "is no file"),
        ("to-a.json", "is in the folder of the snapshots"),
        ("to-folder/b.json", "is in the folder of the snapshots"),
        ("template.md", "is read for this, and would be written over"),
        ("to-template.md", "is read for this, and would be written over"),
        ("x.txt", "no format is known by the end of this name"),
    ],
)
def test_what_is_refused(name: str, what: str, tmp_path: Path, corpus: Corpus) -> None:
    (tmp_path / "circle.json").symlink_to("circle.json")
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "to-a.json").symlink_to("snapshots/a.json")
    (tmp_path / "to-folder").symlink_to("snapshots")
    (tmp_path / "template.md").write_bytes(b"template")
    (tmp_path / "to-template.md").symlink_to("template.md")
    with pytest.raises(UsageError) as raised:
        check_outputs([tmp_path / "fine.md", tmp_path / name], FORMATS, corpus, [tmp_path / "template.md"])
    assert raised.value.what == what


def test_two_names_of_one_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to("a.md")
    with pytest.raises(UsageError, match="would be written twice"):
        write_outputs("it", [tmp_path / "a.md", tmp_path / "a.json"], PLAIN)
    assert not (tmp_path / "a.md").exists()
    paths = [tmp_path / "a.md", tmp_path / ".." / tmp_path.name / "a.md"]
    assert write_outputs("it", paths, PLAIN) == paths
    assert (tmp_path / "a.md").read_bytes() == b"it md"


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


def test_a_link_beside_an_output_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "kept.json").write_bytes(b"kept")
    (tmp_path / "r.changes.csv").symlink_to("kept.json")
    with pytest.raises(UsageError, match=r"r\.changes\.csv: would be written, and is a link"):
        write_outputs(FOUND, [tmp_path / "r.csv"], FORMATS)
    assert (tmp_path / "kept.json").read_bytes() == b"kept"
    assert not (tmp_path / "r.csv").exists()


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    template, snapshot = tmp_path / "office.docx", tmp_path / "other.json"
    template.write_bytes(b"")
    corpus = Corpus(tmp_path / "snapshots")
    for output in (template, snapshot):
        with pytest.raises(UsageError, match="is read for this"):
            check_outputs([tmp_path / "r.docx", output], FORMATS, corpus, [template], ["national", str(snapshot)])


def test_the_manual_names_every_table() -> None:
    manual = (ROOT / "docs" / "reference" / "reports.md").read_text("utf-8")
    assert [name for name in NAMES if f"| `{name}` |" not in manual] == []


def test_of_two_templates_none_is_passed_over(tmp_path: Path) -> None:
    templates = [tmp_path / "a.md.j2", tmp_path / "b.md"]
    for path in templates:
        path.touch()
    with pytest.raises(UsageError, match=r"b\.md: is a second template of \.md"):
        check_outputs([tmp_path / "r.md"], FORMATS, Corpus(tmp_path / "snapshots"), templates)
