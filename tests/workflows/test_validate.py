"""Validating the folder: the files of decisions and of corrections as well as the snapshots."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.workflows.reread import reread_all
from policydiff.workflows.review import Review
from policydiff.workflows.validate import validate
from tests.conftest import SNAPSHOTS
from tests.read.corrected import correction
from tests.workflows.test_reread import keep

FILE = "national-2020--xiamen-2020.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SNAPSHOTS, tmp_path / "snapshots", ignore=shutil.ignore_patterns("decisions"))
    review = Review("national", "xiamen", Corpus(tmp_path / "snapshots"))
    review.answer(review.state().questions[0], "unrelated", "李")
    return tmp_path / "snapshots"


def said(folder: Path, *names: str) -> list[tuple[str, str]]:
    """The findings on decisions, by the name of the file and the id of the check."""
    _, found = validate(names, Corpus(folder))
    return [(Path(one.path).name, one.finding.id) for one in found if "decision" in one.finding.id]


def test_sound_decisions_are_no_finding(folder: Path) -> None:
    assert said(folder) == []


def test_stale_decisions_are_a_warning(folder: Path) -> None:
    data = json.loads((folder / "decisions" / FILE).read_text("utf-8"))
    number = data["decisions"][0]["right"][0]["measure"]
    snapshot = json.loads((folder / "xiamen-2020.json").read_text("utf-8"))
    for measure in snapshot["measures"]:
        measure["text"] += "（修）" if measure["id"] == number else ""
    (folder / "xiamen-2020.json").write_text(json.dumps(snapshot), "utf-8")
    assert said(folder) == [(FILE, "stale-decision")]
    assert said(folder, "national") == []  # only what was named is checked


@pytest.mark.parametrize(
    ("name", "content"),
    [(FILE, "garbage"), (FILE, "{}"), ("national-2020--nobody.json", "{}"), ("x.json", "{}")],
)
def test_broken_decisions_are_an_error(name: str, content: str, folder: Path) -> None:
    (folder / "decisions" / name).write_text(content, "utf-8")
    assert said(folder) == [(name, "decisions")]


def test_decisions_on_a_broken_snapshot_are_not_blamed(folder: Path) -> None:
    (folder / "xiamen-2020.json").write_text("{", "utf-8")
    assert said(folder) == []


def found_in(folder: Path, *names: str) -> list[tuple[str, int, str, str]]:
    """The findings on corrections and on whether snapshots are what their sources give."""
    ids = ("corrections", "corrected", "correction-unfit", "correction-needless")
    again = ("not-reproducible", "reader-old", "text-edited")
    _, found = validate(names, Corpus(folder))
    return [
        (Path(one.path).name, one.line, one.finding.id, one.finding.severity)
        for one in found
        if one.finding.id in (*ids, *again)
    ]


def test_snapshots_are_what_their_sources_give(folder: Path) -> None:
    assert found_in(folder) == []


def test_corrections_are_told_where_they_stand(folder: Path) -> None:
    fitting = correction("10", "text", "增加货运", "开通货运")
    keep(folder, "xiamen-2020", fitting, replace(fitting, read="没有", should="有"), replace(fitting, read="开通"))
    keep(folder, "national-2020", correction("20", "remark", "无", None))
    reread_all([], Corpus(folder))
    on_xiamen = [
        ("xiamen-2020.json", 18, "correction-unfit", "warning"),
        ("xiamen-2020.json", 31, "correction-needless", "info"),
        ("xiamen-2020.json", 527, "corrected", "info"),
    ]
    assert found_in(folder) == [("national-2020.json", 5, "correction-needless", "info"), *on_xiamen]
    assert found_in(folder, "xiamen") == on_xiamen


def test_an_edit_by_hand_is_an_error(folder: Path) -> None:
    path = folder / "xiamen-2020.json"
    path.write_text(path.read_text("utf-8").replace("增加货运第五", "开通货运第五"), "utf-8")
    assert found_in(folder) == [("xiamen-2020.json", 527, "text-edited", "error")]
    _, found = validate(["xiamen"], Corpus(folder))
    (edited,) = [one for one in found if one.finding.id == "text-edited"]
    assert edited.finding.message == "#10 text: “开通” stands here, the source and its corrections give “增加”"
    assert (edited.excerpt, edited.repair[:47]) == ("开通", "keep what is to be put right with policydiff co")
    assert edited.source and (edited.source.line, edited.source.column, edited.source.end_column) == (76, 2, 4)


def test_corrections_that_were_not_replayed_are_an_error(folder: Path) -> None:
    keep(folder, "xiamen-2020", correction("10", "text", "增加货运", "开通货运"))
    assert found_in(folder) == [("xiamen-2020.json", 527, "text-edited", "error")]


def test_an_older_reader_is_a_warning_and_no_edit(folder: Path) -> None:
    path = folder / "xiamen-2020.json"
    text = path.read_text("utf-8").replace('"version": "2.1"', '"version": "1.1"').replace("增加货运第五", "货运第五")
    path.write_text(text, "utf-8")
    assert found_in(folder) == [("xiamen-2020.json", 28, "reader-old", "warning")]


def test_a_changed_source_is_said_once(folder: Path) -> None:
    (folder / "sources" / "xiamen-2020.txt").write_text("别的", "utf-8")
    (folder / "sources" / "national-2020.txt").unlink()
    assert found_in(folder) == []


def test_a_source_that_no_reader_reads_is_an_error(folder: Path) -> None:
    data = json.loads((folder / "xiamen-2020.json").read_text("utf-8"))
    data["source"]["options"]["layout"] = "glued-list"
    (folder / "xiamen-2020.json").write_text(json.dumps(data), "utf-8")
    assert [row[2:] for row in found_in(folder)] == [("not-reproducible", "error")]


@pytest.mark.parametrize(
    ("name", "content"),
    [("xiamen-2020.json", "{"), ("xiamen-2020.json", "{}"), ("nobody.json", "{}"), ("xiamen.json", "{}")],
)
def test_broken_corrections_are_an_error(name: str, content: str, folder: Path) -> None:
    keep(folder, "national-2025")
    (folder / "corrections" / name).write_text(content, "utf-8")
    assert [(row[0], *row[2:]) for row in found_in(folder)] == [(name, "corrections", "error")]


def test_corrections_of_another_snapshot_are_an_error(folder: Path) -> None:
    keep(folder, "national-2025")
    (folder / "corrections" / "national-2025.json").rename(folder / "corrections" / "xiamen-2020.json")
    assert found_in(folder) == [("xiamen-2020.json", 3, "corrections", "error")]


def test_corrections_of_a_broken_snapshot_are_not_blamed(folder: Path) -> None:
    keep(folder, "xiamen-2020")
    (folder / "xiamen-2020.json").write_text("{", "utf-8")
    assert found_in(folder) == []
