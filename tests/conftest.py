"""Fixtures: the repository's own snapshots, and folders to write to."""

from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.model.document import Snapshot

ROOT = Path(__file__).parents[1]
SNAPSHOTS = ROOT / "snapshots"
IDS = ("ftz-batch-6", "ftz-departments-2019", "national-2020", "national-2025", "xiamen-2020")


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return Corpus(SNAPSHOTS)


@pytest.fixture(scope="session")
def snapshots(corpus: Corpus) -> dict[str, Snapshot]:
    return {entry.id: entry.load() for entry in corpus.entries}


@pytest.fixture(scope="session")
def national(snapshots: dict[str, Snapshot]) -> Snapshot:
    return snapshots["national-2020"]


@pytest.fixture(scope="session")
def xiamen(snapshots: dict[str, Snapshot]) -> Snapshot:
    return snapshots["xiamen-2020"]
