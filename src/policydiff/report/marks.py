"""Printed texts with what was removed and added marked: two in one, and long ones cut to what differs."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from policydiff.report.view import ADDED, REMOVED, SAME, Segment

_MOST = 2_000_000
"""So many pairs of characters are compared; longer cells are shown one behind the other."""
_ELLIPSIS = "…"


def marked(before: str | None, after: str | None) -> tuple[Segment, ...]:
    """Both texts in one; None is an empty cell."""
    one, other = before or "", after or ""
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    middle = one[start : len(one) - end], other[start : len(other) - end]
    segments = [
        Segment(one[:start], SAME),
        *_between(*middle),
        Segment(one[len(one) - end :], SAME),
    ]
    return tuple(segment for segment in segments if segment.text)


def _between(before: str, after: str) -> Iterator[Segment]:
    if len(before) * len(after) > _MOST:
        yield from (Segment(before, REMOVED), Segment(after, ADDED))
        return
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Segment(before[i:j], SAME)
        else:
            yield from (Segment(before[i:j], REMOVED), Segment(after[k:m], ADDED))


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    least = min(len(one), len(other))
    return next((at for at in range(least) if one[at] != other[at]), least)


def shorten(segments: Sequence[Segment], context: int) -> list[Segment]:
    """Segments with what is the same cut down to `context` characters beside each change."""
    if all(segment.mark == SAME for segment in segments):
        return list(segments)
    short = []
    for at, segment in enumerate(segments):
        text = segment.text
        head = context if at else 0
        tail = context if at + 1 < len(segments) else 0
        if segment.mark == SAME and len(text) > head + tail + 2:
            text = text[:head] + _ELLIPSIS + (text[len(text) - tail :] if tail else "")
        short.append(Segment(text, segment.mark))
    return short
