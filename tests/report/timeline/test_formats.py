"""One page in all formats: the same ids and counts, hostile texts as text, both languages whole."""

import io
import json
import re
from pathlib import Path

import pytest

from policydiff.report.formats import TIMELINE_FORMATS
from policydiff.report.timeline import Chronicle, Page, Rounds
from policydiff.report.wording import LANGUAGES
from policydiff.snapshot import schema_errors
from tests.lineage.documents import later, plan, version
from tests.report.timeline.made import (
    file_of,
    hostile,
    html_of,
    lineages_page,
    rounds_page,
    three_rounds,
    trace_page,
    words_of,
)


@pytest.fixture(params=["all_lineages", "one_trace", "long_trace", "ftz_rounds"])
def page(request: pytest.FixtureRequest) -> Page:
    found: Page = request.getfixturevalue(request.param)
    return found


def _refs(page: Page) -> set[str]:
    if isinstance(page, Rounds):
        return {name for line in page.found.lines for one in line.passages for name in one.refs}
    return {member.ref for family in page.found.families for member in family.members} | {
        one.ref for one in page.found.alone
    }


def test_all_formats_hold_the_same_measures_counts_and_words(page: Page) -> None:
    texts = words_of(page)
    data = json.loads(file_of("json", page))
    kind = "lifecycle" if isinstance(page, Rounds) else "trace" if "asked" in data else "lineages"
    assert schema_errors(kind, data) == []
    said = [page.title, page.headline]
    if isinstance(page, Chronicle):
        said += [one.text for one in page.balances]
        said += [text for one in page.families for text in (one.name, one.status_name, one.size, one.id)]
        said += [gap.text for one in page.families for gap in one.gaps]
    else:
        said += [balance.text for one in page.rounds for balance in one.balances]
        said += [one.text for row in (*page.rows, page.total) for cell in row.cells for one in cell.counts]
        said += [text for line in page.lines for text in (line.name, line.path)]
    for name, text in texts.items():
        for ref in _refs(page):
            assert ref in text, (name, ref)
        for one in said:
            assert re.sub(r"\s+", "", one) in text, (name, one)


def test_all_formats_hold_each_change_and_where_it_comes_from(page: Page) -> None:
    families = page.lines if isinstance(page, Rounds) else page.families
    members = [one for family in families for stage in family.stages for one in stage.members]
    assert members
    for name, text in words_of(page).items():
        for one in members:
            assert re.sub(r"\s+", "", one.measure.source) in text, (name, one.ref)
            for origin in one.origins:
                assert re.sub(r"\s+", "", origin.how) in text
                for note in origin.notes:
                    assert re.sub(r"\s+", "", note.text) in text, (name, note.text)


def test_links_of_the_page_lead_to_ids_that_are_there_once(page: Page) -> None:
    found = html_of(page)
    assert len(found.ids) == len(set(found.ids))
    assert set(found.hrefs) <= set(found.ids)
    for ref in _refs(page):
        assert ref.replace("#", "/") in found.ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_are_text_in_every_format(tmp_path: Path, language: str) -> None:
    from docx import Document

    pages: list[Page] = [
        lineages_page(hostile(), tmp_path / "lineages", language),
        trace_page("警报", hostile(), tmp_path / "trace", language),
        rounds_page(hostile(), tmp_path / "rounds", language),
    ]
    for page in pages:
        html = html_of(page)
        assert html.tags.count("script") <= 1 and "img" not in html.tags and "b" not in html.tags
        markdown = file_of("md", page).decode()
        assert "<script" not in markdown and "](http" not in markdown and "<img" not in markdown
        assert "**企业**" not in markdown
        paper = Document(io.BytesIO(file_of("docx", page)))
        shown = "".join(node.text or "" for node in paper.element.body.iter() if node.tag.endswith("}t"))
        for text in ("".join(html.words), markdown, shown):
            assert not re.search("[\x00-\x08\x0b-\x1f\u202e\u200f]", text)
            assert "U+202E" in text.replace("&#43;", "+")
            assert page is pages[1] or "，拓展服务网络" * 200 in text
        for text in () if page is pages[1] else ("".join(html.words), shown):
            assert "<script>alert(1)</script>]]>&amp;制度" in text
            assert '=HYPERLINK("http://x","点")' in text and "{{ 7*7 }}{% raw %}" in text


def test_a_table_of_markdown_has_as_many_cells_in_each_row(tmp_path: Path) -> None:
    for page in (lineages_page(hostile(), tmp_path / "a", "en"), rounds_page(hostile(), tmp_path / "b", "en")):
        tables = re.findall(r"(?:^\|.*\n)+", file_of("md", page).decode(), re.M)
        assert len(tables) >= 2
        for table in tables:
            assert len({line.count("|") for line in table.splitlines()}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_hold_no_words_of_the_other_language(tmp_path: Path, language: str) -> None:
    snapshots = [plan(), version(), later()]
    pages: list[Page] = [
        lineages_page(snapshots, tmp_path / "lineages", language),
        trace_page("银行业", snapshots, tmp_path / "trace", language),
        rounds_page(three_rounds(), tmp_path / "rounds", language),
    ]
    other = {"zh": r"confidence|measure|famil(y|ies)|dropped|document", "en": "可信度|举措|谱系|脉络|文件"}[language]
    for page in pages:
        for name, text in words_of(page).items():
            assert not re.search(other, text), (name, re.search(other, text))


def test_the_same_page_is_the_same_bytes(tmp_path: Path) -> None:
    pages = [rounds_page(three_rounds(), tmp_path / name, "zh") for name in ("one", "other")]
    for name in TIMELINE_FORMATS:
        assert file_of(name, pages[0]) == file_of(name, pages[1])
