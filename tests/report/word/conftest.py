"""A small comparison, and where a template may lie."""

from pathlib import Path

import pytest

from policydiff.model.document import Snapshot
from policydiff.report.dossier import Dossier
from tests.report import small
from tests.report.cases import dossier_between


@pytest.fixture(scope="session")
def sides(snapshots: dict[str, Snapshot]) -> tuple[Snapshot, Snapshot]:
    return small.sides(snapshots)


@pytest.fixture(scope="session")
def tiny(sides: tuple[Snapshot, Snapshot]) -> Dossier:
    return dossier_between(*sides)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return tmp_path / "office.docx"
