"""The inline difference of two folded texts: edits of words and clauses as a reader would make them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from policydiff.text.fold import CLAUSE, QUOTE, SENTENCE, SEPARATORS
from policydiff.text.matching import Run
from policydiff.text.runs import changed_runs, is_sign
from policydiff.text.words import Segmenter

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """A span of the left folded text that a span of the right one stands in place of."""

    left: Span
    right: Span

    @property
    def mirrored(self) -> "Edit":
        """The same edit from the other side."""
        return Edit(self.right, self.left)


def differences(left: str, right: str, segmenter: Segmenter) -> list[Edit]:
    """Edits that turn folded `left` into `right`, in order; signs alone are no difference.

    Words are compared as wholes. Whole clauses that came or went stand apart from changes within
    clauses, and what both sides of an edit begin or end with is left out of it.
    """
    words, others = segmenter.words(left), segmenter.words(right)
    starts = list(accumulate(map(len, words), initial=0))
    begins = list(accumulate(map(len, others), initial=0))
    found: list[Edit] = []
    runs = [_edit(run, starts, begins) for run in changed_runs(words, others)]
    for run in _without_shifted_words(left, right, runs):
        edit = _without_signs(left, right, run)
        if _plain(left[slice(*edit.left)]) != _plain(right[slice(*edit.right)]):
            found.extend(_by_clauses(left, right, _without_common_ends(left, right, edit)))
    return found


def is_whole_clause(text: str, span: Span) -> bool:
    """Whether a span begins where a clause begins and ends where one ends."""
    start, end = span
    closing = end + (text[end : end + 1] == QUOTE)
    return start < end and _begins_clause(text, start) and (closing >= len(text) or text[closing] in SEPARATORS)


def _without_shifted_words(left: str, right: str, edits: list[Edit]) -> list[Edit]:
    """The edits without neighbours that together change nothing: a sign only cut the words otherwise
    (和平台 and 和，平台).
    """
    kept: list[Edit] = []
    for edit in edits:
        last = kept[-1] if kept else None
        if last and not _plain(left[last.left[1] : edit.left[0]]):
            both = left[last.left[0] : edit.left[1]], right[last.right[0] : edit.right[1]]
            if _plain(both[0]) == _plain(both[1]):
                kept.pop()
                continue
        kept.append(edit)
    return kept


def _plain(text: str) -> str:
    return "".join(character for character in text if not is_sign(character))


def _begins_clause(text: str, at: int) -> bool:
    return at == 0 or is_sign(text[at - 1])


def _edit(run: Run, starts: list[int], begins: list[int]) -> Edit:
    return Edit((starts[run.start], starts[run.end]), (begins[run.begin], begins[run.stop]))


def _without_signs(left: str, right: str, edit: Edit) -> Edit:
    """The edit without the signs at its ends, which are no difference by themselves."""
    return Edit(_bare(left, edit.left), _bare(right, edit.right))


def _bare(text: str, span: Span) -> Span:
    start, end = span
    while start < end and is_sign(text[start]):
        start += 1
    while start < end and is_sign(text[end - 1]):
        end -= 1
    return start, end


def _without_common_ends(left: str, right: str, edit: Edit) -> Edit:
    """A replacement without the words that both sides begin or end with.

    Nothing is cut that would leave a single character, which is no word (港澳, 港澳台).
    """
    (i, j), (k, m) = edit.left, edit.right
    common = _common(left[i:j], right[k:m])
    if _cuts_words(common, j - i, m - k):
        i, k = i + common, k + common
    common = _common(left[i:j][::-1], right[k:m][::-1])
    if _cuts_words(common, j - i, m - k):
        j, m = j - common, m - common
    return Edit((i, j), (k, m))


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cuts_words(common: int, *lengths: int) -> bool:
    return common > 1 and all(length - common != 1 for length in lengths)


def _by_clauses(left: str, right: str, edit: Edit) -> Iterator[Edit]:
    """An edit cut where clauses end, so that whole clauses stand apart from parts of clauses."""
    removed, added = edit.left[0] < edit.left[1], edit.right[0] < edit.right[1]
    ends = _clause_ends(left, edit.left), _clause_ends(right, edit.right)
    if removed and added:
        if bool(ends[0]) == bool(ends[1]):
            yield edit
        elif ends[0]:
            yield from _replaced(left, ends[0], edit)
        else:
            mirrored = _replaced(right, ends[1], Edit(edit.right, edit.left))
            yield from (Edit(part.right, part.left) for part in mirrored)
    elif removed:
        yield from (Edit(part, edit.right) for part in _parts(left, edit.left, ends[0]))
    elif added:
        yield from (Edit(edit.left, part) for part in _parts(right, edit.right, ends[1]))


def _clause_ends(text: str, span: Span) -> list[int]:
    return [at for at in range(*span) if text[at] in (SENTENCE, CLAUSE)]


def _parts(text: str, span: Span, ends: list[int]) -> Iterator[Span]:
    """The span cut behind its first and before its last clause, where these are not whole."""
    start, end = span
    if ends and not is_whole_clause(text, (start, ends[0])):
        yield _bare(text, (start, ends[0]))
        start, ends = ends[0] + 1, ends[1:]
    if ends and not is_whole_clause(text, (ends[-1] + 1, end)):
        yield _bare(text, (start, ends[-1]))
        start = ends[-1] + 1
    if start < end:
        yield _bare(text, (start, end))


def _replaced(text: str, ends: list[int], edit: Edit) -> Iterator[Edit]:
    """A replacement of clauses on the left by a part of a clause on the right.

    The part stands for the clause that goes on beside it; the clauses before or behind came or
    went by themselves.
    """
    (start, end), (begin, stop) = edit.left, edit.right
    if not _begins_clause(text, start):
        yield Edit((start, ends[0]), edit.right)
        yield Edit(_bare(text, (ends[0] + 1, end)), (stop, stop))
    elif not is_whole_clause(text, (ends[-1] + 1, end)):
        yield Edit(_bare(text, (start, ends[-1])), (begin, begin))
        yield Edit((ends[-1] + 1, end), edit.right)
    else:
        yield edit
