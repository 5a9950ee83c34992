"""The order of documents in time."""

from dataclasses import replace
from itertools import permutations

import pytest

from policydiff.compare.lineage.chronology import in_order
from policydiff.model.document import Snapshot
from tests.decisions.documents import document


def made(name: str, **facts: object) -> Snapshot:
    return replace(document(name, "文"), **facts)  # type: ignore[arg-type]


ROWS = [
    ("by day", [made("b", issued="2020-01-02"), made("a", issued="2020-01-03")]),
    ("of one day by id", [made("a", issued="2020-01-02"), made("b", issued="2020-01-02")]),
    ("no day: behind its year", [made("z", issued="2020-12-31"), made("plan-2020"), made("y", issued="2021-01-01")]),
    ("the number says the year", [made("a", document_number="商资函〔2024〕8号"), made("b", issued="2025-01-01")]),
    ("nothing said: last", [made("b", issued="2025-01-01"), made("a")]),
    ("a version behind its plan", [made("z-2020"), made("a", implements="z-2020"), made("b", issued="2021-01-01")]),
    (
        "a version behind its plan, even if dated before",
        [made("z", issued="2020-05-01"), made("a", issued="2020-04-01", implements="z")],
    ),
    ("rounds in order", [made("z", series="s", round=1), made("a", series="s", round=2)]),
    ("a plan that is not there", [made("b", issued="2020-01-01"), made("a", implements="missing")]),
]


@pytest.mark.parametrize("order", [row[1] for row in ROWS], ids=[row[0] for row in ROWS])
def test_order(order: list[Snapshot]) -> None:
    names = [snapshot.id for snapshot in order]
    for shuffled in permutations(order):
        assert [snapshot.id for snapshot in in_order(shuffled)] == names


def test_a_circle_of_plans_ends() -> None:
    one, other = made("a", implements="b"), made("b", implements="a")
    assert [snapshot.id for snapshot in in_order([other, one])] == ["a", "b"]


def test_the_repository(snapshots: dict[str, Snapshot]) -> None:
    assert [snapshot.id for snapshot in in_order(snapshots.values())] == [
        "ftz-departments-2019",
        "ftz-batch-6",
        "national-2020",
        "xiamen-2020",
        "national-2025",
    ]
