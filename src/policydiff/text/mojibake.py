"""Mojibake: text whose bytes were read in another encoding than they were written in.

Found by its property: put back into bytes, it is sound text in the other encoding, of common characters.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

Span = tuple[int, int]

_LOST = "\ufffd"
_PUNCTUATION = "，。“"
_RIGHT = ("utf-8", "gb18030", "big5")
_WRONG = ("cp1252", "latin-1", "gb18030", "utf-8", "big5", "cp932", "cp949", "gbk", "cp1251")
_MULTIBYTE = rb"[\xe2-\xef][\x80-\xbf]{2}"
_SEQUENCES = re.compile(rb"(?:" + _MULTIBYTE + rb"){2,}")
_STARTS = {sign.encode()[:2] for sign in _PUNCTUATION}
_HALF = rb"(?:" + b"|".join(map(re.escape, sorted(_STARTS))) + rb")(?![\x80-\xbf])"
_AS_LATIN = re.compile(rb"(?:[\xc2\xc3][\x80-\xbf]|" + _MULTIBYTE + rb"|" + _HALF + rb")+")
_ASKED = re.compile(r"(?<=[\u4e00-\u9fff])\?{2,}(?=[\u4e00-\u9fff])")
_LOST_RUN = re.compile(f"[\u0080-\u07ff?]*{_LOST}[\u0080-\u07ff{_LOST}?]*")
_REFERENCE = re.compile(
    r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|amp|lt|gt|quot|apos|nbsp|ensp|emsp|thinsp|[lr][ds]quo|[mn]dash|hellip|middot"
    r"|times|deg|permil|copy|reg|bull|sup[123]);"
)
"""A character as web pages write it, which a converter left so."""
_GBK_AS_UTF8 = re.compile("[\u0100-\u07ff]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KOREAN = re.compile(r"[\uac00-\ud7a3\u4e00-\u9fff]{4,}")
_LEVEL_1 = 0xB0, 0xD7
_COMMON_SHARE = 0.6


def _latin_characters() -> dict[str, int]:
    """The characters that bytes from 0x80 on are in Windows-1252, and in Latin-1 where that has none there."""
    known = {chr(code): code for code in range(0x80, 0x100)}
    for code in range(0x80, 0xA0):
        known[bytes([code]).decode("cp1252", "replace")] = code
    known.pop(_LOST, None)
    return known


_LATIN = _latin_characters()
_LATIN_RUN = re.compile("[" + re.escape("".join(_LATIN)) + "]{2,}")
_LATIN_ONLY = re.compile("[\u00a1-\u00ff]{4,}")
_LETTERS = re.compile("[À-ÖØ-öø-ÿ]")
_HALVES = "".join(start.decode("gbk") for start in sorted(_STARTS))
_HALF_AS_GBK = re.compile(f"[{_HALVES}][?{_LOST}\ue000-\uf8ff]|[{_HALVES}](?![^\n])")


def garbled(text: str) -> list[Span]:
    """The stretches of a text that are mojibake, in order."""
    references = [found.span() for found in _REFERENCE.finditer(text)]
    if text.isascii():
        return references
    found = [
        *references,
        *_lost(text),
        *_utf8_as_latin(text),
        *_gbk_as_latin(text),
        *_gbk_as_others(text),
        *_utf8_as_gbk(text),
    ]
    return merged(found, 1)


def is_garbled(seen: str, meant: str) -> bool:
    """Whether what is seen is what becomes of the text that was meant, read in a wrong encoding."""
    if meant.isascii() or not seen or unicodedata.normalize("NFKC", seen) == unicodedata.normalize("NFKC", meant):
        return False
    return any(seen == made for made in _mistakes(meant))


def merged(spans: list[Span], gap: int = 0) -> list[Span]:
    """Spans in order, those that meet or stand `gap` characters apart made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + gap:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _mistakes(meant: str) -> Iterator[str]:
    for written in _RIGHT:
        content = meant.encode(written, "replace")
        for read in _WRONG:
            if read != written:
                yield from (content.decode(read, losses) for losses in ("replace", "ignore"))
        yield "".join(_by_byte(code) for code in content)
    for kept in ("ascii", "gb2312", "latin-1"):
        yield meant.encode(kept, "replace").decode(kept)


def _by_byte(code: int) -> str:
    shown = bytes([code]).decode("cp1252", "replace")
    return chr(code) if shown == _LOST else shown


