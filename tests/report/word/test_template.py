"""Templates: their styles and page are taken over, their text is not, and what is none is refused in one line."""

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm, Pt

from policydiff.errors import UsageError
from policydiff.report.dossier import Dossier
from policydiff.report.word.comparison import render
from policydiff.report.word.package import open_blank
from policydiff.report.word.paper import Paper
from tests.cli.process import run
from tests.conftest import SNAPSHOTS
from tests.report.word.reading import W, cells, faults, main, paragraphs, parts


def office(path: Path) -> None:
    """A document as an office might have it: portrait, its own heading, header and picture of the text."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.header.paragraphs[0].text = "厦门市商务局"
    heading = document.styles["Heading 1"]
    heading.font.size = Pt(31)
    removed = document.styles.add_style("Removed", WD_STYLE_TYPE.CHARACTER)
    removed.font.double_strike = True
    document.add_heading("内部讨论稿", 1)
    document.add_paragraph("请勿外传")
    document.save(str(path))


def test_styles_page_and_header_are_taken_over_and_the_text_goes(tiny: Dossier, template: Path) -> None:
    office(template)
    made = render(tiny, template)
    assert list(faults(made)) == []
    found = Document(io.BytesIO(made))
    assert "请勿外传" not in "".join(one.text for one in found.paragraphs)
    assert found.styles["Heading 1"].font.size == Pt(31)
    assert found.styles["Removed"].font.double_strike
    assert found.styles["Added"].font.underline
    section = found.sections[0]
    assert [round(length.mm) for length in (section.page_width, section.left_margin) if length] == [210, 30]
    assert section.header.paragraphs[0].text == "厦门市商务局"
    assert "NUMPAGES" in section.footer._element.xml
    assert cells(made)[0] == cells(render(tiny))[0]
    width = found.tables[0]._tbl.tblPr.find(f"{W}tblW")
    assert width is not None and abs(int(width.get(f"{W}w", "0")) - Mm(150).twips) < 10
    assert not any(b"\xe8\xaf\xb7\xe5\x8b\xbf" in content for content in parts(made).values())
    assert render(tiny, template) == made


def test_styles_are_found_by_name_whatever_their_ids_are(tiny: Dossier, template: Path) -> None:
    office(template)
    _rewrite(template, "word/styles.xml", {b'"Heading1"': b'"1"', b'"heading 1"': b'"Heading 1"'})
    made = render(tiny, template)
    assert list(faults(made)) == []
    assert ("1", "摘要") in paragraphs(made)


def test_a_style_of_another_sort_with_our_name_is_left_alone(tiny: Dossier, template: Path) -> None:
    document = Document()
    document.styles.add_style("Added", WD_STYLE_TYPE.PARAGRAPH)
    document.save(str(template))
    made = render(tiny, template)
    assert list(faults(made)) == []
    assert "Added (policydiff)" in {one.name for one in Document(io.BytesIO(made)).styles}


def test_the_header_of_an_earlier_section_is_that_of_the_paper(template: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "第一节"
    document.add_section(WD_SECTION.NEW_PAGE)
    document.save(str(template))
    found = Document(io.BytesIO(Paper("t", "zh", template=template).to_bytes()))
    assert len(found.sections) == 1
    assert found.sections[0].header.paragraphs[0].text == "第一节"


def test_what_leads_outside_or_speaks_of_the_text_goes(template: Path) -> None:
    document = Document()
    outside = "http://example.com/normal.dotm"
    document.part.relate_to(outside, "http://schemas.openxmlformats.org/x/relationships/hyperlink", is_external=True)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    rid = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).relate_to(outside, kind, is_external=True)
    document.core_properties.author = "张三"
    document.save(str(template))
    attached = f'<w:attachedTemplate xmlns:r="{kind.rpartition("/")[0]}" r:id="{rid}"/><w:zoom'
    _rewrite(template, "word/settings.xml", {b"<w:zoom": attached.encode()})
    made = Paper("t", "zh", template=template).to_bytes()
    assert list(faults(made)) == []
    assert not any(b"example.com" in text or "张三".encode() in text for text in parts(made).values())
    assert not any("thumbnail" in name or "customXml" in name for name in parts(made))


def test_a_template_without_page_setup_gets_ours(template: Path) -> None:
    Document().save(str(template))
    setup = main(template.read_bytes()).find(f"{W}body/{W}sectPr")
    assert setup is not None
    _rewrite(
        template,
        "word/document.xml",
        {b"<w:sectPr": b"<w:p><w:pPr><w:sectPr", b"</w:sectPr>": b"</w:sectPr></w:pPr></w:p>"},
    )
    section = Document(io.BytesIO(Paper("t", "zh", template=template).to_bytes())).sections[0]
    assert section.page_width is not None and round(section.page_width.mm) == 297


def _rewrite(path: Path, part: str, changes: dict[bytes, bytes]) -> None:
    files = parts(path.read_bytes())
    for old, new in changes.items():
        assert old in files[part]
        files[part] = files[part].replace(old, new)
    _pack(path, files)


def _pack(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


@cache
def _broken() -> dict[str, bytes]:
    """Files that are no Word document, or one no longer."""
    packed = io.BytesIO()
    open_blank("zh").save(packed)
    sound = packed.getvalue()

    def changed(part: str, content: bytes | None) -> bytes:
        files = parts(sound)
        if content is None:
            del files[part]
        else:
            files[part] = content
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return made.getvalue()

    words = b'<w:%s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    types = parts(sound)["[Content_Types].xml"]
    odd = parts(sound)["word/document.xml"].replace(b'w:w="16838"', b'w:w="wide"')
    bomb = io.BytesIO(sound)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/theme.xml", "w") as part:
        for _ in range(257):
            part.write(bytes(1 << 20))
    return {
        "far more than it seems": bomb.getvalue(),
        "empty": b"",
        "text": "国家与厦门".encode(),
        "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "cut off": sound[: len(sound) // 2],
        "garbled": sound[:60] + bytes(200) + sound[260:],
        "another archive": changed("[Content_Types].xml", None),
        "no main part": changed("word/document.xml", None),
        "no XML": changed("word/document.xml", b"<w:document>"),
        "another document": changed("word/document.xml", b"<html/>"),
        "no body": changed("word/document.xml", words % b"document"),
        "no style sheet": changed("word/styles.xml", b""),
        "macros": changed(
            "[Content_Types].xml",
            types.replace(
                b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
            ),
        ),
        "odd page": changed("word/document.xml", odd),
        "entities": changed("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'),
    }


@pytest.mark.parametrize("case", _broken())
def test_what_is_no_template_is_refused_in_one_line(tiny: Dossier, template: Path, case: str) -> None:
    template.write_bytes(_broken()[case])
    with pytest.raises(UsageError) as refused:
        render(tiny, template)
    assert str(refused.value) == (
        f"--template {template}: is no Word document, or a broken one; save it as .docx with Word or LibreOffice"
    )


def test_the_command_takes_a_template_and_writes_nothing_where_it_is_broken(tmp_path: Path, template: Path) -> None:
    output = tmp_path / "a.docx"
    command = ["report", "national", "xiamen", "-o", str(output), "--snapshots", str(SNAPSHOTS), "--lang", "zh"]
    template.write_bytes(b"PK")
    refused = run(*command, "--template", str(template))
    assert refused.returncode == 2 and refused.stderr.count("\n") == 1 and "is no Word document" in refused.stderr
    assert not output.exists()
    office(template)
    done = run(*command, "--template", str(template))
    assert (done.returncode, done.stderr) == (0, f"written: {output}\n")
    assert Document(str(output)).sections[0].header.paragraphs[0].text == "厦门市商务局"
