"""Dossiers of real comparisons, their pages, and readers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from policydiff.report.dossier import Dossier
from policydiff.report.html.comparison import render
from tests.report.cases import dossier
from tests.report.html.browsers import Reader, reading

Pages = Callable[[Dossier], Path]


@pytest.fixture(scope="session")
def zh() -> Dossier:
    return dossier("national-2020", "xiamen-2020", "zh")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Where the page of a dossier lies; each is made once."""
    folder = tmp_path_factory.mktemp("pages")

    def written(shown: Dossier) -> Path:
        path = folder / f"{shown.left.label}--{shown.right.label}-{shown.language}.html"
        if not path.exists():
            path.write_bytes(render(shown)[""])
        return path

    return written


@pytest.fixture(scope="session")
def path(zh: Dossier, pages: Pages) -> Path:
    return pages(zh)


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    with reading(browser) as one:
        yield one
