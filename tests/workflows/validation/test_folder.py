"""The snapshots of a folder together: one message where the files and the folder say alike."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policydiff.corpus import Corpus
from policydiff.snapshot.positions import Positions
from policydiff.workflows.validate import validate
from tests.conftest import SNAPSHOTS

Change = Callable[[Path], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SNAPSHOTS, tmp_path / "snapshots", ignore=shutil.ignore_patterns("decisions"))
    return tmp_path / "snapshots"


def edit(name: str, change: Callable[[dict[str, Any]], object]) -> Change:
    def edited(folder: Path) -> None:
        path = folder / f"{name}.json"
        data = json.loads(path.read_text("utf-8"))
        change(data)
        path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")

    return edited


def copied(folder: Path) -> None:
    text = (folder / "xiamen-2020.json").read_text("utf-8")
    text = text.replace('"id": "xiamen-2020"', '"id": "copy"').replace('"xiamen"', '"copied"')
    (folder / "copy.json").write_text(text, "utf-8")


def read_by(*names: str, version: str = "1.9") -> Change:
    def change(folder: Path) -> None:
        for name in names:
            edit(name, lambda d: d["source"]["reader"].update(version=version))(folder)

    return change


def copied_source(folder: Path) -> None:
    shutil.copy(folder / "sources" / "xiamen-2020.txt", folder / "sources" / "again.txt")


def one_series(data: dict[str, Any]) -> None:
    data.update(series="services-trade-pilot", round=3)
    data["source"]["options"].update(series="services-trade-pilot", round=3)


ROWS: list[tuple[Change, list[tuple[str, str, str, tuple[str, ...]]]]] = [
    (lambda _: None, []),
    (lambda folder: (folder / "sources" / ".gitkeep").touch(), []),
    (lambda folder: (folder / "sources" / "new.txt").write_text("x"), [("new.txt", "source-unused", "warning", ())]),
    (copied_source, [("again.txt", "source-unused", "warning", ())]),
    (copied, [("xiamen-2020.json", "source-shared", "warning", ("source", "path"))]),
    (
        edit("national-2020", lambda d: d.update(implements="xiamen-2020")),
        [("national-2020.json", "implements-cycle", "error", ("implements",))],
    ),
    (
        edit("xiamen-2020", lambda d: d.update(implements="xiamen-2020")),
        [("xiamen-2020.json", "implements-itself", "error", ("implements",))],
    ),
    (edit("xiamen-2020", one_series), [("xiamen-2020.json", "round-repeated", "warning", ("round",))]),
    (read_by("xiamen-2020"), [("xiamen-2020.json", "reader-old", "warning", ("source", "reader", "version"))]),
    (
        read_by("national-2020", version="9.0"),
        [("national-2020.json", "reader-old", "warning", ("source", "reader", "version"))],
    ),
    (
        edit("national-2020", lambda d: d.update(id="national-2021")),
        [("national-2020.json", "id-is-file-name", "error", ("id",))],
    ),
    (lambda folder: (folder / "national-2020.json").write_text("{"), [("national-2020.json", "json", "error", ())]),
]


def with_decisions(*names: str) -> Change:
    """A snapshot that is none, and files of decisions of that and of others."""

    def change(folder: Path) -> None:
        (folder / "xi.json").write_text("{")
        (folder / "decisions").mkdir()
        for name in names:
            (folder / "decisions" / f"{name}.json").write_text("{}")

    return change


def test_only_what_is_named_after_a_broken_snapshot_is_passed_over(folder: Path) -> None:
    with_decisions("xi--national-2020", "national-2020--xi", "xiamen-2020--nothing")(folder)
    found = [Path(one.path).stem for one in validate([], Corpus(folder))[1] if one.finding.id == "decisions"]
    assert found == ["xiamen-2020--nothing"]


@pytest.mark.parametrize(("change", "told"), ROWS)
def test_a_fault_of_the_folder_is_one_finding(
    change: Change, told: list[tuple[str, str, str, tuple[str, ...]]], folder: Path
) -> None:
    before = [one.finding for one in validate([], Corpus(folder))[1]]
    change(folder)
    found = [one for one in validate([], Corpus(folder))[1] if one.finding not in before]
    assert [(Path(one.path).name, one.finding.id, one.finding.severity) for one in found] == [row[:3] for row in told]
    for one, (*_, place) in zip(found, told, strict=True):
        if place:
            assert one.line == Positions(Path(one.path).read_text("utf-8")).nearest(place)[0]


def test_mixed_readers_are_told_where_they_cannot_be_read_again(folder: Path) -> None:
    read_by("xiamen-2020")(folder)
    (folder / "sources" / "xiamen-2020.txt").unlink()
    ids = [one.finding.id for one in validate([], Corpus(folder))[1] if one.snapshot == "xiamen-2020"]
    assert sorted(ids) == ["cut-off", "mixed-readers", "source-missing"]


def moved(folder: Path, name: str = "moved.txt") -> None:
    source = folder / "sources" / "xiamen-2020.txt"
    source.rename(source.with_name(name))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_of_a_source_that_is_missing_the_file_with_its_content_is_named(language: str, folder: Path) -> None:
    moved(folder)
    (folder / "sources" / "linked").symlink_to("nowhere")
    (told,) = (one for one in validate([], Corpus(folder), language)[1] if one.finding.id == "source-missing")
    assert "sources/moved.txt" in told.finding.message and "sources/moved.txt" in told.repair
    (folder / "sources" / "moved.txt").rename(folder / "sources" / "xiamen-2020.txt")  # what it says to do
    assert not [one for one in validate([], Corpus(folder))[1] if one.finding.id.startswith("source-")]


def test_a_file_of_another_content_or_in_use_is_not_named(folder: Path) -> None:
    copied(folder)
    copied_source(folder)
    edit("copy", lambda data: data["source"].update(path="sources/again.txt"))(folder)
    moved(folder, "other.txt")
    (folder / "sources" / "other.txt").write_text("other", "utf-8")
    (told,) = (one for one in validate([], Corpus(folder))[1] if one.finding.id == "source-missing")
    assert told.finding.message == "the source sources/xiamen-2020.txt is missing"
    assert told.repair.startswith("put the source back")
