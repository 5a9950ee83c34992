"""The five documents: everything in them is read, and reading again gives the same bytes."""

import pytest

from policydiff.corpus import Corpus
from policydiff.model.document import Measure, Snapshot
from policydiff.read.source import visible
from policydiff.snapshot import dump_snapshot
from policydiff.workflows.reread import reread
from tests.conftest import IDS, SNAPSHOTS

COUNTS = {
    # measures, sections with measures, notes that name measures
    "national-2020": (122, 8, 1),
    "xiamen-2020": (88, 8, 0),
    "national-2025": (155, 14, 0),
    "ftz-batch-6": (37, 0, 9),
    "ftz-departments-2019": (21, 0, 0),
}
COLUMNS = ("number", "title", "text", "responsibility", "guidance", "reach", "promoted", "basis", "field", "remark")


@pytest.mark.parametrize("name", IDS)
def test_counts(name: str, snapshots: dict[str, Snapshot]) -> None:
    snapshot = snapshots[name]
    sections = {measure.section for measure in snapshot.measures} - {None}
    naming = [note for note in snapshot.notes if note.measures]
    assert (len(snapshot.measures), len(sections), len(naming)) == COUNTS[name]
    assert [measure.number for measure in snapshot.measures] == [str(n + 1) for n in range(COUNTS[name][0])]


@pytest.mark.parametrize("name", IDS)
def test_reading_again_gives_the_same_bytes(name: str, snapshots: dict[str, Snapshot]) -> None:
    again = reread(snapshots[name], SNAPSHOTS)
    assert dump_snapshot(again.snapshot).encode() == (SNAPSHOTS / f"{name}.json").read_bytes()


@pytest.mark.parametrize("name", IDS)
def test_the_ledger_closes(name: str, snapshots: dict[str, Snapshot]) -> None:
    reading = reread(snapshots[name], SNAPSHOTS)
    source = (SNAPSHOTS / snapshots[name].source.path).read_text("utf-8")
    assert reading.unplaced == ()
    assert sum(reading.totals.values()) == len(visible(source))


def printed(measure: Measure) -> list[str]:
    fields = [measure.number, *(measure.printed(column) for column in COLUMNS[1:] if column != "field")]
    return [text for text in fields if text]


@pytest.mark.parametrize("name", IDS)
def test_the_account_of_measures_is_that_of_their_cells(name: str, snapshots: dict[str, Snapshot]) -> None:
    """Independent of the ledger: the characters of all cells are those booked as measures."""
    reading = reread(snapshots[name], SNAPSHOTS)
    cells = sum(len(visible(text)) for measure in snapshots[name].measures for text in printed(measure))
    fields = sum(len(visible(measure.field or "")) for measure in snapshots[name].measures)
    from_notice = name == "ftz-batch-6"  # its fields stand in the notice, not in the table
    assert reading.totals["measure"] == cells + (0 if from_notice else fields)


@pytest.mark.parametrize("name", IDS)
def test_every_printed_text_stands_in_the_source_at_its_lines(name: str, snapshots: dict[str, Snapshot]) -> None:
    lines = (SNAPSHOTS / snapshots[name].source.path).read_text("utf-8").split("\n")
    for measure in snapshots[name].measures:
        first, last = measure.location.lines
        here = visible("".join(lines[first - 1 : last]))
        for text in printed(measure):
            assert in_one_or_two_parts(visible(text), here), (measure.id, text)


def in_one_or_two_parts(text: str, here: str) -> bool:
    """Whether a text stands here, whole or torn in two by a page break."""
    return text in here or any(text[:at] in here and text[at:] in here for at in range(1, len(text)))


def test_no_cell_keeps_a_line_break_or_a_blank_at_its_ends(snapshots: dict[str, Snapshot]) -> None:
    for snapshot in snapshots.values():
        for measure in snapshot.measures:
            for text in printed(measure):
                assert text == text.strip()
                assert "\n" not in text


