"""Layouts: small tables of every shape, and tables that stop making sense."""

import pytest

from policydiff.errors import LayoutError
from policydiff.model.document import Snapshot
from policydiff.read.document import Reading, Told, read_document

TAB = """关于推广经验的通知

序号\t改革事项\t主要内容\t负责单位\t推广范围
1\t事项甲\t推动甲。\t商务部\t全国
2\t事项乙\t推动乙，\t海关总署\t全国

\t\t扩大乙。\t\t
3\t事项丙\t推动丙。\t税务总局\t自贸试验区
"""
CELLS = """附件
深圳市试点任务表
\t试点任务
\t序号
\t具体举措
\t责任分工

\t（一）完善体制
\t1
\t推动甲。
\t市商务局

\t
\t2
\t推动乙，
扩大乙。
\t

\t（二）扩大开放
\t3
\t推动丙。
\t市税务局
"""
WRAPPED = """附表
试点任务、具体举措及责任分工

试点任务 序号 具体举措 责任分工

    （一） 完善体
制
    努力完善体制，
提升水平。

1 推动甲。 商务部负责推进
2
推动乙，在30个工作日内办结，并于
12月底前完成。

商务部、海关总署
支持和指导
试点任务 序号 具体举措 责任分工
— 2 —
    （二） 扩大开放

3

推动丙
。

税务总局制订政策保障措施；试点地区负责推
进

注：1.第1、3项纳入框架。
    2.另行
通知。
"""
GLUED = """关于试点的通知

序号任务内容适用范围
一、支持电信服务
12推动甲。上海
135G网络全覆盖。  
二、便利人才
14允许乙(丙除外)。天津(滨海新区先行)
  注:1.如无说明均适用。
收藏列表
"""


def read(text: str) -> Reading:
    return read_document(text.encode(), "source.txt", "sources/x.txt", Told(id="x"))


def texts(snapshot: Snapshot) -> list[tuple[str, str | None, str]]:
    return [(measure.id, measure.section, measure.text) for measure in snapshot.measures]


def test_a_row_a_line() -> None:
    reading = read(TAB)
    assert texts(reading.snapshot) == [
        ("1", None, "推动甲。"),
        ("2", None, "推动乙，扩大乙。"),
        ("3", None, "推动丙。"),
    ]
    assert [measure.title for measure in reading.snapshot.measures] == ["事项甲", "事项乙", "事项丙"]
    assert reading.snapshot.title == "关于推广经验的通知"
    assert reading.unplaced == ()


def test_a_cell_a_line() -> None:
    reading = read(CELLS)
    assert texts(reading.snapshot) == [("1", "1", "推动甲。"), ("2", "1", "推动乙，扩大乙。"), ("3", "2", "推动丙。")]
    assert [measure.printed("responsibility") for measure in reading.snapshot.measures] == [
        "市商务局",
        None,
        "市税务局",
    ]
    assert (reading.snapshot.level, reading.snapshot.region and reading.snapshot.region.code) == ("city", "440300")
    assert reading.unplaced == ()


def test_wrapped_text_of_a_table() -> None:
    reading = read(WRAPPED)
    assert texts(reading.snapshot) == [
        ("1", "1", "推动甲。"),
        ("2", "1", "推动乙，在30个工作日内办结，并于12月底前完成。"),
        ("3", "2", "推动丙。"),
    ]
    assert [measure.printed("responsibility") for measure in reading.snapshot.measures] == [
        "商务部负责推进",
        "商务部、海关总署支持和指导",
        "税务总局制订政策保障措施；试点地区负责推进",
    ]
    assert [(s.label, s.title, s.intro) for s in reading.snapshot.sections] == [
        ("（一）", "完善体制", "努力完善体制，提升水平。"),
        ("（二）", "扩大开放", None),
    ]
    assert [(note.text, note.measures) for note in reading.snapshot.notes] == [
        ("1.第1、3项纳入框架。", ("1", "3")),
        ("2.另行通知。", ()),
    ]
    assert reading.unplaced == ()


def test_glued_columns() -> None:
    reading = read(GLUED.replace("12推", "1推").replace("135G", "25G").replace("14允", "3允"))
    assert texts(reading.snapshot) == [
        ("1", "1", "推动甲。"),
        ("2", "1", "5G网络全覆盖。"),
        ("3", "2", "允许乙(丙除外)。"),
    ]
    assert [measure.printed("reach") for measure in reading.snapshot.measures] == ["上海", None, "天津(滨海新区先行)"]
    assert [note.text for note in reading.snapshot.notes] == ["1.如无说明均适用。"]
    assert reading.unplaced == ()


def test_text_that_belongs_nowhere_is_a_finding_and_not_lost() -> None:
    reading = read(TAB + "\n本表另行说明的事项\n")
    assert reading.unplaced == ("本表另行说明的事项",)
    assert [(f.id, f.severity, f.lines) for f in reading.snapshot.findings] == [("unplaced", "error", (10, 10))]


BAD = [
    ("no table", "这是一段文字。\n", "no table"),
    (
        "unknown heading",
        TAB.replace("负责单位", "神秘栏目"),
        "source.txt:3: the table header is “序号 | 改革事项 | 主要内容 | 神秘栏目 | 推广范围”, with unknown",
    ),
    ("header twice the same", TAB.replace("推广范围", "主要内容"), "columns that do not fit together"),
    ("header alone", "序号\t主要内容\t负责单位\n", "no row"),
    ("duplicate number", TAB.replace("3\t事", "2\t事"), "source.txt:8: number 2 comes twice, first on line 5"),
    (
        "a cell is missing half-way",
        TAB.replace("\t商务部", ""),
        "source.txt:4: the row has 4 cells where the header has 5",
    ),
    ("text in no row", TAB.replace("\n\n\t\t扩", "\n乱码乱码\n\t\t扩"), "source.txt:6"),
    ("no number", TAB.replace("3\t事", "丙\t事"), "source.txt:8"),
    ("cell missing in a row of cells", CELLS.replace("\t市商务局\n", ""), "source.txt:8"),
    ("duplicate number in cells", CELLS.replace("\t2\n", "\t1\n"), "number 1 comes twice"),
    ("text between rows of cells", CELLS.replace("\n\t（二）", "\n乱码\n\t（二）"), "source.txt"),
    (
        "number missing in wrapped text",
        WRAPPED.replace("1 推动甲。 商务部负责推进\n", "推动甲。 商务部负责推进\n"),
        "has no number",
    ),
    (
        "duplicate number in wrapped text",
        WRAPPED.replace("\n3\n", "\n1\n").replace("    （二） 扩大开放\n", ""),
        "number 1 comes twice",
    ),
]


@pytest.mark.parametrize(("text", "message"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_table_that_makes_no_sense_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(LayoutError) as caught:
        read(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_last_row_cut_off_is_a_finding() -> None:
    reading = read(TAB.rstrip("\n").removesuffix("\t自贸试验区"))
    assert [(f.id, f.measure, f.field) for f in reading.snapshot.findings] == [("cut-off", "3", "reach")]


def test_a_gap_in_the_numbers_is_read_as_it_stands() -> None:
    assert [m.id for m in read(TAB.replace("3\t事", "5\t事")).snapshot.measures] == ["1", "2", "5"]
