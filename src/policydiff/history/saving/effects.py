"""What each row of a step did to the policy: how the subject of a commit counts it."""

from collections.abc import Mapping, Sequence

from policydiff.changes.catalogue import COLUMN_KINDS
from policydiff.compare.editions.identity import step_between
from policydiff.compare.uptake import PRECEDENCE, effect
from policydiff.model.comparison import (
    CHANGED_OTHERWISE,
    FULL,
    MERGED,
    NARROWED,
    PARTIAL,
    REGROUPED,
    SOFTENED,
    SPLIT,
    WIDENED,
)
from policydiff.model.document import TEXT_FIELDS, Snapshot, number_key
from policydiff.model.step import ADDED, CHANGED, DROPPED, MOVED, RENUMBERED, UNCHANGED, Step, Transition

COLUMNS, REWORDED = "columns", "reworded"
EFFECTS: Mapping[str, str] = {
    NARROWED: "narrowed",
    SOFTENED: "softened",
    WIDENED: "widened",
    CHANGED_OTHERWISE: "changed otherwise",
    MERGED: "merged",
    SPLIT: "split",
    REGROUPED: "regrouped",
    COLUMNS: "changed in other columns",
    ADDED: "added",
    DROPPED: "dropped",
    REWORDED: "reworded",
    MOVED: "moved to another section",
    RENUMBERED: "renumbered",
}
"""Each effect in words, what counts first coming first."""


def effects(before: Snapshot, after: Snapshot) -> Step:
    """What became of every measure that is not as it was, what counts first coming first, then by number."""
    order = list(EFFECTS)
    step = step_between(before, after)
    return tuple(
        sorted(step, key=lambda row: (order.index(effect_of(row)), *map(number_key, (row.after or row.before)[:1])))
    )


def effect_of(row: Transition) -> str:
    """What a row did to the policy."""
    if row.fate == UNCHANGED:
        return COLUMNS  # printed the same and understood otherwise
    if row.fate != CHANGED:
        return row.fate
    found = {effect(change) for change in row.changes}
    if row.relation == PARTIAL:
        found.add(CHANGED_OTHERWISE)
    for name in PRECEDENCE:
        if name in found and name != FULL:
            return name
    is_worded = any(cell.field in TEXT_FIELDS for cell in row.cells)
    has_columns = any(change.kind in COLUMN_KINDS for change in row.changes)
    return COLUMNS if has_columns or not is_worded else REWORDED


def totals(rows: Sequence[Transition]) -> Mapping[str, int]:
    """How many measures each effect has, those before or those added, in words and in the order of the rows."""
    counts: dict[str, int] = {}
    for row in rows:
        words = EFFECTS[effect_of(row)]
        counts[words] = counts.get(words, 0) + len(row.before or row.after)
    return counts
