"""Labelled links: what two readers found, against what the comparison finds."""

import json

from policydiff.compare.pipeline import compare
from policydiff.model.document import Snapshot
from tests.conftest import ROOT


def test_national_to_xiamen(national: Snapshot, xiamen: Snapshot) -> None:
    gold = json.loads((ROOT / "tests" / "gold" / "national--xiamen.json").read_text("utf-8"))
    found = {(link.left, link.right): link.relation for link in compare(national, xiamen).links}
    labelled = {(tuple(link["left"]), tuple(link["right"])): link["relations"] for link in gold["links"]}
    assert {pair for pair in found if int(pair[1][0]) % 2} == set(labelled)  # half of Xiamen's measures are labelled
    wrong = [pair for pair, relations in labelled.items() if found[pair] not in relations]
    assert wrong == []


def test_what_is_labelled_as_alone_is_alone(national: Snapshot, xiamen: Snapshot) -> None:
    gold = json.loads((ROOT / "tests" / "gold" / "national--xiamen.json").read_text("utf-8"))
    found = compare(national, xiamen)
    assert set(gold["left_only"]) <= {one.measure for one in found.left_only}
    assert set(gold["right_only"]) <= {one.measure for one in found.right_only}
