"""Words of a folded text: the most probable cut by a list of common words.

The cut is the shortest path over word frequencies (a unigram model), as in most Chinese
segmenters; digits with their decimals, and Latin letters, stay whole.
"""

import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"

_LONGEST = 8
_RUNS = re.compile(r"\d+(?:[.,:]\d+)*%?|[a-z]+(?:[-_.]?[a-z0-9]+)*|[一-鿿]+|.", re.S)
_UNKNOWN = 2.0  # log2 count given to a single character that is in no word list
_TERM = 14.0  # log2 count given to a term of the field: it wins over a cut through it


@cache
def _common() -> dict[str, float]:
    path = _DATA / "words.txt"
    scores: dict[str, float] = {}
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            size, *words = line.split(" ")
            scores.update(dict.fromkeys(words, float(size)))
    return scores


class Segmenter:
    """Cuts folded text into words, with `terms` of a field added to the common words."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._scores = {**_common(), **dict.fromkeys(terms, _TERM)}
        self._total = 26.0  # log2 of the running text behind the counts
        self._han = lru_cache(maxsize=65536)(self._cut)

    def words(self, text: str) -> list[str]:
        """The words of a folded text in order; joined they give it back."""
        found: list[str] = []
        for run in _RUNS.findall(text):
            if len(run) > 1 and run[0] >= "一":
                found.extend(self._han(run))
            else:
                found.append(run)
        return found

    def _cut(self, run: str) -> tuple[str, ...]:
        scores = self._scores
        best = [0.0] + [-math.inf] * len(run)
        back = [0] * (len(run) + 1)
        for end in range(1, len(run) + 1):
            for start in range(max(0, end - _LONGEST), end):
                score = scores.get(run[start:end])
                if score is None:
                    if end - start > 1:
                        continue
                    score = _UNKNOWN
                total = best[start] + score - self._total
                if total > best[end]:
                    best[end], back[end] = total, start
        words: list[str] = []
        at = len(run)
        while at:
            words.append(run[back[at] : at])
            at = back[at]
        return tuple(reversed(words))
