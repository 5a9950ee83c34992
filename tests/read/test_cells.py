"""What is worked out from printed cells."""

import pytest

from policydiff.read.parties import read_responsibility
from policydiff.read.values import read_basis, read_promoted, read_reach

RESPONSIBILITIES = [
    ("药监局制订政策保障措施；试点地区负责推进", [("药监局", "policy")], ["试点地区"]),
    (
        "银保监会、商务部等制订政策保障措施，卫生健康委支持和指导；试点地区负责推进",
        [("银保监会", "policy"), ("商务部", "policy"), ("卫生健康委", "support")],
        ["试点地区"],
    ),
    ("商务部支持和指导；北京、海南负责推进", [("商务部", "support")], ["北京", "海南"]),
    ("中国贸促会负责推进", [("中国贸促会", "responsible")], []),
    ("市教育局，市外办、市科技局", [("市教育局", "lead"), ("市外办", "cooperate"), ("市科技局", "cooperate")], []),
    ("工业和信息化部、交通运输部", [("工业和信息化部", "responsible"), ("交通运输部", "responsible")], []),
    (
        "卫生健康委支持和指导；重庆（涪陵区等21个市辖区）、厦门等试点地区负责推进",
        [("卫生健康委", "support")],
        ["重庆（涪陵区等21个市辖区）", "厦门"],
    ),
]


@pytest.mark.parametrize(("printed", "bodies", "areas"), RESPONSIBILITIES)
def test_responsibilities(printed: str, bodies: list[tuple[str, str]], areas: list[str]) -> None:
    found = read_responsibility(printed)
    assert [(party.name, party.role) for party in found.bodies] == bodies
    assert list(found.areas) == areas
    assert found.raw == printed


@pytest.mark.parametrize(
    ("printed", "kind", "codes"),
    [
        ("全国", "nationwide", []),
        ("上海", "places", ["310000"]),
        ("天津、海南", "places", ["120000", "460000"]),
        ("广西、陕西省（自治区、直辖市）", "places", ["450000", "610000"]),
        ("自贸试验区", "phrase", []),
        ("天津(滨海新区先行探索适用)", "phrase", []),
    ],
)
def test_reaches(printed: str, kind: str, codes: list[str]) -> None:
    reach = read_reach(printed)
    assert (reach.kind, [region.code for region in reach.regions]) == (kind, codes)


@pytest.mark.parametrize(
    ("printed", "months"),
    [
        ("2018.6", ("2018-06", "2018-06")),
        ("2018.11", ("2018-11", "2018-11")),
        ("第一阶段 2017年12月、第二阶段 2019年8月", ("2017-12", "2019-08")),
        ("另行通知", (None, None)),
        ("2018.13", (None, None)),
    ],
)
def test_times(printed: str, months: tuple[str | None, str | None]) -> None:
    promoted = read_promoted(printed)
    assert (promoted.start, promoted.end) == months


@pytest.mark.parametrize(
    ("printed", "documents"),
    [
        ("《通知》（银发〔2018〕3号）", [("通知", "银发〔2018〕3号")]),
        (
            "《清单（2019年版）》（发展改革委 商务部令2019年第25号）",
            [("清单（2019年版）", "发展改革委 商务部令2019年第25号")],
        ),
        ("《甲》（署办加函〔2017〕79号）、《乙〈丙〉》", [("甲", "署办加函〔2017〕79号"), ("乙〈丙〉", None)]),
        ("在新闻发布会上通报", []),
    ],
)
def test_cited_documents(printed: str, documents: list[tuple[str, str | None]]) -> None:
    assert [(cited.title, cited.number) for cited in read_basis(printed).documents] == documents
