"""Reports: complete in both languages, whole on the page, and text is only ever text."""

import re
import string
from dataclasses import replace

import pytest

from policydiff.compare.pipeline import compare
from policydiff.model.document import Finding, Location, Measure, Snapshot
from policydiff.report.markdown.escaping import escape
from policydiff.report.renderers import RENDERERS, Settings
from policydiff.report.terminal.lines import fit, plain, width, wrap
from policydiff.report.view import ADDED, REMOVED, SAME, Segment, View, view_of
from policydiff.report.wording import LANGUAGES, _table


def test_the_wording_is_complete_in_every_language() -> None:
    fields = [
        {
            key: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for key, text in _table()[language].items()
        }
        for language in LANGUAGES
    ]
    assert fields[0] == fields[1]


def test_chinese_reports_hold_no_english_and_the_other_way_round(national: Snapshot, xiamen: Snapshot) -> None:
    view = view_of(compare(national, xiamen), national, xiamen)
    english = RENDERERS["text"](view, Settings(language="en"))
    chinese = RENDERERS["text"](view, Settings(language="zh"))
    assert "takes up 79 of the 122 measures" in re.sub(r"\s+", " ", english)
    assert "承接79项" in chinese
    assert not re.search(r"confidence|modified|takes up", chinese)
    assert not re.search(r"可信度|承接", english)


