"""Snapshots as plain lines for git."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.report.plain import sentences, text_view
from policydiff.report.wording import LANGUAGES
from policydiff.workflows.drivers import text_of
from tests.conftest import IDS, SNAPSHOTS

Data = dict[str, Any]


def data(name: str = "xiamen-2020") -> Data:
    loaded: Data = json.loads((SNAPSHOTS / f"{name}.json").read_text("utf-8"))
    return loaded


PAGE = """xiamen-2020  厦门市全面深化服务贸易创新发展试点任务、具体举措及责任分工
aliases: xiamen
level: city
place: 厦门市 350200
puts into practice: national-2020
source: sources/xiamen-2020.txt (sha256 4c5a0342b8fc)
measures: 2

（一）完善管理体制

№ 1 · 名称
实行一项改革；
取消“一项；
审批。”
responsible: 市商务局，市发改委
guided by: 商务部
applies to: 全国
remark: 首创

№ 2
第二项。

Notes
一条注。

Findings
warning cut-off: the file breaks off
"""


def small() -> Data:
    made = data()
    first, second = made["measures"][:2]
    first |= {
        "title": "名称",
        "text": "实行一项改革；取消“一项；审批。”",
        "responsibility": {"raw": "市商务局，\n市发改委", "bodies": [], "areas": []},
        "guidance": {"raw": "商务部", "bodies": [], "areas": []},
        "reach": {"raw": "全国", "kind": "nationwide", "regions": []},
        "remark": "首创",
    }
    second |= {"text": "第二项。", "responsibility": None, "guidance": None}
    finding = {"id": "cut-off", "severity": "warning", "message": "the file breaks off"}
    sections = [{**made["sections"][0], "intro": None}]
    return {
        **made,
        "measures": [first, second],
        "sections": sections,
        "notes": [{"text": "一条注。", "measures": []}],
        "findings": [{**finding, "measure": None, "field": None, "lines": None}],
    }


def test_the_page() -> None:
    assert text_view(small(), "en") == PAGE.replace("市商务局，市发改委", "市商务局， 市发改委")


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_printed_text_is_on_it(name: str, language: str) -> None:
    snapshot = data(name)
    page = text_view(snapshot, language).replace("\n", "")
    for measure in snapshot["measures"]:
        assert measure["text"].replace("\n", "").replace(" ", "") in page.replace(" ", "")
        for cell in ("responsibility", "guidance", "reach", "promoted", "basis"):
            if measure[cell]:
                assert measure[cell]["raw"].replace("\n", " ") in page
    assert page.count("№ ") == len(snapshot["measures"])


def lines(snapshot: Data) -> None:
    for measure in snapshot["measures"]:
        measure["location"] = {"lines": [1, 1]}


def reader(snapshot: Data) -> None:
    snapshot["source"]["reader"]["version"] = "99"


def derived(snapshot: Data) -> None:
    for measure in snapshot["measures"]:
        if measure["responsibility"]:
            measure["responsibility"]["bodies"] = []


@pytest.mark.parametrize("read_otherwise", [lines, reader, derived])
def test_a_reading_alone_changes_no_line(read_otherwise: Callable[[Data], None]) -> None:
    snapshot = data()
    before = text_view(snapshot, "en")
    read_otherwise(snapshot)
    assert text_view(snapshot, "en") == before


def test_a_change_of_one_cell_changes_one_line() -> None:
    snapshot = data()
    before = text_view(snapshot, "en").splitlines()
    snapshot["measures"][40]["remark"] = "年内完成"
    after = text_view(snapshot, "en").splitlines()
    assert [line for line in after if line not in before] == ["remark: 年内完成"]
    assert len(after) == len(before) + 1


@given(st.text())
def test_sentences_lose_nothing(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_no_text_acts_on_the_terminal(text: str) -> None:
    snapshot = small()
    snapshot["title"] = snapshot["measures"][0]["text"] = snapshot["measures"][0]["title"] = text + "x"
    page = text_view(snapshot, "en")
    assert all(character.isprintable() or character in "\n\u3000\xa0" or character.isspace() for character in page)
    assert not any(ord(character) < 32 and character != "\n" for character in page)


@given(st.binary())
def test_any_bytes_are_passed_through(content: bytes) -> None:
    assert text_of(content, "en") == content


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(small())), inner, max_size=20),
)


@given(JSON)
def test_other_data_are_passed_through(value: object) -> None:
    content = json.dumps(value).encode()
    assert text_of(content, "zh") == content


@given(st.sampled_from(list(small())), JSON)
def test_a_snapshot_with_one_odd_value_never_fails(key: str, value: object) -> None:
    assert text_of(json.dumps({**small(), key: value}).encode(), "en")


@given(st.sampled_from(list(small()["measures"][0])), JSON)
def test_a_measure_with_one_odd_value_never_fails(key: str, value: object) -> None:
    snapshot = small()
    snapshot["measures"][0][key] = value
    assert text_of(json.dumps(snapshot).encode(), "en")


def test_a_file_with_conflicts_is_shown_by_measure() -> None:
    text = json.dumps(small(), ensure_ascii=False, indent=2)
    line = next(line for line in text.split("\n") if "第二项。" in line)
    marked = f"<<<<<<< ours: x\n{line}\n||||||| base\n x\n=======\n{line.replace('二', '两')}\n>>>>>>> theirs: x"
    shown = text_of(text.replace(line, marked).encode(), "en").decode()
    assert "<<<<<<< ours\n第二项。\n=======\n第两项。\n>>>>>>> theirs\n" in shown
    assert shown.replace("<<<<<<< ours\n", "").replace("=======\n第两项。\n>>>>>>> theirs\n", "") == text_view(
        small(), "en"
    )
    broken = text.replace(line, "<<<<<<< ours\n{\n=======\n>>>>>>> theirs").encode()
    assert text_of(broken, "en") == broken
