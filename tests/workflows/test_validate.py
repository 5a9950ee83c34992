"""Validating the folder: the files of decisions as well as the snapshots."""

import json
import shutil
from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.workflows.review import Review
from policydiff.workflows.validate import validate
from tests.conftest import SNAPSHOTS

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
