"""The catalogue: every rule is whole, and every detector answers the cases written for it."""

import json
import re
import string
from pathlib import Path

import pytest

from policydiff.changes.catalogue import (
    COLUMN_KINDS,
    GATE_KINDS,
    GATE_RULE_BY_ID,
    GATE_RULES,
    KINDS,
    PROFILES,
    RULE_BY_ID,
    RULES,
    SEVERITIES,
    TEXT_KINDS,
    UNCLASSIFIED,
    WHOLE_KINDS,
    WHOLE_RULES,
    Rule,
)
from policydiff.changes.severities import severities_for
from policydiff.model.comparison import Change
from policydiff.report.wording import LANGUAGES, words
from tests.changes.cases import FOLDER, Case, cases_of, changes_between
from tests.conftest import ROOT

OPPOSITE = {
    "dropped": "added",
    "added": "removed",
    "widened": "narrowed",
    "strengthened": "weakened",
    "raised": "lowered",
    "earlier": "later",
    "replaced": "replaced",
    "changed": "changed",
}
CASED = [rule for rule in RULES if rule.kind != UNCLASSIFIED]
"""What no detector explains has no cases: a better detector would turn each of them into another rule's."""
CONTEXT = 4
"""So many characters more than the shortest words an answer may hold: a word, a unit, a verb."""
POSITIVE = [
    pytest.param(rule, case, id=f"{rule.id}-{n}") for rule in CASED for n, case in enumerate(cases_of(rule.id).positive)
]
NEGATIVE = [
    pytest.param(rule, case, id=f"{rule.id}-{n}")
    for rule in CASED
    for n, case in enumerate(cases_of(rule.id).negatives)
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_its_mirror(rule: Rule) -> None:
    mirror = RULE_BY_ID[rule.mirror]
    assert (mirror.mirror, mirror.kind) == (rule.id, rule.kind)
    forth, back = rule.direction, mirror.direction
    if rule.kind == "locality":
        assert OPPOSITE[forth] == back or {forth, back} == {"dropped", "added"}
    else:
        assert OPPOSITE.get(forth) == back or OPPOSITE.get(back) == forth
    if forth == back:
        assert mirror is rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_whole(rule: Rule) -> None:
    assert rule.id.startswith(f"{rule.kind}-") and rule.id == rule.id.lower()
    assert rule.kind in KINDS
    assert set(rule.severity) == set(PROFILES) and set(rule.severity.values()) <= set(SEVERITIES)


def test_ids_are_never_given_twice() -> None:
    names = [name for rule in RULES for name in (rule.id, *rule.formerly)]
    assert len(names) == len(set(names)) == len(RULE_BY_ID)
    assert {rule.kind for rule in RULES} == set(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_said_of_changes_has_its_words(language: str) -> None:
    say = words(language)
    keys = [f"rule.{rule.id}" for rule in RULES]
    keys += [f"kind.{kind}" for kind in KINDS]
    keys += [f"direction.{rule.direction}" for rule in RULES]
    keys += [f"severity.{level}" for level in SEVERITIES]
    keys += [f"profile.{profile}" for profile in PROFILES]
    said = [say(key) for key in keys]
    assert all(text.strip() == text != "" for text in said)
    for text in said:  # each in its own language
        assert any(char in string.ascii_letters for char in text) is (language == "en"), text
    heads = [say(f"rule.{rule.id}") for rule in RULES]
    assert len(set(heads)) == len(heads)


def test_no_words_are_kept_for_rules_and_kinds_that_there_are_not() -> None:
    data = json.loads((ROOT / "src/policydiff/report/data/changes.json").read_text("utf-8"))
    known = {
        "rule": {rule.id for rule in RULES},
        "kind": set(KINDS),
        "direction": {rule.direction for rule in RULES},
        "severity": set(SEVERITIES),
        "profile": set(PROFILES),
    }
    for table in data.values():
        for family, names in known.items():
            assert {key.split(".", 1)[1] for key in table if key.startswith(f"{family}.")} == names


@pytest.mark.parametrize("rule", [rule for rule in CASED if rule.kind in TEXT_KINDS], ids=lambda rule: rule.id)
def test_a_rule_of_the_text_has_cases(rule: Rule) -> None:
    has_cases(rule, positive=3)


@pytest.mark.parametrize("rule", [rule for rule in CASED if rule.kind in COLUMN_KINDS], ids=lambda rule: rule.id)
def test_a_rule_of_the_columns_has_cases(rule: Rule) -> None:
    has_cases(rule, positive=1)


def has_cases(rule: Rule, positive: int) -> None:
    cases = cases_of(rule.id)
    assert len(cases.positive) >= positive and len(cases.negatives) >= 2
    for case in cases.positive:
        assert case.before or case.after
        assert case.before != case.after
    assert all(case.why for case in cases.negatives)
    pairs = [(case.left, case.right) for case in (*cases.positive, *cases.negatives)]
    assert all(left != right for left, right in pairs)
    assert len({json.dumps([repr(left), repr(right)]) for left, right in pairs}) == len(pairs)


def test_every_file_of_cases_is_of_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} <= {rule.id for rule in CASED}


def test_no_case_is_from_a_document_of_the_repository() -> None:
    sources = "".join(path.read_text("utf-8") for path in sorted(Path(ROOT / "snapshots").glob("*.json")))
    for rule in (rule for rule in CASED if rule.kind in TEXT_KINDS):
        for case in (*cases_of(rule.id).positive, *cases_of(rule.id).negatives):
            assert case.left.text not in sources and case.right.text not in sources, case


# What the detectors say of the cases.


def agree(given: str, found: str) -> bool:
    """Whether `found` holds the shortest words, and no more than a word beside them."""
    found = found.strip("，。；、 ")
    return given in found and len(found) - len(given) <= CONTEXT


def answers(rule: Rule, case: Case, found: tuple[Change, ...], before: str, after: str) -> bool:
    """Whether `rule` is found with its words; of the text it is the only one: one cause, one change."""
    alone = rule.kind in COLUMN_KINDS or len(found) == 1
    return alone and any(
        change.rule == rule.id and agree(before, change.before) and agree(after, change.after) for change in found
    )


def shown(found: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [(change.rule, change.before, change.after) for change in found]


@pytest.mark.parametrize(("rule", "case"), POSITIVE)
def test_a_positive_case_is_found(rule: Rule, case: Case) -> None:
    found = changes_between(case.left, case.right)
    assert answers(rule, case, found, case.before, case.after), shown(found)


@pytest.mark.parametrize(("rule", "case"), NEGATIVE)
def test_a_hard_negative_is_not_found(rule: Rule, case: Case) -> None:
    assert rule.id not in {change.rule for change in changes_between(case.left, case.right)}, case.why


@pytest.mark.parametrize(("rule", "case"), POSITIVE)
def test_from_the_other_side_it_is_the_mirror(rule: Rule, case: Case) -> None:
    found = changes_between(case.left, case.right, swapped=True)
    assert answers(RULE_BY_ID[rule.mirror], case, found, case.after, case.before), shown(found)


# Severities.


def test_severities_are_the_profiles_own_but_for_what_is_overridden() -> None:
    for profile in PROFILES:
        given = severities_for(profile, {"wording-changed": "error"})
        assert given.profile == profile
        assert given.levels == {rule.id: rule.severity[profile] for rule in GATE_RULES} | {"wording-changed": "error"}


# Rules of what is on one side alone.


def test_every_gate_rule_has_its_mirror_and_no_name_means_two_things() -> None:
    assert {rule.kind for rule in WHOLE_RULES} == set(WHOLE_KINDS)
    assert {GATE_RULE_BY_ID[rule.mirror].kind for rule in WHOLE_RULES} <= set(WHOLE_KINDS)
    names = [*GATE_RULE_BY_ID, *SEVERITIES, *GATE_KINDS, *PROFILES]
    assert len(names) == len(set(names))
    assert len(GATE_RULE_BY_ID) == sum(1 + len(rule.formerly) for rule in GATE_RULES)


# The manual.


def test_the_definitions_in_the_manual_name_every_kind_with_its_directions() -> None:
    page = (ROOT / "docs" / "method" / "definitions.md").read_text("utf-8")
    kinds = page.split("## Kinds of the text")[1].split("## Applicability")[0]
    rows = re.findall(r"^\| ([a-z]+) \| ([a-z, ]+) \|", kinds, re.M)
    said = {kind: set(directions.split(", ")) for kind, directions in rows if kind != "kind"}
    assert said == {kind: {r.direction for r in RULES if r.kind == kind} for kind in (*TEXT_KINDS, *COLUMN_KINDS)}
