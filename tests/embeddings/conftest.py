"""A tiny model on disk, made for the characters of the repository's own snapshots."""

import pytest

from policydiff.model.document import Snapshot
from tests.embeddings.tiny import save_model


@pytest.fixture(scope="session")
def characters(snapshots: dict[str, Snapshot]) -> str:
    return "".join(sorted({sign for one in snapshots.values() for measure in one.measures for sign in measure.text}))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, characters: str) -> str:
    return save_model(tmp_path_factory.mktemp("models") / "小模型", characters)
