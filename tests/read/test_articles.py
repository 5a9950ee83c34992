"""Statutes and regulations: articles under their chapters, paragraphs and items in their text."""

import pytest

from policydiff.errors import LayoutError
from policydiff.read.document import Reading, Told, read_document

LAW = """# 某市促进开放条例

2019年3月1日 某市第十五届人民代表大会常务委员会第二十次会议通过

2021年5月6日 某市第十五届人民代表大会常务委员会第三十次会议修订

<!-- INFO END -->

目　录

第一章　总则

第二章　市场环境

## 第一章　总则

**第一条** 为了扩大开放，制定本条例。

第二条 本市支持开放。

市、区人民政府应当：

（一）简化手续；

（二）缩短时限。

第十条规定的情形除外。

第二条之一 港区参照执行。

## 第二章　市场环境

### 第一节 准入

第三条　企业依法平等
进入市场。

第四条 本条例自2022年1月1日起施行。

附件：清单
"""


def read(text: str) -> Reading:
    return read_document(text.encode(), "law.md", "sources/law.md", Told(id="x"))


def test_a_statute() -> None:
    reading = read(LAW)
    snapshot = reading.snapshot
    assert [(m.id, m.number, m.section, m.text) for m in snapshot.measures] == [
        ("1", "第一条", "1", "为了扩大开放，制定本条例。"),
        (
            "2",
            "第二条",
            "1",
            "本市支持开放。\n市、区人民政府应当：\n（一）简化手续；\n（二）缩短时限。\n第十条规定的情形除外。",
        ),
        ("2-1", "第二条之一", "1", "港区参照执行。"),
        ("3", "第三条", "2.1", "企业依法平等进入市场。"),
        ("4", "第四条", "2.1", "本条例自2022年1月1日起施行。"),
    ]
    assert [(s.id, s.label, s.title) for s in snapshot.sections] == [
        ("1", "第一章", "总则"),
        ("2", "第二章", "市场环境"),
        ("2.1", "第一节", "准入"),
    ]
    assert (snapshot.title, snapshot.issued) == ("某市促进开放条例", "2021-05-06")
    assert [note.text[:11] for note in snapshot.notes] == ["2019年3月1日 某", "2021年5月6日 某", "附件：清单"]
    assert reading.unplaced == ()
    assert sum(reading.totals.values()) == len("".join(LAW.split()))


def test_a_regulation_of_the_state_council() -> None:
    text = "优化条例\n2019年10月8日 国务院第66次常务会议通过\n2019年10月22日 中华人民共和国国务院令第722号公布\n2020年1月1日 施行\n第一条 甲。\n第二条 乙。\n"
    snapshot = read(text).snapshot
    assert (snapshot.issued, snapshot.document_number, snapshot.issuers) == (
        "2019-10-22",
        "国务院令第722号",
        ("国务院",),
    )


@pytest.mark.parametrize("noise", ["\r\n", "\n\n", "\n\u3000\u3000", " \n"])
def test_line_ends_and_indents_do_not_matter(noise: str) -> None:
    plain = read("条例\n第一条 甲乙。\n第二条 丙丁。\n第三条 戊己。\n")
    noisy = read("条例\n第一条 甲乙。\n第二条 丙丁。\n第三条 戊己。\n".replace("\n", noise))
    assert [(m.id, m.text) for m in noisy.snapshot.measures] == [(m.id, m.text) for m in plain.snapshot.measures]


def test_an_article_that_comes_twice_is_refused() -> None:
    with pytest.raises(LayoutError, match="number 2 comes twice, first on line 3"):
        read("条例\n第一条 甲。\n第二条 乙。\n第二条 丙。\n")


def test_a_text_that_only_mentions_an_article_is_no_statute() -> None:
    with pytest.raises(LayoutError, match="no table"):
        read("关于通知\n根据第三条规定，现通知如下。\n")
