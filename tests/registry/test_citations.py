"""Document numbers and cited documents."""

import json
from pathlib import Path

import pytest

import policydiff.registry
from policydiff.registry.citations import (
    citations,
    document_number,
    document_numbers,
    is_renamed,
    is_retargeted,
    is_same_document,
    title_stem,
)

DATA = Path(policydiff.registry.__file__).parent / "data"

BRACKETED = ["国发", "国函", "国办发", "国办函", "中发", "中办发", "厅字", "法", "法发", "法释", "高检发", "外发", "发改", "发改财金", "发改外资", "发改高技规", "教外", "教外函", "国科发资", "国科发火", "工信部联企业", "工信部联信软", "工信厅联", "公通字", "公境外", "国移民发", "民发", "司发通", "司规", "财", "财税", "财关税", "财金", "财预", "人社部发", "人社厅发", "自然资发", "自然资办发", "国土资规", "环发", "环环评", "建市", "建办市", "建市规", "建科", "交水发", "交运发", "交办水", "水规计", "农市发", "商资函", "商服贸函", "商服贸发", "商建函", "商合函", "商办服贸函", "文旅发", "文旅市场发", "办市场发", "国卫发", "国卫办医发", "国卫医发", "国中医药国际发", "应急", "银发", "银办发", "银函", "审发", "国资发产权", "署加发", "署办加函", "署监发", "署税发", "国税发", "税总发", "国市监注", "国市监注发", "市监注", "广电发", "体经字", "国统字", "医保发", "国药监械注", "国药监药注", "国知发", "国知办发", "国知发运字", "汇发", "汇综发", "银保监发", "银保监办发", "保监发", "金规", "证监发", "林资发", "民航发", "国邮发", "国信办通字", "京政发", "京政办发", "津政发", "冀政办发", "沪府发", "沪府规", "沪府办规", "苏政发", "浙政办发", "皖政", "闽政", "闽政办", "闽政文", "赣府厅发", "鲁政发", "豫政办", "鄂政发", "湘政发", "粤府", "粤府办", "桂政发", "琼府办", "渝府发", "川府发", "黔府发", "云政发", "陕政发", "甘政办发", "新政发", "厦府", "厦府办", "厦府规", "厦委发", "厦自贸委", "厦财企", "深府", "深府规", "穗府办", "杭政函", "甬政发", "武政规"]  # fmt: skip


@pytest.mark.parametrize("word", BRACKETED)
@pytest.mark.parametrize(
    "frame", ["{}〔2020〕12号", "{}[2020]12号", "{}（2020）第12号", "{}［２０２０］１２号", "{} 〔2020〕 12 号"]
)
def test_a_word_and_a_year_in_brackets(word: str, frame: str) -> None:
    printed = frame.format(word)
    number = document_number(printed)
    assert number is not None
    assert (number.printed, number.word, number.year, number.serial) == (printed, word, 2020, 12)


ORDERS = [
    ("国务院令第722号", "国务院令", None, 722),
    ("中华人民共和国国务院令第722号", "中华人民共和国国务院令", None, 722),
    ("中华人民共和国主席令第二十六号", "中华人民共和国主席令", None, 26),
    ("商务部令2018年第19号", "商务部令", 2018, 19),
    ("交通运输部令2019年第5号", "交通运输部令", 2019, 5),
    ("发展改革委 商务部令2018年第19号", "发展改革委 商务部令", 2018, 19),
    ("国家发展改革委、商务部令2019年第25号", "国家发展改革委、商务部令", 2019, 25),
    ("中国证券监督管理委员会令第143号", "中国证券监督管理委员会令", None, 143),
    ("银保监会令2019年第6号", "银保监会令", 2019, 6),
    ("厦门市人民政府令第168号", "厦门市人民政府令", None, 168),
    ("海关总署令第238号", "海关总署令", None, 238),
    ("海关总署公告2019年第12号", "海关总署公告", 2019, 12),
    ("国家税务总局公告2016年第23号", "国家税务总局公告", 2016, 23),
    ("财政部 税务总局 海关总署公告2019年第39号", "财政部 税务总局 海关总署公告", 2019, 39),
    ("商务部公告2019年第1号", "商务部公告", 2019, 1),
    ("中国人民银行公告〔2018〕第12号", "中国人民银行公告", 2018, 12),
    ("证监会公告〔2019〕4号", "证监会公告", 2019, 4),
    ("国家药监局通告2019年第28号", "国家药监局通告", 2019, 28),
    ("国家发展改革委2019年第29号令", "国家发展改革委令", 2019, 29),
    ("海关总署2019年第12号公告", "海关总署公告", 2019, 12),
    ("公告〔2019〕40号", "公告", 2019, 40),
]


@pytest.mark.parametrize(("printed", "word", "year", "serial"), ORDERS)
def test_orders_and_announcements(printed: str, word: str, year: int | None, serial: int) -> None:
    number = document_number(f"（{printed}）")
    assert number is not None
    assert (number.printed, number.word, number.year, number.serial) == (printed, word, year, serial)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("根据国发〔2020〕12号要求", "国发〔2020〕12号"),
        ("贯彻落实国办发〔2019〕38号文件", "国办发〔2019〕38号"),
        ("按照商资函〔2025〕84号", "商资函〔2025〕84号"),
        ("自贸试验区总体方案国发〔2015〕20号", "国发〔2015〕20号"),
        ("依据中华人民共和国国务院令第722号", "中华人民共和国国务院令第722号"),
        ("执行海关总署公告2019年第12号", "海关总署公告2019年第12号"),
        ("以及银发〔2018〕3号", "银发〔2018〕3号"),
        ("文号：厦府〔2020〕5号", "厦府〔2020〕5号"),
    ],
)
def test_running_text_is_no_part_of_a_number(text: str, printed: str) -> None:
    assert [number.printed for number in document_numbers(text)] == [printed]


