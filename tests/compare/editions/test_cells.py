"""Cells that differ: of all that a snapshot holds, and of what the document says."""

from dataclasses import replace

from policydiff.compare.editions.cells import differing_cells, document_cells
from policydiff.model.document import Finding, Note, Reader, Snapshot
from policydiff.snapshot import dump_snapshot
from tests.read.corrected import correction, read


def places(before: Snapshot, after: Snapshot) -> list[tuple[str, bool, bool]]:
    return [(one.place, one.before is None, one.after is None) for one in differing_cells(before, after)]


def test_cells_that_differ() -> None:
    before, after = read().snapshot, read(correction("4", "number", "4", "7"), correction(3, "text", "4", "7")).snapshot
    assert places(before, after) == [
        ("document, findings", False, False),
        ("measure 4, whole", False, True),
        ("measure 7, whole", True, False),
        ("note 3, text", False, False),
        ("note 3, measures", False, False),
    ]
    assert places(before, before) == []


def test_measures_in_another_order_differ() -> None:
    before = read().snapshot
    after = replace(before, measures=before.measures[::-1])
    assert places(before, after) == [("document, order of measures", False, False)]
    assert dump_snapshot(before) != dump_snapshot(after)


def test_what_is_of_the_reading_is_no_cell_of_the_document() -> None:
    before = read().snapshot
    after = replace(
        before,
        source=replace(before.source, reader=Reader(name="text", version="9.9")),
        findings=(Finding(id="unplaced", severity="info", message="x"),),
        measures=tuple(replace(one, location=replace(one.location, lines=(1, 2))) for one in before.measures),
    )
    assert {place for place, _, _ in places(before, after)} == {
        "document, source",
        "document, findings",
        *(f"measure {one.id}, location" for one in before.measures),
    }
    assert list(document_cells(before, after)) == []


def test_a_part_of_one_side_is_told_by_its_filled_cells() -> None:
    before = read().snapshot
    first = before.measures[0]
    after = replace(before, measures=before.measures[1:], notes=(*before.notes, Note(text="新注。")))
    filled = [name for name in ("number", "section", "title", "text", "responsibility") if getattr(first, name)]
    found = [(one.place, one.before, one.after) for one in document_cells(before, after)]
    assert found[:2] == [(f"measure {first.id}, {name}", getattr(first, name), None) for name in filled][:2]
    assert all(after is None for place, _, after in found if place.startswith("measure "))
    assert (f"measure {first.id}, text", first.text, None) in found
    assert (f"note {len(after.notes)}, text", None, "新注。") in found
