"""What LibreOffice makes of it: landscape pages, heads on each page of a table, every text there."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff.model.document import Snapshot
from policydiff.report.word.comparison import render
from tests.report.cases import dossier_between
from tests.report.programs import Office, size_of, texts_of

Convert = Callable[[bytes], list[str]]


@pytest.fixture
def convert(office: Office, tmp_path: Path) -> Convert:
    """The text of each page of a document, without blanks; pages are landscape."""

    def pages(document: bytes) -> list[str]:
        file = tmp_path / "a.docx"
        file.write_bytes(document)
        paper = office.convert(file, "pdf")
        assert size_of(paper) == (842, 595)
        return [re.sub(r"\s", "", page) for page in texts_of(paper)]

    return pages


def test_a_paper_of_national_and_xiamen(convert: Convert, national: Snapshot, xiamen: Snapshot) -> None:
    found = dossier_between(national, xiamen)
    pages = convert(render(found))
    whole = "".join(pages)
    assert len(pages) > 10
    for number, page in enumerate(pages, 1):
        assert page.startswith("国家与厦门举措对照") and page.endswith(f"第{number}页共{len(pages)}页")
        assert len(page) > 60  # more than header and footer
    for balance in found.balances:
        assert re.sub(r"\s", "", balance.text) in whole
    for key in (*(row.key for row in found.rows), *(one.key for one in found.alone)):
        assert key in whole
    for highlight in found.highlights:
        assert re.sub(r"\s", "", highlight.why) in whole


def test_the_head_of_a_long_table_stands_on_each_of_its_pages(
    convert: Convert, sides: tuple[Snapshot, Snapshot]
) -> None:
    left, right = sides
    many = [
        replace(left.measures[1], id=str(n), number=str(n), text=f"支持第{n}类港澳医师开办诊所。" * 6)
        for n in range(1, 81)
    ]
    found = dossier_between(replace(left, measures=tuple(many)), replace(right, measures=tuple(many)))
    pages = convert(render(found))
    inside = [page for page in pages if re.search(r"支持第\d+类港澳医师开办诊所", page)]
    tabled = [page for page in inside if "逐项对照" not in page and "最值得关注" not in page]
    assert len(tabled) >= 5
    assert all("序号国家举措厦门举措变化责任单位" in page for page in tabled)


def test_a_very_long_text_is_not_cut(convert: Convert, sides: tuple[Snapshot, Snapshot]) -> None:
    left, right = sides
    text = "".join(f"第{n}句。" for n in range(1500))
    found = dossier_between(replace(left, measures=(replace(left.measures[3], text=text),)), right)
    whole = "".join(convert(render(found)))
    missing = [n for n in range(1500) if f"{n}" not in whole]
    assert not missing
