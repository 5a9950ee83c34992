"""Whole clauses that came, went, or moved."""

import re
from collections.abc import Iterator, Sequence

from policydiff.changes.catalogue import CONDITION, LOCALITY, MODALITY
from policydiff.changes.claim import Claim
from policydiff.changes.units import NOUNS, VERB, units
from policydiff.changes.words import Words
from policydiff.registry.conditions import is_condition
from policydiff.text.difference import Edit, is_whole_clause
from policydiff.text.fold import CLAUSE, ITEM, SENTENCE

Span = tuple[int, int]

_SHORTEST_MOVED = 2
_SIGNS = SENTENCE + CLAUSE + ITEM


def claim_moved(left: Words, right: Words, edits: Sequence[Edit]) -> tuple[list[Claim], list[Edit]]:
    """Words that left one place and stand at another: a matter of wording; and the other edits."""
    gone = [edit for edit in edits if edit.left[0] < edit.left[1] and edit.right[0] == edit.right[1]]
    come = {edit: right.text[slice(*edit.right)].strip(_SIGNS) for edit in edits if edit.left[0] == edit.left[1]}
    claims: list[Claim] = []
    settled: set[Edit] = set()
    for edit in gone:
        words = left.text[slice(*edit.left)].strip(_SIGNS)
        there = next((other for other, text in come.items() if text == words and other not in settled), None)
        if there and len(words) >= _SHORTEST_MOVED and _keeps_its_place(left.text, right.text, edit, there):
            claims.append(Claim("wording-changed", edit, moved=there))
            settled |= {edit, there}
    return claims, [edit for edit in edits if edit not in settled]


def _keeps_its_place(left: str, right: str, gone: Edit, come: Edit) -> bool:
    """Whether moved words say the same where they stand now: a whole clause, or within its clause."""
    if is_whole_clause(left, gone.left) and is_whole_clause(right, come.right):
        return True
    between = left[min(gone.left[1], come.left[1]) : max(gone.left[0], come.left[0])]
    return not any(sign in between for sign in (SENTENCE, CLAUSE))


