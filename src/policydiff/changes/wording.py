"""Wording: function words, synonyms and doubled characters, which leave the policy as it is."""

from collections.abc import Iterator, Sequence

from policydiff.changes.claim import Claim
from policydiff.registry.wording import are_synonyms, is_function_word
from policydiff.text.difference import Edit
from policydiff.text.words import Segmenter

_LONGEST_DOUBLED = 2


def claim_wording(
    left: str, right: str, edit: Edit, segmenter: Segmenter, beside: Sequence[Edit] = ()
) -> Iterator[Claim | Edit]:
    """Claim an edit that is a matter of wording; any other is handed back. `beside` are all edits."""
    before, after = left[slice(*edit.left)], right[slice(*edit.right)]
    doubled = _doubled(left, right, edit)
    if doubled and any(other != edit and _touch(other, doubled) for other in beside):
        doubled = None
    formal = doubled or _only_wording(before, after, segmenter)
    yield Claim("wording-changed", doubled or edit) if formal else edit


def _touch(one: Edit, other: Edit) -> bool:
    return one.left[0] <= other.left[1] and other.left[0] <= one.left[1]


def _only_wording(before: str, after: str, segmenter: Segmenter) -> bool:
    """Whether both sides say the same once function words are left out."""
    if are_synonyms(before, after):
        return True
    one = [word for word in segmenter.words(before) if not is_function_word(word)]
    other = [word for word in segmenter.words(after) if not is_function_word(word)]
    return len(one) == len(other) and all(are_synonyms(a, b) for a, b in zip(one, other, strict=True))


def _doubled(left: str, right: str, edit: Edit) -> Edit | None:
    """A word that one side only prints twice over (和和 for 和), with both: a slip of typing."""
    text, (start, end) = (left, edit.left) if edit.left[0] < edit.left[1] else (right, edit.right)
    size = end - start
    alone = edit.left[0] == edit.left[1] or edit.right[0] == edit.right[1]
    if not alone or not 0 < size <= _LONGEST_DOUBLED:
        return None
    word = text[start:end]
    before, behind = text[:start].endswith(word) * size, text.startswith(word, end) * size
    if before:
        behind = 0
    if not before and not behind:
        return None
    whole = Edit((edit.left[0] - before, edit.left[1] + behind), (edit.right[0] - before, edit.right[1] + behind))
    words = {left[slice(*whole.left)], right[slice(*whole.right)]}
    return whole if words == {word, word * 2} else None  # signs may stand between
