"""The registry of bodies: names of other places and years, reforms, groups, and what is no body."""

import json
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from policydiff.model.document import Region
from policydiff.registry.bodies import Body, Group, central_body, nearest, resolve, same_body, successors
from policydiff.registry.body_data import body_data
from policydiff.registry.body_forms import has_form_of_body
from policydiff.registry.fields import responsible
from policydiff.snapshot import load_snapshot

NAMES: dict[str, Any] = json.loads((Path(__file__).parent / "names.json").read_text("utf-8"))
XIAMEN = Region(name="厦门市", code="350200")
SNAPSHOTS = Path(__file__).parents[2] / "snapshots"


def body(printed: str, region: Region | None = None, on: str | None = None) -> Body:
    found = resolve(printed, region, on)
    assert isinstance(found, Body), printed
    return found


# the data


def test_the_data_names_what_exists() -> None:
    data = body_data()
    central = {row["id"] for row in data["central"]}
    local = {row["id"] for row in data["local"]}
    assert len(central) == len(data["central"]) and len(local) == len(data["local"])
    for row in data["central"]:
        assert {*row.get("successors", ()), *row.get("shares", ()), row.get("parent", row["id"])} <= central, row
    for row in data["local"]:
        assert {row.get("parent", "mofcom")} <= central and set(row.get("successors", ())) <= local, row
    for row in (*data["central"], *data["local"]):
        assert row["source"] in data["sources"]


def test_central_names_are_borne_by_one_body_at_a_time() -> None:
    bearers: dict[str, list[dict[str, Any]]] = {}
    for row in body_data()["central"]:
        for name in {row["name"], row["short"], *row.get("variants", ())}:
            bearers.setdefault(name, []).append(row)
    for name, rows in bearers.items():
        lives = sorted((row.get("since", ""), row.get("until", "9999")) for row in rows)
        assert all(before[1] <= after[0] for before, after in pairwise(lives)), name


def test_a_body_that_ended_has_a_successor() -> None:
    for row in (*body_data()["central"], *body_data()["local"]):
        assert ("until" in row) == ("successors" in row), row["id"]


@pytest.mark.parametrize("row", body_data()["central"], ids=lambda row: row["id"])
def test_every_name_of_a_central_body_means_it(row: dict[str, Any]) -> None:
    for name in (row["name"], row["short"], *row.get("variants", ())):
        assert body(name, on=row.get("since") or "2013-01").id == row["id"] or body(name).id == row["id"], name


# names


@pytest.mark.parametrize("row", NAMES["bodies"], ids=lambda row: row["name"])
def test_names_that_the_documents_do_not_hold(row: dict[str, Any]) -> None:
    region = Region(name=row["region"][0], code=row["region"][1]) if "region" in row else None
    found = resolve(row["name"], region, own=row.get("own", False))
    assert isinstance(found, Body)
    assert found.id == row["id"]
    if "parent" in row:
        assert found.parent == row["parent"]


def test_the_lists_are_long_enough() -> None:
    assert len({row["name"] for row in NAMES["bodies"]}) >= 150
    assert len(set(NAMES["nobody"])) >= 100


@pytest.mark.parametrize("row", NAMES["groups"], ids=lambda row: row["name"])
def test_groups_are_no_bodies(row: dict[str, str]) -> None:
    assert resolve(row["name"]) == Group(id=row["id"], name=row["name"])


@pytest.mark.parametrize("name", NAMES["nobody"])
@pytest.mark.parametrize("own", [False, True])
def test_what_is_no_body(name: str, own: bool) -> None:
    assert resolve(name) is None
    assert resolve(name, XIAMEN, own=own) is None


def test_the_place_says_whose_office_it_is() -> None:
    names = ("市商务局", "厦门市商务局", "福建省厦门市商务局", "厦门商务局")
    assert {body(name, XIAMEN).id for name in names} == {"350200/commerce"}
    assert body("市商务局").region is None
    assert body("省商务厅", XIAMEN).id == body("福建省商务厅").id == "350000/commerce"
    assert body("市商务局", Region(name="苏州市", code="320500")) != body("市商务局", XIAMEN)
    centre, branch = body("人民银行", XIAMEN), body("人行厦门中心支行", XIAMEN)
    assert (centre.level, branch.level, branch.parent) == ("national", "city", centre.id)
    assert body("人民银行厦门市分行") == branch


