"""The workbook: true types, filters, joins by link and by name, marks, limits of cells, and how it prints."""

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from policydiff.model.comparison import Link
from policydiff.model.decision import Word
from policydiff.report.dossier import dossier_of
from policydiff.report.dossier.tables import Column, Table, tables_of
from policydiff.report.dossier.tables.parts import MARKED, TEXT
from policydiff.report.sheets.cells import MOST_BREAKS, MOST_CHARACTERS, fitted, height, unlike, width
from policydiff.report.sheets.workbook import render_excel
from policydiff.report.view import ADDED, REMOVED, SAME, Segment, view_of
from policydiff.report.wording import LANGUAGES, words
from tests.report.cases import FRAGMENTS, PAIRS, compared, dossier, dossier_between, hostile_pair
from tests.report.programs import Office, texts_of


def opened(content: bytes, *, rich: bool = False) -> Any:
    return load_workbook(io.BytesIO(content), rich_text=rich)


@pytest.fixture(scope="module", params=LANGUAGES)
def book(request: pytest.FixtureRequest) -> Any:
    return opened(render_excel(dossier(*PAIRS[0], request.param))[""], rich=True)


def test_each_sheet_is_a_table_to_filter_with_its_head_in_sight(book: Any) -> None:
    for sheet in book:
        (table,) = sheet.tables.values()
        assert table.autoFilter.ref == table.ref == sheet.dimensions
        assert sheet.freeze_panes == "B2"
        assert len(sheet.title) <= 31 and not set(sheet.title) & set("[]:*?/\\'")


def test_each_sheet_prints_on_wide_pages_under_its_head(book: Any) -> None:
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # one page is what none means
        assert sheet.print_title_rows == "$1:$1"


def test_names_of_columns_are_the_same_in_every_language() -> None:
    few = [dossier_between(*hostile_pair("无害"), language) for language in LANGUAGES]
    names = [set(opened(render_excel(one)[""]).defined_names) for one in few]
    assert names[0] == names[1] >= {"links.key", "changes.kind", "left_out.applicability", "measures.anchor"}


def test_ids_lead_to_their_rows(book: Any) -> None:
    keys = {table.name: index for index, table in enumerate(tables_of(dossier(*PAIRS[0], "en")))}
    sheets = list(book)
    changes, links = sheets[keys["changes"]], sheets[keys["links"]]
    for row in range(2, changes.max_row + 1):
        cell = changes.cell(row, 2)
        title, _, place = cell.hyperlink.location.rpartition("!")
        assert title.strip("'") == links.title
        assert links[place].value == cell.value


def test_numbers_are_numbers_and_ids_are_texts(book: Any) -> None:
    links = list(book)[2]
    head = [column.key for column in tables_of(dossier(*PAIRS[0], "en"))[2].columns]
    for row in range(2, links.max_row + 1):
        assert isinstance(links.cell(row, 1 + head.index("left")).value, str)
        confidence = links.cell(row, 1 + head.index("confidence"))
        assert isinstance(confidence.value, float | int) and confidence.number_format == "0.000"


def test_what_differs_is_struck_out_or_underlined(book: Any) -> None:
    links = list(book)[2]
    marked = [cell.value for row in links.iter_rows(min_row=2) for cell in row if isinstance(cell.value, CellRichText)]
    blocks = [part for text in marked for part in text if isinstance(part, TextBlock)]
    struck = [part for part in blocks if part.font.strike]
    underlined = [part for part in blocks if part.font.u]
    assert struck and underlined and len(struck) + len(underlined) < len(blocks)
    assert {part.font.color.rgb for part in struck if part.font.color} == {"FFA3141B"}
    assert {part.font.color.rgb for part in underlined if part.font.color} == {"FF11622F"}


@pytest.mark.parametrize(("language", "shown"), [("zh", 'yyyy"年"m"月"d"日"'), ("en", "d mmm yyyy")])
def test_days_are_days(language: str, shown: str) -> None:
    one, other, found = compared(*PAIRS[0])
    word = Word(verdict="linked", by="=王芳", when="2024-03-05", why="@同一事项")
    links: list[Link] = [replace(found.links[0], decided_by="decision", decision=word), *found.links[1:]]
    decided = replace(found, links=tuple(links), left=replace(found.left, issued="1899-12-31"))
    made = dossier_of(view_of(decided, one, other), one, other, language)
    sheets = list(opened(render_excel(made)[""]))
    keys = [column.key for column in tables_of(made)[2].columns]
    row = next(row for row in sheets[2].iter_rows(min_row=2) if row[keys.index("decided_on")].value)
    cell = row[keys.index("decided_on")]
    assert (cell.value, cell.number_format) == (datetime(2024, 3, 5), shown)
    who = row[keys.index("decided_who")]
    assert (who.value, who.data_type) == ("=王芳", "s")
    sources = next(sheet for sheet in sheets if "sources" in sheet.tables)
    assert "1899-12-31" in [cell.value for row in sources.iter_rows() for cell in row]  # Excel knows no such day


