"""The order in which the parts of a merged or split measure are compared with the whole."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from policydiff.model.document import Measure
from policydiff.text.fold import fold


def in_order_of(left: Sequence[Measure], right: Sequence[Measure]) -> tuple[list[Measure], list[Measure]]:
    """Several measures against one in the order in which it takes them up; others as they are.

    The place of a part is that of the longest run of characters it shares with the whole.
    """
    if len(left) > 1 and len(right) == 1:
        return sorted(left, key=lambda part: _place(part, right[0])), list(right)
    if len(right) > 1 and len(left) == 1:
        return list(left), sorted(right, key=lambda part: _place(part, left[0]))
    return list(left), list(right)


def _place(part: Measure, whole: Measure) -> tuple[int, str]:
    one, other = fold(part.text).text, fold(whole.text).text
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.b - match.a, one
