"""Measures that bear other numbers than in their source: which of them one hand renumbered together."""

from policydiff.model.document import Measure

Numbered = tuple[int, Measure, Measure]
"""The place of a measure, the measure, and what it is in the source."""


def renumbered(pairs: list[Numbered]) -> list[list[Numbered]]:
    """The measures whose printed number differs, those together that stand together or exchanged their numbers."""
    groups: list[list[Numbered]] = []
    for one in (pair for pair in pairs if pair[1].number != pair[2].number):
        joined = [group for group in groups if any(_belong(one, other) for other in group)]
        rest = [group for group in groups if group not in joined]
        groups = [*rest, [*(member for group in joined for member in group), one]]
    return sorted(groups, key=lambda group: group[0][0])


def _belong(one: Numbered, other: Numbered) -> bool:
    is_beside = abs(one[0] - other[0]) == 1
    return is_beside or one[1].number == other[2].number or one[2].number == other[1].number
