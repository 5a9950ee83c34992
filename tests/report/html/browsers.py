"""Someone who reads a page in a browser: without a network, and with what it says on its console kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page


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

    def go(self, end: str) -> None:
        """Follow a link to another place of the page that is open."""
        self.page.evaluate(
            """end => new Promise(done => {
                addEventListener("hashchange", done, {once: true});
                location.hash = end;
            })""",
            end,
        )

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


def press(target: Locator) -> None:
    """Scroll to what is pressed and wait until the page stands still: rows that were never drawn have no height of their
    own yet, and while they get one, a click would fall where the button was."""
    target.scroll_into_view_if_needed()
    target.evaluate(
        """target => new Promise(done => {
            let before = null, same = 0;
            const look = () => {
                const {top} = target.getBoundingClientRect();
                same = top === before ? same + 1 : 0;
                before = top;
                if (same === 5) done(); else requestAnimationFrame(look);
            };
            look();
        })"""
    )
    target.click()


@contextmanager
def reading(browser: Browser, **options: Any) -> Iterator[Reader]:
    """A reader, who at the end has nothing to complain of."""
    reader = Reader(browser, **options)
    try:
        yield reader
    except BaseException as error:
        error.add_note(f"The page said: {reader.faults}")
        raise
    finally:
        reader.context.close()
    assert reader.faults == []
