"""From two groups of linked measures to the changes of their columns: one row a column."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from policydiff.changes.catalogue import BASIS, FIELD, GUIDANCE, PROMOTED, REACH, REMARK, RESPONSIBILITY
from policydiff.changes.columns.bodies import body_changes
from policydiff.changes.columns.labels import field_changes, remark_changes
from policydiff.changes.columns.pairing import Pairing
from policydiff.changes.columns.places import promoted_changes, reach_changes
from policydiff.model.comparison import Change
from policydiff.model.document import Measure
from policydiff.text.fold import bare

Detector = Callable[[Sequence[Measure], Sequence[Measure], Pairing], Iterator[Change]]


def _basis_changes(left: Sequence[Measure], right: Sequence[Measure], pairing: Pairing) -> Iterator[Change]:
    """Most tables cite nothing: the grammar of citations is imported where one does."""
    from policydiff.changes.columns.basis import basis_changes

    return basis_changes(left, right, pairing)


DETECTORS: Mapping[str, Detector] = {
    RESPONSIBILITY: body_changes,
    GUIDANCE: body_changes,
    REACH: reach_changes,
    PROMOTED: promoted_changes,
    BASIS: _basis_changes,
    FIELD: field_changes,
    REMARK: remark_changes,
}


def find_column_changes(
    left: Sequence[Measure], right: Sequence[Measure], columns: Sequence[Pairing]
) -> tuple[Change, ...]:
    """The changes of the paired columns between linked measures, each group taken as a whole.

    `before` and `after` are stretches of the printed cells and `spans` their offsets there; under
    `guidance` those of a plan without that column stand in its responsibility cell.
    """
    found: list[Change] = []
    for pairing in columns:
        if _prints(left, pairing.left) != _prints(right, pairing.right):
            found += DETECTORS[pairing.field](left, right, pairing)
    return tuple(found)


def _prints(measures: Sequence[Measure], column: str) -> list[str]:
    """The folded cells: what is printed alike needs no closer look."""
    return sorted(bare(measure.printed(column) or "") for measure in measures)
