"""Tables of a dossier: ids that join, typed cells, one structure in both languages, nothing left behind."""

from datetime import date

import pytest

from policydiff.model.comparison import Edition
from policydiff.report.dossier import Dossier
from policydiff.report.dossier.tables import Table, tables_of, whole_of
from policydiff.report.dossier.tables.parts import BOTH, DATE, DECIMAL, ID, KINDS, MARKED, WHOLE
from policydiff.report.view import ADDED, REMOVED, SAME
from policydiff.report.wording import LANGUAGES
from tests.report.cases import PAIRS, dossier

NAMES = (
    "summary",
    "matters",
    "links",
    "changes",
    "left-out",
    "own",
    "bodies",
    "tasks",
    "measures",
    "sources",
    "notes",
    "glossary",
)
JOINS = {"key": ("links", "left-out", "own"), "rows": ("links", "left-out", "own"), "anchor": ("measures",)} | {
    "body": ("bodies",),
    "total": ("summary",),
}


@pytest.fixture(params=[(*pair, language) for pair in PAIRS for language in LANGUAGES], ids="–".join)
def found(request: pytest.FixtureRequest) -> Dossier:
    return dossier(*request.param)


def by_name(found: Dossier) -> dict[str, Table]:
    return {table.name: table for table in (*tables_of(found), whole_of(found))}


def test_cells_are_of_the_kind_of_their_column(found: Dossier) -> None:
    tables = by_name(found)
    assert tuple(tables) == (*NAMES, "comparison")
    for table in tables.values():
        assert len({column.title for column in table.columns}) == len(table.columns)
        for column in table.columns:
            assert column.kind in KINDS and column.title.strip()
            for cell in table.column(column.key):
                assert is_of(cell, column.kind), (table.name, column.key, cell)


def is_of(cell: object, kind: str) -> bool:
    if cell is None:
        return True
    if kind in (MARKED, BOTH):
        return isinstance(cell, tuple) and {part.mark for part in cell} <= {SAME, REMOVED, ADDED}
    if kind in (WHOLE, DECIMAL):
        return type(cell) is (int if kind == WHOLE else float)
    return isinstance(cell, str) and cell != "" and (kind != DATE or date.fromisoformat(cell) is not None)


def test_ids_join_the_tables(found: Dossier) -> None:
    tables = by_name(found)
    for table in tables.values():
        first = table.columns[0]
        ids = table.column(first.key)
        if first.kind == ID and table.name != "tasks":  # a row of which is a body and a measure
            assert len(set(ids)) == len(ids) and None not in ids
        for column in table.columns:
            if column.points or (table.name, column.key) == ("tasks", "body"):
                there = {one for name in JOINS[column.key] for one in tables[name].column(tables[name].columns[0].key)}
                assert {one for cell in table.column(column.key) if cell for one in str(cell).split(" ")} <= there


def test_texts_are_whole_and_marks_are_those_of_the_rows(found: Dossier) -> None:
    tables = by_name(found)
    for row, cells in zip(found.rows, tables["links"].rows, strict=True):
        for side, measures in (("left_text", row.left), ("right_text", row.right)):
            marked = cells[side]
            assert isinstance(marked, tuple)
            text = "".join(part.text for part in marked)
            assert all(one.text in text for one in measures)
            assert len(measures) > 1 or text == measures[0].text
    printed = {m.anchor: m for side in found.sides for chapter in side.chapters for m in chapter.measures}
    for cells in tables["measures"].rows:
        one = printed[str(cells["anchor"])]
        assert one.text == "\n".join(str(cells[name]) for name in ("title", "text") if cells[name])
        assert all(cells[fact.code] == fact.value for fact in one.columns)
    assert len(tables["measures"].rows) == len(printed)


def test_the_whole_comparison_is_every_row_in_the_order_of_the_documents(found: Dossier) -> None:
    whole = whole_of(found)
    assert sorted(map(str, whole.column("key"))) == sorted(
        [*(row.key for row in found.rows), *(one.key for one in found.alone)]
    )
    order = [one.id for chapter in found.left.chapters for one in chapter.measures]
    first = [str(cell).split("+")[0] for cell in whole.column("left") if cell]
    assert [order.index(name) for name in first] == sorted(order.index(name) for name in first)
    is_own = [cell is None for cell in whole.column("left")]
    assert is_own == sorted(is_own)


def test_bodies_add_up_and_their_tasks_are_their_counts(found: Dossier) -> None:
    tables = by_name(found)
    tasks = [(row["body"], row["task"]) for row in tables["tasks"].rows]
    for row in tables["bodies"].rows:
        counts = {name: row[name] for name in ("kept", "lost", "left_out", "kept_right", "gained", "own")}
        assert counts == {name: tasks.count((row["id"], name)) for name in counts}
        assert row["left_all"] == tasks.count((row["id"], "kept")) + tasks.count((row["id"], "lost")) + tasks.count(
            (row["id"], "left_out")
        )


def test_every_fact_of_a_document_has_its_column(found: Dossier) -> None:
    cells = {str(row["side"]): {str(cell) for cell in row.values()} for row in by_name(found)["sources"].rows}
    documents = {"left": found.comparison.left, "right": found.comparison.right}
    for side in found.sides:
        words = {fact.value for fact in side.facts if fact.code != "issued"}
        assert words <= cells[side.side]
        assert documents[side.side].issued is None or documents[side.side].issued in cells[side.side]


@pytest.mark.parametrize("pair", PAIRS, ids="–".join)
def test_both_languages_have_one_structure_and_the_same_codes(pair: tuple[str, str]) -> None:
    zh, en = (by_name(dossier(*pair, language)) for language in LANGUAGES)
    for name, table in zh.items():
        other = en[name]
        kinds = [(column.key, column.kind, column.points, column.reading) for column in table.columns]
        assert kinds == [(column.key, column.kind, column.points, column.reading) for column in other.columns]
        for column in table.columns:
            if column.kind not in ("text", "marked"):
                assert table.column(column.key) == other.column(column.key)
        assert len(table.rows) == len(other.rows)


def test_editions_are_gone_and_new_and_bear_their_day() -> None:
    found = dossier(*PAIRS[-1], "en")
    tables = by_name(found)
    assert (tables["left-out"].title, tables["own"].title) == ("Gone", "New")
    assert found.comparison.left.edition == Edition(revision="2020", commit="a" * 40, day="2020-12-31")
    assert tables["sources"].column("edition_day") == ["2020-12-31", None]
    assert tables["own"].column("key") == ["→900"]