NO_NUMBERS = ["", "第12号 12号 2020年12号 2019年第3号 〔2020〕12号 （2019）闽02民初12号 （2020）最高法知民终1号 国发〔2020〕 国发2020 国发〔20〕12号", "国发〔2020〕号 国发〔1820〕12号 国发〔2120〕12号 负面清单（2018年版） 海关总署公告 商务部令 国务院令 公告栏第3号 责令第3号 命令第5号 指令第5号", "口令第8号 中山路（2019）12号楼 地铁（2020）2号线 展馆（2019）3号馆 泊位〔2019〕5号泊位 港区（2020）6号码头 滨海（2018）3号地块", "工业园（2019）1号厂房 展览〔2019〕4号门 候机楼（2020）2号航站楼 2019年12月1日 第四十二条 〈2020〉 国发〔2020〕12条 提升至2020年12个 GB/T 2260-2007", "ISO 9001 京A12345号 CEPA第3号补充协议 北斗三号 神舟十二号 嫦娥5号 一带一路 港珠澳大桥1号桥 12345号热线 公告期为30日 禁令2019年第3号 会议〔2019〕第2次", ""]  # fmt: skip
NO_NUMBER = [text for line in NO_NUMBERS for text in line.split(" ") if text] + ["GB/T 2260-2007", "ISO 9001 2015"]


@pytest.mark.parametrize("text", NO_NUMBER)
def test_what_is_no_document_number(text: str) -> None:
    assert document_numbers(text) == []


def test_the_lists_are_as_long_as_they_should_be() -> None:
    assert len(set(BRACKETED)) + len(ORDERS) >= 100
    assert len(set(NO_NUMBER)) >= 40


def test_citations_have_title_number_and_place() -> None:
    text = "按照《关于〈甲〉的通知》（商资函〔2025〕84号，以下简称《通知》）、《乙办法》和银发〔2018〕3号执行"
    found = citations(text)
    assert [(c.title, c.number.printed if c.number else None) for c in found] == [
        ("关于〈甲〉的通知", "商资函〔2025〕84号"),
        ("乙办法", None),
        ("", "银发〔2018〕3号"),
    ]
    assert [text[slice(*c.title_span)] for c in found] == ["关于〈甲〉的通知", "乙办法", ""]
    assert text[slice(*found[1].span)] == "《乙办法》"


PAIRS = [
    ("《甲》（国发〔2018〕3号）", "《甲》（国发[2018]第3号）", "same"),
    ("《甲》（国发〔2018〕3号）", "《甲》", "same"),
    ("《甲》（国发〔2018〕3号）", "国发〔2018〕3号", "same"),
    ("《甲的通知》（国发〔2018〕3号）", "《乙的通知》（国发〔2018〕3号）", "renamed"),
    ("《清单（2018年版）》（商务部令2018年第18号）", "《清单（2019年版）》（商务部令2019年第25号）", "retargeted"),
    ("《清单（2018年版）》", "《清单（2019年版）》", "retargeted"),
    ("《第五批经验的通知》（国函〔2019〕38号）", "《第六批经验的通知》（国函〔2020〕96号）", "retargeted"),
    ("《管理办法》（国发〔2018〕3号）", "《管理办法（试行）》（国发〔2019〕3号）", "retargeted"),
    ("《甲的通知》（国发〔2018〕3号）", "《乙的通知》（国发〔2019〕3号）", "other"),
    ("《甲的通知》", "《乙的通知》", "other"),
    ("国发〔2018〕3号", "国发〔2019〕3号", "other"),
]


@pytest.mark.parametrize(("left", "right", "expected"), PAIRS)
def test_the_same_renamed_retargeted_or_another(left: str, right: str, expected: str) -> None:
    (one,), (other,) = citations(left), citations(right)
    for a, b in ((one, other), (other, one)):
        if is_renamed(a, b):
            said = "renamed"
        elif is_same_document(a, b):
            said = "same"
        else:
            said = "retargeted" if is_retargeted(a, b) else "other"
        assert said == expected


def test_a_stem_keeps_what_the_document_is() -> None:
    assert title_stem("外商投资准入特别管理措施（负面清单）（2019年版）") == "外商投资准入特别管理措施负面清单"


def test_long_texts_are_read_in_no_time() -> None:
    text = "发展改革委、商务部、财政部" * 4000 + "《" * 500 + "（" * 500
    assert document_numbers(text) == []
    assert citations(text[-1000:]) == []


def test_words_of_issuers_are_of_one_place() -> None:
    data = json.loads((DATA / "citations.json").read_text("utf-8"))
    words = [word for row in data["issuers"] for word in row["words"]]
    assert {word for word in words if words.count(word) > 1} <= {"宁政发", "青政", "青政发"}  # two places share them
