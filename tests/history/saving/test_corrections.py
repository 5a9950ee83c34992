"""Saving what was corrected: once corrections are replayed, with the file that keeps them."""

import json

import pytest

from policydiff.errors import PolicydiffError
from tests.history.data_repository import TEXTS, WIDER, DataRepository, table

correcting = pytest.importorskip("policydiff.workflows.correct")
model = pytest.importorskip("policydiff.model.correction")


def correct(repository: DataRepository, should: str = "港澳台") -> None:
    correction = model.Correction(
        measure="1", field="text", read="港澳", should=should, why="misprint", by="李", when="2026-11-22"
    )
    correcting.correct("city", correction, repository.corpus)


def test_a_correction(saved: DataRepository) -> None:
    correct(saved)
    found = saved.save()
    assert (found.kind, found.subject) == ("correction", "city: 1 cell put right")
    assert found.files == ("snapshots/city.json", "snapshots/corrections/city.json")
    assert "\n  #1, text: " in saved.message
    assert saved.status == []


def test_another_reason_alone(saved: DataRepository) -> None:
    correct(saved)
    saved.save()
    path = saved.folder / "corrections" / "city.json"
    path.write_text(path.read_text("utf-8").replace("misprint", "erratum"), "utf-8")
    rereading = pytest.importorskip("policydiff.workflows.reread")
    rereading.reread_all([], saved.corpus)
    assert saved.save().subject == "city: what is kept beside it put right, no cell changed"


def test_a_correction_that_was_not_replayed(saved: DataRepository) -> None:
    correct(saved)
    saved.save()
    path = saved.folder / "corrections" / "city.json"
    data = json.loads(path.read_text("utf-8"))
    data["corrections"][0]["should"] = "境外"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")
    with pytest.raises(PolicydiffError):
        saved.save()
    assert saved.subjects[0] == "city: 1 cell put right"


def test_a_correction_that_is_taken_back(saved: DataRepository) -> None:
    correct(saved)
    saved.save()
    (saved.folder / "corrections" / "city.json").unlink()
    rereading = pytest.importorskip("policydiff.workflows.reread")
    rereading.reread_all([], saved.corpus)
    assert (saved.save().kind, saved.files[-1]) == ("correction", "D\tsnapshots/corrections/city.json")


def test_an_amended_source_with_corrections(saved: DataRepository) -> None:
    correct(saved)
    saved.save()
    saved.ingest("city", table([*TEXTS[:4], "推动二手车出口业务，在15个工作日内办结许可。"]))
    found = saved.save()
    assert (found.kind, found.subject) == ("policy", "city: 1 measure changed otherwise")
    assert WIDER in saved.git("show", "HEAD:snapshots/city.json")


def test_a_new_snapshot_with_corrections(empty: DataRepository) -> None:
    empty.ingest("city")
    correct(empty)
    found = empty.save()
    assert (found.kind, found.files[1]) == ("policy", "snapshots/corrections/city.json")
