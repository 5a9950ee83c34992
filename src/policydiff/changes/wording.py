"""Wording: function words, synonyms and doubled characters, which leave the policy as it is."""

from collections.abc import Iterator

from policydiff.changes.claim import Claim
from policydiff.registry.wording import are_synonyms, is_function_word
from policydiff.text.difference import Edit
from policydiff.text.words import Segmenter


def claim_wording(left: str, right: str, edit: Edit, segmenter: Segmenter) -> Iterator[Claim | Edit]:
    """Claim an edit that is a matter of wording; any other is handed back."""
    before, after = left[slice(*edit.left)], right[slice(*edit.right)]
    formal = _only_wording(before, after, segmenter) or _doubled(left, right, edit)
    yield Claim("wording-changed", edit) if formal else edit


def _only_wording(before: str, after: str, segmenter: Segmenter) -> bool:
    """Whether both sides say the same once function words are left out."""
    one = [word for word in segmenter.words(before) if not is_function_word(word)]
    other = [word for word in segmenter.words(after) if not is_function_word(word)]
    return len(one) == len(other) and all(are_synonyms(a, b) for a, b in zip(one, other, strict=True))


def _doubled(left: str, right: str, edit: Edit) -> bool:
    """Whether one side only prints a word twice over (和和合规): a slip of typing."""
    text, (start, end) = (left, edit.left) if edit.left[0] < edit.left[1] else (right, edit.right)
    alone = edit.left[0] == edit.left[1] or edit.right[0] == edit.right[1]
    word = text[start:end]
    return alone and bool(word) and (text[:start].endswith(word) or text[end:].startswith(word)) and len(word) <= 2
