"""A small source with every kind of cell, and reading it with corrections."""

from typing import Any

from policydiff.model.correction import Correction
from policydiff.read.document import Reading, Told, read_document

SOURCE = """关于推广经验的通知

国函〔2020〕96号

国务院
2020年6月28日

一、推广内容。

（一）投资领域：“简化企业登记”、“压缩办理时限”等2项。

（二）贸易领域：“推行单一窗口”等1项。

序号\t改革事项\t主要内容\t负责单位\t推广范围\t推广时间\t发布文件\t备注
1\t简化企业登记\t对新设立的企业简化登记手续。\t商务部、海关总署\t全国\t2018.6\t《甲办法》（国发〔2018〕3号）\t
2\t压缩办理时限\t办理时限由三十个工作日压缩到十五个工作日。\t市场监管总局牵头\t上海、天津\t2018.7\t《乙办法》\t试行
3\t推行单一窗口\t推行国际贸易单一窗口，支持港澳企业使用。\t海关总署\t自贸试验区\t2018.8\t《丙办法》\t
4\t共享数据\t推动部门之间共享和和开放数据。\t工业和信息化部\t全国\t2018.9\t《丁办法》\t
注：1.第4项另行通知。
"""


def read(*corrections: Correction, source: str = SOURCE, **told: Any) -> Reading:
    return read_document(source.encode(), "source.txt", "sources/x.txt", Told(id="x", **told), corrections)


def correction(place: str | int | None, field: str, read: str | None, should: str | None, **others: Any) -> Correction:
    """A correction of a measure (by number), a section (`section text-1`), a note (by place) or the document."""
    where: dict[str, Any] = {"measure": place}
    if isinstance(place, int):
        where = {"note": place}
    elif place and place.startswith("section "):
        where = {"section": place.removeprefix("section ")}
    said = {"why": "读错", "by": "李", "when": "2026-01-31", **others}
    return Correction(**where, field=field, read=read, should=should, **said)
