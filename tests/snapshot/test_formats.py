"""Every released format stays readable; one that is newer than the program is named."""

import json
from pathlib import Path
from typing import Any

import pytest

from policydiff.errors import SnapshotError
from policydiff.model.document import FORMAT
from policydiff.snapshot import dump_snapshot, formats, is_canonical, load_snapshot
from policydiff.snapshot.dump import SCHEMA

RELEASED = sorted(Path(__file__).with_name("formats").glob("*.json"))
"""A snapshot of each format, as its release wrote it; never changed afterwards."""


def test_there_is_a_snapshot_of_every_released_format() -> None:
    assert [int(path.stem) for path in RELEASED] == list(range(1, FORMAT + 1))
    assert set(formats.MIGRATIONS) == set(range(1, FORMAT))


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_a_released_format_is_read(path: Path) -> None:
    snapshot = load_snapshot(path.read_text("utf-8"), path.name)
    assert snapshot.format == FORMAT and len(snapshot.measures) == 3


def test_the_present_format_is_written_as_it_was_released() -> None:
    text = RELEASED[-1].read_text("utf-8")
    snapshot = load_snapshot(text, "x")
    assert is_canonical(text, snapshot)  # as released, when snapshots did not name their schema yet
    assert dump_snapshot(snapshot) == text.replace("{\n", f'{{\n  "$schema": "{SCHEMA}",\n', 1)
    assert load_snapshot(dump_snapshot(snapshot), "x") == snapshot
    assert not is_canonical(text.replace("\n", "\n "), snapshot)


def test_an_old_format_is_migrated_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    data: dict[str, Any] = json.loads(RELEASED[-1].read_text("utf-8"))
    older = {**{("name" if key == "title" else key): value for key, value in data.items()}, "format": -1}

    def title(old: formats.Data) -> formats.Data:
        return {("title" if key == "name" else key): value for key, value in old.items()}

    monkeypatch.setattr(formats, "MIGRATIONS", {-1: title, 0: lambda old: old})
    assert formats.migrated(older, "x") == data
    assert load_snapshot(json.dumps(older), "x").title == data["title"]


def test_a_newer_format_is_named() -> None:
    data = {**json.loads(RELEASED[-1].read_text("utf-8")), "format": FORMAT + 1}
    with pytest.raises(SnapshotError, match=r"a\.json: format \d+ is newer .*; install a newer policydiff"):
        load_snapshot(json.dumps(data), "a.json")


@pytest.mark.parametrize("value", [None, "1", True, 1.5, [], 0])
def test_what_is_no_format_is_a_fault_of_the_file(value: object) -> None:
    data = {**json.loads(RELEASED[-1].read_text("utf-8")), "format": value}
    with pytest.raises(SnapshotError):
        load_snapshot(json.dumps(data), "a.json")
