"""What LibreOffice makes of it: landscape pages, heads on each page of a table, every text there."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace

import pytest

from policydiff.model.document import Snapshot
from policydiff.report.word.comparison import render
from tests.report.word.conftest import dossier

Convert = Callable[[bytes], list[str]]


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """The text of each page of a document, without blanks; pages are landscape."""
    missing = [name for name in ("soffice", "pdftotext", "pdfinfo") if shutil.which(name) is None]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"{', '.join(missing)} not installed")
    folder = tmp_path_factory.mktemp("office")

    def run(*command: str) -> str:
        done = subprocess.run(command, capture_output=True, check=True, cwd=folder, timeout=300)
        return done.stdout.decode("utf-8", "replace")

    def pages(document: bytes) -> list[str]:
        (folder / "a.docx").write_bytes(document)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run("soffice", "--headless", profile, "--convert-to", "pdf", "a.docx")
        width, height = map(float, re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", run("pdfinfo", "a.pdf"))[0])
        assert (round(width), round(height)) == (842, 595)
        text = run("pdftotext", "-layout", "a.pdf", "-")
        return [re.sub(r"\s", "", page) for page in text.split("\f")[:-1]]

    return pages


def test_a_paper_of_national_and_xiamen(convert: Convert, national: Snapshot, xiamen: Snapshot) -> None:
    found = dossier(national, xiamen)
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
    found = dossier(replace(left, measures=tuple(many)), replace(right, measures=tuple(many)))
    pages = convert(render(found))
    inside = [page for page in pages if re.search(r"支持第\d+类港澳医师开办诊所", page)]
    tabled = [page for page in inside if "逐项对照" not in page and "最值得关注" not in page]
    assert len(tabled) >= 5
    assert all("序号国家举措厦门举措变化责任单位" in page for page in tabled)


def test_a_very_long_text_is_not_cut(convert: Convert, sides: tuple[Snapshot, Snapshot]) -> None:
    left, right = sides
    text = "".join(f"第{n}句。" for n in range(4000))
    found = dossier(replace(left, measures=(replace(left.measures[3], text=text),)), right)
    whole = "".join(convert(render(found)))
    missing = [n for n in range(4000) if f"{n}" not in whole]
    assert not missing
