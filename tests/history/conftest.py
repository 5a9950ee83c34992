"""Fixtures: an identity of who commits, an empty data repository, and one whose snapshots are saved."""

from pathlib import Path

import pytest

from tests.history.data_repository import IDENTITY, DataRepository


@pytest.fixture(autouse=True)
def identity(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def empty(tmp_path: Path) -> DataRepository:
    return DataRepository(tmp_path / "data")


@pytest.fixture
def saved(saved_city: DataRepository, tmp_path: Path) -> DataRepository:
    """One snapshot, `city`, saved in the first commit."""
    return saved_city.copy(tmp_path / "data")
