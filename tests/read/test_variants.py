"""Variants of the four layouts, as other authorities print them."""

import pytest

from policydiff.model.document import Snapshot
from policydiff.read.document import Reading, Told, read_document


def read(text: str) -> Reading:
    return read_document(text.encode(), "source.txt", "sources/x.txt", Told(id="x"))


def rows(snapshot: Snapshot, column: str = "responsibility") -> list[tuple[str, str, str | None]]:
    return [(measure.id, measure.text, measure.printed(column)) for measure in snapshot.measures]


WRAPPED_HEAD = "某市试点任务及责任分工\n\n序号 具体举措 责任分工\n\n"
WRAPPED = [
    (
        "responsibilities of names alone",
        "1 推动便利化。 市商务局\n2 完善制度。 市统计局、市人力资源社会保障局\n3\n建立方法。\n\n市工业和信息化局，市税务局\n",
        [
            ("1", "推动便利化。", "市商务局"),
            ("2", "完善制度。", "市统计局、市人力资源社会保障局"),
            ("3", "建立方法。", "市工业和信息化局，市税务局"),
        ],
    ),
    (
        "responsibilities that end with a stop",
        "1 推动便利化。市商务局牵头。\n2 完善制度。扩大开放。市商务局牵头。市财政局配合。\n",
        [("1", "推动便利化。", "市商务局牵头。"), ("2", "完善制度。扩大开放。", "市商务局牵头。市财政局配合。")],
    ),
    (
        "texts without a stop",
        "1 推动便利化。支持建设服务平台\n\n市商务局牵头\n2 支持开展跨境业务 市商务局牵头\n3 支持绿色通道\n市税务局负责\n",
        [
            ("1", "推动便利化。支持建设服务平台", "市商务局牵头"),
            ("2", "支持开展跨境业务", "市商务局牵头"),
            ("3", "支持绿色通道", "市税务局负责"),
        ],
    ),
    (
        "no responsibility in a row",
        "1 推动便利化。 市商务局牵头\n2 完善制度。\n3 建立方法。 市税务局牵头\n",
        [("1", "推动便利化。", "市商务局牵头"), ("2", "完善制度。", None), ("3", "建立方法。", "市税务局牵头")],
    ),
    (
        "wraps that begin with a figure, and page numbers",
        "1\n将审批时限压缩至\n30个工作日，并于\n7\n2021年底前完成。\n\n市商务局牵头\n\n3\n\n2 完善制度。 市税务局牵头\n- 4 -\n第5页，共7页\n",
        [
            ("1", "将审批时限压缩至30个工作日，并于2021年底前完成。", "市商务局牵头"),
            ("2", "完善制度。", "市税务局牵头"),
        ],
    ),
    (
        "numbers with a sign",
        "1. 推动便利化。 市商务局牵头\n2．完善制度。 市税务局牵头\n",
        [("1", "推动便利化。", "市商务局牵头"), ("2", "完善制度。", "市税务局牵头")],
    ),
    (
        "a list within a text",
        "1 推动便利化：\n（一）简化手续。\n（二）缩短时限。\n\n市商务局牵头\n2 完善制度。 市税务局牵头\n",
        [("1", "推动便利化：（一）简化手续。（二）缩短时限。", "市商务局牵头"), ("2", "完善制度。", "市税务局牵头")],
    ),
    (
        "an address and decimals",
        "1 通过www.sz.gov.cn平台办理，费率降至2.5%。 市商务局牵头\n2 完善“免申即享。” 市税务局牵头\n",
        [("1", "通过www.sz.gov.cn平台办理，费率降至2.5%。", "市商务局牵头"), ("2", "完善“免申即享。”", "市税务局牵头")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in WRAPPED], ids=[case[0] for case in WRAPPED])
def test_wrapped_tables(body: str, expected: list[tuple[str, str, str | None]]) -> None:
    reading = read(WRAPPED_HEAD + body)
    assert rows(reading.snapshot) == expected
    assert reading.unplaced == ()


def test_a_signature_behind_the_table_is_no_responsibility() -> None:
    reading = read(WRAPPED_HEAD + "1 推动便利化。 市商务局牵头\n\n某市商务局\n2020年12月3日\n")
    assert rows(reading.snapshot) == [("1", "推动便利化。", "市商务局牵头")]
    assert (reading.snapshot.issuers, reading.snapshot.issued) == (("某市商务局",), "2020-12-03")
    assert reading.unplaced == ()


def test_sections_of_two_ranks() -> None:
    text = "某市清单\n序号\t具体举措\t责任单位\n一、体制\n（一）管理\n1\t甲乙。\t市商务局\n（二）监管\n2\t丙丁。\t市商务局\n二、开放\n（一）市场\n3\t戊己。\t市商务局\n"
    snapshot = read(text).snapshot
    assert [(s.id, s.label, s.title) for s in snapshot.sections] == [
        ("1", "一、", "体制"),
        ("1.1", "（一）", "管理"),
        ("1.2", "（二）", "监管"),
        ("2", "二、", "开放"),
        ("2.1", "（一）", "市场"),
    ]
    assert [measure.section for measure in snapshot.measures] == ["1.1", "1.2", "2.1"]


GLUED_HEAD = "关于试点的通知\n\n序号任务内容适用范围\n"
GLUED = [
    (
        "figures at the beginning of texts",
        "15G网络全覆盖。  \n224小时通关。上海\n",
        [("1", "5G网络全覆盖。", None), ("2", "24小时通关。", "上海")],
    ),
    (
        "numbers with a sign",
        "1.推动便利化。全国\n2.24小时通关。上海\n",
        [("1", "推动便利化。", "全国"), ("2", "24小时通关。", "上海")],
    ),
    (
        "texts without a stop",
        "1开展保税业务天津、上海\n2推动便利化。开展业务  \n",
        [("1", "开展保税业务", "天津、上海"), ("2", "推动便利化。开展业务", None)],
    ),
    (
        "brackets behind a stop",
        "1允许独资。（涉及许可的除外）全国\n2探索联运。(可结合实际)\n",
        [("1", "允许独资。（涉及许可的除外）", "全国"), ("2", "探索联运。", "(可结合实际)")],
    ),
    (
        "a row over two lines",
        "1将时限缩短至\n2个工作日。上海\n2完善制度。  \n",
        [("1", "将时限缩短至2个工作日。", "上海"), ("2", "完善制度。", None)],
    ),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in GLUED], ids=[case[0] for case in GLUED])
