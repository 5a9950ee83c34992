"""The pages in a real browser, offline: silent, searched, filtered, linked to, printed, accessible."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policydiff.report.timeline import Chronicle, Page, Rounds
from tests.report.programs import pages_of, violations
from tests.report.timeline.made import file_of, hostile, lineages_page, rounds_page, three_rounds

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab


class Opened:
    """A page in a tab of its own, with the network off, and what it said on the console."""

    def __init__(
        self, browser: "Browser", page: Page, folder: Path, *, script: bool = True, dark: bool = False
    ) -> None:
        self.path = folder / "page.html"
        self.path.write_bytes(file_of("html", page))
        context = browser.new_context(
            offline=True,
            java_script_enabled=script,
            viewport={"width": 1280, "height": 800},
            color_scheme="dark" if dark else "light",
        )
        self.tab: Tab = context.new_page()
        self.said: list[str] = []
        self.tab.on("console", lambda message: self.said.append(message.text))
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))
        self.go("")

    def go(self, anchor: str) -> None:
        self.tab.goto("about:blank")
        self.tab.goto(self.path.as_uri() + (f"#{anchor}" if anchor else ""))

    def shown(self, selector: str) -> int:
        return self.tab.locator(f"{selector}:visible").count()


@pytest.mark.parametrize(
    ("name", "dark"),
    [
        ("made_lineages", True),
        ("made_lineages", False),
        ("one_trace", False),
        ("long_trace", True),
        ("ftz_rounds", False),
    ],
)
def test_a_page_is_silent_and_accessible(
    browser: "Browser", tmp_path: Path, request: pytest.FixtureRequest, name: str, dark: bool
) -> None:
    opened = Opened(browser, request.getfixturevalue(name), tmp_path, dark=dark)
    opened.tab.evaluate("[...document.querySelectorAll('details')].slice(0, 10).forEach((one) => { one.open = true; })")
    assert violations(opened.tab) == []
    assert opened.said == []
    for landmark in ("header", "main", "footer", "h1"):
        assert opened.tab.locator(landmark).count() == 1


def test_rounds_of_three_are_accessible_and_silent(browser: "Browser", tmp_path: Path) -> None:
    opened = Opened(browser, rounds_page(three_rounds(), tmp_path, "zh", "body"), tmp_path)
    opened.tab.get_by_role("button", name="全部展开").click()
    assert violations(opened.tab) == []
    assert opened.said == []


def test_search_and_filters(browser: "Browser", tmp_path: Path, all_lineages: Chronicle) -> None:
    opened = Opened(browser, all_lineages, tmp_path)
    tab, families, alone = opened.tab, "details.family", "article.alone"
    assert (opened.shown(families), opened.shown(alone)) == (95, 217)
    tab.keyboard.press("/")
    tab.keyboard.type("第五航权")
    expected = sum(
        any("第五航权" in one.measure.text for stage in family.stages for one in stage.members)
        for family in all_lineages.families
    )
    assert opened.shown(families) == opened.shown(".matrix tbody tr") == expected == 1
    assert f"显示95个谱系中的{expected}个" in tab.locator("output").inner_text()
    tab.locator("input[name=words]").fill("查无此语的字句")
    assert opened.shown(".item") == 0 and "没有符合条件的内容" in tab.locator("output").inner_text()
    tab.get_by_role("button", name="清除").click()
    tab.locator("select[name=status]").select_option("loose")
    assert opened.shown(families) == 14 and opened.shown(alone) == 0
    tab.locator("select[name=documents]").select_option("3")
    both = [one for one in all_lineages.families if (one.status, one.documents) == ("loose", 3)]
    assert opened.shown(families) == len(both) > 0
    tab.get_by_role("button", name="清除").click()
    assert opened.shown(families) == 95
    assert opened.said == []


def test_rounds_are_filtered_by_what_became_of_them(browser: "Browser", tmp_path: Path, ftz_rounds: Rounds) -> None:
    opened = Opened(browser, ftz_rounds, tmp_path)
    opened.tab.locator("select[name=statuses]").select_option("dropped")
    assert opened.shown("details.family") == 20
    assert "20 of 57 lines" in opened.tab.locator("output").inner_text()
    opened.tab.get_by_role("link", name="1 narrowed").first.click()
    assert opened.tab.locator(":target").inner_text().startswith("(no heading) · ftz-batch-6 · narrowed (1)")
    opened.tab.locator(":target").get_by_role("link").click()
    line = opened.tab.locator("details.family[open]")
    assert line.count() == 1 and "ftz-batch-6#36" in line.inner_text()  # opened, and the filter that hid it is off
    assert opened.shown("details.family") == 57


@pytest.mark.parametrize("script", [True, False])
def test_deep_links_show_what_they_name(
    browser: "Browser", tmp_path: Path, all_lineages: Chronicle, script: bool
) -> None:
    opened = Opened(browser, all_lineages, tmp_path, script=script)
    opened.go("national-2020/20")
    target = opened.tab.locator("[id='national-2020/20']")
    assert target.is_visible() and "第五航权" in target.inner_text()
    assert _in_sight(target)
    lone = all_lineages.alone[40]
    opened.go(lone.anchor)
    assert _in_sight(opened.tab.locator(f"[id='{lone.anchor}']"))
    family = all_lineages.families[60]
    opened.go(family.anchor)
    found = opened.tab.locator(f"[id='{family.anchor}']")
    assert found.locator("summary").first.is_visible()
    assert (found.get_attribute("open") is not None) == script
    opened.go("%E0%A4%A")
    opened.go("nowhere")
    assert opened.said == []


def _in_sight(target: "object") -> bool:
    box = target.bounding_box()  # type: ignore[attr-defined]
    return box is not None and -1 <= box["y"] < 800


def test_without_script_everything_is_read(browser: "Browser", tmp_path: Path, all_lineages: Chronicle) -> None:
    opened = Opened(browser, all_lineages, tmp_path, script=False)
    assert opened.shown("form.filters") == 0
    family = opened.tab.locator("details.family").first
    family.locator("summary").first.click()
    assert "ftz-departments-2019#3" in family.inner_text()
    assert opened.shown(".matrix tbody tr") == 95


def test_a_narrow_page_does_not_run_over(
    browser: "Browser", tmp_path: Path, long_trace: Chronicle, all_lineages: Chronicle
) -> None:
    for page in (long_trace, all_lineages):
        opened = Opened(browser, page, tmp_path)
        opened.tab.set_viewport_size({"width": 380, "height": 800})
        assert opened.tab.evaluate("document.documentElement.scrollWidth") <= 380


def test_keys_lead_through_the_page(browser: "Browser", tmp_path: Path, one_trace: Chronicle) -> None:
    opened = Opened(browser, one_trace, tmp_path)
    met = []
    for _ in range(6):
        opened.tab.keyboard.press("Tab")
        met.append(opened.tab.evaluate("document.activeElement.innerText"))
    assert met[0] == "跳到正文" and met[1] == "national-2020#20" and met[2].startswith("依据")
    opened.tab.keyboard.press("Enter")
    assert opened.said == []


def test_print_shows_what_is_folded(browser: "Browser", tmp_path: Path, ftz_rounds: Rounds) -> None:
    opened = Opened(browser, ftz_rounds, tmp_path)
    pdf = tmp_path / "page.pdf"
    opened.tab.pdf(path=pdf, prefer_css_page_size=True)
    assert pages_of(pdf) > 5
    opened.tab.emulate_media(media="print")
    assert opened.shown("details.family .member") == 58 and opened.shown("form.filters") == 0


def test_hostile_texts_do_nothing(browser: "Browser", tmp_path: Path) -> None:
    for page in (lineages_page(hostile(), tmp_path / "a", "zh"), rounds_page(hostile(), tmp_path / "b", "zh")):
        opened = Opened(browser, page, tmp_path)
        opened.tab.get_by_role("button", name="全部展开").click()
        assert "<script>alert(1)</script>]]>&amp;" in opened.tab.locator("main").inner_text()
        assert opened.said == [] and opened.tab.locator("img").count() == 0
