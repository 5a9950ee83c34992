"""Responsibility cells: cells of the documents checked by eye, and forms of other documents."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policydiff.model.document import Snapshot
from policydiff.read.parties import read_responsibility
from policydiff.registry.bodies import resolve
from policydiff.registry.roles import SUPPORT
from policydiff.snapshot import load_snapshot

CELLS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cells.json").read_text("utf-8"))["cells"]
SNAPSHOTS = Path(__file__).parents[2] / "snapshots"


@cache
def document(name: str) -> Snapshot:
    return load_snapshot((SNAPSHOTS / f"{name}.json").read_text("utf-8"), name)


def test_the_sample_is_drawn_from_all_four_documents() -> None:
    assert len({(row["document"], row["field"], row["cell"]) for row in CELLS}) >= 60
    assert len({row["document"] for row in CELLS}) == 4


@pytest.mark.parametrize("row", CELLS, ids=lambda row: f"{row['document']}-{row['measure']}-{row['field']}")
def test_cells_checked_by_eye(row: dict[str, Any]) -> None:
    snapshot = document(row["document"])
    measure = next(measure for measure in snapshot.measures if measure.id == row["measure"])
    own = row["field"] == "responsibility"
    assert measure.printed(row["field"]) == row["cell"]
    cell = read_responsibility(row["cell"], None if own else SUPPORT)
    known = [resolve(party.name, snapshot.region, snapshot.issued, own=own) for party in cell.bodies]
    found = [[party.name, party.role, body and body.id] for party, body in zip(cell.bodies, known, strict=True)]
    assert (found, list(cell.areas)) == (row["bodies"], row["areas"])


@pytest.mark.parametrize(
    ("printed", "bodies", "areas"),
    [
        ("牵头单位：市商务局；配合单位：市财政局、市税务局", "市商务局 lead 市财政局 cooperate 市税务局 cooperate", ""),
        ("牵头单位:市商务局 配合单位:市财政局/市税务局", "市商务局 lead 市财政局 cooperate 市税务局 cooperate", ""),
        ("（市商务局牵头，市财政局、各区人民政府配合）", "市商务局 lead 市财政局 cooperate 各区人民政府 cooperate", ""),
        ("由市商务局牵头，市发改委等部门按职责分工负责", "市商务局 lead 市发改委 responsible", ""),
        ("市商务局、市发改委，按职责分工负责", "市商务局 responsible 市发改委 responsible", ""),
        (
            "市规划和自然资源局、市卫生健康委和市医保局",
            "市规划和自然资源局 responsible 市卫生健康委 responsible 市医保局 responsible",
            "",
        ),
        ("财政部政府和社会资本合作中心", "财政部政府和社会资本合作中心 responsible", ""),
        ("商务部，各省（自治区、直辖市）人民政府", "商务部 lead 各省（自治区、直辖市）人民政府 cooperate", ""),
        ("各成员单位和有关部门", "各成员单位 responsible 有关部门 responsible", ""),
        ("财政部在北京、上海等地开展试点", "财政部 responsible", "北京 上海"),
        ("中央宣传部牵头在有关试点地区推进", "中央宣传部 lead", "有关试点地区"),
        ("商务部负责推进，后续视情扩大到其他地区", "商务部 responsible", ""),
        ("市委宣传部（市新闻出版局）", "市委宣传部（市新闻出版局） responsible", ""),
        ("-", "", ""),
        ("无", "", ""),
    ],
)
def test_forms_of_other_documents(printed: str, bodies: str, areas: str) -> None:
    cell = read_responsibility(printed)
    assert [word for party in cell.bodies for word in (party.name, party.role)] == bodies.split()
    assert list(cell.areas) == areas.split()
    assert cell.raw == printed


def test_nothing_of_a_cell_is_lost() -> None:
    """Without names, areas, roles and signs only words of sentences are left of the documents' cells."""
    from policydiff.registry.roles import role_phrases

    words = sorted((phrase for phrase, _ in role_phrases()), key=len, reverse=True)
    left = set()
    for path in sorted(SNAPSHOTS.glob("*.json")):
        for measure in document(path.stem).measures:
            for cell in (measure.responsibility, measure.guidance):
                rest = cell.raw if cell else ""
                parts = sorted([p.name for p in cell.bodies] + list(cell.areas), key=len, reverse=True) if cell else []
                for part in (*parts, *words, *"、，；等由和及先在-", "试点地区", "有关", "部门", "地"):
                    rest = rest.replace(part, "")
                left |= {rest} - {""}
    assert left == {"（以体育消费试点城市最终公布名单为准）", "后续视情扩大到其他区"}
