"""Mutations that bring their own sentence, put behind both texts, and those of real quantities."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from tests.kinds.judge import Expected, Words
from tests.kinds.mutation import Edit, Mutation, shorter
from tests.kinds.words import WORDS, depth

_REAL = re.compile(r"(?<![\d.A-Za-z~—至到-])(\d+)(个工作日|个月|小时|年|日|天|%|倍|千伏)(?![度底前月代至到])")
_CHINESE = re.compile(r"(?<=的|过)(两|三|四|五|六|八|十)(倍|年|个月)(?!级)")
_NUMERALS = "〇一二三四五六七八九十"
_VALUE = {"两": 2} | {one: value for value, one in enumerate(_NUMERALS)}


def carried(kind: str, left: str, right: str, direction: str, pairs: tuple[str, ...]) -> Mutation:
    """A mutation of a sentence of its own; `pairs` are its words, those of other readers behind them."""
    first, *others = [Words(one, other) for one, other in zip(pairs[::2], pairs[1::2], strict=True)]
    alike = (*others, *(more for one in (first, *others) for more in shorter(one)))
    edits: tuple[Edit, ...] = ((0, len(left), right),)
    return Mutation(left, edits, Expected(kind, direction, first, alike), carrier=left)


def carriers() -> dict[str, dict[str, list[Mutation]]]:
    """The sentences of the word lists, by kind and sentence; they stand behind any text that ends as a sentence."""
    found: dict[str, dict[str, list[Mutation]]] = {}
    for kind, key in (
        ("audience", "audience_carriers"),
        ("modality", "modality_carriers"),
        ("quantity", "quantity_pairs"),
    ):
        for left, right, direction, *pairs in WORDS[key]:
            found.setdefault(kind, {})[left] = [carried(kind, left, right, direction, tuple(pairs))]
    for sentence, words, measure in WORDS["quantity_carriers"]:
        for one, other in permutations(WORDS["quantity_numbers"][measure], 2):
            direction = "raised" if int(one) < int(other) else "lowered"
            pair = (words.format(a=one), words.format(a=other), one, other)
            mutation = carried("quantity", sentence.format(a=one), sentence.format(a=other), direction, pair)
            found["quantity"].setdefault(sentence, []).append(replace(mutation, source=sentence))
    return found


def quantities(text: str) -> Iterator[Mutation]:
    """A number of a real text made larger or smaller, its unit kept."""
    for found in _REAL.finditer(text):
        number, unit = int(found[1]), found[2]
        for other in sorted({number * 2, max(number // 2, 1), number + 5, number + 1} - {number}):
            if number < 1900 and not (unit == "%" and other > 100) and _once(text, found):
                yield _quantity(found, str(other), more=number < other)
    for found in _CHINESE.finditer(text):
        number = _VALUE[found[1]]
        for other in (3, 5, 8):
            if other != number and _once(text, found):
                yield _quantity(found, _NUMERALS[other], more=number < other)


def _once(text: str, found: re.Match[str]) -> bool:
    return depth(text, found.start()) == 0 and text.count(found[0]) == 1


def _quantity(found: re.Match[str], other: str, *, more: bool) -> Mutation:
    before, after = found[0], other + found[2]
    expected = Expected("quantity", "raised" if more else "lowered", Words(before, after), (Words(found[1], other),))
    return Mutation(f"±{found[2]}", ((found.start(), found.end(), after),), expected)
