"""Corrections replayed on a reading: what is worked out follows the corrected cell, and nothing is dropped."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.model.correction import APPLIED, FIELDS, NEEDLESS, UNFIT, Authority, Correction
from policydiff.model.document import Measure, Snapshot
from policydiff.read.correction_findings import differing
from policydiff.read.document import Reading
from policydiff.snapshot import dump_snapshot, schema_errors
from tests.read.corrected import SOURCE, correction, read

PLAIN = read().snapshot


def outcomes(reading: Reading) -> list[tuple[str, str | None, bool]]:
    return [(one.outcome, one.target, one.was_moved) for one in reading.replayed]


def measure(snapshot: Snapshot, number: str) -> Measure:
    return next(one for one in snapshot.measures if one.number == number)


def without_findings(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, findings=())


def findings(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.id, one.severity, one.measure, one.field) for one in reading.snapshot.findings]


def test_without_corrections_nothing_is_said() -> None:
    assert (read().replayed, PLAIN.findings) == ((), ())


def test_a_part_of_a_cell() -> None:
    reading = read(correction("4", "text", "和和", "和", why="重复"))
    assert outcomes(reading) == [(APPLIED, "4", False)]
    assert measure(reading.snapshot, "4").text == "推动部门之间共享和开放数据。"
    assert without_findings(reading.snapshot) == without_findings(
        replace(PLAIN, measures=(*PLAIN.measures[:3], measure(reading.snapshot, "4")))
    )
    (said,) = reading.snapshot.findings
    assert (said.id, said.severity, said.measure, said.field, said.lines) == (
        "corrected",
        "info",
        "4",
        "text",
        (18, 18),
    )
    assert said.message == "measure 4, text: “和和” was read, it is “和” now: 重复 (李, 2026-01-31)"


def test_a_corrected_snapshot_is_a_snapshot() -> None:
    text = dump_snapshot(read(correction("4", "text", "和和", "和"), correction("9", "text", "甲", "乙")).snapshot)
    assert schema_errors("snapshot", json.loads(text)) == []


def test_the_authority_is_named() -> None:
    paper = Authority(title="更正通知", number="国函〔2020〕97号")
    (said,) = read(correction("4", "remark", None, "暂缓", authority=paper)).snapshot.findings
    assert said.message.endswith("; corrected by the authority: 更正通知, 国函〔2020〕97号")
    assert "nothing was read, it is “暂缓” now" in said.message


WORKED_OUT: list[tuple[str, str | None, str | None, Any]] = [
    ("responsibility", "海关总署", "商务部牵头", [("商务部", "lead")]),
    ("reach", "自贸试验区", "上海、天津", ("places", ["310000", "120000"])),
    ("promoted", "2018.8", "2019.8", ("2019-08", "2019-08")),
    ("basis", "《丙办法》", "《戊办法》（国发〔2019〕1号）", [("戊办法", "国发〔2019〕1号")]),
    ("guidance", None, "财政部", [("财政部", "support")]),
    ("reach", "自贸试验区", None, None),
]


def worked_out(found: Measure, field: str) -> Any:
    cell = getattr(found, field)
    match field:
        case "reach":
            return cell and (cell.kind, [region.code for region in cell.regions])
        case "promoted":
            return cell.start, cell.end
        case "basis":
            return [(cited.title, cited.number) for cited in cell.documents]
    return [(body.name, body.role) for body in cell.bodies]


@pytest.mark.parametrize(("field", "is_read", "should", "due"), WORKED_OUT)
def test_what_is_worked_out_follows(field: str, is_read: str | None, should: str | None, due: Any) -> None:
    found = measure(read(correction("3", field, is_read, should)).snapshot, "3")
    assert (found.printed(field), worked_out(found, field)) == (should, due)
    as_printed = measure(read(source=SOURCE.replace(f"\t{is_read}\t", f"\t{should}\t")).snapshot, "3")
    if is_read and should and field != "responsibility":
        assert found == as_printed  # as the reader reads it where it is printed so


def test_a_reading_is_what_the_corrected_source_gives() -> None:
    """The same words, put right in the source or by a correction, give the same measures, notes and fields."""
    changes = [
        ("3", "title", "推行单一窗口", "推行单一平台"),
        ("2", "text", "十五个", "二十个"),
        ("1", "remark", None, "试行"),
    ]
    source = SOURCE.replace("3\t推行单一窗口", "3\t推行单一平台").replace("十五个", "二十个")
    source = source.replace("（国发〔2018〕3号）\t\n", "（国发〔2018〕3号）\t试行\n")
    one, other = read(*(correction(*change) for change in changes)).snapshot, read(source=source).snapshot
    assert (one.measures, one.notes, one.title) == (other.measures, other.notes, other.title)
    assert [note.measures for note in one.notes] == [("1", "2"), (), ("4",)]
    assert measure(one, "3").field is None
    assert measure(PLAIN, "3").field == "贸易"


def test_notes_are_read_again() -> None:
    reading = read(correction(2, "text", "推行单一窗口", "共享数据"), correction(3, "text", "第4项", "第1至2项"))
    assert [note.measures for note in reading.snapshot.notes] == [("1", "2"), ("4",), ("1", "2")]
    assert [one.field for one in reading.snapshot.measures] == [None, None, None, "贸易"]


def test_findings_are_made_again() -> None:
    gap = read(correction("3", "number", "3", "5"), correction("4", "number", "4", "6")).snapshot
    assert [one.id for one in gap.findings] == ["number-missing", "corrected", "corrected"]
    assert [one.id for one in gap.measures] == ["1", "2", "5", "6"]
    count = read(correction(1, "text", "2项", "3项")).snapshot
    assert [one.id for one in count.findings] == ["count-differs", "corrected"]


def test_a_field_that_notes_give() -> None:
    reading = read(correction("3", "field", "贸易", "投资"), correction("4", "field", None, "数据"))
    assert [one.field for one in reading.snapshot.measures] == ["投资", "投资", "投资", "数据"]
    assert [outcome for outcome, *_ in outcomes(reading)] == [APPLIED, APPLIED]


def test_the_document() -> None:
    fields = [
        ("title", "通知", "意见", "关于推广经验的意见"),
        ("document_number", "96", "97", "国函〔2020〕97号"),
        ("issued", "2020-06-28", "2020-06-29", "2020-06-29"),
        ("issuers", "国务院", "国务院 商务部", ("国务院", "商务部")),
        ("issuers", "国务院", None, ()),
    ]
    for field, is_read, should, due in fields:
        reading = read(correction(None, field, is_read, should))
        assert getattr(reading.snapshot, field) == due
        assert findings(reading) == [("corrected", "info", None, field)]


def test_the_place_follows_the_title() -> None:
    snapshot = read(correction(None, "title", "关于", "深圳市关于")).snapshot
    assert (snapshot.level, snapshot.region and snapshot.region.name) == ("city", "深圳市")


def test_sections() -> None:
    reading = read(
        correction("section text-1", "title", "推广", "复制推广"), correction("section text-1", "intro", None, "如下。")
    )
    (section,) = reading.snapshot.sections
    assert (section.label, section.title, section.intro) == ("一、", "复制推广内容。", "如下。")
    moved = read(correction("2", "section", None, "text-1")).snapshot
    assert [one.section for one in moved.measures] == [None, "text-1", None, None]


def test_two_corrections_of_one_cell_in_order() -> None:
    one, other = correction("4", "text", "和和", "和"), correction("4", "text", "共享和开放", "共享、开放")
    assert measure(read(one, other).snapshot, "4").text == "推动部门之间共享、开放数据。"
    assert outcomes(read(other, one)) == [(UNFIT, "4", False), (APPLIED, "4", False)]


UNFITS = [
    (correction("9", "text", "甲", "乙"), "there is no measure 9"),
    (correction("4", "text", "没有的话", "乙"), "the cell reads “推动部门之间共享和和开放数据。”"),
    (correction("4", "text", "和", "与"), "“和” stands in it more than once"),
    (correction("4", "remark", "暂缓", "取消"), "the cell is empty"),
    (correction("4", "text", None, "取消"), "the cell reads “推动部门之间共享和和开放数据。”"),
    (correction("4", "text", "推动部门之间共享和和开放数据。", None), "a measure needs a text"),
    (correction("4", "text", "推动", " 推动"), "“ 推动部门之间共享和和开放数据。” would have a blank at an end"),
    (correction("4", "section", None, "7"), "there is no section “7”"),
    (correction("4", "number", "4", "四项"), "“四项” is no number"),
    (correction("4", "number", "4", "3"), "number “3” is that of another measure"),
    (correction("4", "number", "4", None), "a measure needs a number"),
    (correction(7, "text", "甲", "乙"), "there is no note 7"),
    (correction(3, "text", "1.第4项另行通知。", None), "a note needs a text"),
    (correction("section 8", "title", "甲", "乙"), "there is no section 8"),
    (correction(None, "issued", "2020-06-28", "2020-06-31"), "“2020-06-31” is no day; write it as 2020-06-28"),
]


@pytest.mark.parametrize(("unfit", "reason"), UNFITS, ids=[reason for _, reason in UNFITS])
def test_what_does_not_fit_is_named_and_changes_nothing(unfit: Correction, reason: str) -> None:
    reading = read(unfit)
    told = reading.replayed[0].reason
    assert (reading.replayed[0].outcome, told and told.words) == (UNFIT, reason)
    assert without_findings(reading.snapshot) == PLAIN
    (said,) = reading.snapshot.findings
    assert (said.id, said.severity) == ("correction-unfit", "warning")
    assert reason in said.message


def test_what_was_told_cannot_be_corrected() -> None:
    reading = read(correction(None, "title", "通知", "意见"), values={"title": "经验通知"})
    assert (reading.snapshot.title, reading.replayed[0].outcome) == ("经验通知", UNFIT)
    assert "told with --set" in reading.snapshot.findings[0].message


NEEDLESSES = [
    correction("4", "text", "和开和放", "和和开放"),
    correction("4", "remark", "暂缓", None),
    correction("3", "reach", None, "自贸试验区"),
    correction("4", "text", "和开放", "和和开放"),  # what is to be put in stands there already
    correction("3", "text", "甲", "推行国际贸易单一窗口，支持港澳企业使用。"),
]


@pytest.mark.parametrize("needless", NEEDLESSES, ids=lambda one: f"{one.read}-{one.should}")
def test_what_the_reader_gives_by_itself(needless: Correction) -> None:
    reading = read(needless)
    assert outcomes(reading) == [(NEEDLESS, needless.measure, False)]
    assert without_findings(reading.snapshot) == PLAIN
    assert findings(reading) == [("correction-needless", "info", needless.measure, needless.field)]


def test_a_longer_word_is_put_in_once() -> None:
    longer = correction("3", "text", "港澳", "港澳台")
    assert outcomes(read(longer)) == [(APPLIED, "3", False)]
    assert outcomes(read(longer, longer)) == [(APPLIED, "3", False), (NEEDLESS, "3", False)]
    assert outcomes(read(longer, source=SOURCE.replace("港澳", "港澳台"))) == [(NEEDLESS, "3", False)]


def test_a_word_beside_its_longer_form_cannot_be_told() -> None:
    source = SOURCE.replace("支持港澳企业使用", "支持港澳台企业使用，港澳人士试用")
    assert outcomes(read(correction("3", "text", "港澳", "港澳台"), source=source)) == [(UNFIT, "3", False)]


def test_what_is_put_in_at_the_beginning_stands_there_once() -> None:
    source = SOURCE.replace("推动部门之间", "要推动部门之间")
    assert outcomes(read(correction("4", "text", "推动", "要推动"), source=source)) == [(NEEDLESS, "4", False)]


LONGER = correction("3", "text", "支持港澳企业使用", "支持港澳企业使用电子口岸")


def test_the_longer_form_is_not_given_to_another_measure() -> None:
    mended = SOURCE.replace("支持港澳企业使用", "支持港澳企业使用电子口岸").replace("共享和和开放", "支持港澳企业使用")
    assert outcomes(read(LONGER, source=mended)) == [(NEEDLESS, "3", False)]


def test_a_measure_that_has_the_longer_form_is_not_taken_for_a_lost_one() -> None:
    lost = SOURCE.replace("支持港澳企业使用", "支持企业使用").replace("共享和和开放", "支持港澳企业使用电子口岸")
    assert outcomes(read(LONGER, source=lost)) == [(UNFIT, "3", False)]


def test_what_the_layout_said_goes_with_the_number() -> None:
    cut = SOURCE[: SOURCE.index("\t2018.9")]
    assert [one.id for one in read(source=cut).snapshot.findings] == ["cut-off"]
    findings = read(correction("4", "number", "4", "5"), source=cut).snapshot.findings
    assert [(one.id, one.measure) for one in findings] == [
        ("cut-off", "5"),
        ("number-missing", "5"),
        ("corrected", "5"),
    ]


def test_a_number_in_another_print_is_the_same_number() -> None:
    reading = read(correction("4", "number", "4", "４"))
    assert outcomes(reading) == [(APPLIED, "4", False)]
    assert [one.number for one in reading.snapshot.measures] == ["1", "2", "3", "４"]


RENUMBERED = SOURCE.replace("\n2\t", "\n12\t").replace("\n3\t", "\n13\t").replace("\n4\t", "\n14\t")


def test_a_renumbered_measure_is_followed() -> None:
    words = "推动部门之间共享和和开放数据。"
    reading = read(correction("4", "text", words, "推动共享。"), source=RENUMBERED)
    assert outcomes(reading) == [(APPLIED, "14", True)]
    assert measure(reading.snapshot, "14").text == "推动共享。"
    said = next(one for one in reading.snapshot.findings if one.id == "corrected")
    assert (said.severity, said.measure, said.lines) == ("warning", "14", (18, 18))
    assert "correction 1 is on measure 4, text, which reads otherwise" in said.message


def test_it_is_followed_past_the_one_that_has_its_number_now() -> None:
    swapped = SOURCE.replace("\n4\t", "\n5\t").replace("\n3\t", "\n4\t")
    reading = read(correction("4", "text", "共享和和开放数据", "共享数据"), source=swapped)
    assert outcomes(reading) == [(APPLIED, "5", True)]
    assert measure(reading.snapshot, "4").text == measure(PLAIN, "3").text


@pytest.mark.parametrize(
    ("lost", "why"),
    [
        (correction("4", "text", "和和", "和"), "so few words may stand anywhere"),
        (correction("3", "remark", None, "试行"), "an empty cell is no mark"),
        (correction("4", "text", "推动部门之间共享和开放数据。", "推动共享。"), "no measure reads so"),
    ],
)
def test_what_cannot_be_told_is_not_followed(lost: Correction, why: str) -> None:
    reading = read(lost, source=RENUMBERED)
    assert outcomes(reading) == [(UNFIT, None, False)], why
    assert without_findings(reading.snapshot) == without_findings(read(source=RENUMBERED).snapshot)


WORDS = "推动部门之间共享和和开放数据。"


@pytest.mark.parametrize(
    "lost",
    [
        correction("4", "text", "和和", "和", words=WORDS),
        correction("4", "remark", None, "暂缓", words=WORDS),
        correction("4", "reach", "全国", "上海", words=WORDS),
    ],
    ids=lambda one: one.field,
)
def test_a_measure_is_found_by_its_words(lost: Correction) -> None:
    """However it is numbered, and whatever bears its number or reads as its cell did."""
    for source in (RENUMBERED, SOURCE.replace("\n4\t", "\n5\t").replace("\n1\t", "\n4\t")):
        reading = read(lost, source=source)
        number = reading.snapshot.measures[3].number
        assert outcomes(reading) == [(APPLIED, number, True)]
        assert reading.snapshot.measures[3].printed(lost.field) != measure(PLAIN, "4").printed(lost.field)
        assert reading.snapshot.measures[:3] == read(source=source).snapshot.measures[:3]
        said = next(one for one in reading.snapshot.findings if one.id == "corrected")
        assert (said.severity, said.measure) == ("info", number)


def test_words_that_two_measures_have_say_nothing() -> None:
    twice = RENUMBERED.replace("推行国际贸易单一窗口，支持港澳企业使用。", WORDS)
    reading = read(correction("4", "reach", "全国", "上海", words=WORDS), source=twice)
    assert outcomes(reading) == [(UNFIT, None, False)]
    same_number = SOURCE.replace("推行国际贸易单一窗口，支持港澳企业使用。", WORDS)
    assert outcomes(read(correction("4", "reach", "全国", "上海", words=WORDS), source=same_number)) == [
        (APPLIED, "4", False)
    ]


def test_where_the_words_are_gone_the_number_counts() -> None:
    changed = SOURCE.replace("共享和和开放", "共享、开放")
    assert outcomes(read(correction("4", "remark", None, "暂缓", words=WORDS), source=changed)) == [
        (APPLIED, "4", False)
    ]
    assert outcomes(read(correction("4", "text", "和和", "和", words=WORDS), source=changed)) == [(UNFIT, "4", False)]


def test_it_is_not_called_needless_where_another_reads_as_it_did() -> None:
    """The 和 that stands in the new measure 3 is not the one that was corrected."""
    source = SOURCE.replace("\n4\t", "\n5\t").replace("支持港澳企业", "支持港澳和台湾企业")
    reading = read(correction("3", "text", "和和", "和"), source=source)
    assert outcomes(reading) == [(UNFIT, "3", False)]
    assert "the cell has “和” already, but measure 5 has “和和”" in str(reading.replayed[0].reason)
    certain = correction("3", "text", "和和", "和", words="推行国际贸易单一窗口，支持港澳和台湾企业使用。")
    assert outcomes(read(certain, source=source)) == [(NEEDLESS, "3", False)]


def test_what_was_put_right_in_the_source_is_not_done_to_another_measure() -> None:
    """Measure 3 has the very words that were corrected in measure 4, which reads as it should by now."""
    source = SOURCE.replace("共享和和开放", "共享和开放").replace("支持港澳企业使用", "部门之间共享和和开放数据")
    said = correction("4", "text", "部门之间共享和和开放数据", "部门之间共享和开放数据", words=WORDS)
    reading = read(said, source=source)
    assert outcomes(reading) == [(NEEDLESS, "4", False)]
    assert reading.snapshot.measures == read(source=source).snapshot.measures


def test_words_of_two_measures_are_not_followed() -> None:
    twice = RENUMBERED.replace("推行国际贸易单一窗口，支持港澳企业使用。", "推动部门之间共享和和开放数据。")
    lost = correction("4", "text", "推动部门之间共享和和开放数据。", "推动共享。")
    assert outcomes(read(lost, source=twice)) == [(UNFIT, None, False)]


def test_a_measure_is_found_by_its_printed_number() -> None:
    law = "某某条例\n\n第一条　为了促进贸易，制定本条例。\n\n第十六条之一　甲部门负责。\n\n第十七条　乙部门负责。\n"
    for name in ("第十六条之一", "16-1"):
        reading = read(correction(name, "text", "甲部门", "丙部门"), source=law)
        assert outcomes(reading) == [(APPLIED, "16-1", False)]
        assert reading.snapshot.measures[1].text == "丙部门负责。"


def test_messages_show_what_differs() -> None:
    long = "甲" * 90
    assert differing(f"{long}乙{long}", f"{long}丙{long}") == (
        "“…甲甲甲甲甲甲乙甲甲甲甲甲甲…”",
        "“…甲甲甲甲甲甲丙甲甲甲甲甲甲…”",
    )
    assert differing("和和", "和") == ("“和和”", "“和”")
    assert differing(None, "甲\n乙") == ("nothing", "“甲⏎乙”")


# properties

CELL = st.text("甲乙丙和，。1a ", min_size=1, max_size=8).filter(lambda text: text == text.strip())
COLUMNS = [field for field in FIELDS["measure"] if field not in ("number", "section")]
NUMBERS = [one.number for one in PLAIN.measures]


@st.composite
def fitting(draw: st.DrawFn) -> Correction:
    """A correction of a whole cell as it is read."""
    found = measure(PLAIN, draw(st.sampled_from(NUMBERS)))
    field = draw(st.sampled_from(COLUMNS))
    is_read = found.printed(field)
    values = CELL if field == "text" else st.none() | CELL
    return correction(found.number, field, is_read, draw(values.filter(lambda value: value != is_read)))


ANY = st.builds(
    correction,
    st.sampled_from([*NUMBERS, "7"]),
    st.sampled_from(COLUMNS),
    st.none() | CELL | st.sampled_from(["和", "和和", "海关总署", "全国", "办理时限由三十个工作日", "推动"]),
    st.none() | CELL,
).filter(lambda one: one.read != one.should)


@given(fitting())
def test_a_correction_and_its_reverse_give_what_was_read(there: Correction) -> None:
    back = replace(there, read=there.should, should=there.read)
    reading = read(there, back)
    assert [outcome for outcome, *_ in outcomes(reading)] == [APPLIED, APPLIED]
    assert without_findings(reading.snapshot) == PLAIN


@given(fitting())
def test_what_is_applied_stands_in_its_cell_and_nowhere_else(one: Correction) -> None:
    snapshot = read(one).snapshot
    for found in snapshot.measures:
        for field in COLUMNS:
            if (found.number, field) == (one.measure, one.field):
                assert found.printed(field) == one.should
            elif field != "field":  # which notes give to the measures that they name
                assert found.printed(field) == measure(PLAIN, found.number).printed(field)


@given(fitting())
def test_what_is_put_right_is_not_put_right_again(one: Correction) -> None:
    again = read(one, one)
    assert [outcome for outcome, *_ in outcomes(again)] == [APPLIED, NEEDLESS]
    assert without_findings(again.snapshot) == without_findings(read(one).snapshot)


@given(st.lists(ANY, max_size=5))
def test_replaying_twice_gives_the_same_bytes(every: list[Correction]) -> None:
    assert dump_snapshot(read(*every).snapshot) == dump_snapshot(read(*every).snapshot)


@given(st.lists(ANY | fitting(), max_size=5))
def test_every_correction_is_accounted_for(every: list[Correction]) -> None:
    reading = read(*every)
    said = [one for one in reading.snapshot.findings if one.id.startswith("correct")]
    assert [one.correction for one in reading.replayed] == every
    assert len(said) == len(every)
    names = {APPLIED: "corrected", NEEDLESS: "correction-needless", UNFIT: "correction-unfit"}
    assert [one.id for one in said] == [names[one.outcome] for one in reading.replayed]
    assert schema_errors("snapshot", json.loads(dump_snapshot(reading.snapshot))) == []


@given(st.lists(ANY | fitting(), max_size=5))
def test_what_is_not_applied_changes_nothing_but_findings(every: list[Correction]) -> None:
    reading = read(*every)
    applied = [one.correction for one in reading.replayed if one.outcome == APPLIED]
    if not applied:
        assert without_findings(reading.snapshot) == PLAIN
    late = {"field"}  # replayed behind the others, as notes decide on it
    if all(one.field not in late for one in every):
        assert without_findings(read(*applied).snapshot) == without_findings(reading.snapshot)


@given(ANY, CELL)
def test_a_needless_correction_would_change_nothing(one: Correction, cell: str) -> None:
    """What is said to be needless leaves a cell that reads as it should, as a whole or in a part."""
    source = SOURCE.replace("海关总署\t自贸试验区", f"{cell}\t自贸试验区")
    needless = replace(one, measure="3", field="responsibility")
    reading = read(needless, source=source)
    found = measure(reading.snapshot, "3").printed("responsibility")
    if reading.replayed[0].outcome == NEEDLESS:
        assert found == needless.should or (needless.should is not None and needless.should in (found or ""))
