"""Changes of where a measure applies and when it was promoted."""

import re
from collections.abc import Iterator, Sequence

from policydiff.changes.catalogue import PROMOTED, REACH
from policydiff.changes.columns.cells import items, other_cells
from policydiff.changes.columns.identity import SAME, area_key, compare_reach
from policydiff.changes.columns.pairing import Pairing
from policydiff.changes.columns.structure import facts
from policydiff.changes.made import make_change
from policydiff.changes.passage import Printed
from policydiff.model.comparison import Change
from policydiff.model.document import Measure, Promoted
from policydiff.text.fold import bare

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def reach_changes(left: Sequence[Measure], right: Sequence[Measure], pairing: Pairing) -> Iterator[Change]:
    """Reach widened, narrowed, or changed: all cells of a side together."""
    relation = compare_reach([measure.reach for measure in left], [measure.reach for measure in right])
    if relation == SAME:
        return

    def key(raw: str) -> str:
        return " ".join(sorted(area_key(raw[slice(*span)], pairing.one.region) for span in items(raw)))

    for before, after in other_cells(left, right, REACH, key):
        yield make_change(f"reach-{relation}", REACH, [_without_common_items(before, after)])


def promoted_changes(left: Sequence[Measure], right: Sequence[Measure], pairing: Pairing) -> Iterator[Change]:
    """Earlier, later, or changed: the whole time of the cells of a side, and their words where no time is read."""
    one, other = ([measure.promoted for measure in side] for side in (left, right))
    direction = _shift(_times(one), _times(other))
    if direction == SAME:
        return
    for before, after in other_cells(left, right, pairing.left, bare):
        yield make_change(f"promoted-{direction}", PROMOTED, [(before, after)])


def _shift(one: dict[str, str], other: dict[str, str]) -> str:
    different = facts(one, other)
    if not different:
        return SAME
    both = all(fact.key != "words" and fact.before and fact.after for fact in different)
    if both and all(fact.before < fact.after for fact in different):
        return "later"
    return "earlier" if both and all(fact.before > fact.after for fact in different) else "changed"


def _times(cells: Sequence[Promoted | None]) -> dict[str, str]:
    """The first and the last time that cells name, or their words where they name none."""
    times = [time for cell in cells if cell for time in (cell.start, cell.end) if time]
    times = times or [year for cell in cells if cell for year in _YEAR.findall(cell.raw)]
    if times:
        return {"start": min(times), "end": max(times)}
    return {"words": words} if (words := "".join(sorted(bare(cell.raw) for cell in cells if cell))) else {}


def _without_common_items(one: Printed, other: Printed) -> tuple[Printed, Printed]:
    """Two lists without the items that both begin or end with; of anything else the whole cells."""
    spans, others = items(one.text), items(other.text)
    keys, other_keys = (
        [area_key(printed.text[slice(*span)], None) for span in cut] for printed, cut in ((one, spans), (other, others))
    )
    fewest = min(len(keys), len(other_keys))
    head = next((at for at in range(fewest) if keys[at] != other_keys[at]), fewest)
    tail = next((at for at in range(fewest - head) if keys[-1 - at] != other_keys[-1 - at]), fewest - head)
    return _cut(one, spans, head, tail), _cut(other, others, head, tail)


def _cut(printed: Printed, spans: Sequence[tuple[int, int]], head: int, tail: int) -> Printed:
    kept = spans[head : len(spans) - tail]
    if kept:
        span = kept[0][0], kept[-1][1]
    else:
        at = spans[head - 1][1] if head else 0
        span = at, at
    return Printed(printed.measure, span, printed.text[slice(*span)])
