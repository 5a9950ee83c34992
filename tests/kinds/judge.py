"""What a case expects, and how far what was found agrees with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

MIRROR = {
    "dropped": "added",
    "added": "dropped",
    "widened": "narrowed",
    "narrowed": "widened",
    "strengthened": "weakened",
    "weakened": "strengthened",
    "raised": "lowered",
    "lowered": "raised",
    "removed": "added",
}
"""Directions that change places when a pair is read from the other side; the rest stay."""

DIRECTIONS = {
    "locality": ("dropped", "replaced", "added"),
    "audience": ("widened", "narrowed", "changed"),
    "scope": ("widened", "narrowed", "changed"),
    "condition": ("added", "removed", "changed"),
    "modality": ("strengthened", "weakened", "changed"),
    "quantity": ("raised", "lowered", "changed"),
    "content": ("added", "removed"),
    "wording": ("changed",),
}
UNCLASSIFIED = "unclassified"
ANY = ""
"""A direction that careful readers could give in two ways is not judged."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a change on both sides."""

    before: str
    after: str

    @property
    def bare(self) -> tuple[str, str]:
        """The words without the signs at their ends, as the labels are compared."""
        return _stripped(self.before), _stripped(self.after)

    def meets(self, other: "Words") -> bool:
        """Whether the words of either side of one contain those of the other."""
        return _contained(self.before, other.before) or _contained(self.after, other.after)


@dataclass(frozen=True, slots=True)
class Expected:
    """A change that must be found; `alike` are other words that careful readers give for it."""

    kind: str
    direction: str
    words: Words
    alike: tuple[Words, ...] = ()
    count: int = 1

    @property
    def directions(self) -> tuple[str, ...]:
        """The directions that are right; none where the direction is not judged."""
        return tuple(self.direction.split("|")) if self.direction else ()

    def exact(self, words: Words) -> bool:
        """Whether these are the expected words, signs at the ends aside."""
        return words.bare in {one.bare for one in (self.words, *self.alike)}

    def reversed(self) -> "Expected":
        """The same change read from the other side."""
        return replace(
            self,
            direction="|".join(_mirrored(self.kind, one) for one in self.directions),
            words=_swapped(self.words),
            alike=tuple(map(_swapped, self.alike)),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A change that was found, as far as it is judged."""

    rule: str
    kind: str
    direction: str
    words: Words
    count: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """One expected change with what was found for it, if anything was."""

    expected: Expected
    found: Found | None

    @property
    def detected(self) -> bool:
        """Whether a detector explains it: what is unclassified no detector has found."""
        return self.found is not None and self.found.kind != UNCLASSIFIED

    @property
    def right_kind(self) -> bool:
        return self.found is not None and self.found.kind == self.expected.kind

    @property
    def right_direction(self) -> bool:
        return self.right_kind and _direction_fits(self.expected, self.found)

    @property
    def right_words(self) -> bool:
        return self.right_kind and self.found is not None and self.expected.exact(self.found.words)

    @property
    def right_count(self) -> bool:
        return self.right_kind and self.found is not None and self.found.count == self.expected.count

    @property
    def right(self) -> bool:
        return self.right_direction and self.right_words and self.right_count


def judge(expected: Sequence[Expected], found: Sequence[Found]) -> tuple[list[Verdict], list[Found]]:
    """A verdict for each expected change, and the changes that nobody expected.

    Each found change answers one expected change at most, the one that it fits best.
    """
    fits = sorted(
        (
            (_fit(one, other), -i, -j)
            for i, one in enumerate(expected)
            for j, other in enumerate(found)
            if one.exact(other.words) or any(words.meets(other.words) for words in (one.words, *one.alike))
        ),
        reverse=True,
    )
    answers: dict[int, int] = {}
    for _, i, j in fits:
        if -i not in answers and -j not in answers.values():
            answers[-i] = -j
    verdicts = [
        Verdict(one, found[answers[number]] if number in answers else None) for number, one in enumerate(expected)
    ]
    return verdicts, [one for number, one in enumerate(found) if number not in answers.values()]


def _fit(expected: Expected, found: Found) -> tuple[bool, bool, bool]:
    return (
        expected.exact(found.words) and expected.kind == found.kind,
        expected.exact(found.words),
        expected.kind == found.kind,
    )


def _direction_fits(expected: Expected, found: Found | None) -> bool:
    return found is not None and (not expected.directions or found.direction in expected.directions)


def _mirrored(kind: str, direction: str) -> str:
    if kind in {"condition", "content"} and direction == "added":
        return "removed"
    return MIRROR.get(direction, direction)


def _swapped(words: Words) -> Words:
    return Words(words.after, words.before)


def _stripped(text: str) -> str:
    return re.sub(r"^[，。；、,;\s]+|[，。；、,;\s]+$", "", text)


def _contained(one: str, other: str) -> bool:
    one, other = _stripped(one), _stripped(other)
    return bool(one) and bool(other) and (one in other or other in one)
