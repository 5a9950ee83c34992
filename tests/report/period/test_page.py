"""The page of a change report in a real browser: no message, no fault of accessibility, nothing from elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policydiff.report.formats import CHANGE_FORMATS
from policydiff.report.period import report_of
from policydiff.workflows.period import period
from tests.history.data_repository import IDENTITY, TEXTS, WIDER, DataRepository, table
from tests.report.programs import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def page_file(saved_city: DataRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    data = saved_city.copy(tmp_path / "data")
    data.ingest("town", table([*TEXTS, WIDER]), implements="city")
    data.decide("city", "town")
    data.ingest("city", table([WIDER, TEXTS[1].replace("，", ","), *TEXTS[2:4]]))
    (data.folder / "broken.json").write_text("{")
    (data.folder / "readme.md").write_text("x")
    file = tmp_path / "page.html"
    file.write_bytes(CHANGE_FORMATS["html"].render(report_of(period("HEAD", data.corpus), "zh"), None)[""])
    return file


@pytest.mark.parametrize(("width", "scheme"), [(1300, "light"), (1300, "dark"), (380, "light")])
def test_the_page(browser: "Browser", page_file: Path, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    messages: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(page_file.as_uri())
    assert violations(page) == []
    assert messages == [] and requests == [page_file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("table.overview a >> nth=0")
    assert page.url.endswith("#entry-city")
    assert page.locator("article#entry-city").count() == 1
    page.close()


def test_print(browser: "Browser", page_file: Path, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    assert page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True).startswith(b"%PDF")
    page.close()