def without_moved(left: Words, right: Words, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with clauses that went and came word for word as moved, where the edits did not show it."""
    gone = {left.text[slice(*claim.edit.left)]: claim for claim in claims if claim.rule == "content-removed"}
    kept: list[Claim] = []
    settled: set[Claim] = set()
    for claim in claims:
        words = right.text[slice(*claim.edit.right)]
        if claim.rule == "content-added" and words in gone:
            there = gone.pop(words)
            settled.add(there)
            kept.append(Claim("wording-changed", there.edit, moved=claim.edit))
        else:
            kept.append(claim)
    return [claim for claim in kept if claim not in settled]


def claim_clauses(left: Words, right: Words, edit: Edit) -> Iterator[Claim | Edit]:
    """Claim clauses that came or went as wholes, or were written anew; other edits are handed back."""
    removed, added = edit.left[0] < edit.left[1], edit.right[0] < edit.right[1]
    whole = [
        is_whole_clause(words.text, span)
        for words, span, there in ((left, edit.left, removed), (right, edit.right, added))
        if there
    ]
    if removed and added and not all(whole):
        parts = list(_without_ragged_ends(left.text, right.text, edit))
        yield from (
            piece for part in parts for piece in ((part,) if part == edit else claim_clauses(left, right, part))
        )
        return
    if not all(whole) or (removed != added and _is_part(left if removed else right, edit)):
        yield edit
        return
    items = removed and added and _is_item(left, edit.left) and _is_item(right, edit.right)
    if items or (removed and added and not _written_anew(left.text[slice(*edit.left)], right.text[slice(*edit.right)])):
        yield edit
        return
    if removed:
        for part in _commitments(left, edit.left):
            yield Claim(_of_clause(left, part, removed=True), Edit(part, (edit.right[0], edit.right[0])))
    if added:
        for part in _commitments(right, edit.right):
            yield Claim(_of_clause(right, part, removed=False), Edit((edit.left[1], edit.left[1]), part))


def _without_ragged_ends(left: str, right: str, edit: Edit) -> Iterator[Edit]:
    """An edit of several clauses cut so that parts of clauses at its ends stand alone (…推广。地方 for …参与，)."""
    (start, end), (begin, stop) = edit.left, edit.right
    first, second = _first_sign(left, (start, end)), _first_sign(right, (begin, stop))
    if first < end and second < stop and not (_begins_clause(left, start) and _begins_clause(right, begin)):
        yield Edit((start, first), (begin, second))
        start, begin = first + 1, second + 1
    tails = _tail(left, (start, end)), _tail(right, (begin, stop))
    if tails != (start, begin) and (tails[0] < end or tails[1] < stop) and tails[0] > start and tails[1] > begin:
        yield Edit((start, tails[0] - (tails[0] < end)), (begin, tails[1] - (tails[1] < stop)))
        start, begin = tails
    if start < end or begin < stop:
        yield Edit((start, end), (begin, stop))


def _first_sign(text: str, span: Span) -> int:
    return next((at for at in range(*span) if text[at] in (SENTENCE, CLAUSE)), span[1])


def _begins_clause(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in (SENTENCE, CLAUSE)


def _tail(text: str, span: Span) -> int:
    """Where the part of a clause at the end of a span begins; its end if whole clauses end there."""
    if span[1] == len(text) or text[span[1]] in (SENTENCE, CLAUSE):
        return span[1]
    return next((at + 1 for at in range(span[1] - 1, span[0] - 1, -1) if text[at] in (SENTENCE, CLAUSE)), span[0])


def _is_part(words: Words, edit: Edit) -> bool:
    """Whether what stands like a clause is none: it says only how and where (在试点地区试点), or is an
    item of a list without a verb that governs something.
    """
    span = edit.left if edit.left[0] < edit.left[1] else edit.right
    kinds = [unit.kind for unit in units(words, span)]
    if MODALITY in kinds and set(kinds) <= {LOCALITY, CONDITION, MODALITY}:
        return True
    return _is_item(words, span)


def _is_item(words: Words, span: Span) -> bool:
    """Whether a span is an item of a list without a verb that governs something."""
    listed = ITEM in (words.before(span[0]), words.behind(span[1]), words.text[span[0]], words.text[span[1] - 1])
    kinds = [unit.kind for unit in units(words, span)]
    return listed and not (kinds[:1] in ([VERB], [MODALITY]) and not NOUNS.isdisjoint(kinds))


def _written_anew(before: str, after: str) -> bool:
    """Whether two clauses have next to nothing in common, or one is much more than the other."""
    shared = len(set(before) & set(after))
    return any(sign in text for text in (before, after) for sign in (SENTENCE, CLAUSE)) or shared < 0.3 * max(
        len(set(before)), len(set(after))
    )


def _commitments(words: Words, span: Span) -> Iterator[Span]:
    """The sentences of a stretch of clauses, without their closing signs."""
    start = span[0]
    for match in re.finditer(SENTENCE, words.text[span[0] : span[1]]):
        end = span[0] + match.start()
        if start < end:
            yield start, end
        start = end + 1
    end = span[1] - (words.text[span[1] - 1] in _SIGNS)
    if start < end:
        yield start, end


def _of_clause(words: Words, span: Span, *, removed: bool) -> str:
    """The rule for a whole clause: where, on what condition, an item without a verb, or a commitment."""
    text = words.text[slice(*span)].strip(_SIGNS)
    if words.locality.is_whole(text):
        return "locality-dropped" if removed else "locality-added"
    kinds = {unit.kind for unit in units(words, span)}
    if is_condition(text) or kinds == {CONDITION} or text.endswith("的"):
        return f"condition-{'removed' if removed else 'added'}"
    if kinds <= {LOCALITY, CONDITION} and kinds:
        return f"condition-{'removed' if removed else 'added'}"
    return f"content-{'removed' if removed else 'added'}"
