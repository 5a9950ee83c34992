"""Evidence for a link: the longest runs of words that its measures share."""

from itertools import pairwise

from policydiff.changes.find import Found
from policydiff.changes.passage import Passage
from policydiff.model.comparison import Evidence, Spans
from policydiff.text.fold import QUOTE, SEPARATORS

_SHOWN = 3
_SHORTEST = 4
Span = tuple[int, int]


def evidence(found: Found) -> tuple[Evidence, ...]:
    """The longest shared runs, at most three, in the order of the left text."""
    runs = [run for run in _equal_runs(found) if run[0][1] - run[0][0] >= _SHORTEST]
    longest = sorted(runs, key=lambda run: (run[0][0] - run[0][1], run[0]))[:_SHOWN]
    shown = []
    for left, right in sorted(longest):
        one, other = found.left.printed(left), found.right.printed(right)
        if len(one) == len(other) == 1:  # a run over the joint of two measures is evidence for neither
            spans = Spans(left=(one[0].span,), right=(other[0].span,))
            shown.append(
                Evidence(left=one[0].measure, right=other[0].measure, field=found.field, text=one[0].text, spans=spans)
            )
    return tuple(shown)


def _equal_runs(found: Found) -> list[tuple[Span, Span]]:
    """The runs between the edits, without signs at their ends, cut at the bounds of measures."""
    runs = []
    left = right = 0
    ends = [(edit.left, edit.right) for edit in found.edits]
    for (start, stop), (begin, end) in [*ends, ((len(found.left.text),) * 2, (len(found.right.text),) * 2)]:
        runs += _cut_at_joints(found, (left, start), (right, begin))
        left, right = stop, end
    return [(one, other) for one, other in runs if one[0] < one[1] and other[0] < other[1]]


def _cut_at_joints(found: Found, left: Span, right: Span) -> list[tuple[Span, Span]]:
    """A run cut where a measure ends on either side, if its two sides go along letter by letter."""
    if left[1] - left[0] == right[1] - right[0]:
        joints = {at - left[0] for at in found.left.joints if left[0] < at < left[1]}
        joints |= {at - right[0] for at in found.right.joints if right[0] < at < right[1]}
        bounds = [0, *sorted(joints), left[1] - left[0]]
        runs = [((left[0] + a, left[0] + b), (right[0] + a, right[0] + b)) for a, b in pairwise(bounds)]
    else:
        runs = [(left, right)]
    return [(_inner(found.left, one), _inner(found.right, other)) for one, other in runs]


def _inner(passage: Passage, span: Span) -> Span:
    start, end = span
    while start < end and passage.text[start] in SEPARATORS | {QUOTE}:
        start += 1
    while start < end and passage.text[end - 1] in SEPARATORS | {QUOTE}:
        end -= 1
    return start, end
