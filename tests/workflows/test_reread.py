"""Reading kept sources again: what differs is found and written, and corrections are replayed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policydiff.corpus import Corpus
from policydiff.errors import CorrectionError, LookupFailedError, SourceError
from policydiff.model.correction import Correction, Corrections
from policydiff.read.correction_files import dump_corrections
from policydiff.read.document import Told
from policydiff.workflows.ingest import ingest
from policydiff.workflows.reread import described, reread_all, reread_entry
from tests.conftest import IDS, SNAPSHOTS
from tests.read.corrected import correction

FREIGHT = correction("10", "text", "增加货运", "开通货运")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SNAPSHOTS, tmp_path / "snapshots", ignore=shutil.ignore_patterns("corrections", "decisions"))
    return tmp_path / "snapshots"


def keep(folder: Path, name: str, *corrections: Correction) -> None:
    (folder / "corrections").mkdir(exist_ok=True)
    text = dump_corrections(Corrections(snapshot=name, corrections=corrections))
    (folder / "corrections" / f"{name}.json").write_text(text, "utf-8")


def edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_copy_of_a_measure_is_told_as_gone(folder: Path) -> None:
    data = json.loads((folder / "xiamen-2020.json").read_text("utf-8"))
    data["measures"].insert(5, data["measures"][4])
    (folder / "xiamen-2020.json").write_text(json.dumps(data, ensure_ascii=False, indent=2), "utf-8")
    ((found,), _) = reread_all(["xiamen"], Corpus(folder))
    assert [described(one) for one in found.differences] == ["measure 5 at position 6: is gone"]


@pytest.mark.parametrize("part", ["measures", "sections"])
def test_an_id_that_stands_twice_is_undone(part: str, folder: Path) -> None:
    data = json.loads((folder / "xiamen-2020.json").read_text("utf-8"))
    data[part][4]["id"] = data[part][3]["id"]
    (folder / "xiamen-2020.json").write_text(json.dumps(data, ensure_ascii=False, indent=2), "utf-8")
    ((found,), errors) = reread_all(["xiamen"], Corpus(folder))
    assert (errors, bool(found.differences)) == ([], True)
    assert (folder / "xiamen-2020.json").read_bytes() == (SNAPSHOTS / "xiamen-2020.json").read_bytes()


def test_nothing_changes_where_nothing_changed(folder: Path) -> None:
    before = contents(folder)
    found, errors = reread_all([], Corpus(folder))
    assert ([one.reading.snapshot.id for one in found], errors) == (sorted(IDS), [])
    assert all(not one.differences and one.fault is None and one.text == one.before for one in found)
    assert contents(folder) == before


@pytest.mark.parametrize("name", IDS)
def test_the_text_as_it_is_read_again(name: str, corpus: Corpus) -> None:
    assert reread_entry(corpus.resolve(name)).text.encode() == (SNAPSHOTS / f"{name}.json").read_bytes()


def test_corrections_are_replayed_and_reading_again_gives_the_same_bytes(folder: Path) -> None:
    keep(folder, "xiamen-2020", FREIGHT)
    (found,), _ = reread_all(["xiamen"], Corpus(folder))
    assert [one.place for one in found.cells] == ["measure 10, text"]
    assert [described(one) for one in found.cells] == ["measure 10, text: “增加货运第五航权…” → “开通货运第五航权…”"]
    after = contents(folder)
    assert "开通货运第五航权航线。" in after["xiamen-2020.json"].decode()
    (again,), _ = reread_all(["xiamen"], Corpus(folder))
    assert (again.differences, contents(folder)) == ((), after)


def test_taking_a_correction_away_gives_the_snapshot_as_it_was(folder: Path) -> None:
    before = contents(folder)
    keep(folder, "xiamen-2020", FREIGHT, correction("88", "remark", None, "无"))
    reread_all([], Corpus(folder))
    (folder / "corrections" / "xiamen-2020.json").unlink()
    reread_all([], Corpus(folder))
    assert contents(folder) == before


def test_ingesting_again_replays_corrections(folder: Path) -> None:
    keep(folder, "xiamen-2020", FREIGHT)
    source = folder / "sources" / "xiamen-2020.txt"
    found = ingest(source, Told(id="xiamen-2020"), Corpus(folder), force=True)
    assert found.text == reread_entry(Corpus(folder).resolve("xiamen")).text
    assert found.reading.snapshot.measures[9].text == "开通货运第五航权航线。"


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    keep(folder, "xiamen-2020", FREIGHT)
    before = contents(folder)
    (found,), _ = reread_all(["xiamen"], Corpus(folder), dry_run=True)
    assert len(found.cells) == 1
    assert contents(folder) == before


def test_an_edit_by_hand_is_seen_and_undone(folder: Path) -> None:
    before = contents(folder)
    edit(folder / "xiamen-2020.json", lambda d: d["measures"][4].update(text="别的话。", remark="无"))
    (found,), _ = reread_all(["xiamen"], Corpus(folder))
    assert found.fault == (
        "not-reproducible",
        "not what its source and corrections give: measure 5, text; measure 5, remark",
    )
    assert contents(folder) == before


def test_an_edit_of_what_was_worked_out_is_seen(folder: Path) -> None:
    edit(folder / "xiamen-2020.json", lambda d: d["measures"][4]["responsibility"]["bodies"].pop())
    (found,), _ = reread_all(["xiamen"], Corpus(folder), dry_run=True)
    assert [described(one) for one in found.cells] == ["measure 5, responsibility: what is worked out from it differs"]


def test_a_snapshot_by_an_older_reader(folder: Path) -> None:
    edit(folder / "xiamen-2020.json", lambda d: d["source"]["reader"].update(version="1.1"))
    (found,), _ = reread_all(["xiamen"], Corpus(folder))
    assert found.fault == ("reader-old", "read by reader 1.1, the present one is 2.1")
    assert reread_all(["xiamen"], Corpus(folder))[0][0].fault is None


def test_another_form_of_the_same_snapshot_is_no_difference(folder: Path) -> None:
    path = folder / "xiamen-2020.json"
    before = path.read_bytes()
    path.write_text(json.dumps(json.loads(before)), "utf-8")
    (found,), _ = reread_all(["xiamen"], Corpus(folder))
    assert (found.fault, found.differences) == (None, ())
    assert path.read_bytes() == before


def test_what_cannot_be_read_does_not_keep_the_others(folder: Path) -> None:
    (folder / "sources" / "national-2020.txt").unlink()
    (folder / "national-2025.json").write_text("{", "utf-8")
    (folder / "corrections").mkdir()
    (folder / "corrections" / "ftz-batch-6.json").write_text("{", "utf-8")
    keep(folder, "xiamen-2020", FREIGHT)
    found, errors = reread_all([], Corpus(folder))
    assert [one.reading.snapshot.id for one in found] == ["ftz-departments-2019", "xiamen-2020"]
    assert sorted(type(error).__name__ for error in errors) == ["CorrectionError", "SnapshotError", "SourceError"]
    assert "开通货运" in (folder / "xiamen-2020.json").read_text("utf-8")
    with pytest.raises(SourceError):
        reread_entry(Corpus(folder).resolve("national-2020"))
    with pytest.raises(CorrectionError):
        reread_entry(Corpus(folder).resolve("ftz-batch-6"))


def test_names(folder: Path) -> None:
    found, _ = reread_all(["xiamen", "xiamen-2020"], Corpus(folder))
    assert len(found) == 1
    with pytest.raises(LookupFailedError):
        reread_all(["nobody"], Corpus(folder))
    with pytest.raises(LookupFailedError):
        reread_all([], Corpus(folder / "sources"))
