"""Runs of words that differ between two texts, cut where a reader would cut them.

What differs word by word, with three repairs: single characters that match by chance, stretches written anew, and
deletions that could stand in several places.
"""

from collections.abc import Sequence

from policydiff.text.fold import QUOTE, SEPARATORS
from policydiff.text.matching import Run, differing_runs

_ISLAND = 6
"""Equal runs of fewer characters may be chance."""
_NEW, _CHANCE = 8, 0.5
"""A stretch is written anew when both sides have so many characters of their own, and what is equal
within is less than this share of them."""
_PARTICLES = frozenset("的")
_LINKS = frozenset("和及与")


def is_sign(word: str) -> bool:
    """Whether a word is a separator or a quotation mark."""
    return word in SEPARATORS or word == QUOTE


def changed_runs(left: Sequence[str], right: Sequence[str]) -> list[Run]:
    """The runs of words that differ, in order; separators are equal to each other.

    From the other side the runs are the same, mirrored: the smaller text is always taken first.
    """
    one, other = ["，" if w in SEPARATORS else w for w in left], ["，" if w in SEPARATORS else w for w in right]
    if one > other:
        return [Run(run.begin, run.stop, run.start, run.end) for run in changed_runs(right, left)]
    runs = differing_runs(one, other)
    return _slid(one, other, _without_chance(one, other, _without_crumbs(one, runs)))


def _length(words: Sequence[str]) -> int:
    """Characters of words, signs left out."""
    return sum(len(word) for word in words if not is_sign(word))


def _without_crumbs(left: Sequence[str], runs: Sequence[Run]) -> list[Run]:
    """Two replacements with no more than one equal character between them are one."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and last.replaces and run.replaces and _length(left[last.end : run.start]) <= 1:
            merged[-1] = Run(last.start, run.end, last.begin, run.stop)
        else:
            merged.append(run)
    return merged


def _without_chance(left: Sequence[str], right: Sequence[str], runs: Sequence[Run]) -> list[Run]:
    """Stretches written anew are one run each.

    Between two stretches of new words a few equal ones are chance; shown as equal they would only
    tear the reading apart.
    """
    groups: list[list[Run]] = []
    for run in runs:
        if groups and _length(left[groups[-1][-1].end : run.start]) < _ISLAND:
            groups[-1].append(run)
        else:
            groups.append([run])
    return [run for group in groups for run in _one_if_new(left, right, group)]


def _one_if_new(left: Sequence[str], right: Sequence[str], group: list[Run]) -> list[Run]:
    whole = Run(group[0].start, group[-1].end, group[0].begin, group[-1].stop)
    removed = sum(_length(left[run.start : run.end]) for run in group)
    kept = _length(left[whole.start : whole.end]) - removed
    added = sum(_length(right[run.begin : run.stop]) for run in group)
    if len({(tuple(left[run.start : run.end]), tuple(right[run.begin : run.stop])) for run in group}) == 1:
        return group  # one replacement that recurs
    new = min(removed, added)
    return [whole] if new >= _NEW and kept < _CHANCE * new else group


def _slid(left: Sequence[str], right: Sequence[str], runs: Sequence[Run]) -> list[Run]:
    """Each deletion or insertion at the place, of those where it could stand, that reads best.

    A run slides only over the equal words between its neighbours.
    """
    slid: list[Run] = []
    for at, run in enumerate(runs):
        room_before = run.start - (slid[-1].end if slid else 0)
        room_behind = (runs[at + 1].start if at + 1 < len(runs) else len(left)) - run.end
        best = 0
        if not run.replaces:
            words, start, end = (left, run.start, run.end) if run.start < run.end else (right, run.begin, run.stop)
            shifts = _shifts(words, start, end, room_before, room_behind)
            best = max(shifts, key=lambda by: (_reads(words, start + by, end + by), -abs(by), by))
        slid.append(Run(*(bound + best for bound in run)))
    return slid


def _shifts(words: Sequence[str], start: int, end: int, room_before: int, room_behind: int) -> list[int]:
    """By how many words a run can be shifted with the texts staying the same."""
    back = forth = 0
    while back < room_before and words[start - back - 1] == words[end - back - 1]:
        back += 1
    while forth < room_behind and words[start + forth] == words[end + forth]:
        forth += 1
    return list(range(-back, forth + 1))


def _reads(words: Sequence[str], start: int, end: int) -> int:
    """How well a run reads: whole clauses best, loose particles worst."""
    score = 0
    if start == 0 or is_sign(words[start - 1]):
        score += 3
    if is_sign(words[end - 1]):
        score += 2
    if end == len(words) or is_sign(words[end]):
        score += 1
    if words[start] in _PARTICLES or is_sign(words[start]):
        score -= 2
    if words[end - 1] == "的" or (words[end - 1] in _LINKS) != (words[start] in _LINKS):
        score += 1
    return score
