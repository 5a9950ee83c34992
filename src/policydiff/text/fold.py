"""Folding: a view of a text in which differences that carry no meaning are gone.

White space, invisible characters, full and half width, letter case, quotation marks, look-alike
glyphs and variants of punctuation fold together; every folded character knows where it came from.
"""

import json
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"

SENTENCE, CLAUSE, ITEM, QUOTE = "。", "，", "、", '"'
SEPARATORS = frozenset(SENTENCE + CLAUSE + ITEM)
_PUNCTUATION = {
    **dict.fromkeys("。．.!?;；！？", SENTENCE),
    **dict.fromkeys("，,:：", CLAUSE),
    **dict.fromkeys("、", ITEM),
    **dict.fromkeys("“”„‟‘’‚‛'\"＂＇「」『』〝〞〟`´", QUOTE),
    **dict.fromkeys("《〈«‹＜<", "<"),
    **dict.fromkeys("》〉»›＞>", ">"),
    **dict.fromkeys("〔【［[", "["),
    **dict.fromkeys("〕】］]", "]"),
    **dict.fromkeys("—–-－‐‑‒―─~～〜", "-"),
    **dict.fromkeys("·•・‧∙⋅", "·"),
}
_NUMERIC_PUNCTUATION = frozenset(".,:")
_BULLET = "·"
_REPEATED = frozenset('<>-"')
_INVISIBLE = frozenset(("Cf", "Cc", "Zs", "Zl", "Zp", "Co", "Cn", "Mn"))  # Mn: variation selectors too


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origin[i]` is the index in the printed text of folded character i."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The printed span of the folded span, empty spans standing before their character."""
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else self._end()
            return at, at
        return self.origin[start], self.origin[end - 1] + 1

    def _end(self) -> int:
        return self.origin[-1] + 1 if self.origin else 0


@cache
def _glyphs() -> dict[str, str]:
    data = (_DATA / "glyphs.json").read_text("utf-8")
    glyphs: dict[str, str] = json.loads(data)["glyphs"]
    return glyphs


@lru_cache(maxsize=16384)
def _fold_character(character: str) -> str:
    """The folded form of one character: empty where it is white space or invisible."""
    known = _PUNCTUATION.get(character)
    if known is not None:
        return known
    if "一" <= character <= "鿿":
        return _glyphs().get(character, character)
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    glyph = _glyphs().get(character, character)
    normal = unicodedata.normalize("NFKC", glyph).casefold()
    if normal == character:
        return normal
    return "".join(_fold_character(part) for part in normal)  # one step may lead to the next


def _visible(text: str) -> tuple[list[str], list[int]]:
    """The folded characters one by one with their origins, each taken by itself."""
    folded: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        for part in _fold_character(character):
            if part in _REPEATED and folded and folded[-1] == part:
                continue
            if part == _BULLET and not folded:
                continue  # a list sign before the text is none of its words
            folded.append(part)
            origin.append(at)
    return folded, origin


def _is_thousand(folded: list[str], at: int) -> bool:
    """Whether exactly three digits follow, as behind a thousands sign."""
    digits = "".join(folded[at + 1 : at + 5])
    return digits[:3].isdecimal() and len(digits) >= 3 and not digits[3:].isdecimal()


@lru_cache(maxsize=65536)
def fold(text: str) -> Folded:
    """Fold `text`; the result is stable: folding a folded text changes nothing."""
    folded, origin = _visible(text)
    for at in range(1, len(folded) - 1):
        if folded[at] in SEPARATORS and folded[at - 1].isdecimal() and folded[at + 1].isdecimal():
            numeric = unicodedata.normalize("NFKC", text[origin[at]])
            if numeric in _NUMERIC_PUNCTUATION and (numeric != "," or _is_thousand(folded, at)):
                folded[at] = numeric  # a decimal point, a thousands sign, the sign of a time
    return Folded("".join(folded), tuple(origin))


def bare(text: str) -> str:
    """The folded text without separators and quotation marks: equal when only signs differ."""
    return "".join(part for part in fold(text).text if part not in SEPARATORS and part != QUOTE)
