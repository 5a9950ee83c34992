"""A mutation: edits of a printed text with the one change that they make, and how to put it together."""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.kinds.judge import Expected, Words

Edit = tuple[int, int, str]
"""Start and end in the left text, and what stands there on the right."""
RegionName = tuple[str, str]
"""A region's name and its code."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """Edits of one cause; `source` names the row of the word lists, `carrier` what is put behind both texts first."""

    source: str
    edits: tuple[Edit, ...]
    expected: Expected
    carrier: str = ""
    right_region: RegionName | None = None


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with its edits; they must not overlap."""
    parts, at = [], 0
    for start, end, new in sorted(edits):
        assert start >= at
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def replaced(
    kind: str, direction: str, text: str, places: Iterable[int], words: Words, near: int = 0
) -> tuple[tuple[Edit, ...], Expected]:
    """The edits that put other words at these places, and the change that they make.

    Readers give an insertion or removal with or without the word behind it: the next `near` characters.
    """
    edits = tuple((at, at + len(words.before), words.after) for at in places)
    alike = shorter(words)
    if near:
        end = edits[0][1]
        behind = text[end : end + near]
        alike += (Words(words.before + behind, words.after + behind),)
    return edits, Expected(kind, direction, words, alike, len(edits))


def shorter(words: Words) -> tuple[Words, ...]:
    """The words with less of what both sides share at their ends; no side is cut to a single character."""
    before, after = words.before, words.after
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    found = []
    for i in range(head + 1):
        for j in range(tail + 1):
            one, other = before[i : len(before) - j], after[i : len(after) - j]
            whole = not (i and words.before[i - 1].isdigit() and (one[:1].isdigit() or other[:1].isdigit()))
            if (i or j) and len(one) != 1 and len(other) != 1 and whole:
                found.append(Words(one, other))
    return tuple(found)


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
