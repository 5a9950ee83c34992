"""Mutations of known kind: their truth must be beyond doubt, and the detectors must find them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from policydiff.model.document import Snapshot
from tests.kinds import floors
from tests.kinds.generator import KINDS, Case, cases
from tests.kinds.judge import DIRECTIONS, Expected, Found, Words, judge
from tests.kinds.mutation import applied, shorter
from tests.kinds.scores import Scores, rows
from tests.kinds.table import measured


@pytest.fixture(scope="module")
def thousand(snapshots: dict[str, Snapshot]) -> list[Case]:
    return list(cases(list(snapshots.values()), 1000, 1))


def test_the_detectors_reach_the_floors(snapshots: dict[str, Snapshot]) -> None:
    scores, _ = measured(list(cases(list(snapshots.values()), floors.SAMPLE, floors.SEED)))
    shown = "\n".join(rows(scores))
    assert scores.share("detected") >= floors.DETECTED, shown
    assert scores.share("kind") >= floors.RIGHT_KIND, shown
    assert scores.share("direction") >= floors.RIGHT_DIRECTION, shown
    assert scores.share("words") >= floors.EXACT_WORDS, shown
    assert scores.extra_share() <= floors.FALSE_EXTRAS, shown


def test_the_same_seed_gives_the_same_cases(snapshots: dict[str, Snapshot], thousand: list[Case]) -> None:
    some = list(snapshots.values())
    assert list(cases(some, 100, 1)) == thousand[:100]
    assert list(cases(some, 100, 2)) != thousand[:100]


def test_every_kind_and_direction_occurs(thousand: list[Case]) -> None:
    seen = Counter((one.kind, way) for case in thousand for one in case.expected for way in one.directions)
    wanted = {(kind, way) for kind in KINDS for way in DIRECTIONS[kind]} - {
        ("quantity", "changed"),
        ("wording", "changed"),
    }
    assert {pair for pair, count in seen.items() if count >= 5} >= wanted
    numbers = Counter(len(case.expected) for case in thousand)
    assert numbers[1] > 500 and numbers[2] > 100 and numbers[3] > 30
    assert sum(one.count > 1 for case in thousand for one in case.expected) > 30
    assert len({case.name.split("#")[0] for case in thousand}) == 5


def test_the_expected_words_stand_in_the_texts(thousand: list[Case]) -> None:
    for case in thousand:
        for one in case.expected:
            assert case.left.count(one.words.before) >= one.count
            assert case.right.count(one.words.after) >= one.count
            assert set(one.directions) <= set(DIRECTIONS[one.kind])


def test_the_expected_changes_are_all_there_is(thousand: list[Case]) -> None:
    """What the expected words add to a text is what the other has more, character by character, signs aside."""
    for case in thousand:
        more: Counter[str] = Counter(case.right)
        more.subtract(case.left)
        for one in case.expected:
            for text, sign in ((one.words.after, -1), (one.words.before, 1)):
                more.update(dict.fromkeys(text, 0))
                for character in text:
                    more[character] += sign * one.count
        assert not {character for character, count in more.items() if count} - set("，。；、,;"), case


def test_locality_is_of_the_region_of_its_document(thousand: list[Case]) -> None:
    named = [
        (one.words, case)
        for case in thousand
        for one in case.expected
        if one.kind == "locality" and one.direction == "replaced"
    ]
    assert len({region for _, case in named for region in (case.left_region, case.right_region)}) > 8
    for words, case in named:
        own = [region[0].removesuffix("市") for region in (case.left_region, case.right_region) if region]
        assert words.after in own or words.before in own


LEFT = Expected("modality", "weakened", Words("", "探索"), (Words("开通", "探索开通"),))
HIT = Found("modality-weakened", "modality", "weakened", Words("", "探索"), 1)
FAULTS: dict[str, tuple[Callable[[Found], Found], str]] = {
    "kind": (lambda one: replace(one, kind="scope"), "right_kind"),
    "direction": (lambda one: replace(one, direction="strengthened"), "right_direction"),
    "words": (lambda one: replace(one, words=Words("国际", "探索开通国际")), "right_words"),
    "count": (lambda one: replace(one, count=2), "right_count"),
    "nothing": (lambda one: replace(one, words=Words("国际", "海外")), "detected"),
    "unclassified": (lambda one: replace(one, kind="unclassified"), "detected"),
}


def test_a_right_answer_is_right() -> None:
    for words in (Words("", "探索"), Words("", "探索，"), Words("开通", "探索开通")):
        verdicts, extra = judge([LEFT], [replace(HIT, words=words)])
        assert verdicts[0].right and not extra


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_answer_is_wrong(fault: str) -> None:
    spoil, what = FAULTS[fault]
    verdicts, _ = judge([LEFT], [spoil(HIT)])
    assert not getattr(verdicts[0], what) and not verdicts[0].right


def test_each_finding_answers_once() -> None:
    other = replace(LEFT, words=Words("", "研究"), alike=())
    verdicts, extra = judge([LEFT, other], [HIT, replace(HIT, words=Words("", "稳步"))])
    assert [verdict.detected for verdict in verdicts] == [True, False]
    assert [one.words.after for one in extra] == ["稳步"]


def test_scores_count_rules_and_extras() -> None:
    scores = Scores()
    scores.add([LEFT], [HIT])
    scores.add([LEFT], [replace(HIT, rule="scope-narrowed", kind="scope", direction="narrowed")])
    scores.add([], [HIT, replace(HIT, kind="wording", rule="wording-changed")], allowed=("wording",))
    assert (scores.share("detected"), scores.share("kind"), scores.clean) == (1.0, 0.5, 1)
    assert (scores.precision("modality-weakened"), scores.recall("modality-weakened")) == (0.5, 0.5)
    assert (scores.precision("scope-narrowed"), scores.recall("scope-narrowed")) == (0.0, None)
    assert scores.extra_share() == pytest.approx(1 / 3)


def test_reading_from_the_other_side_mirrors() -> None:
    assert LEFT.reversed() == Expected("modality", "strengthened", Words("探索", ""), (Words("探索开通", "开通"),))
    assert LEFT.reversed().reversed() == LEFT
    assert Expected("condition", "added", Words("", "依法")).reversed().direction == "removed"
    assert Expected("locality", "added", Words("", "在成都")).reversed().direction == "dropped"


def test_edits_and_shorter_words() -> None:
    assert applied("甲乙丙丁", [(3, 4, "戊"), (0, 1, "")]) == "乙丙戊"
    assert Words("港澳", "港澳台") in shorter(Words("港澳居民", "港澳台居民"))
    assert all(words.before != "0天" for words in shorter(Words("10天", "20天")))
