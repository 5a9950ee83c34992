"""Fixtures: the repository's own snapshots, and folders to write to."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from policydiff.corpus import Corpus
from policydiff.model.document import Snapshot

os.environ["COLUMNS"] = "100"  # pages are as wide as without a terminal, whoever runs the tests

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.history.data_repository import DataRepository

settings.register_profile("untimed", deadline=None)  # how quick an example is depends on who else works here
settings.load_profile("untimed")
ROOT = Path(__file__).parents[1]
SNAPSHOTS = ROOT / "snapshots"
IDS = ("ftz-batch-6", "ftz-departments-2019", "national-2020", "national-2025", "xiamen-2020")


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One for all tests: it takes seconds to start, and a process cannot have two."""
    from tests.report.programs import chromium

    with chromium() as found:
        yield found


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


@pytest.fixture(scope="session")
def saved_city(tmp_path_factory: pytest.TempPathFactory) -> "DataRepository":
    """A repository with one snapshot that is saved; it is only ever copied."""
    from tests.history.data_repository import saved_city_in

    return saved_city_in(tmp_path_factory.mktemp("saved"))
