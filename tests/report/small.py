"""A small comparison with one of everything: changed, localised, left out, own."""

from collections.abc import Mapping
from dataclasses import replace

from policydiff.model.document import Measure, Region, Section, Snapshot
from policydiff.read.derive import measure_of

PLAN = (
    ("a", "在试点地区，推动贸易便利化。", "商务部制订政策保障措施；试点地区负责推进"),
    ("a", "支持港澳医师开办诊所执行备案制。", "卫生健康委支持和指导；北京、厦门负责推进"),
    ("b", "简化外资旅行社审批流程。", "文化和旅游部制订政策保障措施；各试点地区负责推进"),
    ("b", "支持深圳开展数字人民币试点。", "人民银行支持和指导；深圳负责推进"),
)
CITY = (
    ("a", "推动贸易便利化。", "市商务局"),
    ("a", "支持港澳台医师开办诊所执行备案制。", "市卫健委"),
    ("b", "建设两岸冷链物流市场合作机制。", "自贸委、市商务局"),
)


def document(like: Snapshot, name: str, *rows: tuple[str, str, str]) -> Snapshot:
    measures = tuple(measure(n, *row) for n, row in enumerate(rows, 1))
    sections = Section(id="a", label="（一）", title="扩大开放"), Section(id="b", label="（二）", title="提升便利")
    return replace(like, id=name, title=name, measures=measures, sections=sections, notes=(), findings=())


def measure(number: int, section: str, text: str, responsibility: str) -> Measure:
    cells = {"number": str(number), "section": section, "text": text, "responsibility": responsibility or None}
    return measure_of(cells, (number, number))


def sides(snapshots: Mapping[str, Snapshot]) -> tuple[Snapshot, Snapshot]:
    """The plan and what a city made of it."""
    national, xiamen = snapshots["national-2020"], snapshots["xiamen-2020"]
    plan = replace(document(national, "plan", *PLAN), document_number="国函〔2020〕1号", issued="2020-08-12")
    city = replace(document(xiamen, "city", *CITY), region=Region(name="厦门市", code="350200"))
    return plan, city
