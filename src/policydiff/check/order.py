"""Order: which of a sequence stand out of it."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any


def out_of_order(keys: Sequence[Any]) -> list[int]:
    """The places of the fewest that have to move for the others to rise, or stay level, from first to last."""
    tails: list[int] = []
    ends: list[Any] = []
    before: list[int | None] = []
    for at, key in enumerate(keys):
        length = bisect_right(ends, key)
        before.append(tails[length - 1] if length else None)
        tails[length:] = [at, *tails[length + 1 :]]
        ends[length:] = [key, *ends[length + 1 :]]
    kept = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return [at for at in range(len(keys)) if at not in kept]