def _lost(text: str) -> Iterator[Span]:
    """Where characters were lost, with what was spoilt beside them."""
    if _LOST in text:
        yield from (found.span() for found in _LOST_RUN.finditer(text))
    yield from (found.span() for found in _ASKED.finditer(text))


def _utf8_as_latin(text: str) -> Iterator[Span]:
    for run in _LATIN_RUN.finditer(text):
        content = bytes(_LATIN[character] for character in run[0])
        for found in _AS_LATIN.finditer(content):
            meant = found[0].decode("utf-8", "ignore")
            before = text[max(run.start() + found.start() - 1, 0)]
            is_word = before.isascii() and before.isalpha() and len(meant) == 1 and _is_hanzi(meant)
            hanzi = "".join(filter(_is_hanzi, meant))
            if all(map(_is_plausible, meant)) and not is_word and (not hanzi or _share(hanzi) >= _COMMON_SHARE):
                yield run.start() + found.start(), run.start() + found.end()


def _gbk_as_latin(text: str) -> Iterator[Span]:
    for run in _LATIN_ONLY.finditer(text):
        letters = _LETTERS.findall(run[0])
        if len(set(run[0])) < 3 or len(letters) * 2 < len(run[0]):
            continue
        meant = run[0].encode("latin-1").decode("gbk", "ignore")
        if _share(meant) >= _COMMON_SHARE and len(meant) * 2 >= len(run[0]) - 1:
            yield run.span()


def _utf8_as_gbk(text: str) -> Iterator[Span]:
    """Runs of rare characters whose bytes are sound UTF-8; rare ones alone that begin a sign of it."""
    yield from (found.span() for found in _HALF_AS_GBK.finditer(text))
    content = text.encode("gb18030", "replace")
    found = _SEQUENCES.search(content)
    while found:
        is_whole = _is_whole(content, found.start())
        meant = found[0].decode("utf-8", "replace") if is_whole else ""
        seen = found[0].decode("gb18030", "replace")
        if _share(meant) >= _COMMON_SHARE and (_LOST in meant or _share(seen) < _COMMON_SHARE):
            begin = len(content[: found.start()].decode("gb18030"))
            yield begin, begin + len(seen)
        found = _SEQUENCES.search(content, found.end() if is_whole else found.start() + 1)


def _is_whole(content: bytes, at: int) -> bool:
    """Whether a character of GB 18030 begins at a byte; one begins with each line."""
    try:
        content[content.rfind(b"\n", 0, at) + 1 : at].decode("gb18030")
    except UnicodeError:
        return False
    return True


def _gbk_as_others(text: str) -> Iterator[Span]:
    """GBK read as UTF-8 is a mixture of scripts; read as the Korean encoding it is Hangul among Hanja."""
    for run in _GBK_AS_UTF8.finditer(text):
        is_mixed = len({unicodedata.name(letter, "").partition(" ")[0] for letter in run[0]}) > 1
        is_stray = unicodedata.category(run[0][0]) == "Mn" and _is_hanzi(text[max(run.start() - 1, 0)])
        if (is_mixed or is_stray) and _share(_reread(run[0], "utf-8")) == 1:
            yield run.span()
    for run in _KOREAN.finditer(text) if _HANGUL.search(text) else ():
        hangul = sum("\uac00" <= letter <= "\ud7a3" for letter in run[0])
        if hangul and len(run[0]) - hangul >= 2 and _share(_reread(run[0], "cp949")) == 1:
            yield run.span()


def _reread(text: str, written: str) -> str:
    """What the bytes of a text are in GBK; empty where they are nothing."""
    try:
        return text.encode(written).decode("gbk")
    except UnicodeError:
        return ""


def _share(text: str) -> float:
    """The share of common characters in a text."""
    return sum(map(_is_common, text)) / len(text) if text else 0


@cache
def _is_common(character: str) -> bool:
    """Whether a character is one of the 3,755 most usual of GB 2312, or a sign of Chinese texts."""
    if character == _LOST or character in "，。、；：？！“”‘’《》（）【】—…·":
        return True
    try:
        code = character.encode("gb2312")
    except UnicodeError:
        return False
    return len(code) == 2 and _LEVEL_1[0] <= code[0] <= _LEVEL_1[1]


def _is_hanzi(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _is_plausible(character: str) -> bool:
    """Whether a character is one that is read wrongly in practice: Western letters, signs, Chinese characters."""
    code = ord(character)
    return code in (_LOST_CODE, 0xFEFF) or code < 0x100 or 0x2000 <= code < 0x2700 or 0x3000 <= code < 0xFFF0


_LOST_CODE = ord(_LOST)