@pytest.fixture
def tiny(xiamen: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Two small documents with a change, a measure left out and an own one."""

    def document(name: str, *texts: str) -> Snapshot:
        measures = tuple(
            Measure(id=str(n), number=str(n), text=text, location=Location(lines=(n, n)))
            for n, text in enumerate(texts, 1)
        )
        return replace(xiamen, id=name, title=name, measures=measures, sections=(), notes=(), findings=())

    left = document(
        "plan", "在试点地区，推动贸易便利化。", "支持港澳医师开办诊所执行备案制。", "简化外资旅行社审批流程。"
    )
    right = document("city", "推动贸易便利化。", "支持港澳台医师开办诊所执行备案制。", "建设两岸冷链物流市场合作机制。")
    return left, right


def view(sides: tuple[Snapshot, Snapshot]) -> View:
    return view_of(compare(*sides), *sides)


def test_the_whole_page(tiny: tuple[Snapshot, Snapshot]) -> None:
    page = RENDERERS["text"](view(tiny), Settings(columns=80, full=True))
    assert (
        page
        == """\
plan → city
    plan
    city

city takes up 2 of the 3 measures of plan: 1 in full, 1 widened; 1 are left out.
Of the 3 measures of city, 2 come from plan and 1 are its own.

    3 of plan = 2 taken up + 1 left out
    2 taken up = 1 localised + 1 modified
    3 of city = 2 from plan + 1 its own

!! major  ! notable, for a researcher
[-only in plan-]  {+only in city+}

Changed in substance (1), the most changed first
  2 → 2  modified  widened  confidence 0.99
    支持[-港澳-]{+港澳台+}医师开办诊所执行备案制。
    !  audience  Who may benefit is widened: “港澳” → “港澳台”

Left out of city (1)
    3  简化外资旅行社审批流程。

city's own (1)
    3  建设两岸冷链物流市场合作机制。

Changed only in place names and wording (1)
  1 → 1  localised  confidence 0.99
    [-在试点地区，-]推动贸易便利化。
       locality  A phrase of place is dropped: “在试点地区”

Word for word (0)

"""
    )


@pytest.mark.parametrize("columns", [40, 80, 100, 119, 120, 200])
@pytest.mark.parametrize("full", [True, False])
def test_no_line_is_wider_than_the_terminal(columns: int, full: bool, national: Snapshot, xiamen: Snapshot) -> None:
    page = RENDERERS["text"](view((national, xiamen)), Settings(columns=columns, full=full))
    assert max(map(width, page.split("\n"))) <= columns


def test_inline_texts_hold_both_texts_exactly(national: Snapshot, xiamen: Snapshot) -> None:
    texts = {side.id: {m.id: m.text for m in side.measures} for side in (national, xiamen)}
    shown = view((national, xiamen))
    checked = 0
    for link in (*shown.changed, *shown.localised):
        if link.inline:
            segments = link.inline["text"]
            left = "".join(s.text for s in segments if s.mark != ADDED)
            right = "".join(s.text for s in segments if s.mark != REMOVED)
            assert left == texts["national-2020"][link.link.left[0]]
            assert right == texts["xiamen-2020"][link.link.right[0]]
            checked += 1
    assert checked == 65


def test_every_measure_stands_on_the_full_page(national: Snapshot, xiamen: Snapshot) -> None:
    shown = view((national, xiamen))
    left = [name for link in (*shown.changed, *shown.localised, *shown.identical) for name in link.link.left]
    left += [alone.one_sided.measure for alone in shown.left_only]
    assert sorted(left, key=int) == [measure.id for measure in national.measures]


HOSTILE = "\x1b[31m<script>alert(1)</script> | [x](y) *b* _i_ `c` \u202e右 &amp; ]]> =SUM(A1) #h\x07"


def test_text_is_data_in_every_format(tiny: tuple[Snapshot, Snapshot]) -> None:
    left, right = tiny
    measures = list(left.measures)
    measures[2] = replace(measures[2], text=HOSTILE)
    hostile = replace(left, measures=tuple(measures), title=HOSTILE)
    for name, render in RENDERERS.items():
        page = render(view((hostile, right)), Settings(full=True))
        if name != "json":  # JSON escapes by itself
            assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", page), name
        if name == "markdown":
            assert "<script>" not in page
            assert "[x](y)" not in page


def test_markdown_escapes() -> None:
    assert escape("a|b*c<d>") == "a&#124;b&#42;c&#60;d&#62;"
    assert escape("推动“单一窗口”。") == "推动“单一窗口”。"


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [
        ("服务贸易", 8, "服务贸易"),
        ("服务贸易创新", 8, "服务贸…"),
        ("abc", 3, "abc"),
        ("", 5, ""),
        ("\x1b[1m", 20, "<U+001B>[1m"),
    ],
)
def test_fit(text: str, columns: int, shown: str) -> None:
    assert fit(text, columns) == shown


def test_wrap_never_begins_a_line_with_a_closing_sign() -> None:
    lines = wrap([Segment("推动服务贸易，推动服务贸易。推动", SAME)], 14, colour=False)
    assert lines == ["推动服务贸易，", "推动服务贸易。", "推动"]


def test_colour_and_signs_mark_the_same_words() -> None:
    segments = [Segment("支持", SAME), Segment("港澳", REMOVED), Segment("港澳台", ADDED)]
    assert wrap(segments, 80, colour=False) == ["支持[-港澳-]{+港澳台+}"]
    coloured = wrap(segments, 80, colour=True)[0]
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == "支持港澳港澳台"
    assert coloured.count("\x1b[0m") == 2


def test_invisible_characters_are_shown_by_their_code() -> None:
    assert plain("零\u200b宽\u202e") == "零<U+200B>宽<U+202E>"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_every_finding_of_a_reader_can_be_said_but_not_for_information(
    language: str, format_: str, xiamen: Snapshot
) -> None:
    ids = ("cell-empty", "count-differs", "cut-off", "number-missing", "unplaced", "correction-unfit", "corrected")
    fields = (None, "number", "section", "title", "text", "responsibility", "remark", "document_number", "intro")
    findings = [
        Finding(id=name, severity="warning", message="m", measure=measure, field=field)
        for name in ids
        for field in fields
        for measure in (None, *(["1"] if field not in ("document_number", "intro") else []))
    ]
    info = Finding(id="correction-needless", severity="info", message="m", measure="1", field="text")
    noted = replace(xiamen, findings=(*findings, info))
    view = view_of(compare(xiamen, noted), xiamen, noted)
    assert [finding for name, finding in view.findings if finding.severity == "info"] == []
    page = RENDERERS[format_](view, Settings(language=language, columns=100, colour=False, full=False))
    assert page.count(_table()[language]["finding.number-missing"]) == sum(
        one.id == "number-missing" for one in findings
    )


def test_no_line_break_parts_a_day() -> None:
    text = "商务部印发的通知，2025-04-11印发"
    for columns in range(12, 40):
        assert "2025-04-11" in "|".join(wrap([Segment(text, SAME)], columns, colour=False))
