"""Characters that cannot be seen, that only some machines can show, or that stand for another one."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

INVISIBLE, PRIVATE, VARIANT = "invisible", "private", "variant"
KINDS = (INVISIBLE, PRIVATE, VARIANT)

# What need not be looked at one by one: ASCII, Chinese characters and signs, full-width forms.
_UNUSUAL = re.compile(r"[^\n\x20-\x7e‐-‧\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_WORD = re.compile(r"[A-Za-zЀ-ӿ]+")
_LETTERS_WITHOUT_SHAPE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINERS = frozenset("\u200c\u200d")
# Radicals that Unicode says no usual character for, each with that character behind it.
_RADICALS = (
    "⺁厂⺎兀⺝月⺠民⺩王⻁虎⻄西⻅见⻆角⻇角⻈讠⻉贝⻋车⻌辶⻐钅⻑長⻒長⻓长⻔门⻗雨⻘青⻙韦⻚页"
    "⻛风⻜飞⻝食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀"
)
_USUAL = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
_USUAL |= dict(zip("АВЕЗКМНОРСТУХаеорсух", "ABE3KMHOPCTYXaeopcyx", strict=True))


def odd_characters(text: str) -> Iterator[tuple[int, str, bool]]:
    """Where an odd character stands, of which kind it is, and whether it may be meant so there."""
    for found in _UNUSUAL.finditer(text):
        kind = _kind(found[0])
        if kind:
            yield found.start(), kind, _may_be_meant(text, found.start())
    if _CYRILLIC.search(text):
        yield from _foreign_letters(text)


def usual(character: str) -> str:
    """The character that a variant stands for; as it is where that is not known."""
    return _USUAL.get(character) or unicodedata.normalize("NFKC", character)


def called(character: str) -> str:
    """A character by its code and name: U+200B ZERO WIDTH SPACE."""
    category = unicodedata.category(character)
    other = {"Cc": "CONTROL CHARACTER", "Co": "PRIVATE USE"}.get(category, "NO CHARACTER")
    return f"U+{ord(character):04X} {unicodedata.name(character, other)}"


@cache
def _kind(character: str) -> str:
    """The kind of an odd character; empty for any other one."""
    category = unicodedata.category(character)
    if category == "Co" or _is_no_character(character):
        return PRIVATE
    if category in ("Cc", "Zl", "Zp", "Zs") or character in _LETTERS_WITHOUT_SHAPE:
        return INVISIBLE
    name = unicodedata.name(character, "")
    if category == "Cf" and not name.startswith(("ARABIC", "SYRIAC", "KAITHI")):
        return INVISIBLE
    if name.startswith(("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION")):
        return INVISIBLE
    return VARIANT if _is_variant(character, name) else ""


def _is_no_character(character: str) -> bool:
    code = ord(character)
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def _is_variant(character: str, name: str) -> bool:
    """Whether it is a form that Unicode keeps only for old character sets, and that is not usual in Chinese texts."""
    tag, _, _ = unicodedata.decomposition(character).partition(" ")
    if name.startswith(("CJK COMPATIBILITY IDEOGRAPH", "LEFT-POINTING ANGLE", "RIGHT-POINTING ANGLE")):
        return tag != ""
    if name.startswith(("KANGXI RADICAL", "CJK RADICAL")):
        return True
    if name.startswith(("LATIN SMALL LIGATURE F", "LATIN SMALL LIGATURE L", "LATIN SMALL LIGATURE ST", "MATHEMATICAL")):
        return tag in ("<compat>", "<font>")
    return tag in ("<narrow>", "<vertical>", "<small>")


def _may_be_meant(text: str, at: int) -> bool:
    """Whether an odd character may be meant where it stands: joined letters and pictures, spaces of other widths."""
    character, before = text[at], text[at - 1 : at] if at else ""
    if unicodedata.category(character) == "Zs" or character in "\t\r":
        return True
    is_selector = unicodedata.name(character, "").startswith("VARIATION SELECTOR") and ord(character) < 0xFE10
    if character in _JOINERS or is_selector:
        script = unicodedata.name(before, "CJK") if before else "CJK"
        return unicodedata.category(before or " ") in ("So", "Sk", "Mn") or not script.startswith(
            ("CJK", "LATIN", "DIGIT", "FULLWIDTH", "LEFT", "RIGHT", "IDEOGRAPHIC", "COMMA", "SPACE")
        )
    return False


def _foreign_letters(text: str) -> Iterator[tuple[int, str, bool]]:
    """Cyrillic letters within words of Latin ones, which look the same."""
    for word in _WORD.finditer(text):
        foreign = [at for at, letter in enumerate(word[0], word.start()) if not letter.isascii()]
        if len(foreign) < len(word[0]):
            yield from ((at, VARIANT, text[at] not in _USUAL) for at in foreign)