def test_bare_names_are_the_centre_s_unless_the_place_s_own_are_meant() -> None:
    assert body("药监局", XIAMEN).id == "nmpa"
    own = resolve("药监局", XIAMEN, own=True)
    assert isinstance(own, Body) and (own.id, own.name, own.parent) == ("350200/drug", "厦门市药监局", "nmpa")


# reforms


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("广电总局", "2013-01", "sarft"),
        ("广电总局", "2016-05-01", "sapprft"),
        ("广电总局", "2020-08", "nrta"),
        ("广电总局", None, "nrta"),
        ("港澳办", "2020-08-02", "hmo"),
        ("港澳办", "2024-01-01", "chmo"),
        ("厦门金融监管局", "2020-08", "350200/local-finance"),
        ("厦门金融监管局", "2024-08", "350200/financial-branch"),
        ("市金融监管局", "2024-08", "市/local-finance"),
        ("银保监会", "2025-01", "cbirc"),
    ],
)
def test_the_day_says_who_bore_a_name(name: str, on: str | None, expected: str) -> None:
    assert body(name, on=on).id == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("银保监会", "金融监管总局"),
        ("银监会", "国家金融监督管理总局"),
        ("保监会", "银保监会"),
        ("工商总局", "市场监管总局"),
        ("质检总局", "市场监管总局"),
        ("国家旅游局", "文旅部"),
        ("文化部", "文化和旅游部"),
        ("卫生计生委", "卫健委"),
        ("国土资源部", "自然资源部"),
        ("国家外专局", "科技部"),
        ("厦门银保监局", "国家金融监督管理总局厦门监管局"),
        ("厦门市旅游局", "厦门市文旅局"),
        ("厦门检验检疫局", "厦门海关"),
    ],
)
def test_a_successor_is_the_same_body(before: str, after: str) -> None:
    assert same_body(body(before), body(after)) and same_body(body(after), body(before))
    assert body(after) in successors(body(before))
    assert body(before) not in successors(body(after))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("银监会", "保监会"),
        ("质检总局", "海关总署"),
        ("商务部", "厦门市商务局"),
        ("厦门海关", "海关总署"),
        ("厦门市商务局", "苏州市商务局"),
        ("人民银行", "人行厦门中心支行"),
        ("厦门市旅游局", "苏州市文旅局"),
        ("厦门市市场监管局", "厦门市药监局"),
        ("有关部门", "商务部"),
        ("有关部门", "各成员单位"),
        ("华为公司", "华为公司"),
    ],
)
def test_different_bodies(one: str, other: str) -> None:
    assert not same_body(resolve(one), resolve(other))


def test_variants_are_one_body() -> None:
    for names in (
        "人社部 人力资源社会保障部 人力资源和社会保障部",
        "网信办 中央网信办 国家网信办",
        "林草局 国家林草局",
    ):
        assert len({body(name).id for name in names.split()}) == 1
    assert same_body(resolve("有关部门"), resolve("各有关部门"))
    assert central_body("mofcom") == body("商务部") and central_body("none-such") is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("住房城乡建设", "住房城乡建设部"),
        ("科学部", "科学技术部"),
        ("厦门商务居", "厦门商务局"),
        ("国家林草总局", "国家林草局"),
        ("加快推进", None),
        ("", None),
    ],
)
def test_the_nearest_known_name(printed: str, expected: str | None) -> None:
    assert nearest(printed) == expected


# the documents


def test_the_bodies_of_the_documents() -> None:
    unknown: list[str] = []
    total = 0
    for path in sorted(SNAPSHOTS.glob("*.json")):
        snapshot = load_snapshot(path.read_text("utf-8"), path.stem)
        for measure in snapshot.measures:
            for field in ("responsibility", "guidance"):
                cell = getattr(measure, field)
                for party in cell.bodies if cell else ():
                    total += 1
                    if resolve(party.name, snapshot.region, snapshot.issued, own=field == "responsibility") is None:
                        unknown.append(party.name)
    assert total == 835
    assert unknown == ["住房城乡建设"] * 2  # misprinted in the source: 0.998 are resolved


