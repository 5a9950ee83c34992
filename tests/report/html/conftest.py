"""Fixtures: dossiers of real comparisons, their pages, and a browser."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from policydiff.compare import compare
from policydiff.model.document import Snapshot
from policydiff.report.dossier import Dossier
from policydiff.report.html.comparison import render
from policydiff.workflows.compare import Compared
from policydiff.workflows.report import dossier
from tests.report.html.browsers import Reader, chromium, reading

DossierOf = Callable[[str, str, str], Dossier]


@pytest.fixture(scope="session")
def dossier_of(snapshots: dict[str, Snapshot]) -> DossierOf:
    @cache
    def made(left: str, right: str, language: str = "zh") -> Dossier:
        sides = snapshots[left], snapshots[right]
        return dossier(Compared(compare(*sides), *sides), language)

    return made


@pytest.fixture(scope="session")
def zh(dossier_of: DossierOf) -> Dossier:
    return dossier_of("national-2020", "xiamen-2020", "zh")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Dossier], Path]:
    folder = tmp_path_factory.mktemp("pages")

    def written(shown: Dossier) -> Path:
        path = folder / f"{shown.left.label}--{shown.right.label}-{shown.language}.html"
        if not path.exists():
            path.write_bytes(render(shown)[""])
        return path

    return written


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    with reading(browser) as one:
        yield one
