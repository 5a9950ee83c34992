"""Changes of the field and the remark, which are words and no structure."""

from collections.abc import Iterator, Sequence

from policydiff.changes.catalogue import FIELD, REMARK
from policydiff.changes.columns.cells import other_cells
from policydiff.changes.columns.pairing import Pairing
from policydiff.changes.made import make_change
from policydiff.model.comparison import Change
from policydiff.model.document import Measure
from policydiff.text.fold import bare


def field_changes(left: Sequence[Measure], right: Sequence[Measure], _: Pairing) -> Iterator[Change]:
    """Another field: the fields of a side together are a set."""
    for before, after in other_cells(left, right, FIELD, bare):
        yield make_change("field-changed", FIELD, [(before, after)])


def remark_changes(left: Sequence[Measure], right: Sequence[Measure], _: Pairing) -> Iterator[Change]:
    """A remark that came, went, or reads otherwise."""
    for before, after in other_cells(left, right, REMARK, bare):
        direction = "added" if not before.text else "changed" if after.text else "removed"
        yield make_change(f"remark-{direction}", REMARK, [(before, after)])
