"""Phrases in which words change: a number with its unit, a condition."""

from collections.abc import Iterator, Sequence

from policydiff.changes.claim import Claim
from policydiff.changes.words import Words
from policydiff.registry.audiences import is_audience
from policydiff.registry.conditions import find_condition
from policydiff.registry.wording import are_synonyms
from policydiff.text.difference import Edit

Span = tuple[int, int]

_LONGEST = 16
"""Characters of a condition before and behind an edit; what is longer is a clause of its own."""


def whole_quantities(left: Words, right: Words, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, those in a quantity taking in all of it (30个工作日 for 15个工作日, not 30 for 15)."""
    numbers = left.quantities, right.quantities
    return _grown(left.text, right.text, numbers, edits) if any(numbers) else list(edits)


def claim_in_condition(left: Words, right: Words, edit: Edit) -> Iterator[Claim | Edit]:
    """Claim a replacement within a condition of both sides, which is another condition then (经备案后 for 经批准后)."""
    replaced = all(start < end for start, end in (edit.left, edit.right))
    around = (_condition_around(left, edit.left), _condition_around(right, edit.right)) if replaced else (None, None)
    if all(is_audience(words.text[slice(*span)]) for words, span in ((left, edit.left), (right, edit.right))):
        around = (None, None)  # who it is for may change within a condition
    if around[0] and around[1] and edit.left[0] - around[0][0] == edit.right[0] - around[1][0]:
        same = are_synonyms(left.text[slice(*around[0])], right.text[slice(*around[1])])
        yield Claim("wording-changed" if same else "condition-changed", edit)
    else:
        yield edit


def _condition_around(words: Words, edited: Span) -> Span | None:
    """The short condition that holds an edited span, which is more than a place."""
    if words.locality.is_whole(words.text[slice(*edited)]):
        return None
    start = max(0, edited[0] - _LONGEST)
    while span := find_condition(words.text, (start, len(words.text))):
        if span[0] > edited[0]:
            return None
        if edited[1] <= span[1] <= edited[1] + _LONGEST:
            return span
        start = span[0] + 1
    return None


def _grown(left: str, right: str, spans: tuple[list[Span], list[Span]], edits: Sequence[Edit]) -> list[Edit]:
    """The edits with what is missing of the spans that they reach into, the same on both sides."""
    grown: list[Edit] = []
    for at, edit in enumerate(edits):
        back, forth = _missing(spans[0], edit.left), _missing(spans[1], edit.right)
        before, behind = max(back[0], forth[0]), max(back[1], forth[1])
        last = grown[-1].left[1] if grown else 0
        following = edits[at + 1].left[0] if at + 1 < len(edits) else len(left)
        before, behind = min(before, edit.left[0] - last), min(behind, following - edit.left[1])
        if left[edit.left[0] - before : edit.left[0]] != right[edit.right[0] - before : edit.right[0]]:
            before = 0  # the signs before them differ
        if left[edit.left[1] : edit.left[1] + behind] != right[edit.right[1] : edit.right[1] + behind]:
            behind = 0
        whole = Edit(
            (edit.left[0] - before, edit.left[1] + behind),
            (edit.right[0] - before, edit.right[1] + behind),
        )
        if grown and (before or behind) and grown[-1].left[1] == whole.left[0] and grown[-1].right[1] == whole.right[0]:
            whole = Edit((grown[-1].left[0], whole.left[1]), (grown[-1].right[0], whole.right[1]))
            grown.pop()
        grown.append(whole)
    return grown


def _missing(spans: Sequence[Span], edited: Span) -> Span:
    """How many characters of quantities stand before and behind an edited span that reaches into them."""
    touched = [(start, end) for start, end in spans if start < edited[1] and edited[0] < end]
    if not touched:
        return 0, 0
    return max(0, edited[0] - touched[0][0]), max(0, touched[-1][1] - edited[1])
