"""Areas: the data keep to their schema, sets keep to their laws, phrases mean the places they mean."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policydiff.registry
from policydiff.model.document import Snapshot
from policydiff.registry.area_phrases import read_parties_areas, read_reach, read_text_areas
from policydiff.registry.areas import Atoms, extent_of, free_trade_zones, names, nation, union
from policydiff.registry.document_areas import areas_of
from policydiff.registry.places import place_by_name, places
from policydiff.registry.setting import Setting
from policydiff.registry.territory import ALL, CHANGED, NAMED, NARROWED, OPEN, SAME, WIDENED, Area, Territory, inclusion

DATA = json.loads((Path(policydiff.registry.__file__).parent / "data" / "areas.json").read_text("utf-8"))
TRADE = Setting("services-trade-pilot", 3, "2020-08")
OPENING = Setting("services-opening-pilot", None, "2025-04-11")
IN_2019 = Setting(day="2019-09")
IN_2020 = Setting(day="2020-06-28")
PLAIN = Setting()
FUJIAN = Setting(region="350000")


def land(listed: str) -> Atoms:
    """The atoms of areas by name, separated by blanks; a minus takes away."""
    atoms: Atoms = frozenset()
    for name in listed.split():
        if name.startswith("-"):
            atoms -= names()[name[1:]]
        else:
            place = place_by_name(name)
            atoms |= extent_of(place.code) if place else names()[name]
    return atoms


def test_the_pilots_are_as_many_as_the_replies_say() -> None:
    counts = {(row["series"], row["round"]): (len(row["members"]), len(row["open"])) for row in DATA["pilots"]}
    assert counts == {
        ("services-trade-pilot", 1): (15, 0),
        ("services-trade-pilot", 2): (17, 0),
        ("services-trade-pilot", 3): (28, 0),
        ("services-opening-pilot", None): (11, 9),  # Beijing, which is no longer listed, and ten
    }
    assert len(DATA["groups"][0]["members"]) == 21
    assert sum(row["since"] <= "2019-09" for row in DATA["free_trade_zones"]) == 18
    assert len(DATA["free_trade_zones"]) == 22
    assert len([row for row in DATA["zones"] if row["kind"] == "new-area"]) == 19


# phrase, setting, where it surely applies, where it may apply
RESOLVED: list[tuple[str, Setting, str, str]] = [
    ("福建", PLAIN, "福建", ""),
    ("福建省", PLAIN, "福建", ""),
    ("厦门市", PLAIN, "厦门", ""),
    ("福建省厦门市", PLAIN, "厦门", ""),
    ("宁波、青岛", PLAIN, "宁波 青岛", ""),
    ("宁波和青岛", PLAIN, "宁波 青岛", ""),
    ("大连，厦门；深圳", PLAIN, "大连 厦门 深圳", ""),
    ("北京市、上海市、广东省", PLAIN, "北京 上海 广东", ""),
    ("北京、上海等地", PLAIN, "北京 上海", ""),
    ("济南、昆明等2个城市", PLAIN, "济南 昆明", ""),
    ("石家庄、长春、贵阳等三个试点城市", PLAIN, "石家庄 长春 贵阳", ""),
    ("内蒙古、广西、西藏、宁夏、新疆等自治区", PLAIN, "内蒙古 广西 西藏 宁夏 新疆", ""),
    ("河南、湖北、湖南省", PLAIN, "河南 湖北 湖南", ""),
    ("山西、江西、甘肃省（自治区、直辖市）", PLAIN, "山西 江西 甘肃", ""),
    ("在江苏、浙江范围内", PLAIN, "江苏 浙江", ""),
    ("四川省全域", PLAIN, "四川", ""),
    ("吉林省", PLAIN, "吉林", ""),
    ("吉林市", PLAIN, "吉林市", ""),
    ("雄安新区", PLAIN, "雄安新区", ""),
    ("河北雄安新区、贵州贵安新区、陕西西咸新区", PLAIN, "雄安新区 贵安新区 西咸新区", ""),
    ("浦东新区", PLAIN, "浦东新区", ""),
    ("重庆两江新区", PLAIN, "两江新区", ""),
    ("上海（浦东新区）", PLAIN, "浦东新区", ""),
    ("天津（限滨海新区）", PLAIN, "滨海新区", ""),
    ("苏州工业园区、中新天津生态城", PLAIN, "苏州工业园区 中新天津生态城", ""),
    ("粤港澳大湾区内地九市", PLAIN, "广州 深圳 珠海 佛山 惠州 东莞 中山 江门 肇庆", ""),
    ("粤港澳大湾区", PLAIN, "广州 深圳 珠海 佛山 惠州 东莞 中山 江门 肇庆 香港 澳门", ""),
    ("京津冀", PLAIN, "北京 天津 河北", ""),
    ("长三角、京津冀地区", PLAIN, "上海 江苏 浙江 安徽 北京 天津 河北", ""),
    ("四个直辖市", PLAIN, "北京 天津 上海 重庆", ""),
    ("江苏苏州、广东深圳", PLAIN, "苏州 深圳", ""),
    ("广东（广州、珠海横琴）", PLAIN, "广州 横琴", ""),
    ("浙江义乌、昆山市", PLAIN, "义乌 昆山", ""),
    ("东北三省", PLAIN, "辽宁 吉林 黑龙江", ""),
    ("中部地区", PLAIN, "山西 安徽 江西 河南 湖北 湖南", ""),
    ("成渝地区双城经济圈", PLAIN, "成渝", ""),
    ("计划单列市", PLAIN, "大连 青岛 宁波 厦门 深圳", ""),
    ("全国", PLAIN, "*", ""),
    ("全国范围内", PLAIN, "*", ""),
    ("全国各地区", PLAIN, "*", ""),
    ("各省、自治区、直辖市", PLAIN, "*", ""),
    ("全国（西藏除外）", PLAIN, "* -西藏", ""),
    ("除西藏、新疆外的各省（自治区、直辖市）", PLAIN, "* -西藏 -新疆", ""),
    ("辽宁省（大连除外）", PLAIN, "辽宁 -大连", ""),
    ("广东省（不含深圳）", PLAIN, "广东 -深圳", ""),
    ("福建省（含平潭综合实验区）", PLAIN, "福建", ""),
    ("辽宁省（沈阳片区除外）", PLAIN, "辽宁 -沈阳片区", ""),
    ("福建自贸试验区", PLAIN, "平潭片区 厦门片区 福州片区", ""),
    ("中国（福建）自由贸易试验区", PLAIN, "平潭片区 厦门片区 福州片区", ""),
    ("福建自贸试验区厦门片区", PLAIN, "厦门片区", ""),
    ("中国（辽宁）自由贸易试验区大连片区", PLAIN, "大连片区", ""),
    ("湖北、辽宁自贸试验区", PLAIN, "武汉片区 襄阳片区 宜昌片区 大连片区 沈阳片区 营口片区", ""),
    ("湖北、辽宁等自贸试验区", PLAIN, "武汉片区 襄阳片区 宜昌片区 大连片区 沈阳片区 营口片区", ""),
    ("浙江自贸试验区", IN_2019, "舟山片区", ""),
    ("浙江自贸试验区", PLAIN, "舟山片区 宁波片区 杭州片区 金义片区", ""),
    ("海南自由贸易港", PLAIN, "海南", ""),
    ("临港新片区", PLAIN, "临港新片区", ""),
    ("全市", Setting(region="350200"), "厦门", ""),
    ("各设区市", FUJIAN, "福建", ""),
    ("涪陵区、渝中区", Setting(region="500000"), "重庆涪渝", ""),
    ("有条件的地区", PLAIN, "", "*"),
    ("符合条件的省市", PLAIN, "", "*"),
    ("具备条件的试点地区", TRADE, "", "pilot"),
    ("试点地区", TRADE, "pilot", ""),
    ("各试点地区", TRADE, "pilot", ""),
    ("全部试点城市", OPENING, "opening", ""),
    ("有关试点地区", OPENING, "", "opening"),
    ("北京等28个试点地区", TRADE, "pilot", ""),
    ("杭州，成都中有意愿的试点城市", TRADE, "杭州", "成都"),
    ("武汉及沈阳、南京中有条件的其他城市", PLAIN, "武汉", "沈阳 南京"),
    ("重庆（涪陵区等21个市辖区）、昆明", PLAIN, "重庆21个市辖区 昆明", ""),
    ("福州（平潭综合实验区先行先试）", PLAIN, "平潭综合实验区", "福州"),
    ("二手车出口业务试点地区", IN_2020, "北京 天津 上海 台州 济宁 广东 成都 西安 青岛 厦门", ""),
    ("南昌铁路局局管范围内", PLAIN, "江西 福建", ""),
]  # fmt: skip


def meant(listed: str) -> Atoms:
    if listed == "pilot":
        return union(next(row for row in DATA["pilots"] if row["round"] == 3)["members"])
    if listed == "opening":
        return union(next(row for row in DATA["pilots"] if row["round"] is None)["members"])
    if listed == "重庆涪渝":
        return union(["500102", "500103"])
    everywhere = listed.startswith("*")
    rest = listed.removeprefix("*").strip()
    if not everywhere:
        return land(rest)
    return nation() - land(rest.replace("-", ""))


@pytest.mark.parametrize(("phrase", "setting", "sure", "open_"), RESOLVED, ids=[row[0] for row in RESOLVED])
def test_a_phrase_means_its_places(phrase: str, setting: Setting, sure: str, open_: str) -> None:
    found = read_reach(phrase, setting)
    assert found.unresolved == ()
    assert found.sure == meant(sure)
    assert found.open == meant(open_) - meant(sure)


UNRESOLVED = [
    ("江北区", PLAIN),  # of Chongqing, Ningbo, …
    ("思明区、集美区", PLAIN),
    ("慈溪市", PLAIN),
    ("蓬莱群岛经济区", PLAIN),
    ("滨湖新区", PLAIN),
    ("试点企业", PLAIN),
    ("贵州自贸试验区", PLAIN),  # there is none
    ("北京自贸试验区", IN_2019),  # there was none yet
    ("福建自贸试验区沈阳片区", PLAIN),
    ("厦门海关", PLAIN),
    ("商务部", PLAIN),
    ("重庆（涪陵区等9个市辖区）", PLAIN),
    ("符合条件的地区（蓬莱群岛经济区）", PLAIN),
    ("保税监督场所", PLAIN),
    ("海关特殊监管区城", PLAIN),
    ("海南（三沙群岛）", PLAIN),
    ("地区", PLAIN),
    ("蓬莱仙岛", PLAIN),
    ("自贸试验区和蓬莱仙岛、北京", PLAIN),
    ("中国（某某）综合保税区", PLAIN),
    ("保税区企业", PLAIN),
]
DESCRIBED = [  # phrase, setting, the land in which it lies
    ("保税监管场所", PLAIN, "*"),
    ("海关特殊监管区域和保税监管场所", PLAIN, "*"),
    ("各综合保税区", PLAIN, "*"),
    ("保税物流中心（A型、B型）", PLAIN, "*"),
    ("国家级新区、国家级经开区", PLAIN, "*"),
    ("沿海地区", PLAIN, "*"),
    ("有条件的港口城市", PLAIN, "*"),
    ("长江经济带沿线省市", PLAIN, "*"),
    ("省会城市", PLAIN, "*"),
    ("21个自贸试验区", PLAIN, "*"),
    ("保税区、出口加工区等海关特殊监管区域", PLAIN, "*"),
    ("海关特殊监管区域外", PLAIN, "*"),
    ("全国税务系统", PLAIN, "*"),
    ("陆路边境口岸", PLAIN, "*"),
    ("跨境电商综试区", PLAIN, "*"),
    ("设有综合保税区的市", FUJIAN, "福建"),
    ("已开展二手车出口业务的地区", PLAIN, "*"),
    ("上海外高桥保税区", PLAIN, "上海"),
    ("上海（张江科学城）", PLAIN, "上海"),
    ("思明区、集美区", Setting(region="350200"), "厦门"),
    ("象屿综合保税区", Setting(region="350200"), "厦门"),
    ("首都国际机场、天竺综合保税区", Setting(region="110000"), "北京"),
    ("中国（杭州）跨境电子商务综合试验区", PLAIN, "杭州"),
    ("海南(实行“一线”放开、“二线”管住的海关特殊监管区域)", PLAIN, "海南"),
    ('海南(实行"一线"放开、"二线"管住的海关特殊监管区域)', PLAIN, "海南"),
    ('实行"一线放开、二线管住"的综合保税区', PLAIN, "*"),
    ("符合条件的地区（经国务院批复的口岸，进口数量达到1000辆，并报备方案的省市）", PLAIN, "*"),
    ("有条件的地区（名单另行公布）", PLAIN, "*"),
    ("除边境地区外的各省", PLAIN, "*"),
    ("试点地区", PLAIN, "*"),  # of which pilots?
    ("各试点地区", IN_2020, "*"),
    ("二手车出口业务试点地区", Setting(day="2023-01"), "*"),  # the list had grown
    ("文化消费试点城市", PLAIN, "*"),
]


@pytest.mark.parametrize(("phrase", "setting"), UNRESOLVED, ids=[row[0] for row in UNRESOLVED])
def test_what_is_not_known_is_not_guessed(phrase: str, setting: Setting) -> None:
    found = read_reach(phrase, setting)
    assert found.unknown
    assert found.sure <= land("北京") | free_trade_zones(None)


@pytest.mark.parametrize(("phrase", "setting", "within"), DESCRIBED, ids=[row[0] for row in DESCRIBED])
def test_places_that_a_phrase_describes_are_understood_without_a_map(
    phrase: str, setting: Setting, within: str
) -> None:
    found = read_reach(phrase, setting)
    assert (found.unknown, found.sure) == ((), frozenset())
    assert found.unresolved
    assert {area.atoms for area in found.areas} == {meant(within)}


@pytest.mark.parametrize(
    "phrase",
    [
        "有条件的" * 29 + "x",
        "沿海内陆港口机场" * 14 + "x",
        "的" * 119,
        "上海（" + "口岸" * 58,
        "港口" * 59 + "x",
        "和" * 30 + "x",
        "条件的" * 40,
        "和" * 10_000,
        "北京和上海与" * 1_600,
        "综合保税区和" * 66,
        "（上海）" * 2_500,
        "内" * 10_000,
        "内" * 10_000 + "等10个",
    ],
)
@pytest.mark.parametrize("read", [read_reach, read_parties_areas])
def test_a_long_phrase_is_soon_given_up(phrase: str, read: Callable[[str], Territory]) -> None:
    start = time.process_time()
    read(phrase)
    assert time.process_time() - start < 2


def test_what_is_too_long_for_a_phrase_of_where_is_not_understood() -> None:
    for phrase in ("内" * 401, "北京" + "和上海" * 9):
        assert read_reach(phrase).unknown == (phrase,)


def test_a_kind_of_place_stands_beside_a_name() -> None:
    for phrase in ("福建和综合保税区", "福建、综合保税区", "综合保税区及福建"):
        found = read_reach(phrase)
        assert (found.sure, found.unresolved, found.unknown) == (land("福建"), ("综合保税区",), ())


def test_a_list_that_is_shorter_than_its_count_is_no_whole() -> None:
    found = read_reach("北京等15个城市")
    assert (found.sure, found.unresolved) == (land("北京"), ("北京等15个城市",))


CELLS = [
    ("商务部牵头，各成员单位负责；济南、青岛负责推进", PLAIN, "济南 青岛"),
    ("交通运输部制订政策保障措施；宁波、舟山等试点地区负责推进", PLAIN, "宁波 舟山"),
    ("中国出口信保公司和昆明负责推进", PLAIN, "昆明"),
    ("先由苏州、雄安新区等地协助推进，后续视情扩大到其他地区", PLAIN, "苏州 雄安新区"),
    ("文化和旅游部、天津市人民政府负责", PLAIN, "天津"),
    ("工业和信息化部、住房城乡建设部、卫生健康委制订政策保障措施", PLAIN, ""),
    ("厦门海关、厦门银保监局、人行厦门中心支行", PLAIN, ""),
    ("北京市商务局、上海证券交易所", PLAIN, ""),
    ("港澳办、中央台办支持和指导", PLAIN, ""),
    ("中国贸促会负责推进", PLAIN, ""),
    ("联席会议其他成员单位共同负责", PLAIN, ""),
    ("-", PLAIN, ""),
]


@pytest.mark.parametrize(("cell", "setting", "sure"), CELLS, ids=[row[0] for row in CELLS])
def test_bodies_are_no_areas(cell: str, setting: Setting, sure: str) -> None:
    found = read_parties_areas(cell, setting)
    assert (found.sure, found.unresolved) == (land(sure), ())


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("支持北京、上海开展数据跨境流动试点。", "北京 上海"),
        ("允许在苏州设立分支机构。", "苏州"),
        ("鼓励深圳先行探索。", "深圳"),
        ("加强与香港、澳门的合作。", ""),
        ("支持港澳企业设立分支机构。", ""),
        ("依托上海证券交易所开展业务。", ""),
        ("办好中国（北京）国际服务贸易交易会。", ""),
        ("完善天津港集疏运体系。", ""),
    ],
)
def test_only_what_a_text_puts_to_work_is_an_area_of_it(text: str, sure: str) -> None:
    assert read_text_areas(text, PLAIN).sure == land(sure)


def test_every_cell_of_the_documents_is_resolved_or_said_not_to_be(snapshots: dict[str, Snapshot]) -> None:
    left: set[str] = set()
    for snapshot in snapshots.values():
        setting = areas_of(snapshot).setting
        for measure in snapshot.measures:
            if measure.reach:
                territory = read_reach(measure.reach.raw, setting)
                left.update(territory.unresolved)
                assert territory.unknown == ()
            if measure.responsibility:
                territory = read_parties_areas(measure.responsibility.raw, setting)
                left.update(territory.unresolved)
                assert territory.unknown == ()
    assert {phrase[:6] for phrase in left} == {"保税监管场所", "符合条件的地", "海南(自由贸"}


def test_what_the_notes_say_of_areas(snapshots: dict[str, Snapshot]) -> None:
    trade, opening = areas_of(snapshots["national-2020"]), areas_of(snapshots["national-2025"])
    assert trade.default.areas == ()
    assert trade.setting.groups == (("500000", land("重庆21个市辖区")),)
    assert opening.default.sure == meant("opening")
    assert opening.default.open == land("大连 宁波 厦门 青岛 深圳 合肥 福州 西安 苏州")


WITHOUT_A_MAP = [*UNRESOLVED, *(row[:2] for row in DESCRIBED)]
PHRASES = [row[:2] for row in RESOLVED if row[1] in (PLAIN, TRADE)] + [row for row in WITHOUT_A_MAP if row[1] == PLAIN]
territories = st.sampled_from(PHRASES).map(lambda row: read_reach(*row))


@given(territories, territories)
def test_inclusion_is_seen_from_both_sides(one: Territory, other: Territory) -> None:
    mirror = {SAME: SAME, CHANGED: CHANGED, WIDENED: NARROWED, NARROWED: WIDENED}
    assert inclusion(other, one) == mirror[inclusion(one, other)]
    assert inclusion(one, one) == SAME


@given(territories, territories, territories)
def test_inclusion_is_transitive(one: Territory, two: Territory, three: Territory) -> None:
    if two.covers(one) and three.covers(two):
        assert three.covers(one)


@given(territories, st.sampled_from(places()))
def test_what_contains_a_place_contains_its_land(territory: Territory, place: object) -> None:
    code = place.code  # type: ignore[attr-defined]
    wider = Territory((*territory.areas, Area("x", NAMED, extent_of(code))))
    assert wider.contains(code)
    assert wider.covers(territory)
    assert Territory((Area("全国", ALL, nation()),)).covers(territory)


@given(st.sampled_from(places()), st.sampled_from(places()))
def test_two_places_share_land_only_if_one_lies_in_the_other(one: object, other: object) -> None:
    a, b = one.code, other.code  # type: ignore[attr-defined]
    related = a == b or (a[:2] == b[:2] and "0000" in (a[2:], b[2:]))
    assert bool(extent_of(a) & extent_of(b)) == related


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("全国", "自贸试验区", NARROWED),
        ("自贸试验区", "全国", WIDENED),
        ("北京、上海", "上海、北京", SAME),
        ("北京、上海", "北京市、上海市", SAME),
        ("福建", "厦门", NARROWED),
        ("北京", "上海", CHANGED),
        ("北京、上海", "上海、广州", CHANGED),
        ("天津", "天津（滨海新区）", NARROWED),
        ("全国", "保税监管场所", NARROWED),
        ("保税监管场所", "保税监管场所", SAME),
        ("保税监管场所", "北京", CHANGED),
        ("海南", "海南（海关特殊监管区域）", NARROWED),
        ("有条件的地区", "全国", WIDENED),
        ("福州、厦门、莆田、三明、泉州、漳州、南平、龙岩、宁德", "福建省", SAME),
    ],
)
def test_inclusion(left: str, right: str, said: str) -> None:
    assert inclusion(read_reach(left), read_reach(right)) == said


def test_a_district_lies_in_its_city() -> None:
    assert read_reach("厦门").contains("350203")
    assert read_reach("福建").contains("350203")
    assert not read_reach("泉州").contains("350203")
    assert not read_reach("重庆（涪陵区等21个市辖区）").contains("500101")
    assert read_reach("重庆（涪陵区等21个市辖区）").contains("500102")
    assert free_trade_zones("2019-09") < free_trade_zones(None)
    assert OPEN not in {area.how for area in read_reach("福建").areas}
