"""Why a measure is linked: words that stand where it says, rivals, runner-up and margin."""

import pytest
from jsonschema import Draft202012Validator

from policydiff.compare.explain import explain
from policydiff.compare.pipeline import compare
from policydiff.model.decision import DecidedGroup, Rulings, Word
from policydiff.model.document import Snapshot
from policydiff.snapshot import load_schema, to_json
from tests.cli.process import run


@pytest.mark.parametrize("measure", ["20", "54", "99", "7", "111"])
def test_the_explanation_is_of_the_comparison(measure: str, national: Snapshot, xiamen: Snapshot) -> None:
    found = explain(national, xiamen, "left", measure)
    linked = {pair.right for pair in found.pairs if pair.linked}
    assert linked == {right for link in compare(national, xiamen).links if measure in link.left for right in link.right}
    assert [pair.confidence for pair in found.pairs] == sorted((pair.confidence for pair in found.pairs), reverse=True)
    assert all((pair.confidence >= found.threshold) == pair.linked for pair in found.pairs)


@pytest.mark.parametrize("measure", ["20", "54", "99"])
def test_words_stand_where_it_says(measure: str, national: Snapshot, xiamen: Snapshot) -> None:
    lefts, rights = ({m.id: m for m in side.measures} for side in (national, xiamen))
    for pair in explain(national, xiamen, "left", measure).pairs:
        for term in pair.terms:
            for place, side in ((term.left, lefts[pair.left]), (term.right, rights[pair.right])):
                assert (side.printed(place.field) or "")[slice(*place.span)] == place.text != ""
            assert 2 <= term.measures <= len(lefts) + len(rights)


def test_it_says_the_same_from_either_side(national: Snapshot, xiamen: Snapshot) -> None:
    here = explain(national, xiamen, "left", "58")
    there = {pair.left: pair for pair in explain(national, xiamen, "right", "37").pairs}
    pair = next(pair for pair in here.pairs if pair.right == "37")
    assert there["58"].confidence == pair.confidence
    assert there["58"].terms == pair.terms
    assert [(rival.side, rival.measure) for rival in pair.rivals] == [("left", "56")]  # 56 is what 37 carries on


def test_a_decision_is_said(national: Snapshot, xiamen: Snapshot) -> None:
    word = Word(verdict="linked", by="李", when="2026-11-21")
    group = DecidedGroup(left=("7",), right=("5",), relation=None, decision=1, word=word)
    rulings = Rulings(linked=frozenset({("7", "5")}), groups=(group,))
    barred = Rulings(barred=frozenset({("20", "10")}))
    found = explain(national, xiamen, "right", "10", barred)
    assert found.barred == ("20",)
    assert "20" not in {pair.left for pair in found.pairs}
    first = explain(national, xiamen, "left", "7", rulings).pairs[0]
    assert (first.right, first.decided, first.confidence) == ("5", True, 1.0)


def test_it_keeps_to_its_schema(national: Snapshot, xiamen: Snapshot) -> None:
    import json

    data = json.loads(to_json(explain(national, xiamen, "right", "56")))
    assert list(Draft202012Validator(load_schema("explanation")).iter_errors(data)) == []


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("999", "no measure “999”"),
        ("national-2025#3", "is of neither document"),
        ("nobody#3", "nobody"),
        ("", "no measure “”"),
        ("#14", "“”"),
    ],
)
def test_an_unknown_measure_is_one_line(measure: str, said: str) -> None:
    done = run("compare", "national", "xiamen", "--explain", measure)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("measure", ["14", "national#14", "xiamen#8", "national-2020#14"])
def test_a_measure_of_either_side(measure: str) -> None:
    done = run("compare", "national", "xiamen", "--explain", measure, "--lang", "zh")
    assert (done.returncode, done.stderr) == (0, "")
    assert "可信度" in done.stdout
    assert "confidence" not in done.stdout
