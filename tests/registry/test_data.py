"""The words of the registry mean what the lookups say."""

import json
import re
from pathlib import Path

import pytest

import policydiff.registry
from policydiff.registry.audiences import includes, is_audience, is_universal, origin_of
from policydiff.registry.conditions import find_condition, is_condition, is_predicate
from policydiff.registry.modality import binds_here
from policydiff.registry.quantities import quantities
from policydiff.registry.wording import abbreviates, are_synonyms

DATA = Path(policydiff.registry.__file__).parent / "data"


def test_patterns_are_patterns() -> None:
    for pattern in json.loads((DATA / "conditions.json").read_text("utf-8"))["phrases"]:
        assert re.compile(pattern).fullmatch("") is None, pattern


@pytest.mark.parametrize(
    ("word", "before", "behind", "opens", "expected"),
    [
        ("支持", "，", "企业", True, True),
        ("支持", "", "政策", True, False),
        ("支持", "资金", "", False, False),
        ("探索", "", "开通", True, True),
        ("探索", "开展", "的", False, False),
        ("试点", "使用", "", False, True),
        ("试点", "", "地区", True, False),
        ("试点", "", "企业", True, False),
        ("率先", "", "开展", True, True),
        ("研究", "", "院", True, False),
        ("应用", "推广", "", True, False),
    ],
)
def test_words_of_force(word: str, before: str, behind: str, opens: bool, expected: bool) -> None:
    assert binds_here(word, before, behind, opens=opens) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30个工作日", [("workdays", 30)]),
        ("5至8家", [("bodies", 6.5)]),
        ("1.5亿元", [("money", 150_000_000)]),
        ("三分之一", [("share", pytest.approx(100 / 3))]),
        ("一万五千人", [("persons", 15_000)]),
        ("12个月", [("months", 12)]),
        ("1年", [("months", 12)]),
        ("60分钟", [("minutes", 60)]),
        ("百分之二点五", [("share", 2.5)]),
        ("2021年底前", [("date", 2021)]),
        ("二〇二一年底前", [("date", 2021)]),
        ("6月30日前", [("date", 630)]),
        ("3%", [("share", 3)]),
        ("5g网络", []),
        ("(2019年版)", []),
        ("第三类", []),
        ("推广应用", []),
    ],
)
def test_quantities(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(one.measure, one.value) for one in quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "符合条件的",
        "在风险可控的前提下",
        "经主管部门批准后",
        "依法",
        "按照有关规定",
        "除国家另有规定外",
        "依法设立的",
        "视情",
    ],
)
def test_conditions(text: str) -> None:
    assert is_condition(text)


@pytest.mark.parametrize("text", ["推动服务贸易发展", "经济合作", "经营许可证", "已竣工", "标准化", "条件", "规定"])
def test_no_conditions(text: str) -> None:
    assert not is_condition(text)
    assert find_condition("", (0, 0)) is None


def test_predicates() -> None:
    assert is_predicate("信用等级良好") and is_predicate("纳入名单") and is_predicate("注册满3年")
    assert not is_predicate("新型") and not is_predicate("国际化")


def test_audiences() -> None:
    assert includes("境外", "香港") and includes("港澳台", "港澳") and includes("内外资", "外资")
    assert not includes("港澳", "港澳台") and not includes("境内", "境外") and not includes("企业", "企业")
    assert origin_of("港澳台医师") == "港澳台" and origin_of("医师") is None
    assert is_audience("外籍人才") and is_audience("港澳") and not is_audience("航线")
    assert is_universal("各类企业") and not is_universal("民营企业")


def test_abbreviations() -> None:
    assert abbreviates("电商", ("电子", "商务")) and abbreviates("自贸港", ("自由", "贸易", "港"))
    assert not abbreviates("内资", ("内外资",)) and not abbreviates("贸易", ("服务", "贸易"))
    assert not abbreviates("100万元", ("1000", "万元")) and not abbreviates("按规定", ("按照", "省级", "规定"))


def test_synonyms_are_of_one_set() -> None:
    assert are_synonyms("推动", "推进") and are_synonyms("达成", "达到") and are_synonyms("我国", "中国")
    for one, other in (
        ("支持", "推动"),
        ("应当", "可以"),
        ("境外", "国外"),
        ("港澳", "港澳台"),
        ("企业", "机构"),
        ("探索", "试点"),
    ):
        assert not are_synonyms(one, other), (one, other)
