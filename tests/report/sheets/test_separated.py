"""Comma-separated values: read by the rules of the format, taken for nothing else by a spreadsheet, and lossless."""

import csv
import io
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from policydiff.report.dossier.tables import tables_of
from policydiff.report.printable import plain_lines
from policydiff.report.sheets.separated import guarded, render_csv, render_zip
from tests.report.cases import FRAGMENTS, PAIRS, TEXTS, dossier, dossier_between, hostile_pair
from tests.report.programs import Office


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "@SUM(A1)",
        "+1",
        "-1",
        "-",
        " =1",
        "\n=1",
        "＝1",
        "－1",
        "'",
        "'=1",
        "16-1",
        "1/2",
        "1.10",
        "007",
        "1e5",
        "12:30",
        "3月5日",
        "2019年7月",
        "2020-08-12",
        "50%",
        "1,234",
        "(12)",
        "5 May",
        "MAR1",
        "TRUE",
        "false",
        "1" * 16,
    ],
)
def test_what_a_spreadsheet_would_take_for_something_else_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20",
        "0",
        "122",
        "16-1→10",
        "→25",
        "9→",
        "national-2020/16-1",
        "96+97",
        "a=1",
        "推动2020年改革",
        "第5项",
        "a'b",
        "3f390cc2804d",
        "一、",
        "（一）",
        "—",
        "mayor",
        "true story",
        "1" * 15,
    ],
)
def test_what_stays_itself_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@given(st.one_of(TEXTS, st.text(max_size=8), st.from_regex(r"[-+=@'0-9eE./ ]{0,6}", fullmatch=True)))
def test_taking_one_apostrophe_off_gives_the_text_again(text: str) -> None:
    assert guarded(text).removeprefix("'") == text
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", ["1" * 100_000 + "x", "dec" + "e" * 100_000 + "!", "1 " * 50_000 + "_"])
def test_a_long_text_takes_no_long_time(text: str) -> None:
    begin = time.process_time()
    guarded(text)
    assert time.process_time() - begin < 1  # backtracking would take minutes


def test_files_are_utf_8_with_a_mark_and_lines_as_the_format_has_them() -> None:
    files = render_csv(dossier(*PAIRS[0], "zh"))
    assert list(files) == ["", *(table.name for table in tables_of(dossier(*PAIRS[0], "zh")))]
    for content in files.values():
        assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
        rows = rows_of(content)
        assert len({len(row) for row in rows}) == 1


def test_the_archive_holds_the_same_files_without_a_time_of_day() -> None:
    found = dossier(*PAIRS[0], "en")
    with ZipFile(io.BytesIO(render_zip(found)[""])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert parts == {f"{name or 'comparison'}.csv": content for name, content in render_csv(found).items()}


def test_both_texts_in_one_bear_the_marks_of_word_diffs() -> None:
    table = next(table for table in tables_of(dossier(*PAIRS[0], "en")) if table.name == "links")
    place = [column.key for column in table.columns].index("both")
    rows = rows_of(render_csv(dossier(*PAIRS[0], "en"))["links"])
    assert any("[-" in row[place] and "{+" in row[place] for row in rows[1:])
    assert not any("[-" in row[place - 5] for row in rows[1:])


def test_libreoffice_opens_it_as_texts(tmp_path: Path, office: Office) -> None:
    """No formula, no date, no number but whole ones: what it shows is what is in the file."""
    found = dossier_between(*hostile_pair("".join(text for text in FRAGMENTS.values() if "_x" not in text)))
    file = tmp_path / "r.csv"
    file.write_bytes(render_csv(found)["measures"])
    book = office.convert(file, "xlsx:Calc MS Excel 2007 XML", "--infilter=CSV:44,34,76,1,,0,false,true,false")
    sheet = load_workbook(book).active
    assert sheet is not None
    shown = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert shown == [[plain_lines(cell) for cell in row] for row in rows_of(file.read_bytes())]