def column(key: str = "text", kind: str = TEXT) -> Column:
    return Column(key=key, title="原文", kind=kind, points=False, reading=True)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", 1),
        ("末" * MOST_CHARACTERS, 1),
        ("末" * (MOST_CHARACTERS + 1), 2),
        ("😀" * (MOST_CHARACTERS // 2), 1),
        ("😀" * (MOST_CHARACTERS // 2 + 1), 2),
        ("a\n" * MOST_BREAKS, 1),
        ("a\n" * (MOST_BREAKS + 1), 2),
        ("\u200b" * 10_000, 3),
    ],
)
def test_a_text_goes_on_in_the_next_column(text: str, pieces: int) -> None:
    table = Table(name="x", title="x", columns=(column(),), rows=({"text": text}, {"text": "短"}))
    found = fitted(table, words("zh"))
    assert [one.title for one in found.columns] == ["原文", *(f"原文（续{n}）" for n in range(2, pieces + 1))]
    assert "".join(str(found.rows[0][one.key]) for one in found.columns) == text.replace("\u200b", "<U+200B>")
    assert [found.rows[1][one.key] for one in found.columns] == ["短", *[None] * (pieces - 1)]


@pytest.mark.parametrize("lengths", [(1, 40_000, 3), (32_767, 1), (1, 32_766, 70_000), (10, 10)])
def test_marked_texts_are_cut_without_losing_words_or_marks(lengths: tuple[int, ...]) -> None:
    marks = (SAME, REMOVED, ADDED)
    runs = tuple(Segment("字词句"[n] * size, marks[n]) for n, size in enumerate(lengths))
    table = Table(name="x", title="x", columns=(column(kind=MARKED),), rows=({"text": runs},))
    found = fitted(table, words("en"))
    cells = [found.rows[0][one.key] for one in found.columns]
    shown = [part for cell in cells if isinstance(cell, tuple) for part in cell]
    assert all(part.text for part in shown)
    assert [(c, part.mark) for part in shown for c in part.text] == [(c, part.mark) for part in runs for c in part.text]
    assert all(isinstance(cell, tuple) and sum(len(part.text) for part in cell) <= MOST_CHARACTERS for cell in cells)
    assert len(cells) == -(-sum(lengths) // MOST_CHARACTERS)


def test_titles_of_one_table_are_told_apart() -> None:
    assert unlike(["text", "Text", "a", "text"]) == ["text", "Text (2)", "a", "text (3)"]


def test_widths_follow_the_words_within_limits() -> None:
    assert (
        width("a", column(), ["短"]) < width("a", column(), ["较长的文字" * 4]) < width("a", column(), ["很长" * 2000])
    )
    assert width("a", column(), ["很长" * 200_000]) <= 120
    assert height([("一行", 40)]) < height([("一行\n两行\n三行", 40)]) < height([("很长的文字" * 100, 40)]) <= 409


def test_libreoffice_opens_it_and_prints_every_page_under_its_head(tmp_path: Path, office: Office) -> None:
    file = tmp_path / "r.xlsx"
    file.write_bytes(render_excel(dossier(*PAIRS[0], "zh"))[""])
    pages = texts_of(office.convert(file, "pdf"))
    heads = {"关联": "对照号", "变化": "编号", "举措": "举措代号", "未承接": "对照号"}
    for title, head in heads.items():
        ours = [page for page in pages if page.strip().splitlines()[-1].split()[0] == title]
        assert len(ours) > 1
        assert all(page.split()[0] == head for page in ours)


@pytest.mark.parametrize("name", [name for name in FRAGMENTS if name != "escape"])  # which openpyxl reads otherwise
def test_heads_are_those_that_the_table_names(name: str) -> None:
    """Else Excel says that the file is broken, and mends it."""
    few = dossier_between(*hostile_pair("无害"), "en")
    found = replace(few, left=replace(few.left, name=FRAGMENTS[name] * 3))
    for sheet in opened(render_excel(found)[""]):
        (table,) = sheet.tables.values()
        heads = [cell.value for cell in sheet[1]]
        assert heads == [column.name for column in table.tableColumns]
        assert len({head.lower() for head in heads}) == len(heads) and max(map(len, heads)) <= 255
