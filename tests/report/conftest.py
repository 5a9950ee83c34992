"""An office for all tests of reports: it takes seconds to start."""

import pytest

from tests.report.programs import Office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))
