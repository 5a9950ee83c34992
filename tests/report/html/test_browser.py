"""The page of a comparison in a real browser, without a network: what a reader does and sees."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from policydiff.report.dossier import Dossier
from policydiff.report.dossier.parts import Alone, Row
from policydiff.text.fold import bare
from tests.report.cases import dossier
from tests.report.html.browsers import Reader, press, reading
from tests.report.html.conftest import Pages
from tests.report.programs import facts_of, size_of, texts_of

AnyRow = Row | Alone


def keys_of(shown: Dossier, fits: Callable[[AnyRow], bool]) -> list[str]:
    return [row.key for row in shown.all_rows if fits(row)]


def uptakes(row: AnyRow) -> Iterable[tuple[str, str | None]]:
    """What became of each left measure of a row, and whether it applies."""
    if isinstance(row, Row):
        return [(one.uptake, one.applies.code if one.applies else None) for one in row.became]
    return [(row.uptake, row.applies.code if row.applies else None)] if row.uptake else []


def changes(row: AnyRow) -> Iterable[tuple[str, str, str]]:
    notes = row.notes if isinstance(row, Row) else ()
    return [(note.change.kind, note.change.direction, note.change.severity) for note in notes]


def sections(row: AnyRow, side: str) -> set[str]:
    if isinstance(row, Row):
        return {one.section for one in (row.left if side == "left" else row.right)}
    return {row.measure.section} if row.side == side else set()


def words_of(row: AnyRow) -> str:
    measures = list(row.measures) if isinstance(row, Row) else [row.measure]
    return "|".join(bare(part) for one in measures for part in (one.text, *(fact.value for fact in one.columns)))


def link(row: AnyRow) -> Row | None:
    return row if isinstance(row, Row) else None


FILTERS: list[tuple[str, Callable[[AnyRow], bool]]] = [
    ("relation=modified", lambda row: isinstance(row, Row) and row.relation == "modified"),
    ("relation=merged&relation=partial", lambda row: isinstance(row, Row) and row.relation in ("merged", "partial")),
    ("standing=localised", lambda row: isinstance(row, Row) and row.standing == "localised"),
    ("side=left-only", lambda row: isinstance(row, Alone) and row.side == "left"),
    ("side=left", lambda row: isinstance(row, Row) or row.side == "left"),
    ("uptake=narrowed", lambda row: any(uptake == "narrowed" for uptake, _ in uptakes(row))),
    ("uptake=narrowed&applicability=named", lambda row: ("narrowed", "named") in uptakes(row)),
    ("kind=scope", lambda row: any(kind == "scope" for kind, *_ in changes(row))),
    ("kind=scope&direction=widened", lambda row: any(one[:2] == ("scope", "widened") for one in changes(row))),
    (
        "kind=locality&severity=error",
        lambda row: any(one[0] == "locality" and one[2] == "error" for one in changes(row)),
    ),
    ("body=商务部", lambda row: "商务部" in row.bodies),
    ("least=0.5&most=0.9", lambda row: isinstance(row, Row) and 0.5 <= row.confidence <= 0.9),
    ("doubtful=1", lambda row: row.is_doubtful),
    ("section-left=（二）全面探索扩大对外开放", lambda row: "（二）全面探索扩大对外开放" in sections(row, "left")),
    ("section-right=（二）扩大对外开放", lambda row: "（二）扩大对外开放" in sections(row, "right")),
    ("q=港澳", lambda row: "港澳" in words_of(row)),
    (
        "uptake=widened&q=港澳台",
        lambda row: "港澳台" in words_of(row) and "widened" in {one for one, _ in uptakes(row)},
    ),
    ("relation=none&kind=", lambda _: True),
    ("facet=nothing&least=x", lambda _: True),
]


@pytest.fixture(scope="module")
def opened(browser: Browser, path: Path) -> Iterator[Reader]:
    """Someone who goes from filter to filter of one page."""
    with reading(browser) as one:
        one.open(path)
        yield one


@pytest.mark.parametrize(("fragment", "fits"), FILTERS, ids=[fragment for fragment, _ in FILTERS])
def test_a_filter_shows_what_it_says(
    opened: Reader, zh: Dossier, fragment: str, fits: Callable[[AnyRow], bool]
) -> None:
    opened.go(f"?{quote(fragment, safe='=&')}")
    expected = keys_of(zh, fits)
    assert opened.shown() == expected
    assert opened.told.startswith("显示") == bool(expected)
    assert f"显示{len(expected)}行（共{len(zh.all_rows)}行）" in opened.told


def test_some_filters_of_the_list_show_something_and_some_nothing(zh: Dossier) -> None:
    found = [len(keys_of(zh, fits)) for _, fits in FILTERS]
    assert sum(count > 0 for count in found) > 14
    assert 0 in found


def test_every_option_of_every_facet_shows_as_many_rows_as_it_says(reader: Reader, path: Path) -> None:
    page = reader.open(path)
    faults = page.evaluate(
        """() => [...document.querySelectorAll("#filters [data-facet] input")].filter(input => {
            input.click();
            const count = rows.filter(row => !row.hidden).length;
            input.click();
            return count !== Number(input.parentElement.querySelector("small").textContent);
        }).map(input => input.value)"""
    )
    assert faults == []


def test_filters_by_hand(reader: Reader, zh: Dossier, path: Path) -> None:
    page = reader.open(path)
    page.click("#filters-button")
    page.get_by_label("缩小").first.check()
    assert page.url.endswith("#?uptake=narrowed")
    assert len(reader.shown()) == 16
    page.fill("#q", "港 澳")
    expect(page.locator("#live")).to_contain_text("显示2行")
    assert page.locator("#chosen button").all_inner_texts() == ["承接情况: 缩小 ×", "“港 澳” ×"]
    again = reader.context.new_page()
    again.goto(page.url)
    assert again.inner_text("#live") == reader.told
    page.locator("#chosen button").first.click()
    assert len(reader.shown()) > 2
    page.click("#clear")
    assert len(reader.shown()) == 131
    assert page.locator("#chosen button").count() == 0
    assert page.input_value("#q") == ""
    assert not page.get_by_label("缩小").first.is_checked()


def test_nothing_found_is_said_and_headings_without_rows_go(reader: Reader, zh: Dossier, path: Path) -> None:
    page = reader.open(path)
    page.fill("#q", "没有这样的文字")
    expect(page.locator("#live")).to_contain_text("没有符合条件的内容")
    assert reader.shown() == []
    assert page.locator(".nothing:visible").count() == 3
    assert page.locator(".group h3:visible").count() == 0
    page.fill("#q", "")
    expect(page.locator(".group h3:visible")).to_have_count(len((*zh.groups, *zh.left_out, *zh.own)))


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("第五航权，航线", "第五航权航线"),
        ("IMAX ＩＭＡＸ", "imax"),
        ("１２", "12"),
        ("港澳 银行", "银行、 港澳"),
        ("“单一窗口”", "单一窗口"),
    ],
)
def test_search_passes_over_signs_and_width(reader: Reader, path: Path, query: str, same: str) -> None:
    reader.open(path, f"#?q={quote(query)}")
    found = reader.shown()
    reader.open(path, f"#?q={quote(same)}")
    assert found == reader.shown()


def test_a_number_is_found_as_a_whole_one(reader: Reader, zh: Dossier, path: Path) -> None:
    reader.open(path, "#?q=20")
    found = reader.shown()
    assert "20→10" in found
    numbers = {row.key: words_of(row) + "|" + row.key for row in zh.all_rows}
    assert found == [key for key, words in numbers.items() if re.search(r"(?<!\d)20(?!\d)", words)]


PAIRS = [("national-2020", "xiamen-2020"), ("xiamen-2020", "national-2025"), ("ftz-batch-6", "national-2020")]


@pytest.mark.parametrize("pair", PAIRS, ids="--".join)
def test_each_count_leads_to_as_many_measures(reader: Reader, pages: Pages, pair: tuple[str, str]) -> None:
    shown = dossier(*pair, "zh")
    page = reader.open(pages(shown))
    links = page.locator(".counts a")
    counts = [
        (one.count, balance.total.value == "right")
        for balance in shown.balances
        for one in (balance.total, *(part for part in balance.parts if part.count))
    ]
    assert links.count() == len(counts)
    for at, (count, is_right) in enumerate(counts):
        links.nth(at).click()
        left, right = (int(n) for n in re.findall(r"(\d+)项（共", reader.told))
        assert (right if is_right else left) == count


def top_of(page: Page, identifier: str) -> float:
    """How far an element is below the bar, once the page stands still."""
    page.wait_for_timeout(200)
    top: float = page.evaluate(
        "id => document.getElementById(id).getBoundingClientRect().top - byId('bar').getBoundingClientRect().bottom",
        identifier,
    )
    return top


def test_a_deep_link_opens_goes_to_and_marks_a_measure(reader: Reader, path: Path) -> None:
    for anchor in ("national-2020/20", "national-2020/97", "xiamen-2020/88", "national-2020/122"):
        page = reader.open(path, f"#{anchor}")
        assert -1 <= top_of(page, anchor) < 700
        assert page.locator(".marked").get_attribute("id") == anchor
        assert page.locator(".marked").evaluate("one => one.checkVisibility()")


def test_a_deep_link_takes_back_a_filter_that_hides_it(reader: Reader, path: Path) -> None:
    page = reader.open(path, "#?side=right-only")
    assert "20→10" not in reader.shown()
    page.evaluate("location.hash = '#national-2020/20'")
    expect(page.locator(".marked")).to_have_attribute("id", "national-2020/20")
    assert len(reader.shown()) == 131
    page.evaluate("location.hash = '#?relation=modified'")
    expect(page.locator("#live")).to_contain_text("显示30行")
    page.evaluate("location.hash = '#national-2020/20'")
    expect(page.locator(".marked")).to_have_attribute("id", "national-2020/20")
    assert len(reader.shown()) == 30  # it is shown by the filter, which stays


def test_a_link_into_the_full_text_unfolds_it_and_leads_back(reader: Reader, path: Path) -> None:
    page = reader.open(path)
    row = page.locator('[id="20→10"]')
    press(row.locator("summary"))
    press(row.locator('a[href="#text/national-2020/20"]'))
    told = page.locator('[id="text/national-2020/20"]')
    expect(told).to_be_in_viewport()
    assert "第五航权" in told.inner_text()
    press(told.get_by_role("link", name="20→10"))
    expect(row).to_be_in_viewport()
    expect(page.locator(".marked")).to_have_attribute("id", "20→10")


def test_a_highlight_leads_to_its_row(reader: Reader, zh: Dossier, path: Path) -> None:
    page = reader.open(path)
    for one in zh.highlights:
        press(page.get_by_role("link", name=one.title, exact=True))
        expect(page.locator(".marked")).to_have_attribute("id", one.target)
        expect(page.locator(".marked .head")).to_be_in_viewport()


def test_the_link_of_a_measure_can_be_copied(reader: Reader, path: Path) -> None:
    page = reader.open(path)
    press(page.get_by_role("link", name="国家 20", exact=True))
    expect(page.locator("#live")).to_contain_text("#national-2020/20")
    assert page.url.endswith("#national-2020/20")


def test_keys(reader: Reader, path: Path) -> None:
    page = reader.open(path)
    focused = "document.activeElement.id"
    page.keyboard.press("/")
    assert page.evaluate(focused) == "q"
    page.keyboard.type("jk/?")  # a reader who types is no reader who steps
    assert page.input_value("#q") == "jk/?"
    expect(page.locator("#live")).to_contain_text("显示0行")
    page.fill("#q", "")
    expect(page.locator("#live")).to_contain_text("显示131行")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate(focused) == "1→8"
    page.keyboard.press("j")
    assert page.evaluate(focused) == "2→1"
    assert page.locator('[id="2→1"]').evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("k")
    assert page.evaluate(focused) == "1→8"
    evidence = page.locator('[id="1→8"] .evidence')
    page.keyboard.press("Enter")
    assert evidence.get_attribute("open") == ""
    page.keyboard.press("o")
    assert evidence.get_attribute("open") is None
    page.keyboard.press("f")
    expect(page.locator("#filters")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#filters")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.locator("#keys").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("f")  # the keys are off
    expect(page.locator("#filters")).to_be_hidden()


def test_steps_pass_over_rows_that_are_not_shown(reader: Reader, path: Path) -> None:
    page = reader.open(path, "#?side=right-only")
    shown = reader.shown()
    for key in shown:
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.id") == key
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == shown[-1]


def test_without_script_everything_can_be_read(browser: Browser, zh: Dossier, path: Path) -> None:
    with reading(browser, java_script_enabled=False) as reader:
        page = reader.open(path)
        assert page.locator("article").count() == 131
        for selector in (".controls", "#q", "[data-review]", "#decide", "#help", "#filters"):
            assert page.locator(selector).first.is_hidden()
        row = page.locator('[id="20→10"]')
        assert row.locator("del").all_text_contents() == ["支持具备条件的试点地区开通"]
        assert row.locator(".evidence p").is_hidden()
        row.locator("summary").click()
        assert "sources/national-2020.txt" in row.locator(".evidence p").inner_text()
        page.get_by_role("link", name="未承接43项").first.click()
        assert page.url.endswith("#left-out")
        expect(page.locator("#left-out-title")).to_be_in_viewport()
        assert page.locator("#glossary dd").first.is_visible()


def test_a_narrow_screen_stacks_and_is_not_wider_than_it_is(browser: Browser, path: Path) -> None:
    with reading(browser, viewport={"width": 390, "height": 844}) as reader:
        page = reader.open(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        left, right = (page.locator('[id="20→10"] .c').nth(at).bounding_box() for at in (0, 1))
        assert left and right and right["y"] >= left["y"] + left["height"]


def test_prints_landscape_with_its_title_heads_on_each_page_and_no_controls(
    browser: Browser, path: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "page.pdf"
    with reading(browser) as reader:
        reader.open(path).pdf(path=paper, prefer_css_page_size=True)
    assert size_of(paper) == (842, 595) and facts_of(paper)["Title"] == "国家与厦门举措对照"
    pages = texts_of(paper)
    assert 20 < len(pages) < 60
    compared = [page for page in pages if "关联可信度" in page and "→" in page and "最接近" not in page]
    assert len(compared) > 10
    assert [page[:80] for page in compared if not ("国家举措" in page and "厦门举措" in page)] == []
    joined = re.sub(r"\s", "", "".join(pages))
    assert "审定" not in joined and "筛选" not in joined
    assert "sources/national-2020.txt，第20" not in joined  # evidence that nobody opened


def test_what_is_filtered_is_what_is_printed(browser: Browser, path: Path, tmp_path: Path) -> None:
    paper = tmp_path / "page.pdf"
    with reading(browser) as reader:
        page = reader.open(path, "#?q=第五航权")
        press(page.locator('[id="20→10"] summary'))
        page.pdf(path=paper, prefer_css_page_size=True)
    text = "".join(texts_of(paper))
    assert "sources/national-2020.txt" in text  # evidence that was opened
    assert "96+97" not in text.split("国家举措")[1]


def test_hostile_texts_do_nothing(reader: Reader, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    from policydiff.report.html.comparison import render
    from tests.report.html.test_structure import HOSTILE, hostile

    shown = hostile(request.getfixturevalue("national"), request.getfixturevalue("xiamen"))
    path = tmp_path / "hostile.html"
    path.write_bytes(render(shown)[""])
    page = reader.open(path)
    assert page.title() == shown.title
    assert (page.locator('[id="national-2020/1"] .text').text_content() or "").startswith(HOSTILE[0])
    assert page.evaluate("[1, 2, 3, 4, 5, 6, 7].map(id => named('left', String(id)).text.slice(0, 12))") == [
        text[:12] for text in HOSTILE
    ]
