"""Quantities in edits: a number changes as a whole, with its unit."""

from collections.abc import Sequence

from policydiff.registry.quantities import quantities
from policydiff.text.difference import Edit


def whole_quantities(left: str, right: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, those in a quantity taking in all of it (30个工作日 for 15个工作日, not 30 for 15)."""
    spans = [quantity.span for quantity in quantities(left)], [quantity.span for quantity in quantities(right)]
    if not any(spans):
        return list(edits)
    grown: list[Edit] = []
    for at, edit in enumerate(edits):
        back, forth = _missing(spans[0], edit.left), _missing(spans[1], edit.right)
        before, behind = max(back[0], forth[0]), max(back[1], forth[1])
        last = grown[-1].left[1] if grown else 0
        following = edits[at + 1].left[0] if at + 1 < len(edits) else len(left)
        before, behind = min(before, edit.left[0] - last), min(behind, following - edit.left[1])
        whole = Edit(
            (edit.left[0] - before, edit.left[1] + behind),
            (edit.right[0] - before, edit.right[1] + behind),
        )
        if grown and (before or behind) and grown[-1].left[1] == whole.left[0] and grown[-1].right[1] == whole.right[0]:
            whole = Edit((grown[-1].left[0], whole.left[1]), (grown[-1].right[0], whole.right[1]))
            grown.pop()
        grown.append(whole)
    return grown


def _missing(spans: Sequence[tuple[int, int]], edited: tuple[int, int]) -> tuple[int, int]:
    """How many characters of quantities stand before and behind an edited span that reaches into them."""
    touched = [(start, end) for start, end in spans if start < edited[1] and edited[0] < end]
    if not touched:
        return 0, 0
    return max(0, edited[0] - touched[0][0]), max(0, touched[-1][1] - edited[1])
