"""Applicability: the labels, and other places against what their cells print."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from policydiff.compare.applicability import applicability
from policydiff.model.comparison import APPLICABILITIES, Ground
from policydiff.model.document import Location, Measure, Reach, Region, Responsibility, Snapshot
from tests.conftest import ROOT


def of(snapshot: Snapshot, name: str, code: str, *, implements: str | None = None) -> Snapshot:
    """The snapshot as a document of another place."""
    return replace(snapshot, region=Region(name=name, code=code), implements=implements)


def values(left: Snapshot, right: Snapshot) -> Mapping[str, str]:
    return {measure: found.value for measure, found in applicability(left, right).items()}


def test_the_labels(national: Snapshot, xiamen: Snapshot) -> None:
    gold = json.loads((ROOT / "tests" / "gold" / "national--xiamen.json").read_text("utf-8"))["applicability"]
    found = values(national, xiamen)
    assert {measure: found[measure] for measure in gold} == gold
    assert list(found) == [measure.id for measure in national.measures]


@pytest.mark.parametrize(
    ("name", "code", "printed"),
    [
        ("北京市", "110000", ["北京"]),
        ("深圳市", "440300", ["深圳"]),
        ("重庆市", "500000", ["重庆（"]),
        ("苏州市", "320500", ["苏州"]),
        ("厦门市", "350200", ["厦门"]),
        ("海口市", "460100", ["海南"]),  # what its province is asked to do, it is
        ("江苏省", "320000", ["南京", "苏州"]),  # and a province what its cities are
        ("陕西省", "610000", ["西安", "西咸"]),
        ("涪陵区", "500102", ["重庆（"]),
        ("思明区", "350203", ["厦门"]),
        ("遵义市", "520300", []),
    ],
)
def test_other_places_are_named_where_their_name_is_printed(
    name: str, code: str, printed: list[str], national: Snapshot, xiamen: Snapshot
) -> None:
    found = values(national, of(xiamen, name, code))
    named = {measure for measure, value in found.items() if value == "named"}
    cells = {m.id: m.responsibility.raw if m.responsibility else "" for m in national.measures}
    assert named == {measure for measure, cell in cells.items() if any(word in cell for word in printed)}
    lists = {measure for measure, cell in cells.items() if "等试点地区" in cell} - {"29"}
    assert {found[measure] for measure in lists - named} <= {"others"}


def test_a_place_that_is_no_pilot(national: Snapshot, xiamen: Snapshot) -> None:
    far = of(xiamen, "遵义市", "520300")
    assert values(national, far)["19"] == "others"
    assert values(national, replace(far, implements=national.id))["19"] == "general"  # it says that it is one
    assert values(national, of(xiamen, "万州区", "500101"))["19"] == "others"  # none of the 21 districts


def test_the_default_reach_of_a_list(snapshots: dict[str, Snapshot], xiamen: Snapshot) -> None:
    plan = snapshots["national-2025"]
    silent = next(measure.id for measure in plan.measures if measure.reach is None)
    places = {"天津市": "120000", "北京市": "110000", "厦门市": "350200", "贵阳市": "520100", "沈阳市": "210100"}
    assert {name: values(plan, of(xiamen, name, code))[silent] for name, code in places.items()} == {
        "天津市": "general",
        "北京市": "general",
        "厦门市": "conditional",
        "贵阳市": "others",
        "沈阳市": "general",
    }


def test_the_words_that_decided(national: Snapshot, xiamen: Snapshot) -> None:
    found = applicability(national, xiamen)
    grounds = {measure: found[measure].ground for measure in ("9", "11", "16", "62", "75", "103", "107")}
    assert grounds == {
        "9": Ground("responsibility", "厦门"),
        "11": Ground("responsibility", "试点地区"),
        "16": Ground("text", "试点地区"),
        "62": Ground("responsibility", "深圳、广州等试点地区"),
        "75": Ground("responsibility", "具备条件的试点地区"),
        "103": Ground("responsibility", "中国贸促会负责推进"),
        "107": Ground("responsibility", "确定试点地区"),
    }


def test_every_ground_is_printed(snapshots: dict[str, Snapshot], xiamen: Snapshot) -> None:
    for left in snapshots.values():
        measures = {measure.id: measure for measure in left.measures}
        for name, judged in applicability(left, xiamen).items():
            assert judged.value in APPLICABILITIES
            if judged.ground:
                assert judged.ground.text in (measures[name].printed(judged.ground.field) or "")


def test_no_place_no_applicability(snapshots: dict[str, Snapshot], national: Snapshot, xiamen: Snapshot) -> None:
    assert applicability(national, snapshots["national-2025"]) == {}
    assert applicability(xiamen, national) == {}
    assert applicability(xiamen, xiamen) == {}
    assert applicability(xiamen, of(xiamen, "泉州市", "350500")) == {}
    assert applicability(of(xiamen, "福建省", "350000"), xiamen) != {}


def plan(national: Snapshot, *measures: tuple[str, str | None, str | None], series: str | None = None) -> Snapshot:
    """A national plan of measures by text, responsibility and reach."""
    made = tuple(
        Measure(
            id=str(n), number=str(n), text=text, location=Location(lines=(n, n)),
            responsibility=Responsibility(raw=cell) if cell else None,
            reach=Reach(raw=reach, kind="phrase") if reach else None,
        )
        for n, (text, cell, reach) in enumerate(measures, 1)
    )  # fmt: skip
    return replace(national, id="plan", measures=made, sections=(), notes=(), series=series, round=None)


@pytest.mark.parametrize(
    ("text", "cell", "reach", "value"),
    [
        ("推动改革。", "商务部", "全国", "general"),
        ("推动改革。", "商务部", "自贸试验区", "general"),
        ("推动改革。", "商务部", "福建省", "named"),
        ("推动改革。", "商务部", "福建自贸试验区厦门片区", "named"),
        ("推动改革。", "商务部", "广东自贸试验区", "others"),
        ("推动改革。", "商务部", "全国（福建除外）", "others"),
        ("推动改革。", "商务部", "具备条件的城市", "conditional"),
        ("推动改革。", "商务部；宁波、厦门负责推进", None, "named"),
        ("推动改革。", "商务部；宁波、青岛负责推进", None, "others"),
        ("推动改革。", "商务部；符合条件的地区负责推进", None, "conditional"),
        ("推动改革。", "商务部；各省（自治区、直辖市）负责推进", None, "general"),
        ("推动改革。", "商务部负责推进", None, "national-only"),
        ("支持深圳、厦门开展改革试点。", "商务部负责推进", None, "named"),
        ("支持深圳、广州开展改革试点。", "商务部负责推进", None, "others"),
        ("在试点地区推动改革。", "商务部负责推进", None, "general"),
        ("在具备条件的试点地区推动改革。", "商务部负责推进", None, "conditional"),
        ("深化闽台合作，办好厦门投洽会。", "商务部负责推进", None, "national-only"),
    ],
)
def test_rules(text: str, cell: str, reach: str | None, value: str, national: Snapshot, xiamen: Snapshot) -> None:
    """Beside a measure whose cell names areas: silence then says that none is meant."""
    left = plan(national, (text, cell, reach), ("其他。", "商务部支持和指导；昆明负责推进", None))
    assert values(left, of(xiamen, "厦门市", "350200"))["1"] == value


def test_a_column_that_never_names_areas_says_nothing_by_silence(national: Snapshot, xiamen: Snapshot) -> None:
    left = plan(national, ("推动改革。", "商务部", None), ("其他。", "财政部", None))
    assert set(values(left, xiamen).values()) == {"general"}
