"""Changes: locality and wording told from substance, case by case."""

from dataclasses import replace

import pytest

from policydiff.changes.find import find_changes
from policydiff.model.document import Location, Measure, Region
from policydiff.registry.locality import Locality

LOCALITY = Locality(None, Region(name="厦门市", code="350200"))
M = Measure(id="1", number="1", text="-", location=Location(lines=(1, 1)))

CASES = [
    # locality
    ("在试点地区，完善签证政策。", "完善签证政策。", [("locality-dropped", "在试点地区", "")]),
    ("支持具备条件的试点地区建设平台。", "建设平台。", [("locality-dropped", "支持具备条件的试点地区", "")]),
    ("支持在试点地区设立机构。", "支持在厦门设立机构。", [("locality-replaced", "试点地区", "厦门")]),
    ("到试点地区就业，在试点地区创业。", "到我市就业，在我市创业。", [("locality-replaced", "试点地区", "我市")]),
    ("完善政策。", "在全市完善政策。", [("locality-added", "", "在全市")]),
    ("推进合作。", "在当地推进合作。", [("locality-added", "", "在当地")]),
    # wording
    ("同时推进合作。", "推进合作。", [("wording-changed", "同时", "")]),
    ("达成规定的条件。", "在达到规定的条件。", [("wording-changed", "达成", "在达到")]),
    ("视展业和和合规情况推进。", "视展业和合规情况推进。", [("wording-changed", "和和", "和")]),
    ("推动机制创新。", "推进机制创新。", [("wording-changed", "推动", "推进")]),
    # substance
    ("允许港澳银行设立机构。", "允许港澳台银行设立机构。", [("audience-widened", "港澳", "港澳台")]),
    ("完善政策。", "完善政策。扩大开放。", [("content-added", "", "扩大开放")]),
    ("完善政策，支持试点地区探索制订目录。", "完善政策。", [("content-removed", "支持试点地区探索制订目录", "")]),
    ("开展试点。", "开展试点工程。", [("scope-widened", "", "工程")]),
    # both in one edit
    (
        "从试点地区海港入境。",
        "从入境。",
        [("locality-dropped", "试点地区", ""), ("scope-widened", "海港", "")],
    ),
    (
        "支持试点地区设立基金。",
        "推动设立基金。",
        [("modality-strengthened", "支持", "推动"), ("locality-dropped", "试点地区", "")],
    ),
    ("促进发展。", "促进资本市场发展。", [("scope-narrowed", "", "资本市场")]),
    ("加强安全。", "加强食品安全市场安全。", [("scope-narrowed", "", "食品安全市场")]),
    (
        "允许在试点地区设立机构。",
        "设立机构。",
        [("modality-strengthened", "允许", ""), ("locality-dropped", "在试点地区", "")],
    ),
    # nothing
    ("建设和平台。", "建设和，平台。", []),
    ("纳入第3、5项。", "纳入第3，5项。", []),
    ("完善“单一窗口”，扩大开放。", '完善"单一窗口"、扩大开放', []),
    ("在上海开展试点。", "在上海开展试点。", []),
]


@pytest.mark.parametrize(("left", "right", "expected"), CASES)
def test_changes(left: str, right: str, expected: list[tuple[str, str, str]]) -> None:
    found = find_changes([replace(M, text=left)], [replace(M, text=right)], LOCALITY, ["text"])
    assert [(c.rule, c.before, c.after) for part in found for c in part.changes] == expected


def test_a_change_that_recurs_is_one_with_its_count() -> None:
    left = replace(M, text="允许港澳医师执业，港澳医师可备案，港澳医师免试。")
    right = replace(M, text="允许港澳台医师执业，港澳台医师可备案，港澳台医师免试。")
    changes = find_changes([left], [right], LOCALITY, ["text"])[0].changes
    assert [(c.before, c.after, c.count, len(c.spans.left)) for c in changes] == [("港澳", "港澳台", 3, 3)]


def test_a_place_elsewhere_is_no_locality_of_ours() -> None:
    found = find_changes(
        [replace(M, text="在深圳开展试点。")], [replace(M, text="在厦门开展试点。")], LOCALITY, ["text"]
    )
    assert {c.kind for c in found[0].changes} == {"scope"}


def test_changes_of_merged_measures_name_the_measure_they_stand_in() -> None:
    left = [replace(M, id="1", text="完善甲类政策。"), replace(M, id="2", text="在试点地区开展乙类业务。")]
    right = [replace(M, id="9", text="完善甲类政策。开展乙类业务。")]
    changes = find_changes(left, right, LOCALITY, ["text"])[0].changes
    assert [(c.rule, c.left, c.right, c.before, c.spans.left) for c in changes] == [
        ("locality-dropped", "2", "9", "在试点地区", ((0, 5),))
    ]