def test_the_traps_of_the_national_plan(national: Snapshot) -> None:
    by_id = {measure.id: measure for measure in national.measures}
    assert by_id["77"].text.endswith("网站（自然科学类）的保障服务。")  # a wrap leaves the stop alone on a line
    assert by_id["21"].printed("responsibility") == "交通运输部制订政策保障措施；试点地区负责推进"  # all on one line
    assert (
        by_id["4"].printed("responsibility")
        == "住房城乡建设等制订政策保障措施；北京、深圳、武汉、广州等试点地区负责推进"
    )
    assert by_id["92"].text.endswith("并视展业和和合规情况逐步扩大试点范围。")  # typing errors stay
    assert national.sections[5].intro == (
        "适应服务贸易发展新形势新任务，不断推进政策创新，推动建立系统性、机制化、全覆盖的政策体系。"
    )
    assert national.sections[0].title == "全面探索完善管理体制"
    assert national.notes[0].measures == ("7", "23", "28", "32", "33", "38", "39", "41")
    assert national.notes[0].text.startswith("1.标注“外籍”“境外”")
    assert national.notes[0].text.endswith("(CEPA)框架实施。")


def test_the_file_of_xiamen_breaks_off_in_its_last_row(xiamen: Snapshot) -> None:
    assert [(f.id, f.measure, f.field, f.severity) for f in xiamen.findings] == [("cut-off", "88", "remark", "warning")]
    assert xiamen.measures[7].printed("guidance") == "-"
    assert xiamen.measures[0].remark is None
    assert (xiamen.level, xiamen.region and xiamen.region.code, xiamen.implements) == (
        "city",
        "350200",
        "national-2020",
    )


def test_the_glued_columns_of_2025(snapshots: dict[str, Snapshot]) -> None:
    by_id = {measure.id: measure for measure in snapshots["national-2025"].measures}
    reaches = {number: by_id[number].printed("reach") for number in ("1", "4", "14", "69", "89", "93", "143")}
    assert reaches == {
        "1": None,
        "4": "上海",
        "14": "面向天津、上海、重庆、海南、沈阳、南京、杭州、武汉、广州、成都等统筹研究",
        "69": "(江海联运事项可结合当地实际)",
        "89": '海南(自由贸易港实行"一线"放开、"二线"管住进出口管理制度的海关特殊监管区域)',
        "93": "天津(滨海新区先行探索适用)",
        "143": "上海、海南,天津、重庆、沈阳、南京、杭州、武汉、广州、成都中其他有意愿的省市论证后按程序办理",
    }
    assert by_id["112"].text == "推动在上海全域实施电子口岸签证,稳妥有序向全国推广。"  # a place within the text
    document = snapshots["national-2025"]
    assert (document.document_number, document.issued, document.issuers) == (
        "商资函〔2025〕84号",
        "2025-04-11",
        ("商务部",),
    )
    assert [note.text[:2] for note in document.notes[-3:]] == ["1.", "2.", "3."]


def test_the_notice_gives_the_fields_of_the_sixth_batch(snapshots: dict[str, Snapshot]) -> None:
    document = snapshots["ftz-batch-6"]
    fields = [measure.field for measure in document.measures]
    counts = {name: fields.count(name) for name in dict.fromkeys(fields)}
    assert counts == {
        "投资管理": 9,
        "事中事后监管": 6,
        "人力资源": 5,
        None: 6,
        "贸易便利化": 7,
        "金融开放创新": 4,
    }
    torn = {measure.id: measure.text for measure in document.measures}
    assert "整合至一个平台，并与外交部业务系统跨层级共享信息" in torn["3"]
    assert "将 APEC 商务旅行卡" in torn["3"]
    assert [(f.id, f.measure, f.field) for f in document.findings] == [("cell-empty", "37", "reach")]


def test_what_is_worked_out_beside_the_cells(snapshots: dict[str, Snapshot]) -> None:
    by_id = {measure.id: measure for measure in snapshots["ftz-departments-2019"].measures}
    fourth = by_id["4"]
    assert fourth.promoted and (fourth.promoted.start, fourth.promoted.end) == ("2017-12", "2019-08")
    assert fourth.basis
    assert [(cited.title, cited.number) for cited in fourth.basis.documents] == [
        ("海关总署办公厅关于做好自贸试验区海关统计工作的通知", "署办加函〔2017〕79号"),
        ("海关总署关于发布〈海关统计经济区划编码规则〉行业标准的公告", "公告〔2019〕40号"),
    ]
    third = by_id["3"]
    assert third.reach and len(third.reach.regions) == 21
    assert by_id["2"].reach and by_id["2"].reach.kind == "nationwide"


def test_the_corpus_lists_every_file(corpus: Corpus) -> None:
    assert tuple(entry.id for entry in corpus.entries) == IDS
