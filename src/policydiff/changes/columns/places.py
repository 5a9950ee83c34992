"""Changes of where a measure applies and when it was promoted."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from policydiff.changes.catalogue import PROMOTED, REACH
from policydiff.changes.columns.cells import items, other_cells, printed_cells
from policydiff.changes.columns.identity import SAME, area_key, compare_reach
from policydiff.changes.columns.pairing import Pairing
from policydiff.changes.columns.structure import facts
from policydiff.changes.made import make_change
from policydiff.changes.passage import Printed
from policydiff.model.comparison import Change
from policydiff.model.document import Measure, Promoted
from policydiff.text.fold import bare

Cells = Sequence[tuple[str, str]]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def reach_changes(left: Sequence[Measure], right: Sequence[Measure], _: Pairing) -> Iterator[Change]:
    """Reach widened, narrowed, or changed: all cells of a side together."""
    relation = compare_reach([measure.reach for measure in left], [measure.reach for measure in right])
    if relation == SAME:
        return

    sides = printed_cells(left, REACH), printed_cells(right, REACH)
    for before, after in _different_items(*sides) or list(other_cells(left, right, REACH, bare)):
        yield make_change(f"reach-{relation}", REACH, [(before, after)])


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


def _different_items(left: Cells, right: Cells) -> list[tuple[Printed, Printed]]:
    """The places that one side alone lists: a run of them on each side, else the lists between what
    they have in common at both ends, else, of several cells, run by run.
    """
    runs, others = _runs(left, right), _runs(right, left)
    if len(left) == len(right) == 1 and max(len(runs), len(others)) > 1:
        return [_without_common_ends(*left[0], *right[0])]
    empty = Printed(left[0][0], (0, 0), ""), Printed(right[0][0], (0, 0), "")
    return [(one or empty[0], other or empty[1]) for one, other in zip_longest(runs, others)]


def _runs(own: Cells, others: Cells) -> list[Printed]:
    """Stretches of items beside each other that neither the other side lists nor a cell before."""
    listed = {key for _, raw in others for key in _keys(raw)}
    runs: list[Printed] = []
    for measure, raw in own:
        spans = [span if key not in listed else None for span, key in zip(items(raw), _keys(raw), strict=True)]
        listed.update(_keys(raw))
        for different, group in groupby(spans, key=bool):
            if different:
                run = [span for span in group if span]
                span = run[0][0], run[-1][1]
                runs.append(Printed(measure, span, raw[slice(*span)]))
    return runs


def _keys(raw: str) -> list[str]:
    return [area_key(raw[slice(*span)], None) for span in items(raw)]


def _without_common_ends(one: str, left: str, other: str, right: str) -> tuple[Printed, Printed]:
    """Two lists without the items that both begin or end with."""
    keys, others = _keys(left), _keys(right)
    fewest = min(len(keys), len(others))
    head = next((at for at in range(fewest) if keys[at] != others[at]), fewest)
    tail = next((at for at in range(fewest - head) if keys[-1 - at] != others[-1 - at]), fewest - head)
    return _cut(one, left, head, tail), _cut(other, right, head, tail)


def _cut(measure: str, raw: str, head: int, tail: int) -> Printed:
    spans = items(raw)
    kept = spans[head : len(spans) - tail]
    end = spans[head - 1][1] if head else 0
    span = (kept[0][0], kept[-1][1]) if kept else (end, end)
    return Printed(measure, span, raw[slice(*span)])
