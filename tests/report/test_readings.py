"""A dossier of two readings of one source: cells that read otherwise, and nothing as if the policy had changed."""

from dataclasses import replace

import pytest

from policydiff.compare.pipeline import compare
from policydiff.model.document import Snapshot
from policydiff.report.dossier import Dossier, dossier_of
from policydiff.report.view import view_of
from tests.history.repositories import with_texts
from tests.workflows.story import AIR, BANKS, DATA, SHIPS, from_source, with_cell


def _city(like: Snapshot, source: str, reader: str, *texts: str) -> Snapshot:
    return from_source(with_texts(like, texts, id="city", aliases=()), source, reader)


def _dossier(left: Snapshot, right: Snapshot, language: str) -> Dossier:
    return dossier_of(view_of(compare(left, right), left, right), left, right, language)


@pytest.fixture
def left(xiamen: Snapshot) -> Snapshot:
    return _city(xiamen, "a", "2.0", AIR, BANKS, SHIPS)


@pytest.fixture
def right(xiamen: Snapshot) -> Snapshot:
    again = _city(xiamen, "a", "2.1", AIR.replace("开通", "探索开通"), BANKS, SHIPS, DATA)
    return with_cell(again, "2", "remark", "须报备")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_readings(left: Snapshot, right: Snapshot, language: str) -> None:
    found = _dossier(left, right, language)
    assert found.highlights == () and found.figures == () and found.bodies == ()
    assert [term.code for terms in found.glossary for term in terms.terms] == ["otherwise", "gone", "new"]
    assert {"en": "The policy did not change.", "zh": "政策没有变化。"}[language] in found.headline
    rows = {row.key: row for row in found.rows}
    assert list(rows) == ["1→1", "2→2"], "what reads the same is not listed"
    assert found.left.rows == {"1": ("1→1",), "2": ("2→2",), "3": ()}
    assert found.right.rows == {"1": ("1→1",), "2": ("2→2",), "3": (), "4": ("→4",)}
    assert {field.code for field in rows["1→1"].inline} == {"text"}
    [cell] = rows["2→2"].inline
    sides = [[(one.code, one.segments) for one in side[0].fields] for side in (rows["2→2"].left, rows["2→2"].right)]
    assert [code for code, _ in sides[0]] == [code for code, _ in sides[1]] == ["text", "remark"]
    assert sides[0][0] == sides[1][0] and sides[0][1][1] == () and sides[1][1][1] == cell.segments
    assert (cell.code, [(part.mark, part.text) for part in cell.segments]) == ("remark", [("added", "须报备")])
    assert all(row.notes == () and row.effects is None and row.became == () for row in found.rows)
    assert [(one.key, one.uptake, one.applies) for one in found.alone] == [("→4", None, None)]
    for balance in found.balances:
        assert balance.total.count == sum(part.count for part in balance.parts)
    shown = " ".join((found.headline, found.own_title, found.left_out_title, *(one.text for one in found.balances)))
    words = {"en": ("carried on", "taken up", "gone", "narrowed", "softened"), "zh": ("延续", "承接", "删去", "减弱")}
    assert not any(word in shown for word in words[language])
    assert all(row.relation_name == row.standing_name for row in found.rows)


def test_another_source_is_told_as_policy(left: Snapshot, right: Snapshot) -> None:
    found = _dossier(left, replace(right, source=replace(right.source, sha256="0" * 64)), "en")
    assert found.highlights and "carried on" in found.headline and "New in city" in found.own_title
    told = " ".join(one.why for one in found.highlights)
    assert "Carried on, but softened" in told and "Taken up" not in told and "New in city" in told
