"""The inline difference of two folded texts: word by word, in edits a reader would make."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from os.path import commonprefix

from policydiff.text.fold import CLAUSE, QUOTE, SENTENCE, SEPARATORS
from policydiff.text.words import Segmenter

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """A span of the left folded text that a span of the right one stands in place of."""

    left: Span
    right: Span


def differences(left: str, right: str, segmenter: Segmenter) -> list[Edit]:
    """Edits that turn folded `left` into `right`, in order; signs alone are no difference.

    Words are compared, as wholes; a deletion that could stand in several places stands where it
    covers a phrase. Source: longest matching blocks (Ratcliff and Obershelp 1988, difflib).
    """
    words, others = segmenter.words(left), segmenter.words(right)
    starts, other_starts = _starts(words), _starts(others)
    edits = []
    for i, j, k, m in _changed_runs([_key(w) for w in words], [_key(w) for w in others]):
        i, j, k, m = _trimmed(words, others, i, j, k, m)
        if i < j or k < m:
            edit = Edit((starts[i], starts[j]), (other_starts[k], other_starts[m]))
            edits.extend(_by_clauses(left, right, _without_common_ends(left, right, edit)))
    return edits


def is_whole_clause(text: str, span: Span) -> bool:
    """Whether a span begins where a clause begins and ends where one ends."""
    start, end = span
    begins = start == 0 or _is_sign(text[start - 1])
    return start < end and begins and (end == len(text) or text[end] in SEPARATORS)


def _by_clauses(left: str, right: str, edit: Edit) -> list[Edit]:
    """A deletion or insertion cut into whole clauses and the parts of clauses around them."""
    if edit.left[0] < edit.left[1] and edit.right[0] < edit.right[1]:
        return [edit]
    text, span = (left, edit.left) if edit.left[0] < edit.left[1] else (right, edit.right)
    parts = [part for part in _clause_parts(text, span) if any(not _is_sign(c) for c in text[slice(*part)])]
    if span is edit.left:
        return [Edit(part, edit.right) for part in parts]
    return [Edit(edit.left, part) for part in parts]


def _clause_parts(text: str, span: Span) -> list[Span]:
    """The span cut behind its first and before its last clause, where these are not whole."""
    start, end = span
    cuts = [at for at in range(start, end) if text[at] in (SENTENCE, CLAUSE)]
    if not cuts:
        return [span]
    parts: list[Span] = []
    if not is_whole_clause(text, (start, cuts[0])):
        parts.append((start, cuts[0]))
        start = cuts[0] + 1
    tail = (cuts[-1] + 1, end)
    if tail[0] < tail[1] and not is_whole_clause(text, tail):
        middle = (start, cuts[-1])
        return [*parts, *([middle] if middle[0] < middle[1] else []), tail]
    return [*parts, (start, end)] if start < end else parts


def _without_common_ends(left: str, right: str, edit: Edit) -> Edit:
    """A replacement without the words that both sides begin or end with.

    Nothing is cut that would leave a single character, which is no word (港澳, 港澳台).
    """
    (i, j), (k, m) = edit.left, edit.right
    prefix = commonprefix([left[i:j], right[k:m]])
    if _cuts_words(len(prefix), j - i, m - k):
        i, k = i + len(prefix), k + len(prefix)
    suffix = commonprefix([left[i:j][::-1], right[k:m][::-1]])
    if _cuts_words(len(suffix), j - i, m - k):
        j, m = j - len(suffix), m - len(suffix)
    return Edit((i, j), (k, m))


def _cuts_words(common: int, *lengths: int) -> bool:
    return common > 1 and all(length - common != 1 for length in lengths)


def _starts(words: Sequence[str]) -> list[int]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts


def _key(word: str) -> str:
    return "，" if word in SEPARATORS else word


def _is_sign(word: str) -> bool:
    return word in SEPARATORS or word == QUOTE


def _changed_runs(left: list[str], right: list[str]) -> list[tuple[int, int, int, int]]:
    """Runs of words that differ: the bounds on the left, then on the right."""
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    runs = [(i, j, k, m) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]
    merged: list[tuple[int, int, int, int]] = []
    for i, j, k, m in runs:
        if merged and _is_crumb(left[merged[-1][1] : i]) and _both_sides(merged[-1], (i, j, k, m)):
            i, k = merged[-1][0], merged[-1][2]
            merged.pop()
        merged.append((i, j, k, m))
    return [_slid(left, right, run) for run in merged]


def _is_crumb(equal: Sequence[str]) -> bool:
    """Whether an equal run is too little to part two edits: one character, or signs."""
    return sum(len(word) for word in equal if not _is_sign(word)) <= 1


def _both_sides(first: tuple[int, int, int, int], second: tuple[int, int, int, int]) -> bool:
    """Whether two edits both replace words: only then a crumb between them is chance."""
    return all(i < j and k < m for i, j, k, m in (first, second))


def _slid(left: list[str], right: list[str], run: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """A pure deletion or insertion at the place, of those it could stand in, that reads best."""
    i, j, k, m = run
    if i < j and k < m:
        return run
    words, start, end = (left, i, j) if i < j else (right, k, m)
    other, at = (right, k) if i < j else (left, i)
    places = [0]
    step = 1
    while start - step >= 0 and at - step >= 0 and words[start - step] == words[end - step] == other[at - step]:
        places.append(-step)
        step += 1
    step = 1
    while end + step - 1 < len(words) and at + step - 1 < len(other) and (
        words[start + step - 1] == words[end + step - 1] == other[at + step - 1]
    ):
        places.append(step)
        step += 1
    shift = max(places, key=lambda shift: (_reads(words, start + shift, end + shift), -abs(shift)))
    return (i + shift, j + shift, k + shift, m + shift)


def _reads(words: Sequence[str], start: int, end: int) -> int:
    """How well an edit of `words[start:end]` reads: whole clauses best, loose particles worst."""
    score = 0
    if start == 0 or _is_sign(words[start - 1]):
        score += 3
    if _is_sign(words[end - 1]):
        score += 2
    if end == len(words) or _is_sign(words[end]):
        score += 1
    if words[start] in ("的", "，", "和", "及", "与"):
        score -= 2
    if words[end - 1] == "的":
        score += 1
    return score


def _trimmed(
    words: Sequence[str], others: Sequence[str], i: int, j: int, k: int, m: int
) -> tuple[int, int, int, int]:
    """The run without signs at its ends: a sign alone is no difference."""
    while i < j and _is_sign(words[i]) and (k == m or _is_sign(others[k])):
        i, k = i + 1, min(k + 1, m)
    while k < m and _is_sign(others[k]) and i == j:
        k += 1
    while i < j and _is_sign(words[j - 1]):
        j -= 1
    while k < m and _is_sign(others[m - 1]):
        m -= 1
    return i, j, k, m
