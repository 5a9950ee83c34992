"""Gates: every difference is a row, and what a gate fails on."""

import pytest

from policydiff.changes.catalogue import GATE_KINDS, GATE_RULE_BY_ID, GATE_RULES, PROFILES, SEVERITIES
from policydiff.changes.severities import severities_for
from policydiff.compare.editions.pair import compare_editions
from policydiff.compare.gate import conditions, differences_between, differences_of, fails, passage_of
from policydiff.compare.pipeline import compare
from policydiff.errors import UsageError
from policydiff.model.document import Snapshot
from policydiff.model.gate import Difference, Side

TEXT = "支持设立机构，符合条件的试点地区，（一，二）办理；推进合作。"


def row(rule: str, severity: str) -> Difference:
    return Difference(key="k", rule=rule, severity=severity, left=Side(snapshot="a"), right=Side(snapshot="b"))


@pytest.mark.parametrize("severity", SEVERITIES)
def test_a_severity_means_that_one_or_a_worse_one(severity: str) -> None:
    worse = SEVERITIES[SEVERITIES.index(severity) :]
    for asked in SEVERITIES:
        assert fails(row("audience-widened", severity), [asked]) == (asked not in worse[1:])


def test_rules_and_kinds_mean_just_themselves() -> None:
    for rule in GATE_RULES:
        one = row(rule.id, "info")
        assert [name for name in GATE_RULE_BY_ID if fails(one, [name])] == [rule.id]
        assert [kind for kind in GATE_KINDS if fails(one, [kind])] == [rule.kind]
        assert not fails(one, []) and not fails(one, ["warning", "error"]) and fails(one, ["error", rule.id])


def test_conditions_are_known_names_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert conditions(["error", "audience", "error", "measure-left-out"], "x") == (
        "error",
        "audience",
        "measure-left-out",
    )
    for wrong, near in (("eror", "error"), ("audience-widend", "audience-widened"), ("", "")):
        with pytest.raises(UsageError, match=f"^--fail-on: “{wrong}” is no rule, severity or kind of change.*{near}"):
            conditions([wrong], "--fail-on")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_difference_of_two_documents_is_one_row(snapshots: dict[str, Snapshot], profile: str) -> None:
    left, right = snapshots["national-2020"], snapshots["xiamen-2020"]
    severities = severities_for(profile, {"measure-own": "info"})
    found = compare(left, right, severities=severities)
    rows = differences_of(found, left, right, severities)
    changes = [change for link in found.links for change in link.changes]
    by_key = {one.key: one for one in rows}
    assert len(by_key) == len(rows) == len(changes) + len(found.left_only) + len(found.right_only)
    lefts, rights = ({m.id: m for m in side.measures} for side in (left, right))
    for change in changes:
        one = by_key[change.id]
        assert (one.rule, one.severity, one.field) == (change.rule, change.severity, change.field)
        assert (one.left.says, one.right.says) == (change.before, change.after)
        for side, known, name in ((one.left, lefts, change.left), (one.right, rights, change.right)):
            assert side.words is not None and known[name].text in side.words
            if change.count == 1:
                assert side.says is not None and side.passage is not None and side.says in side.passage
    left_out = {
        f"measure-{'not-meant' if a.applicability in ('others', 'national-only') else 'left-out'}#{a.measure}"
        for a in found.left_only
    }
    assert left_out | {f"measure-own#{a.measure}" for a in found.right_only} == set(by_key) - {c.id for c in changes}
    assert {one.severity for one in rows if one.rule == "measure-own"} == {"info"}


def test_between_rounds_measures_are_dropped_and_added(snapshots: dict[str, Snapshot]) -> None:
    left, right = snapshots["national-2020"], snapshots["national-2025"]
    severities = severities_for()
    found = compare(left, right)
    rules = [one.rule for one in differences_of(found, left, right, severities) if one.rule.startswith("measure-")]
    assert rules == ["measure-dropped"] * len(found.left_only) + ["measure-added"] * len(found.right_only)


def test_nothing_differs_between_the_same(snapshots: dict[str, Snapshot]) -> None:
    one = snapshots["xiamen-2020"]
    assert differences_of(compare(one, one), one, one, severities_for()) == []
    assert differences_between(compare_editions(one, one), severities_for()) == []


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 2)], "支持设立机构，"),
        ([(6, 8)], "支持设立机构，符合条件的试点地区，"),
        ([(17, 19)], "（一，二）办理；"),
        ([(0, 2), (26, 28)], "支持设立机构，推进合作。"),
        ([(7, 7)], "符合条件的试点地区，"),
        ([(0, 0)], "支持设立机构，"),
        ([(len(TEXT), len(TEXT))], "推进合作。"),
        ([], ""),
    ],
)
def test_the_passage_is_the_clauses_that_are_touched(spans: list[tuple[int, int]], expected: str) -> None:
    assert passage_of(TEXT, spans) == expected


def test_a_text_without_words_has_no_passage() -> None:
    assert passage_of("", [(0, 0)]) == ""
