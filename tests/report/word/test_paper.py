"""Papers: styles, tables, page, properties, whatever text they hold; and that the reading back sees faults."""

import io
import zipfile
from datetime import datetime

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

from policydiff.report.printable import plain
from policydiff.report.view import ADDED, REMOVED, SAME, Segment
from policydiff.report.word import styles
from policydiff.report.word.paper import Paper, Span, marked, paragraph
from tests.report.word.reading import W, cells, faults, main, paragraphs, parts, said, styled, tables


def paper_with(*texts: str, language: str = "zh") -> bytes:
    paper = Paper("对照", language)
    for text in texts:
        paper.add(text)
    return paper.to_bytes()


@given(st.lists(st.text(st.characters(), max_size=40), max_size=4))
def test_any_text_is_shown_whole(texts: list[str]) -> None:
    made = paper_with(*texts)
    assert list(faults(made)) == []
    assert [text for _, text in paragraphs(made)] == ["\n".join(map(plain, text.split("\n"))) for text in texts]


def test_half_a_character_is_shown_by_its_code() -> None:
    assert paragraphs(paper_with("a\ud800\udfff", "\ufffe")) == [
        ("Normal", "a<U+D800><U+DFFF>"),
        ("Normal", "<U+FFFE>"),
    ]


@given(st.lists(st.tuples(st.text(max_size=8), st.sampled_from((SAME, REMOVED, ADDED))), max_size=6))
def test_marks_are_character_styles(segments: list[tuple[str, str]]) -> None:
    paper = Paper("t", "en")
    paper.table(["a"], [1]).row([paragraph(*marked([Segment(*one) for one in segments]))])
    cell = tables(paper.to_bytes())[0][1][0]
    shown = [("\n".join(map(plain, text.split("\n"))), mark) for text, mark in segments if text]
    assert styled(cell, "Removed") == [text for text, mark in shown if mark == REMOVED]
    assert styled(cell, "Added") == [text for text, mark in shown if mark == ADDED]
    assert said(cell) == "".join(text for text, _ in shown)


def test_blanks_at_the_ends_of_a_run_stay() -> None:
    paper = Paper("t", "en")
    paper.add("a ", Span(" ", styles.REMOVED), " b")
    assert paragraphs(paper.to_bytes()) == [("Normal", "a   b")]
    assert Document(io.BytesIO(paper.to_bytes())).paragraphs[0].text == "a   b"


def test_the_page_is_a4_landscape_with_the_title_above_and_the_number_below() -> None:
    section = Document(io.BytesIO(paper_with("x"))).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)  # type: ignore[union-attr]
    assert section.left_margin is not None and section.left_margin > Mm(15)
    assert section.header.paragraphs[0].text == "对照"
    files = parts(paper_with("x"))
    footer = next(content.decode() for name, content in files.items() if "footer" in name)
    assert footer.index("第 ") < footer.index(" PAGE ") < footer.index(" NUMPAGES ")
    english = next(text.decode() for name, text in parts(paper_with("x", language="en")).items() if "footer" in name)
    assert english.index("Page ") < english.index(" PAGE ") < english.index(" of ")


@pytest.mark.parametrize(
    ("language", "body", "heading"), [("zh", "SimSun", "SimHei"), ("en", "Microsoft YaHei", "Microsoft YaHei")]
)
def test_chinese_has_a_font_of_its_own(language: str, body: str, heading: str) -> None:
    files = parts(paper_with("x", language=language))
    found = files["word/styles.xml"].decode()
    assert f'w:eastAsia="{body}"' in found and f'w:eastAsia="{heading}"' in found and "$" not in found
    assert 'w:eastAsia="zh-CN"' in found
    for name in {body, heading}:
        assert f'<w:font w:name="{name}">' in files["word/fontTable.xml"].decode()
    run = next(main(paper_with("“引号”与汉字")).iter(f"{W}r"))
    hint = run.find(f"{W}rPr/{W}rFonts")
    assert hint is not None and hint.get(f"{W}hint") == "eastAsia"
    assert next(main(paper_with("“Latin”")).iter(f"{W}r")).find(f"{W}rPr") is None


def test_marks_differ_by_more_than_colour() -> None:
    found = Document(io.BytesIO(paper_with("x"))).styles
    assert found["Removed"].font.strike and not found["Removed"].font.underline
    assert found["Added"].font.underline and not found["Added"].font.strike


def test_headings_are_those_of_the_navigation_pane() -> None:
    paper = Paper("t", "en")
    for level in (1, 2, 3):
        paper.heading(f"h{level}", level)
    found = Document(io.BytesIO(paper.to_bytes())).paragraphs
    assert [one.style.name for one in found if one.style] == ["Heading 1", "Heading 2", "Heading 3"]


def test_a_table_is_as_wide_as_the_page_in_fixed_columns() -> None:
    paper = Paper("t", "en")
    table = paper.table(["a", "b", "c"], [1, 1, 2])
    table.band("all")
    table.row([paragraph("1")], [], [paragraph("3"), paragraph("4")])
    made = paper.to_bytes()
    assert cells(made) == [[["a", "b", "c"], ["all"], ["1", "", "3\n4"]]]
    found = Document(io.BytesIO(made)).tables[0]
    assert found.autofit is False and found.style is not None and found.style.name == "Report Table"
    widths = [column.width.twips for column in found.columns if column.width is not None]
    assert widths == [paper.width // 4, paper.width // 4, paper.width // 2]
    assert paper.width == 16838 - 2 * 1021
    with pytest.raises(ValueError, match="zip"):
        table.row([paragraph("too few")])


def test_tables_do_not_run_into_each_other_or_into_the_end() -> None:
    paper = Paper("t", "en")
    for _ in range(3):
        paper.table(["a"], [1])
    assert list(faults(paper.to_bytes())) == []


def test_no_time_of_day_is_told() -> None:
    dated = Paper("标题\x00", "zh", dated="2025-04-11").to_bytes()
    found = Document(io.BytesIO(dated)).core_properties
    assert (found.title, found.author, found.language) == ("标题<U+0000>", "policydiff", "zh-CN")
    assert found.created == found.modified
    assert found.created is not None and found.created.replace(tzinfo=None) == datetime(2025, 4, 11)
    undated = Document(io.BytesIO(paper_with("x"))).core_properties
    assert (undated.created, undated.modified) == (None, None)
    with zipfile.ZipFile(io.BytesIO(dated)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        (b"<w:pPr><w:pStyle", b"<w:pPr><w:jc/><w:pStyle", "pPr is out of order"),
        (b'"TableText"', b'"NoSuch"', "no style NoSuch"),
        (b"<w:tblLayout", b"<w:tblCaption/><w:tblLayout", "tblPr is out of order"),
        (b"<w:tblLayout", b"<w:tblWhat/><w:tblLayout", "tblPr holds tblWhat"),
        (b"</w:tbl><w:p>", b"</w:tbl><w:tbl/><w:p>", "two tables touch"),
    ],
)
def test_the_reading_back_sees_what_is_wrong(right: bytes, wrong: bytes, fault: str) -> None:
    paper = Paper("t", "en")
    paper.table(["a"], [1]).row([paragraph("b")])
    made = paper.to_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts(made).items():
            archive.writestr(name, content.replace(right, wrong, 1) if name == "word/document.xml" else content)
    assert not list(faults(made))
    assert any(fault in told for told in faults(packed.getvalue()))
