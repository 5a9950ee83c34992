"""The Word documents: a table a family, marks as styles, sound for another office too."""

import io
from pathlib import Path

import pytest

from policydiff.report.timeline import Chronicle, Page, Rounds
from policydiff.report.view import ADDED, REMOVED
from tests.report.programs import Office, pages_of
from tests.report.timeline.made import file_of, hostile, lineages_page, rounds_page


def test_a_trace_is_a_table_from_document_to_document(one_trace: Chronicle) -> None:
    from docx import Document

    paper = Document(io.BytesIO(file_of("docx", one_trace)))
    (table,) = paper.tables
    assert [cell.text for cell in table.rows[0].cells] == ["时间", "文件", "举措原文", "变化", "依据"]
    last = [cell.text for cell in table.rows[-1].cells]
    assert last[0].startswith("2020年（未印日期）") and "xiamen-2020" in last[1]
    assert "支持具备条件的试点地区开通增加货运第五航权航线。" in last[2]
    assert "覆盖事项缩小：增加“货运”" in last[3] and "关联可信度0.99" in last[4]
    assert "sources/xiamen-2020.txt，第" in last[4]


def test_marks_are_character_styles(all_lineages: Chronicle) -> None:
    from docx import Document

    paper = Document(io.BytesIO(file_of("docx", all_lineages)))
    styles = {style.style_id: style.name for style in paper.styles}
    runs = [run for run in paper.element.body.iter() if run.tag.endswith("}r")]
    shown: dict[str, list[str]] = {REMOVED: [], ADDED: []}
    for run in runs:
        if run.rPr is not None and run.rPr.rStyle is not None:
            name = (styles[run.rPr.rStyle.val] or "").lower()
            if name in shown:
                shown[name].append("".join(node.text or "" for node in run.iter() if node.tag.endswith("}t")))
    expected = {
        mark: {
            part.text
            for family in all_lineages.families
            for stage in family.stages
            for one in stage.members
            for field in one.measure.fields
            for part in field.segments
            if part.mark == mark
        }
        for mark in (REMOVED, ADDED)
    }
    assert expected[REMOVED] <= set(shown[REMOVED]) and expected[ADDED] <= set(shown[ADDED])
    assert len(paper.tables) == 2 + len(all_lineages.families) + 1


@pytest.mark.parametrize("name", ["ftz_rounds", "hostile"])
def test_another_office_opens_it(request: pytest.FixtureRequest, tmp_path: Path, office: Office, name: str) -> None:
    is_hostile = name == "hostile"
    page: Page = lineages_page(hostile(), tmp_path / "data", "zh") if is_hostile else request.getfixturevalue(name)
    (tmp_path / "page.docx").write_bytes(file_of("docx", page))
    assert 2 <= pages_of(office.convert(tmp_path / "page.docx", "pdf")) <= 60


def test_rounds_are_a_table_of_counts(ftz_rounds: Rounds, tmp_path: Path) -> None:
    from docx import Document

    for page in (ftz_rounds, rounds_page(hostile(), tmp_path, "en")):
        paper = Document(io.BytesIO(file_of("docx", page)))
        counted = next(one for one in paper.tables if one.rows[0].cells[0].text == page.rows_name)
        assert len(counted.rows) == 1 + len(page.rows) + 1
        for row, cells in zip((*page.rows, page.total), counted.rows[1:], strict=True):
            assert cells.cells[0].text == row.name
            for cell, shown in zip(row.cells, cells.cells[1:], strict=True):
                assert all(one.text in shown.text and one.numbers in shown.text for one in cell.counts)
