"""A sentence or clause that is moved within its measure is not lost."""

import re
from collections.abc import Iterator
from itertools import permutations

import pytest

from policydiff.model.document import Snapshot
from tests.kinds import floors
from tests.kinds.compared import changes_between
from tests.kinds.judge import Found
from tests.kinds.words import VERBS, depth

_SENTENCE = re.compile(r"[^。]+。")


def parts(text: str, sign: str) -> list[str]:
    """The parts that end with a sign, where each can stand by itself."""
    found = re.findall(f"[^{sign}]+{sign}", text)
    whole = "".join(found) == text and all(depth(part, len(part)) == 0 for part in found)
    bound = any(
        re.match("其|该|上述|前述|并|也|同时|允许该|取得《|导航服务|入境后|结案后|在规定|待", part) for part in found
    )
    return found if whole and len(set(found)) == len(found) > 1 and not bound else []


def moved(text: str) -> Iterator[str]:
    """The text with its sentences in other orders, with two neighbouring clauses exchanged, or with the first half last."""
    sentences = parts(text, "。")
    for order in list(permutations(sentences))[1:4]:
        yield "".join(order)
    clauses = re.findall("[^，。；,;]+[，。；,;]?", text)
    for at in range(len(clauses) - 2):
        first, second = clauses[at : at + 2]
        free = first[:2] in VERBS and second[:2] in VERBS and first[-1] == second[-1] and first[-1] in "，,"
        if free and all(depth(part, len(part)) == 0 and "等" not in part for part in (first, second)):
            yield "".join([*clauses[:at], second, first, *clauses[at + 2 :]])
    halves = text[:-1].split("；") if text.endswith("。") and "。" not in text[:-1] else []
    if len(halves) > 1 and all(depth(half, len(half)) == 0 for half in halves):
        yield "；".join([*halves[1:], halves[0]]) + "。"


@pytest.fixture(scope="module")
def found(snapshots: dict[str, Snapshot]) -> dict[tuple[str, str], list[Found]]:
    """What is found for each measure and its text with a part moved."""
    texts = {measure.text for snapshot in snapshots.values() for measure in snapshot.measures}
    pairs = [(text, other) for text in sorted(texts) for other in moved(text)]
    assert len(pairs) > 80
    assert all(sorted(one) == sorted(other) and one != other for one, other in pairs)
    return {(one, other): changes_between(one, other) for one, other in pairs}


def test_nothing_that_is_moved_is_reported_as_content(found: dict[tuple[str, str], list[Found]]) -> None:
    wrong = [(pair, one) for pair, changes in found.items() for one in changes if one.kind == "content"]
    assert wrong == []


def test_at_most_wording_is_reported(found: dict[tuple[str, str], list[Found]]) -> None:
    more = sum(one.kind != "wording" for changes in found.values() for one in changes)
    assert more / len(found) <= floors.CHANGES_FOR_A_MOVE


def test_a_sentence_that_is_replaced_is_no_move() -> None:
    changes = changes_between("优化口岸流程。公开收费目录。", "设立引导基金。优化口岸流程。")
    assert any(one.kind != "wording" for one in changes)
