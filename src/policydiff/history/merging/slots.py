"""Which records of three versions of a list are the same one, and in which order the merged list stands."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import merge as merge_sorted
from typing import Any

_SURELY = 0.6
"""From this likeness on measures of one number are the same, whatever others are like."""
_OTHER_NUMBER = 0.5
"""From this likeness on measures of different numbers are the same, the most alike first."""
_SAME_NUMBER = 0.3
"""From this likeness on what is left of one number is the same, rewritten; two texts of one subject share 0.1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """By what the records of a list are known again: their words, and their ids where they bear some."""

    words: Callable[[Any], str]
    id: Callable[[Any], str] | None = None
    order: Callable[[Any], Any] = repr
    """What decides between records that both sides added at one place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One record in the three versions, None where a version lacks it; `key` is its name within the merge."""

    key: int
    base: Any = None
    ours: Any = None
    theirs: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The records of three versions of a list brought together, and the keys of each version in its order."""

    slots: tuple[Slot, ...]
    base: tuple[int, ...]
    ours: tuple[int, ...]
    theirs: tuple[int, ...]


def match(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any], identity: Identity) -> Matched:
    """Bring three versions together; each record of each version stands in one slot."""
    one = {mate: at for at, mate in _pairs(base, ours, identity).items()}
    other = {mate: at for at, mate in _pairs(base, theirs, identity).items()}
    new_ours = [at for at in range(len(ours)) if at not in one]
    new_theirs = [at for at in range(len(theirs)) if at not in other]
    both = _pairs([ours[at] for at in new_ours], [theirs[at] for at in new_theirs], identity)
    one |= {at: key for key, at in enumerate(new_ours, len(base))}
    other |= {new_theirs[mate]: one[new_ours[at]] for at, mate in both.items()}
    rest = [at for at in new_theirs if at not in other]
    other |= {at: key for key, at in enumerate(rest, len(base) + len(new_ours))}
    found = {key: Slot(key=key, base=record) for key, record in enumerate(base)}
    for at, key in one.items():
        found[key] = replace(found.get(key, Slot(key=key)), ours=ours[at])
    for at, key in other.items():
        found[key] = replace(found.get(key, Slot(key=key)), theirs=theirs[at])
    return Matched(
        slots=tuple(found.values()),
        base=tuple(range(len(base))),
        ours=tuple(one[at] for at in range(len(ours))),
        theirs=tuple(other[at] for at in range(len(theirs))),
    )


def _pairs(lefts: Sequence[Any], rights: Sequence[Any], identity: Identity) -> dict[int, int]:
    """Which right record each left one is: by id and words, by words, by id or likeness."""
    one = [identity.words(record) for record in lefts]
    other = [identity.words(record) for record in rights]
    found: dict[int, int] = {}
    if identity.id is None:
        _pair_equal(one, other, found)
        return found
    ids = [identity.id(record) for record in lefts], [identity.id(record) for record in rights]
    _pair_equal(list(zip(ids[0], one, strict=True)), list(zip(ids[1], other, strict=True)), found)
    _pair_equal(one, other, found)
    _pair_numbered(one, other, ids, _SURELY, found)
    _pair_alike(one, other, found)
    _pair_numbered(one, other, ids, _SAME_NUMBER, found)
    return found


def _pair_equal(lefts: Sequence[object], rights: Sequence[object], found: dict[int, int]) -> None:
    """Pair what is equal and not paired yet, the first with the first."""
    taken = set(found.values())
    free: dict[object, list[int]] = defaultdict(list)
    for mate in range(len(rights) - 1, -1, -1):
        if mate not in taken:
            free[rights[mate]].append(mate)
    for at, value in enumerate(lefts):
        if at not in found and free[value]:
            found[at] = free[value].pop()


def _pair_numbered(
    lefts: Sequence[str],
    rights: Sequence[str],
    ids: tuple[Sequence[str], Sequence[str]],
    due: float,
    found: dict[int, int],
) -> None:
    """Pair what bears one id, is as alike as is due and not paired yet."""
    taken = set(found.values())
    bearers = {name: mate for mate, name in enumerate(ids[1]) if mate not in taken}
    for at, name in enumerate(ids[0]):
        mate = bearers.get(name)
        if at in found or mate is None:
            continue
        if _likeness(_bigrams(lefts[at]), _bigrams(rights[mate])) >= due:
            found[at] = mate


def _pair_alike(lefts: Sequence[str], rights: Sequence[str], found: dict[int, int]) -> None:
    """Pair what is alike enough under any id and not paired yet, the most alike first."""
    taken = set(found.values())
    grams = {mate: _bigrams(text) for mate, text in enumerate(rights) if mate not in taken}
    likely = []
    for at, text in enumerate(lefts):
        if at not in found and grams:
            own = _bigrams(text)
            likely += [
                (-alike, at, mate) for mate, other in grams.items() if (alike := _likeness(own, other)) >= _OTHER_NUMBER
            ]
    for _, at, mate in sorted(likely):
        if at not in found and mate not in taken:
            found[at] = mate
            taken.add(mate)


def _likeness(one: set[str], other: set[str]) -> float:
    """How much two texts share: 1 for the same pairs of signs, 0 for none (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other))


def _bigrams(text: str) -> set[str]:
    text = text.strip()
    return {text[at : at + 2] for at in range(len(text) - 1)} | {f"^{text[:1]}"}


def merged_order(
    base: Sequence[int], ours: Sequence[int], theirs: Sequence[int], rank: Callable[[int], Any]
) -> list[int] | None:
    """The order of all keys of two versions: what one side moved stands where it moved it, what it added
    behind what it stands behind there. None where both sides moved what they share, and differently.
    """
    shared = set(ours) & set(theirs)
    one, other = ([key for key in side if key in shared] for side in (ours, theirs))
    old = [key for key in base if key in shared]
    if one == other:
        spine = one
    elif [key for key in other if key in set(old)] == old == [key for key in one if key in set(old)]:
        spine = min(one, other, key=lambda keys: [rank(key) for key in keys])
    elif one == old:
        spine = other
    elif other == old:
        spine = one
    else:
        return None
    runs = _runs(ours, shared), _runs(theirs, shared)
    order: list[int] = []
    for key in (None, *spine):
        order += [] if key is None else [key]
        order += merge_sorted(*(side[key] for side in runs), key=rank)
    return order


def _runs(keys: Iterable[int], shared: set[int]) -> defaultdict[int | None, list[int]]:
    """The keys that are not shared, by the shared one that they stand behind."""
    runs: defaultdict[int | None, list[int]] = defaultdict(list)
    last: int | None = None
    for key in keys:
        if key in shared:
            last = key
        else:
            runs[last].append(key)
    return runs
