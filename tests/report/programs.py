"""Programs that few tests need: a browser, an office, readers of PDF. Where CI is set they must be there."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
_VIOLATIONS = {"resultTypes": ["violations"]}
"""Of rules that are kept one place is looked at, which is enough to know that they were asked."""
_RULES = 25


def program(*names: str) -> str:
    """The first of these programs that is installed; without one the test is skipped, and fails under CI."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        reason = f"none of {', '.join(names)} is installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def library(name: str) -> Any:
    """A module that few tests need; without it the test is skipped, and fails under CI."""
    return import_module(name) if os.environ.get("CI") else pytest.importorskip(name)


@contextmanager
def chromium() -> Iterator["Browser"]:
    """A browser as readers have it."""
    path = program("chromium", "chromium-browser", "google-chrome")
    with library("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_QUIET)
        try:
            yield browser
        finally:
            browser.close()


def violations(page: "Page") -> list[tuple[str, str]]:
    """The rules of accessibility that a page as it stands breaks, with the first place of each."""
    found = library("axe_playwright_python.sync_playwright").Axe().run(page, options=_VIOLATIONS).response
    assert len(found["passes"]) + len(found["violations"]) > _RULES // 2
    return [(one["id"], one["nodes"][0]["html"][:300]) for one in found["violations"]]


class Office:
    """LibreOffice, whose profile is made once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def convert(self, file: Path, ending: str, *options: str) -> Path:
        """A file opened and saved as another, beside it."""
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        command = [program("soffice", "libreoffice"), "--headless", profile, *options]
        command += ["--convert-to", ending, "--outdir", str(file.parent), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return file.with_suffix(f".{ending.partition(':')[0]}")


def texts_of(pdf: Path) -> list[str]:
    """The text of each page of a PDF, in the layout of the page."""
    done = subprocess.run([program("pdftotext"), "-layout", pdf, "-"], check=True, capture_output=True)
    return done.stdout.decode("utf-8", "replace").split("\f")[:-1]


def facts_of(pdf: Path) -> dict[str, str]:
    """What a PDF says of itself: its title, the size of its pages, how many they are."""
    done = subprocess.run([program("pdfinfo"), pdf], check=True, capture_output=True)
    lines = (line.partition(":") for line in done.stdout.decode("utf-8", "replace").splitlines())
    return {name: value.strip() for name, _, value in lines}


def size_of(pdf: Path) -> tuple[int, int]:
    """Width and height of the pages of a PDF, in points."""
    width, _, height = facts_of(pdf)["Page size"].split()[:3]
    return round(float(width)), round(float(height))


def pages_of(pdf: Path) -> int:
    """How many pages a PDF has."""
    return int(facts_of(pdf)["Pages"])
