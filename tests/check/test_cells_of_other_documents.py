"""Cells as documents of the same families print them: none is called up, and each with a slip in it is."""

from dataclasses import replace

import pytest

from policydiff.check import Subject, check_snapshot
from policydiff.model.document import Reach, Region, Snapshot
from policydiff.read.parties import read_responsibility
from tests.check.cases.change import with_measure

COUNTRY = None
XIAMEN = Region(name="厦门市", code="350200")
HANGZHOU = Region(name="杭州市", code="330100")
BEIJING = Region(name="北京市", code="110000")
CHONGQING = Region(name="重庆市", code="500000")
HAINAN = Region(name="海南省", code="460000")

# place, the cell, the same with a slip
RESPONSIBLE: list[tuple[Region | None, str, str]] = [
    (COUNTRY, "住房城乡建设、教育、商务等部门", "住房城乡建没、教育、商务等部门"),
    (COUNTRY, "住房城乡建设等制订政策措施；北京、深圳负责推进", "住房城乡等制订政策措施；北京、深圳负责推进"),
    (COUNTRY, "发展改革、财政、税务、海关、市场监管等部门配合", "发展改革、财政、锐务、海关、市场监管等部门配合"),
    (COUNTRY, "商务、人民银行、外汇等部门", "商务、人民银行、外江等部门"),
    (COUNTRY, "海关总署（国家口岸办）、国家铁路局、国铁集团", "海关总署（国家口岸办）、国家铁路居、国铁集团"),
    (COUNTRY, "各地商务主管部门、税务机关", "各地商务主管部门、锐务机关"),
    (COUNTRY, "各地区各有关部门", "各地区各有关部们"),
    (COUNTRY, "中国银行业协会、人民银行", "中国银行业协会、人民很行"),
    (COUNTRY, "最高人民法院、各级人民法院", "最高人民法院、各级人民法完"),
    (COUNTRY, "各省、自治区、直辖市人民政府", "各省、自治区、直辖市人民政俯"),
    (HANGZHOU, "市发改委、市林水局、市审管办（市公共资源交易管委办）", "市发改萎、市林水局"),
    (HANGZHOU, "市城管局、市水务集团、国网杭州供电公司、市燃气集团", "市城管居、市水务集团"),
    (HANGZHOU, "市级有关单位、各区（县、市）政府、西湖区政府", "市级有关单为、西湖区政府"),
    (BEIJING, "市司法局、顺义区、市委金融工委", "市司发局、顺义区"),
    (BEIJING, "市交通委、首都机场集团公司、市口岸办", "市交同委、首都机场集团公司"),
    (CHONGQING, "市中新项目管理局、重庆港务物流集团、各区县政府", "市中新项目管理句、各区县政府"),
    (HAINAN, "省国际经济发展局、洋浦经济开发区、相关市县", "省商务斤、相关市县"),
    (XIAMEN, "市服务贸易发展工作领导小组各成员单位", "市商物局"),
]
REACH: list[tuple[Region | None, str, str]] = [
    (COUNTRY, "海关特殊监管区域及保税监管场所", "海关特殊监管区域及保税监管场听"),
    (COUNTRY, "海关特殊监管区域、保税物流中心（B型）", "海关特殊监管区域、保税物流中必（B型）"),
    (COUNTRY, "自贸试验区和海关特殊监管区域", "自贸试验区和海关特殊监管区或"),
    (COUNTRY, "具备条件的沿海港口", "具备条件的沿海巷口"),
    (COUNTRY, "进境冰鲜水产品指定监管场地", "进境冰鲜水产品指定监管场他"),
    (COUNTRY, "自贸试验区所在省（区、市）", "自贸试验去所在省（区、市）"),
    (COUNTRY, "设有海关特殊监管区域的跨境电商综合试验区", "设有海关特殊监管区域的跨境电商综合试验室"),
    (COUNTRY, "符合条件的地区（由商务部会同有关部门确定）", "符合条件的地曲（由商务部会同有关部门确定）"),
    (COUNTRY, "上海(临港新片区)、海南全岛", "上海(临港新片区)、海南全鸟"),
    (COUNTRY, "北京(经济技术开发区)、广州(南沙港)", "北京(经济技术开发去)、广州(南沙港)"),
    (COUNTRY, "武汉、重庆等长江沿线港口", "武汉、重庄等长江沿线港口"),
    (COUNTRY, "广西、云南(边境口岸)", "广西、云南(边境口犴)"),
    (COUNTRY, "国家级新区、国家级经开区和自由贸易试验区", "国家级新区、国家级经开曲和自由贸易试验区"),
    (BEIJING, "朝阳区、海淀区、北京城市副中心", "朝阳曲、海淀区、北京城市副中心"),
    (BEIJING, "首都国际机场、天竺综合保税区", "首都国际机杨、天竺综合保税区"),
    (XIAMEN, "思明区、象屿综合保税区", "思明区、象屿综合保税曲"),
    (XIAMEN, "有条件的区", "推动企业上市"),
    (HAINAN, "各市县、澄迈县、文昌市", "各市县、澄迈悬、文昌市"),
]


@pytest.fixture
def subject(snapshots: dict[str, Snapshot]) -> Subject:
    snapshot = snapshots["ftz-departments-2019"]
    return Subject(snapshot, snapshot.id, {name: (name,) for name in snapshots}, snapshot.source.sha256)


def told(subject: Subject, region: Region | None, **cells: object) -> list[str]:
    """What is said of a measure with these cells in a document of a place."""
    snapshot: Snapshot = replace(subject.snapshot, region=region, level="city" if region else "national")
    found = check_snapshot(with_measure(0, **cells)(replace(subject, snapshot=snapshot)))
    return [one.check.id for one in found if one.fault.place[:2] == ("measures", 0)]


@pytest.mark.parametrize(("region", "cell", "slip"), RESPONSIBLE, ids=[row[1] for row in RESPONSIBLE])
def test_those_responsible(region: Region | None, cell: str, slip: str, subject: Subject) -> None:
    assert told(subject, region, responsibility=read_responsibility(cell)) == []
    assert set(told(subject, region, responsibility=read_responsibility(slip))) >= {"unknown-body"}


@pytest.mark.parametrize(("region", "cell", "slip"), REACH, ids=[row[1] for row in REACH])
def test_where_a_measure_applies(region: Region | None, cell: str, slip: str, subject: Subject) -> None:
    assert told(subject, region, reach=Reach(raw=cell, kind="phrase")) == []
    assert told(subject, region, reach=Reach(raw=slip, kind="phrase")) == ["unknown-place"]
