"""The page judged by axe-core, in both languages and colour schemes, as it opens and with everything open."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from policydiff.report.dossier import Dossier
from tests.report.html.browsers import reading
from tests.report.html.conftest import DossierOf


def faults(page: Page) -> list[tuple[str, str]]:
    """The rules that the page as it stands breaks, with the first place of each."""
    found = Axe().run(page).response
    assert len(found["passes"]) > 25
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]


def states(page: Page) -> Iterator[str]:
    """Walk through what the page can look like, and say what it is."""
    yield "as it opens"
    page.click("#filters-button")
    yield "filters"
    page.locator("#filters input").first.check()
    yield "filtered"
    page.click("#filters-button")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    yield "unfolded"
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.locator("#decide [value=relinked]").check()
    yield "form"
    page.locator("[data-picker=right] input").fill("10")
    page.locator("[data-picker=right] input").press("Enter")
    page.locator("#decide [type=submit]").click()
    page.click("#decisions-button")
    yield "decisions"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    yield "help"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing(
    browser: Browser, dossier_of: DossierOf, pages: Callable[[Dossier], Path], language: str, scheme: str
) -> None:
    path = pages(dossier_of("national-2020", "xiamen-2020", language))
    with reading(browser, color_scheme=scheme) as reader:
        page = reader.open(path)
        found = {state: faults(page) for state in states(page)}
        assert len(found) == 7
        assert {state: one for state, one in found.items() if one} == {}


def test_axe_finds_nothing_on_a_narrow_page_without_applicability(
    browser: Browser, dossier_of: DossierOf, pages: Callable[[Dossier], Path]
) -> None:
    path = pages(dossier_of("xiamen-2020", "national-2025", "zh"))
    with reading(browser, viewport={"width": 390, "height": 844}) as reader:
        assert faults(reader.open(path)) == []


def test_axe_sees_a_planted_fault(browser: Browser, dossier_of: DossierOf, pages: Callable[[Dossier], Path]) -> None:
    with reading(browser) as reader:
        page = reader.open(pages(dossier_of("national-2020", "xiamen-2020", "zh")))
        page.evaluate("document.querySelector('.headline').style.color = '#eee'")
        page.evaluate("byId('help-button').removeAttribute('aria-label'); byId('help-button').textContent = ''")
        assert [name for name, _ in faults(page)] == ["button-name", "color-contrast"]
