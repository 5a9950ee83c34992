"""The page judged by axe-core, in both languages and colour schemes, as it opens and with everything open."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from policydiff.model.document import Snapshot
from policydiff.report.html.comparison import render
from tests.report.cases import dossier, dossier_between
from tests.report.html.browsers import reading
from tests.report.html.conftest import Pages
from tests.report.programs import violations
from tests.report.small import sides

Scheme = Literal["light", "dark"]


def states(page: Page) -> Iterator[str]:
    """Walk through what the page can look like, and say what it is."""
    yield "as it opens"
    page.click("#filters-button")
    page.locator("#filters input").first.check()
    yield "filters"
    page.click("#filters-button")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.locator("#decide [value=relinked]").check()
    yield "unfolded, with the form"
    page.locator("[data-picker=right] input").fill("3")
    page.locator("[data-picker=right] input").press("Enter")
    page.locator("#decide [type=submit]").click()
    page.click("#decisions-button")
    yield "decisions"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    yield "help"


@pytest.fixture(scope="module", params=["zh", "en"])
def small(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, snapshots: dict[str, Snapshot]
) -> Path:
    path = tmp_path_factory.mktemp("small") / "small.html"
    path.write_bytes(render(dossier_between(*sides(snapshots), request.param))[""])
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(browser: Browser, small: Path, scheme: Scheme) -> None:
    with reading(browser, color_scheme=scheme) as reader:
        page = reader.open(small)
        found = {state: violations(page) for state in states(page)}
        assert len(found) == 5
        assert {state: one for state, one in found.items() if one} == {}


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_axe_finds_nothing_in_a_real_comparison(browser: Browser, pages: Pages, language: str, scheme: Scheme) -> None:
    with reading(browser, color_scheme=scheme) as reader:
        page = reader.open(pages(dossier("national-2020", "xiamen-2020", language)))
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert violations(page) == []


def test_axe_finds_nothing_on_a_narrow_page_without_applicability(browser: Browser, pages: Pages) -> None:
    with reading(browser, viewport={"width": 390, "height": 844}) as reader:
        assert violations(reader.open(pages(dossier("xiamen-2020", "national-2020", "zh")))) == []


def test_axe_sees_a_planted_fault(browser: Browser, small: Path) -> None:
    with reading(browser) as reader:
        page = reader.open(small)
        page.evaluate("document.querySelector('.headline').style.color = '#eee'")
        page.evaluate("byId('help-button').removeAttribute('aria-label'); byId('help-button').textContent = ''")
        assert [name for name, _ in violations(page)] == ["button-name", "color-contrast"]
