"""Chromium, as readers have it: without a network, and with what it says on its console kept."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


def needed(program: str) -> str:
    """The path of a program; a test that needs it is skipped where there is none, but not where all tests have to run."""
    path = shutil.which(program)
    if path is None and os.environ.get("CI"):
        pytest.fail(f"{program} is not installed")
    if path is None:
        pytest.skip(f"{program} is not installed")
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    program = needed("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class Reader:
    """Someone who opens a page. What the page says on the console, and what it asks the network for, are faults."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context: BrowserContext = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        self.context.set_offline(True)
        self.context.set_default_timeout(10_000)
        self.faults: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._requested)

    def _requested(self, request: Any) -> None:
        if not request.url.startswith(("file://", "data:", "blob:")):
            self.faults.append(request.url)

    def open(self, path: Path, end: str = "") -> Page:
        """Open a page, at a place in it; as one that was not open yet."""
        self.page.goto("about:blank")
        self.page.goto(f"{path.as_uri()}{end}")
        return self.page

    def shown(self) -> list[str]:
        """The keys of the rows that are shown."""
        keys: list[str] = self.page.eval_on_selector_all(
            ".row", "rows => rows.filter(row => row.checkVisibility({contentVisibilityAuto: false})).map(row => row.id)"
        )
        return keys

    @property
    def told(self) -> str:
        """What the page says of what it shows."""
        return self.page.inner_text("#live")


@contextmanager
def reading(browser: Browser, **options: Any) -> Iterator[Reader]:
    """A reader, who at the end has nothing to complain of."""
    reader = Reader(browser, **options)
    try:
        yield reader
    finally:
        reader.context.close()
    assert reader.faults == []
