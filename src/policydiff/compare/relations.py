"""Relations: what kind of link it is, judged by the texts alone."""

from collections.abc import Sequence
from itertools import accumulate

from policydiff.changes.catalogue import FORMAL_KINDS
from policydiff.changes.find import Found
from policydiff.changes.passage import Passage
from policydiff.model.comparison import (
    IDENTICAL,
    LOCALISED,
    MERGED,
    MODIFIED,
    PARTIAL,
    REGROUPED,
    SPLIT,
)
from policydiff.text.clauses import sentences

_FRAGMENT = 0.4
"""Share of a text, in whole sentences, that must be left out before what is kept is a fragment."""
_KEPT = 0.2
"""Share of a sentence that must be kept for the sentence to count as taken up."""
_IDEA = 0.35
"""Two texts that share less than this of each share an idea, not a text."""


def relation(left: Sequence[str], right: Sequence[str], found: Sequence[Found]) -> str:
    """The relation of linked measures, from how many there are and what changed."""
    if len(left) > 1 and len(right) > 1:
        return REGROUPED
    if len(left) > 1:
        return MERGED
    if len(right) > 1:
        return SPLIT
    changes = [change for part in found for change in part.changes]
    if not changes:
        return IDENTICAL
    if all(change.kind in FORMAL_KINDS for change in changes):
        return LOCALISED
    text = next(part for part in found if part.field == "text")
    return PARTIAL if is_partial(text) else MODIFIED


def is_partial(found: Found) -> bool:
    """Whether one side takes up a single sentence of the other, or little of either is shared."""
    left = _kept(found.left, [edit.left for edit in found.edits])
    right = _kept(found.right, [edit.right for edit in found.edits])
    if max(_share(left), _share(right)) < _IDEA:
        return True
    return _is_fragment(left) or _is_fragment(right)


def _kept(passage: Passage, edited: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each sentence of a passage, how many of its characters are kept, and how many it has."""
    bounds = [0] * (len(passage.text) + 1)
    for begin, stop in edited:
        bounds[begin] += 1
        bounds[stop] -= 1
    lost = list(accumulate(accumulate(bounds), initial=0))
    return [(end - start - (lost[end] - lost[start]), end - start) for start, end in sentences(passage.text)]


def _share(sizes: Sequence[tuple[int, int]]) -> float:
    total = sum(size for _, size in sizes)
    return sum(kept for kept, _ in sizes) / total if total else 1.0


def _is_fragment(sizes: Sequence[tuple[int, int]]) -> bool:
    """Whether one sentence is taken up and the others, a good part of the text, are not."""
    taken = [size for kept, size in sizes if kept >= _KEPT * size]
    left_out = [size for kept, size in sizes if kept < _KEPT * size]
    total = sum(size for _, size in sizes)
    return len(taken) == 1 and sum(left_out) >= _FRAGMENT * total
