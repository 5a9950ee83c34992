"""Cited documents: titles in 《》 and document numbers (国发〔2020〕12号), by a grammar that is data."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from policydiff.text.fold import bare
from policydiff.text.numerals import chinese_number

_DATA = Path(__file__).parent / "data"

Span = tuple[int, int]

_INNER = r"[^（）()]*"
_CITED = re.compile(
    rf"《(?P<title>(?:[^《》]|《[^《》]*》)+)》(?:\s{{0,9}}[（(](?P<behind>{_INNER}(?:[（(]{_INNER}[）)]{_INNER})*)[）)])?"
)
_RUN = re.compile(r"[一-鿿]{1,24}$")
_FURTHEST = 120
"""Characters before a number in which its issuers are looked for."""
_BATCH = re.compile(r"第?[一二三四五六七八九十百\d]+批次?|\d{4}")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number taken apart: the issuing word (国发, 商务部令), the year, the serial number.

    `issuer` is who numbers documents with that word, where it is known; `span` is where it stands.
    """

    printed: str
    word: str
    year: int | None
    serial: int
    issuer: str | None
    span: Span

    @property
    def key(self) -> tuple[str, int | None, int]:
        """Equal for two prints of one number (国发〔2020〕12号, 国发[2020]第12号)."""
        return bare(self.word), self.year, self.serial


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited in a text: title and number, of which one may be missing; where each stands."""

    title: str
    number: DocumentNumber | None
    span: Span
    title_span: Span

    @property
    def stem(self) -> str:
        """The title without its edition: what two editions of one document share."""
        return title_stem(self.title)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The numbers themselves; what stands before each is looked at from its end, so that no text is slow."""

    bracketed: re.Pattern[str]
    ordered: re.Pattern[str]
    reversed: re.Pattern[str]
    issuer: re.Pattern[str]
    lead_in: re.Pattern[str]
    no_lead_in: re.Pattern[str]
    editions: re.Pattern[str]
    no_orders: tuple[str, ...]
    years: range
    issuers: dict[str, str]


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


@cache
def _grammar() -> _Grammar:
    data: dict[str, Any] = json.loads((_DATA / "citations.json").read_text("utf-8"))
    left, right = ("".join(map(re.escape, signs)) for signs in zip(*data["brackets"], strict=True))
    gap, order, behind = r"\s{0,9}", rf"(?P<order>{_any(data['orders'])})", rf"(?!{_any(data['not_behind'])})"
    serial = rf"(?:第{gap}(?P<serial>\d{{1,5}}|[一二三四五六七八九十百零〇]{{1,7}})|(?P<plain>\d{{1,5}})){gap}号"
    year = rf"(?:(?P<year>\d{{4}})年{gap})?"
    return _Grammar(
        bracketed=re.compile(rf"{gap}[{left}]{gap}(?P<year>\d{{4}})年?{gap}[{right}]{gap}{serial}{behind}"),
        ordered=re.compile(rf"{order}{gap}[（(]?{year}{serial}{behind}"),
        reversed=re.compile(rf"{year}{serial}{order}(?!栏)"),
        issuer=re.compile(rf"{_any(data['order_issuers'])}$"),
        lead_in=re.compile(rf"^.*{_any(data['lead_ins'])}(?=[一-鿿〇])"),
        no_lead_in=re.compile(_any(data["no_lead_ins"])),
        editions=re.compile(_any(data["editions"])),
        no_orders=tuple(data["no_orders"]),
        years=range(data["years"][0], data["years"][1] + 1),
        issuers={word: row["issuer"] for row in data["issuers"] for word in row["words"]},
    )


def document_numbers(text: str) -> list[DocumentNumber]:
    """The document numbers in a text, in order; none overlaps another."""
    grammar = _grammar()
    patterns = (grammar.bracketed, grammar.ordered, grammar.reversed)
    found = [number for pattern in patterns for match in pattern.finditer(text) if (number := _number(match, grammar))]
    kept: list[DocumentNumber] = []
    for number in sorted(found, key=lambda number: (number.span[0], -number.span[1])):
        if not kept or number.span[0] >= kept[-1].span[1]:
            kept.append(number)
    return kept