def test_the_data_is_read_when_first_asked_for() -> None:
    program = (
        "import sys, policydiff.registry.bodies as b, policydiff.registry.body_data as d;"
        "assert d.body_data.cache_info().currsize == 0 and 'difflib' not in sys.modules;"
        "assert b.resolve('商务部'); assert d.body_data.cache_info().currsize == 1"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


FIELDS = [  # field, month, the centre's, Xiamen's own
    ("住房城乡建设", "2020-08", "mohurd", "350200/construction"),
    ("教育", "2020-08", "moe", "350200/education"),
    ("商务等部门", "2020-08", "mofcom", "350200/commerce"),
    ("市场监管", "2024-08", "samr", "350200/market"),
    ("海关", "2020-08", "gacc", "350200/customs"),
    ("旅游", "2016-01", "cnta", "350200/tourism-old"),
    ("气象", "2020-08", "cma", "350200/weather"),
    ("证监", "2020-08", "csrc", "350200/securities-branch"),
    ("市场监管部门", "2020-08", "of-samr", "of-350200/market"),
    ("各级税务机关", "2020-08", "of-sta", "of-350200/tax"),
    ("教育行政部门", "2020-08", "of-moe", "of-350200/education"),
    ("市教育", "2020-08", "市/education", "350200/education"),
]
NO_FIELDS = (
    "金融", "安全", "标准", "组织", "住房城乡", "教商", "行业协会", "思明区", "思明区部门", "科技部分", "教育部署",
    "商务部门户网站", "服务贸易", "数据跨境流动", "干部", "部门", "某某部门", "企业", "有关",
)  # fmt: skip


@pytest.mark.parametrize(("field", "on", "central", "own"), FIELDS, ids=[row[0] for row in FIELDS])
def test_a_field_names_the_body_in_a_cell_of_those_responsible(field: str, on: str, central: str, own: str) -> None:
    for region, body_id in ((None, central), (XIAMEN, own)):
        found = responsible(field, region, on, own=True)
        assert found is not None
        assert found.id == body_id
    assert resolve(field) is None  # elsewhere it is a word


@pytest.mark.parametrize("name", NO_FIELDS)
def test_what_is_no_field_of_one_body_names_nobody(name: str) -> None:
    for region in (None, XIAMEN):
        found = responsible(name, region, "2020-08", own=True)
        assert found is None or (isinstance(found, Group) and not found.id.startswith("of-"))


def test_a_field_of_a_body_that_is_gone_is_its_own_until_another_has_it() -> None:
    before, after = (responsible("旅游", None, on, own=True) for on in ("2016-01", "2022-01"))
    assert same_body(before, central_body("mct")) and same_body(after, central_body("mct"))


OF_XIAMEN = (
    "市审管办", "市审管办（市公共资源交易管委办）", "市园林水务局", "市委金融工委", "市中新项目管理局", "市公安局交警支队",
    "市水务集团", "市轨道集团", "厦门港务控股集团", "厦门大学", "中国电信厦门分公司", "厦门数据交易所",
)  # fmt: skip
NO_FORM = (
    "市商物局", "市发展改委", "市文旅句", "市建设居", "厦门银保局", "厦门海关关", "市场监管总菊", "星际航务局", "海关总暑",
    "推进建设公司", "支持企业的公司", "蓬莱仙岛", "市", "公司", "有关局", "负责推进的办",
)  # fmt: skip


@pytest.mark.parametrize("name", OF_XIAMEN)
def test_a_body_of_one_city_is_known_by_the_form_of_its_name(name: str) -> None:
    assert resolve(name, XIAMEN, own=True) is None
    assert has_form_of_body(name, XIAMEN)


@pytest.mark.parametrize("name", NO_FORM)
def test_what_is_no_name_or_a_misprint_of_one_has_no_form_of_a_body(name: str) -> None:
    assert not has_form_of_body(name, XIAMEN)
    assert not has_form_of_body(name, None)


def test_offices_are_known_by_form_in_a_document_of_a_place_alone() -> None:
    assert has_form_of_body("市审管办", XIAMEN) and not has_form_of_body("市审管办", None)


@pytest.mark.parametrize("name", ["各" * 10_000 + "x", "有关" * 5_000, "各级" * 5_000 + "部门", "各" * 120 + "x"])
def test_a_long_name_is_soon_given_up(name: str) -> None:
    start = time.process_time()
    responsible(name, XIAMEN, own=True)
    assert time.process_time() - start < 1
