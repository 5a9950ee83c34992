"""A browser and an office for all tests of reports: each takes seconds to start."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.report.programs import Office, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))