def test_glued_lists(body: str, expected: list[tuple[str, str, str | None]]) -> None:
    reading = read(GLUED_HEAD + body)
    assert rows(reading.snapshot, "reach") == expected
    assert reading.unplaced == ()


FRONT = [
    (
        "深圳市人民政府关于印发《深圳市服务贸易方案》的通知\n深府〔2020〕12号\n2020年6月1日\n",
        ("city", "440300", "深府〔2020〕12号", "2020-06-01", ("深圳市人民政府",)),
    ),
    ("甲政办函【2021】7号\n天津市服务贸易任务表\n", ("province", "120000", "甲政办函【2021】7号", None, ())),
    (
        "国务院关于推广经验的通知\n国发〔2015〕74 号\n\n国务院\n二〇一五年十二月二十八日\n",
        ("national", None, "国发〔2015〕74 号", "2015-12-28", ("国务院",)),
    ),
    ("上海市浦东新区任务清单\n", ("district", None, None, None, ())),
    ("深圳经济特区改革条例任务表\n", ("city", "440300", None, None, ())),
    ("关于全国任务的通知\n发文机关：商务部\n", ("national", None, None, None, ())),
]


@pytest.mark.parametrize(("front", "expected"), FRONT)
def test_imprints(front: str, expected: tuple[str, str | None, str | None, str | None, tuple[str, ...]]) -> None:
    s = read(front + "\n序号\t具体举措\t责任单位\n1\t甲乙。\t市商务局\n").snapshot
    assert (s.level, s.region and s.region.code, s.document_number, s.issued, s.issuers) == expected


@pytest.mark.parametrize(
    "line", ["（一）投资管理领域：", "1.投资管理领域：", "一是投资管理方面：", "（1）投资管理领域（2项）："]
)
def test_fields_from_the_lists_of_a_notice(line: str) -> None:
    text = f"关于推广经验的通知\n\n{line}“登记便民模式”、“登记便民模式创新服务”等2项。\n\n序号\t改革事项\t主要内容\n1\t登记便民模式\t甲。\n2\t登记便民模式创新服务\t乙。\n"
    assert [measure.field for measure in read(text).snapshot.measures] == ["投资管理", "投资管理"]
