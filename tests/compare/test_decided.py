"""A comparison obeys what was decided: forced pairs are linked, barred ones never, and nothing is lost."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policydiff.align import align
from policydiff.compare.pipeline import compare
from policydiff.compare.questions import open_questions
from policydiff.decisions import mirrored, resolve
from policydiff.errors import DecisionError
from policydiff.model.comparison import Comparison
from policydiff.model.decision import Word
from policydiff.model.document import Snapshot
from policydiff.report.renderers import RENDERERS, Settings
from policydiff.report.view import view_of
from policydiff.snapshot import parse_json, schema_errors, to_json
from tests.decisions.documents import decision, decisions, named

MIRRORED = {"merged": "split", "split": "merged"}


def linked_pairs(found: Comparison) -> list[tuple[str, str]]:
    return [(one, other) for link in found.links for one in link.left for other in link.right]


def assert_nothing_is_lost(found: Comparison, left: Snapshot, right: Snapshot) -> None:
    for side, snapshot, alone in (("left", left, found.left_only), ("right", right, found.right_only)):
        linked = {measure for link in found.links for measure in getattr(link, side)}
        only = [one.measure for one in alone]
        assert linked.isdisjoint(only)
        assert len(only) == len(set(only))
        assert linked | set(only) == {measure.id for measure in snapshot.measures}


def test_a_rejected_link_is_gone_and_its_measures_stand_alone(national: Snapshot, xiamen: Snapshot) -> None:
    assert ("20", "10") in linked_pairs(compare(national, xiamen))
    kept = decisions(national, xiamen, decision(national, ["20"], xiamen, ["10"], "unrelated"))
    found = compare(national, xiamen, resolve(kept, national, xiamen, "f").rulings)
    assert ("20", "10") not in linked_pairs(found)
    assert_nothing_is_lost(found, national, xiamen)
    near = next(one.nearest for one in found.left_only if one.measure == "20")
    assert near is None or near.measure != "10"


def test_a_decided_group_is_one_link_and_others_stay_apart(national: Snapshot, xiamen: Snapshot) -> None:
    group = decision(national, ["3", "81"], xiamen, ["2", "10"], relation="merged", why="同一试点")
    found = compare(national, xiamen, resolve(decisions(national, xiamen, group), national, xiamen, "f").rulings)
    link = next(link for link in found.links if link.decided_by == "decision")
    assert (link.left, link.right, link.relation, link.confidence) == (("3", "81"), ("2", "10"), "merged", 1.0)
    assert link.decision == Word(verdict="linked", by="李", when="2026-01-31", why="同一试点")
    assert_nothing_is_lost(found, national, xiamen)


def test_partly_and_the_computed_relation(national: Snapshot, xiamen: Snapshot) -> None:
    kept = decisions(
        national,
        xiamen,
        decision(national, ["2"], xiamen, ["1"], "partial"),
        decision(national, ["20"], xiamen, ["10"]),
    )
    links = compare(national, xiamen, resolve(kept, national, xiamen, "f").rulings).links
    assert {(link.left, link.relation, link.decided_by) for link in links if link.left in (("2",), ("20",))} == {
        (("2",), "partial", "decision"),
        (("20",), "modified", "decision"),
    }


def test_no_decisions_change_nothing(national: Snapshot, xiamen: Snapshot) -> None:
    rulings = resolve(decisions(national, xiamen), national, xiamen, "f").rulings
    assert to_json(compare(national, xiamen, rulings)) == to_json(compare(national, xiamen))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_rulings_are_obeyed_whatever_they_are(data: st.DataObject, national: Snapshot, xiamen: Snapshot) -> None:
    national, xiamen = (replace(side, measures=side.measures[:24]) for side in (national, xiamen))

    def sets(side: Snapshot) -> st.SearchStrategy[list[str]]:
        return st.lists(st.sampled_from([m.id for m in side.measures[:12]]), min_size=1, max_size=3, unique=True)

    verdict = st.sampled_from(["linked", "unrelated", "partial"])
    drawn = data.draw(st.lists(st.tuples(sets(national), sets(xiamen), verdict), max_size=8))
    kept = decisions(national, xiamen)
    for ones, others, said in drawn:
        more = replace(kept, decisions=(*kept.decisions, decision(national, ones, xiamen, others, said)))
        try:
            resolve(more, national, xiamen, "f")
        except DecisionError:
            continue  # it contradicts one before it
        kept = more
    rulings = resolve(kept, national, xiamen, "f").rulings
    found = compare(national, xiamen, rulings)
    pairs = linked_pairs(found)
    assert len(pairs) == len(set(pairs))
    assert rulings.linked <= set(pairs)
    assert rulings.barred.isdisjoint(pairs)
    decided = {(frozenset(link.left), frozenset(link.right)) for link in found.links if link.decided_by == "decision"}
    assert decided == {(frozenset(group.left), frozenset(group.right)) for group in rulings.groups}
    assert_nothing_is_lost(found, national, xiamen)
    asked = open_questions(found, align(national.measures, xiamen.measures, rulings))
    assert {(one, other) for q in asked for one in q.left for other in q.right}.isdisjoint(
        rulings.linked | rulings.barred
    )
    assert [q.expected_error for q in asked] == sorted((q.expected_error for q in asked), reverse=True)
    assert all(q.expected_error >= 0.02 for q in asked)
    back = compare(xiamen, national, resolve(mirrored(kept), xiamen, national, "f").rulings)
    assert {(k.right, k.left, MIRRORED.get(k.relation, k.relation), k.decision) for k in found.links} == {
        (k.left, k.right, k.relation, k.decision) for k in back.links
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_reports_say_who_decided_and_what_is_stale(language: str, national: Snapshot, xiamen: Snapshot) -> None:
    hostile = "<b>[x](y)\x1b[31m"
    stale = replace(
        decision(national, ["3"], xiamen, ["3"], "unrelated"),
        left=(replace(named(national, "3")[0], text="从前的文字。"),),
    )
    kept = decisions(national, xiamen, decision(national, ["20"], xiamen, ["10"], why=hostile), stale)
    found = compare(national, xiamen, resolve(kept, national, xiamen, "f").rulings)
    view = view_of(found, national, xiamen)
    pages = {name: render(view, Settings(language=language, columns=400)) for name, render in RENDERERS.items()}
    assert "\x1b" not in "".join(pages.values())
    assert "<b>" not in pages["markdown"]
    words = {
        "en": ("decided by 李 on 2026-01-31: <b>", "Decision 2 is not applied (3 → 3 unrelated, decided by 李"),
        "zh": ("李于2026-01-31认定：<b>", "第2条认定（3 → 3 无关，李于2026-01-31认定）未采用"),
    }[language]
    assert all(word in pages["text"] for word in words)
    data = parse_json(pages["json"], "json")
    assert schema_errors("comparison", data) == []
    assert data["stale"] == [
        {
            "decision": 2, "verdict": "unrelated", "left": ["3"], "right": ["3"], "by": "李", "when": "2026-01-31",
            "why": None, "changed": {"left": ["3"], "right": []},
        }
    ]  # fmt: skip
    link = next(link for link in data["links"] if link["left"] == ["20"])
    assert link["decided_by"] == "decision"
    assert link["decision"] == {"verdict": "linked", "by": "李", "when": "2026-01-31", "why": hostile}
    assert {link["decision"] for link in data["links"] if link["decided_by"] == "matcher"} == {None}
