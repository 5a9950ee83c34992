"""Sentences and clauses of a folded text, as spans."""

from policydiff.text.fold import CLAUSE, SENTENCE

Span = tuple[int, int]

_OPENING, _CLOSING = "(<[", ")>]"


def _split(text: str, ends: str) -> list[Span]:
    """Spans of `text` that end behind a sign of `ends` outside brackets; none is empty."""
    spans: list[Span] = []
    start = depth = 0
    for at, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in ends and (depth == 0 or character == SENTENCE):
            depth = 0
            spans.append((start, at + 1))
            start = at + 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def sentences(text: str) -> list[Span]:
    """Spans of the sentences of a folded text, each with its closing sign."""
    return _split(text, SENTENCE)


def clauses(text: str) -> list[Span]:
    """Spans of the clauses of a folded text, each with its closing sign."""
    return _split(text, SENTENCE + CLAUSE)
