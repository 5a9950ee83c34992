"""Deciding in the page: what is decided is kept, listed, downloaded, and taken up by the command as it stands."""

import json
import re
import shutil
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from policydiff.model.document import Snapshot
from policydiff.report.dossier import Dossier
from policydiff.report.html.comparison import render
from policydiff.snapshot import schema_errors
from tests.cli.process import started
from tests.conftest import SNAPSHOTS
from tests.report.cases import dossier, dossier_between
from tests.report.html.browsers import Reader, press, reading
from tests.report.html.conftest import Pages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SNAPSHOTS, tmp_path / "snapshots", ignore=shutil.ignore_patterns("decisions"))
    return tmp_path


def run(folder: Path, *arguments: str) -> str:
    import os

    environment = {**os.environ, "LANG": "C.UTF-8", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    done = started(environment, *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def decide(page: Page, key: str, verdict: str, why: str = "", by: str = "") -> None:
    """Decide on a row as a reader does; of what is linked otherwise, with the measures as the form has them."""
    row = page.locator(f'[id="{key}"]')
    press(row.get_by_role("button", name="审定"))
    form = row.locator("#decide")
    expect(form).to_be_visible()
    form.locator(f"[value={verdict}]").check()
    form.get_by_label("理由").fill(why)
    if by:
        form.get_by_label("审定人").fill(by)


def keep(page: Page) -> None:
    press(page.locator("#decide").get_by_role("button", name="保存"))


def pick(page: Page, side: str, *measures: str) -> None:
    """Let a side of the form have just these measures."""
    box = page.locator(f"[data-picker={side}]")
    while box.locator("li button").count():
        press(box.locator("li button").first)
    for one in measures:
        box.locator("input").fill(one)
        box.locator("input").press("Enter")


def downloaded(page: Page) -> dict[str, Any]:
    page.click("#decisions-button")
    with page.expect_download() as found:
        page.click("#download")
    assert found.value.suggested_filename == "review-national-2020--xiamen-2020.json"
    data: dict[str, Any] = json.loads(Path(found.value.path()).read_text("utf-8"))
    page.click("#decisions-button")
    assert schema_errors("review", data) == []
    return data


def said(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    sides = [
        ["+".join(one["measure"] for one in entry[side]) for side in ("left", "right")] for entry in data["decisions"]
    ]
    return [(one, other, entry["verdict"]) for (one, other), entry in zip(sides, data["decisions"], strict=True)]


def accept_leaving(page: Page) -> None:
    page.on("dialog", lambda dialog: dialog.accept())


def test_from_the_page_into_the_next_comparison(browser: Browser, zh: Dossier, folder: Path, tmp_path: Path) -> None:
    page_file = tmp_path / "report.html"
    run(folder, "report", "national", "xiamen", "-o", str(page_file), "--lang", "zh")
    with reading(browser, accept_downloads=True) as reader:
        page = reader.open(page_file)
        decide(page, "20→10", "linked", "同一航权", by="李 明")
        keep(page)
        decide(page, "99→56", "unrelated", "不是一回事")
        keep(page)
        decide(page, "1→8", "partial")
        keep(page)
        decide(page, "28+29→14", "relinked", "二十九项另有去处")
        pick(page, "left", "28")
        keep(page)
        decide(page, "9→", "relinked")
        pick(page, "right", "28")
        keep(page)
        decide(page, "100→", "unrelated")
        keep(page)
        expect(page.locator("#decided")).to_have_text("6")
        data = downloaded(page)
    assert said(data) == [
        ("20", "10", "linked"),
        ("99", "56", "unrelated"),
        ("1", "8", "partial"),
        ("29", "14", "unrelated"),
        ("28", "14", "linked"),
        ("9", "28", "linked"),
        ("100", "77", "unrelated"),
    ]
    assert [entry["by"] for entry in data["decisions"]] == ["李 明"] * 7
    assert [entry["why"] for entry in data["decisions"]][:3] == ["同一航权", "不是一回事", None]
    texts = {measure.id: measure.text for chapter in zh.left.chapters for measure in chapter.measures}
    assert all(one["text"] == texts[one["measure"]] for entry in data["decisions"] for one in entry["left"])
    answers = folder / "answers.json"
    answers.write_text(json.dumps(data), "utf-8")
    run(folder, "review", "national", "xiamen", "--import", str(answers), "--by", "王")
    kept = json.loads((folder / "snapshots/decisions/national-2020--xiamen-2020.json").read_text("utf-8"))
    assert schema_errors("decisions", kept) == []
    assert len(kept["decisions"]) == 7
    found = json.loads(run(folder, "compare", "national", "xiamen", "--format", "json"))
    links = {("+".join(link["left"]), "+".join(link["right"])): link for link in found["links"]}
    assert links["20", "10"]["decision"]["why"] == "同一航权"
    assert links["1", "8"]["relation"] == "partial" and links["1", "8"]["decided_by"] == "decision"
    assert ("28", "14") in links and ("9", "28") in links
    assert not any("29" in link["left"] and "14" in link["right"] for link in found["links"])
    assert ("99", "56") not in links
    run(folder, "report", "national", "xiamen", "-o", str(page_file), "--lang", "zh")
    with reading(browser) as reader:
        page = reader.open(page_file)
        assert "李 明" in (page.locator('[id="20→10"] .head').text_content() or "")


def test_what_was_decided_is_there_after_a_reload(reader: Reader, path: Path) -> None:
    page = reader.open(path)
    accept_leaving(page)
    decide(page, "20→10", "linked", "同一航权", by="李")
    keep(page)
    page.reload()
    expect(page.locator("#decided")).to_have_text("1")
    expect(page.locator('[id="20→10"] .answer')).to_contain_text("20 → 10 关联")
    assert page.input_value("#by") == "李"
    page.click("#decisions-button")
    expect(page.locator("#kept")).to_contain_text("已存于本浏览器")
    page.get_by_role("button", name="撤回").click()
    assert page.locator(".answer").count() == 0
    page.reload()
    expect(page.locator("#decided")).to_have_text("0")


def test_it_works_where_the_browser_keeps_nothing(browser: Browser, path: Path) -> None:
    with reading(browser, accept_downloads=True) as reader:
        refused = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused'); }})"
        reader.context.add_init_script(refused)
        page = reader.open(path)
        decide(page, "20→10", "linked")
        keep(page)
        page.click("#decisions-button")
        expect(page.locator("#kept")).to_contain_text("不能保存")
        page.click("#decisions-button")
        assert said(downloaded(page)) == [("20", "10", "linked")]


def test_what_is_kept_and_does_not_fit_is_passed_over(reader: Reader, path: Path) -> None:
    page = reader.open(path)
    page.evaluate(
        """() => localStorage.setItem(STORE, JSON.stringify({by: 1, decisions: [
            ["no such row", {verdict: "linked", left: ["1"], right: ["1"]}],
            ["20→10", {verdict: "linked", left: ["20"], right: ["1000"]}],
            ["1→8", {verdict: "perhaps", left: ["1"], right: ["8"]}],
            ["2→1", {verdict: "linked", left: ["2"], right: ["1"], why: "", by: "", when: "2026-01-31"}],
        ]}))"""
    )
    page.reload()
    expect(page.locator("#decided")).to_have_text("1")
    page.evaluate("() => localStorage.setItem(STORE, 'no JSON')")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#decided")).to_have_text("0")


def test_leaving_warns_until_the_decisions_are_downloaded(browser: Browser, path: Path) -> None:
    with reading(browser, accept_downloads=True) as reader:
        page = reader.open(path)
        asked: list[str] = []

        def accept(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", accept)
        page.reload()
        assert asked == []
        decide(page, "20→10", "linked")
        keep(page)
        page.reload()
        assert asked == ["beforeunload"]
        page.locator("body").click()  # a browser asks those alone who did something in the page
        downloaded(page)
        page.reload()
        assert asked == ["beforeunload"]


def test_measures_are_found_by_words_and_by_numbers(reader: Reader, zh: Dossier, path: Path) -> None:
    page = reader.open(path)
    decide(page, "9→", "relinked")
    box = page.locator("[data-picker=right]")
    box.locator("input").fill("货运")
    offered = box.locator("option").evaluate_all("all => all.map(one => one.value.split(' ')[0])")
    texts = {one.id: one.text for chapter in zh.right.chapters for one in chapter.measures}
    assert offered == [name for name, text in texts.items() if "货运" in text]
    assert "10" in offered
    box.locator("input").fill(box.locator("option").first.get_attribute("value") or "")
    box.locator("input").press("Enter")
    box.locator("input").fill("12、14, 15")
    box.locator("input").press("Enter")
    assert [text.split(" ")[0] for text in box.locator("li").all_inner_texts()] == ["10", "12", "14", "15"]
    box.locator("input").fill("1000")
    keep(page)
    assert page.locator(".fault").inner_text() == "没有编号为 1000 的举措：厦门"
    box.locator("input").fill("")
    keep(page)
    assert page.locator("#decided").inner_text() == "1"


def test_decisions_that_make_no_sense_or_contradict_each_other_are_refused(reader: Reader, path: Path) -> None:
    page = reader.open(path)
    fault = page.locator(".fault")
    press(page.locator('[id="20→10"] [data-review]'))
    keep(page)
    expect(fault).to_have_text("请选择一项。")
    decide(page, "20→10", "relinked")
    keep(page)
    expect(fault).to_contain_text("与现有关联相同")
    pick(page, "left")
    keep(page)
    expect(fault).to_have_text("双方各须至少一项。")
    press(page.get_by_role("button", name="取消"))
    decide(page, "1→8", "unrelated")
    keep(page)
    decide(page, "8→", "relinked")
    pick(page, "left", "8", "1")
    pick(page, "right", "8")
    keep(page)
    expect(fault).to_contain_text("与 1→8 的审定矛盾")
    assert page.locator("#decided").inner_text() == "1"


RELINKED = """([before, after]) => {
    const parts = noLonger(before, after).concat([{verdict: "linked", ...after}]);
    return parts.map(part => [part.left.join("+"), part.right.join("+"), part.verdict]);
}"""


def test_relinking_says_of_every_old_and_new_pair_once_whether_it_holds(reader: Reader, path: Path) -> None:
    page = reader.open(path)
    before = {"left": ["1", "2"], "right": ["a", "b"]}
    old = {(one, other) for one in "12" for other in "ab"}
    for left, right in product(("1", "2", "12", "3", "13", "123"), ("a", "b", "ab", "c", "ac", "abc")):
        parts = page.evaluate(RELINKED, [before, {"left": [*left], "right": [*right]}])
        pairs = [
            (*pair, verdict) for ones, others, verdict in parts for pair in product(ones.split("+"), others.split("+"))
        ]
        new = set(product(left, right))
        assert sorted(pairs) == sorted(
            [(*pair, "linked") for pair in new] + [(*pair, "unrelated") for pair in old - new]
        )


@pytest.fixture
def decided_page(folder: Path) -> Path:
    """A page of a comparison in which a link of two measures was decided before."""
    answers = folder / "answers.json"
    entry = {
        "verdict": "linked",
        "left": [{"measure": "28"}, {"measure": "29"}],
        "right": [{"measure": "14"}],
        "by": "王",
    }
    data = {"format": 1, "left": "national-2020", "right": "xiamen-2020", "decisions": [entry]}
    answers.write_text(json.dumps(data), "utf-8")
    run(folder, "review", "national", "xiamen", "--import", str(answers), "--by", "王")
    run(folder, "report", "national", "xiamen", "-o", "decided.html", "--lang", "zh")
    return folder / "decided.html"


def test_what_was_decided_before_is_replaced_or_stays(browser: Browser, decided_page: Path, folder: Path) -> None:
    with reading(browser, accept_downloads=True) as reader:
        page = reader.open(decided_page)
        decide(page, "28+29→14", "relinked")
        pick(page, "left", "28")
        keep(page)
        expect(page.locator(".fault")).to_contain_text("与此前对 28+29→14 的认定矛盾")
        pick(page, "left", "28", "29")
        pick(page, "right", "10")
        keep(page)
        data = downloaded(page)
    assert said(data) == [("28+29", "14", "unrelated"), ("28+29", "10", "linked")]
    (folder / "again.json").write_text(json.dumps(data), "utf-8")
    run(folder, "review", "national", "xiamen", "--import", "again.json", "--by", "王")
    kept = json.loads((folder / "snapshots/decisions/national-2020--xiamen-2020.json").read_text("utf-8"))
    assert said(kept) == said(data)


def test_words_that_are_not_shown_as_printed_are_recorded_as_printed(
    browser: Browser, national: Snapshot, xiamen: Snapshot, tmp_path: Path
) -> None:

    text, title = "第\u200b五\x07航权\r\n货运 <b>&amp;\u202e", "名\ufeff称"
    odd = replace(national, measures=(replace(national.measures[0], text=text, title=title), *national.measures[1:]))
    shown = dossier_between(odd, xiamen)
    path = tmp_path / "odd.html"
    path.write_bytes(render(shown)[""])
    key = shown.left.rows["1"][0]
    with reading(browser, accept_downloads=True) as reader:
        page = reader.open(path)
        decide(page, key, "relinked" if key == "1→" else "linked")
        if key == "1→":
            pick(page, "right", "8")
        keep(page)
        [entry] = downloaded(page)["decisions"]
    assert entry["left"] == [{"measure": "1", "title": title, "text": text}]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", entry["when"])
    assert entry["by"] is None


def test_the_words_decide_whether_what_was_kept_is_taken_up(
    browser: Browser,
    pages: Pages,
    path: Path,
    national: Snapshot,
    xiamen: Snapshot,
    tmp_path: Path,
) -> None:

    other = replace(xiamen, measures=(replace(xiamen.measures[0], text="别的文字"), *xiamen.measures[1:]))
    changed = tmp_path / "changed.html"
    changed.write_bytes(render(dossier_between(national, other))[""])
    with reading(browser) as reader:
        page = reader.open(path)
        accept_leaving(page)
        decide(page, "20→10", "linked")
        keep(page)
        assert reader.open(pages(dossier("national-2020", "xiamen-2020", "en"))).inner_text("#decided") == "1"
        assert reader.open(changed).inner_text("#decided") == "0"
