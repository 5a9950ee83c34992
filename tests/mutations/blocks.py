"""What can become of measures, each kind of mutation a pure function that gives a block.

A block says which left measures (by position) go into which right ones; its texts are pieces that
are not reworded yet.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from policydiff.model.document import Measure
from tests.mutations.texts import ENOUGH, clauses, cut, text_of
from tests.mutations.truth import ABSORBED, KEPT, MERGED, REGROUPED, SPLIT

DELETED, INSERTED, DISTRACTING = "deleted", "inserted", "distracting"
_MAIN_PART = 1.3
"""The main source has at least so many times the characters of the clause that it absorbs."""

Own = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Target:
    """A right measure to be: the measure that lends its columns, a title, and pieces of text."""

    base: Measure
    title: str | None
    pieces: tuple[str, ...]
    sign: str = "。"
    whole: bool = True
    """Whether the pieces are whole measures: these can do without some of their clauses."""


@dataclass(frozen=True, slots=True)
class Block:
    """Left measures, by position, and what becomes of them."""

    how: str
    left: tuple[int, ...]
    targets: tuple[Target, ...]


Source = tuple[int, Measure]


def keep(source: Source) -> Block:
    at, measure = source
    return Block(KEPT, (at,), (Target(measure, measure.title, (measure.text,), ""),))


def delete(source: Source) -> Block:
    return Block(DELETED, (source[0],), ())


def insert(measure: Measure) -> Block:
    return Block(INSERTED, (), (Target(measure, measure.title, (measure.text,), ""),))


def distract(measure: Measure, text: str) -> Block:
    return Block(DISTRACTING, (), (Target(measure, None, (text,), ""),))


def split(source: Source, count: int, own: Own, rng: Random) -> Block | None:
    """One measure into `count`; the first keeps the title."""
    at, measure = source
    pieces = cut(measure.text, count, own, rng)
    if pieces is None:
        return None
    titles = [measure.title, *[None] * (count - 1)]
    targets = tuple(Target(measure, title, (piece,), whole=False) for title, piece in zip(titles, pieces, strict=True))
    return Block(SPLIT, (at,), targets)


def merge(sources: Sequence[Source], rng: Random) -> Block:
    """Several measures into one text."""
    titles = [measure.title for _, measure in sources if measure.title]
    pieces = tuple(measure.text for _, measure in sources)
    target = Target(sources[0][1], "与".join(titles[:2]) or None, pieces, rng.choice("。；，"))
    return Block(MERGED, tuple(at for at, _ in sources), (target,))


def regroup(sources: Sequence[Source], count: int, own: Own, rng: Random) -> Block | None:
    """Several measures into `count`, each of which has a piece of every one of them."""
    cuts = [cut(measure.text, count, own, rng) for _, measure in sources]
    targets = []
    for number in range(count):
        pieces = [pieces[number] for pieces in cuts if pieces is not None]
        if len(pieces) < len(sources):
            return None
        rng.shuffle(pieces)
        targets.append(Target(sources[number % len(sources)][1], None, tuple(pieces), rng.choice("。；"), whole=False))
    return Block(REGROUPED, tuple(at for at, _ in sources), tuple(targets))


def absorb(main: Source, second: Source, own: Own, rng: Random) -> Block | None:
    """The main measure with one clause of another, of which nothing else stays."""
    clause = absorbable(second[1], own, rng)
    if clause is None or len(main[1].text) < _MAIN_PART * len(clause):
        return None
    parts = clauses(main[1].text)
    at = rng.randint(1, len(parts))
    pieces = (text_of(parts[:at]), clause, text_of(parts[at:]))
    target = Target(main[1], main[1].title, tuple(piece for piece in pieces if piece), rng.choice("，；"), whole=False)
    return Block(ABSORBED, (main[0], second[0]), (target,))


def absorbable(measure: Measure, own: Own, rng: Random) -> str | None:
    """A clause that alone says where it comes from and is not all of the measure."""
    parts = [part.words for part in clauses(measure.text)]
    telling = [words for words in parts if own(words) >= ENOUGH]
    return rng.choice(telling) if telling and len(parts) > 1 else None