def document_number(text: str) -> DocumentNumber | None:
    """The first document number in a text."""
    return next(iter(document_numbers(text)), None)


def _number(match: re.Match[str], grammar: _Grammar) -> DocumentNumber | None:
    text, parts = match.string, match.groupdict()
    year, order = int(parts["year"]) if parts["year"] else None, parts.get("order")
    if year is not None and year not in grammar.years:
        return None
    printed = parts["serial"] or parts["plain"]
    serial = int(printed) if printed.isdecimal() else chinese_number(printed)
    before = text[max(0, match.start() - _FURTHEST) : match.start()]
    word = _issuers(before, grammar) if order else _issuing_word(_RUN.search(before), grammar)
    if not serial or not word or (word + (order or "")).endswith(grammar.no_orders):
        return None
    span = match.start() - len(word), match.end()
    word = word.strip()
    return DocumentNumber(text[slice(*span)], word + (order or ""), year, serial, grammar.issuers.get(word), span)


def _issuing_word(run: re.Match[str] | None, grammar: _Grammar) -> str:
    """The issuing word that a run of characters ends with, without the running text before it.

    Of known words the longest one that it ends with counts.
    """
    printed = run.group() if run else ""
    if printed in grammar.issuers:
        return printed
    names = grammar.no_lead_in.sub(lambda name: "〇" * len(name.group()), printed)
    word = printed[len(names) - len(grammar.lead_in.sub("", names)) :]
    known = (word[at:] for at in range(len(word)) if word[at:] in grammar.issuers and len(word) - at > 1)
    return next(known, word)


def _issuers(before: str, grammar: _Grammar) -> str:
    """The bodies that a text ends with, as those who give an order do: 财政部 税务总局, 发展改革委、商务部."""
    start = end = len(before.rstrip())
    while True:
        name = _issuing_word(_RUN.search(before[:end]), grammar)
        if not name or not grammar.issuer.search(name):
            return before[start:] if start < len(before.rstrip()) else ""
        start = end - len(name)
        end = len(before[:start].rstrip(" \u3000、"))
        if end == start:
            return before[start:]


def citations(text: str) -> list[Citation]:
    """The documents that a text cites: each title in 《》 with the number in the brackets behind it,
    and each number that stands alone.
    """
    numbers = document_numbers(text)
    found: list[Citation] = []
    for match in _CITED.finditer(text):
        behind = match.span("behind")
        own = next((n for n in numbers if behind[0] <= n.span[0] and n.span[1] <= behind[1]), None)
        end = match.end() if own else match.end("title") + 1
        title = match.group("title")
        found.append(Citation(title.strip(), own, (match.start(), end), match.span("title")))
    taken = [citation.span for citation in found]
    alone = (n for n in numbers if not any(start <= n.span[0] < end for start, end in taken))
    found += [Citation("", number, number.span, (number.span[0],) * 2) for number in alone]
    return sorted(found, key=lambda citation: citation.span)


def title_stem(title: str) -> str:
    """A folded title without years, batches and words of an edition (负面清单（2018年版） → 负面清单)."""
    plain = _BATCH.sub("", bare(title))
    without = _grammar().editions.sub("", plain)
    return re.sub(r"[()\[\]<>-]", "", without)


def is_same_document(one: Citation, other: Citation) -> bool:
    """Whether two citations are of one document: the same number, or the same title where one lacks it."""
    if one.number and other.number:
        return one.number.key == other.number.key
    return bool(one.title) and bare(one.title) == bare(other.title)


def is_renamed(one: Citation, other: Citation) -> bool:
    """Whether two citations give one number two titles."""
    if not (one.number and other.number and one.number.key == other.number.key):
        return False
    return bool(one.title and other.title) and bare(one.title) != bare(other.title)


def is_retargeted(one: Citation, other: Citation) -> bool:
    """Whether two citations name editions of one document: the titles are of one kind, and number or
    year are others.
    """
    return bool(one.stem) and one.stem == other.stem and not is_same_document(one, other)
