"""Locality: phrases that only say where, dropped, added, or replaced by the own place."""

from collections.abc import Iterator

from policydiff.changes.claim import Claim
from policydiff.registry.locality import Locality
from policydiff.registry.wording import is_function_word
from policydiff.text.difference import Edit, is_whole_clause
from policydiff.text.fold import CLAUSE, SENTENCE

Span = tuple[int, int]


def claim_locality(left: str, right: str, edit: Edit, locality: Locality) -> Iterator[Claim | Edit]:
    """Claim what an edit says of locality; what is left of the edit is handed back.

    A phrase with the word that governs it (支持试点地区) is one claim where nothing else changed.
    """
    before, after = left[slice(*edit.left)], right[slice(*edit.right)]
    if before and after:
        yield from _replaced(before, after, edit, locality)
    elif before or after:
        span, text = (edit.left, before) if before else (edit.right, after)
        printed = left if before else right
        if is_whole_clause(printed, span) and not locality.is_whole(text):
            yield edit  # a clause that came or went as a whole is no matter of where
            return
        for part, is_locality in _parts(text, span, locality):
            own = Edit(part, edit.right) if before else Edit(edit.left, part)
            direction = "dropped" if before else "added"
            yield Claim(f"locality-{direction}", own) if is_locality else own


def _replaced(before: str, after: str, edit: Edit, locality: Locality) -> Iterator[Claim | Edit]:
    if locality.is_whole(before) and locality.is_whole(after):
        yield Claim("locality-replaced", edit)
        return
    if any(sign in text for text in (before, after) for sign in (SENTENCE, CLAUSE)):
        yield edit  # clauses written anew: where they apply is the least of it
        return
    left_rest, left_phrases = _cut(before, edit.left, locality)
    right_rest, right_phrases = _cut(after, edit.right, locality)
    crossed = len(left_phrases) == len(right_phrases) == 1 and _pattern(left_rest, left_phrases) != _pattern(
        right_rest, right_phrases
    )
    if crossed or not (left_phrases or right_phrases):
        yield edit
        return
    if len(left_phrases) == len(right_phrases) == 1:
        yield Claim("locality-replaced", Edit(left_phrases[0], right_phrases[0]))
    else:
        for span in left_phrases:
            at = _place(span, left_rest, edit.right)
            yield Claim("locality-dropped", Edit(span, (at, at)))
        for span in right_phrases:
            at = _place(span, right_rest, edit.left)
            yield Claim("locality-added", Edit((at, at), span))
    yield from _paired(left_rest, right_rest, edit)


def _pattern(rest: list[Span], phrases: list[Span]) -> list[bool]:
    """The order of rest and phrases: two sides can be paired part by part only where it is the same."""
    return [is_phrase for _, is_phrase in sorted([(s, False) for s in rest] + [(s, True) for s in phrases])]


def _place(phrase: Span, rest: list[Span], other: Span) -> int:
    """Where a phrase would stand on the other side, whose words take the place of the first rest."""
    return other[0] if not rest or phrase < rest[0] else other[1]


def _paired(left: list[Span], right: list[Span], edit: Edit) -> Iterator[Edit]:
    """What is left on both sides: first with first, the others alone."""
    if left and right:
        yield Edit(left[0], right[0])
        left, right = left[1:], right[1:]
    yield from (Edit(span, (edit.right[1], edit.right[1])) for span in left)
    yield from (Edit((edit.left[1], edit.left[1]), span) for span in right)


def _parts(text: str, span: Span, locality: Locality) -> Iterator[tuple[Span, bool]]:
    """The parts of a text, told apart into locality phrases and the rest."""
    if locality.is_whole(text):
        yield span, True
        return
    rest, phrases = _cut(text, span, locality)
    marked = [(part, False) for part in rest] + [(part, True) for part in phrases]
    yield from sorted(marked)


def _cut(text: str, span: Span, locality: Locality) -> tuple[list[Span], list[Span]]:
    """Spans of the rest and of the locality phrases; a rest of function words goes with a phrase."""
    rest: list[Span] = []
    phrases: list[Span] = []
    at = 0
    while found := locality.find(text[at:]):
        start, end = at + found[0], at + found[1]
        lead = text[at:start]
        if lead and is_function_word(lead):
            start = at
        elif lead:
            rest.append((span[0] + at, span[0] + start))
        phrases.append((span[0] + start, span[0] + end))
        at = end
    if at < len(text):
        rest.append((span[0] + at, span[0] + len(text)))
    return rest, phrases
