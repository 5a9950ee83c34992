"""Signs that come in pairs: brackets and quotation marks that have no partner in a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

_BRACKETS = {"(": ")", "[": "]", "{": "}", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "〖": "〗", "<<": ">>"}
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "〝": "〞"}
_CLOSES = {closing: opening for opening, closing in (_BRACKETS | _QUOTES).items()}
_STRAIGHT = '"'
_BRACKET = re.compile(r"<<|>>|[()\[\]{}（）［］｛｝《》〈〉【】〔〕〖〗﹙-﹞︵-﹀﹇﹈\u2329\u232a]")
_QUOTE = re.compile(r"[“”‘’「」『』〝〞〟｢｣﹁-﹄\"＂]")
_INTERVAL = re.compile(r"[(（\[［]\s*[-+−]?[\d.%‰∞]+\s*[,，]\s*[-+−]?[\d.%‰∞+]+\s*[)）\]］]")
_MARKER = re.compile(
    r"(?:^|[\s；;。：:，,、．.])(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3}|[①-⑳])$"
    r"|(?<=[一-鿿])[a-zA-Z]$"
)
_LONGEST_MARKER = 12


@dataclass(frozen=True, slots=True)
class Lone:
    """A sign without a partner, in a stretch of a text. What is `doubtful` can be meant so: 1）, 15", don’t."""

    start: int
    end: int
    sign: str
    doubtful: bool = False

    @property
    def opens(self) -> bool:
        """Whether it is an opening sign."""
        return self.sign in _BRACKETS or self.sign in _QUOTES


def lone_brackets(text: str) -> list[Lone]:
    """The brackets of a text that have no partner, in order; full and half width make a pair."""
    if not _BRACKET.search(text):
        return []
    intervals = [found.span() for found in _INTERVAL.finditer(text)]
    signs = [
        (found.start(), found.end(), _plain(found[0]))
        for found in _BRACKET.finditer(text)
        if not any(start <= found.start() < end for start, end in intervals)
    ]
    return [
        Lone(start, end, sign, sign == ")" and bool(_MARKER.search(text[max(start - _LONGEST_MARKER, 0) : start])))
        for start, end, sign in sorted(_without_partner(signs))
    ]


def lone_quotes(text: str) -> list[Lone]:
    """The quotation marks of a text that have no partner, in order."""
    if not _QUOTE.search(text):
        return []
    signs, straight = [], []
    for found in _QUOTE.finditer(text):
        start, sign = found.start(), _plain(found[0])
        if sign == _STRAIGHT:
            straight.append(start)
        elif sign != "’" or not _between_letters(text, start):
            signs.append((start, found.end(), sign))
    lone = list(_without_partner(signs, text))
    found_lone = [Lone(start, end, sign, _is_apostrophe(text, start, sign)) for start, end, sign in lone]
    if len(straight) % 2:
        at = _odd_one(straight)
        mixed = any(not one.doubtful for one in found_lone)
        found_lone = [replace(one, doubtful=True) for one in found_lone] if mixed else found_lone
        found_lone.append(Lone(at, at + 1, _STRAIGHT, mixed or _may_stand_alone(text, straight)))
    return sorted(found_lone, key=lambda one: one.start)


@cache
def _plain(sign: str) -> str:
    """A sign in its usual form: full width, small and vertical forms are the same sign."""
    plain = unicodedata.normalize("NFKC", sign)
    return "〞" if plain == "〟" else plain


def _without_partner(signs: Iterable[tuple[int, int, str]], text: str = "") -> Iterator[tuple[int, int, str]]:
    """The signs that are not closed or opened; of a pair that crosses another one, the inner sign."""
    open_: list[tuple[int, int, str]] = []
    for start, end, sign in signs:
        if sign not in _CLOSES:
            if not _goes_on(open_, sign, start, text):
                open_.append((start, end, sign))
            continue
        depth = next((at for at in range(len(open_) - 1, -1, -1) if open_[at][2] == _CLOSES[sign]), None)
        if depth is None:
            yield start, end, sign
        else:
            yield from open_[depth + 1 :]
            del open_[depth:]
    yield from open_


def _goes_on(open_: list[tuple[int, int, str]], sign: str, start: int, text: str) -> bool:
    """Whether an opening mark at the start of a paragraph carries on a quotation of more than one."""
    return bool(open_) and open_[-1][2] == sign and sign in _QUOTES and text[start - 1 : start] == "\n"


def _between_letters(text: str, at: int) -> bool:
    return _is_latin(text[at - 1 : at]) and _is_latin(text[at + 1 : at + 2])


def _is_latin(character: str) -> bool:
    return character.isalpha() and ord(character) < 0x250


def _is_apostrophe(text: str, at: int, sign: str) -> bool:
    """Whether a single mark may be an apostrophe: don’t, the States’ rights, ’90s, Xi‘an."""
    if sign not in "‘’":
        return False
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if sign == "’":
        return _is_latin(before) or before.isdecimal() or after.isdecimal() or _is_latin(after)
    return after.isdecimal() or _between_letters(text, at)


def _may_stand_alone(text: str, places: list[int]) -> bool:
    """Whether a straight mark may be one of inches or seconds, or one that carries on a quotation."""
    return any(text[at - 1 : at].isdecimal() or text[at - 1 : at] == "\n" for at in places if at)


def _odd_one(places: list[int]) -> int:
    """Which of an odd number of straight marks is one too many: without it, what is quoted is shortest."""

    def quoted(left_out: int) -> int:
        rest = places[:left_out] + places[left_out + 1 :]
        return sum(rest[1::2]) - sum(rest[::2])

    return places[min(range(0, len(places), 2), key=lambda at: (quoted(at), -at))]
