"""Quantities: numbers with their units and bounds, and dates, in folded text; from packaged data."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"

_POINT = "(?:点[零一二三四五六七八九]{1,8})?"
_NUMBER = rf"(?<!第)(?:\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿]{{1,16}}{_POINT}|半)"
_FRACTION = rf"(?P<whole>[百千万]|[一二三四五六七八九十]{{1,3}})分之(?P<part>[零一二三四五六七八九十百]{{1,8}}{_POINT})"
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its measure (money, share, days …): `value` in the unit that the measure counts in.

    That of a range is its middle.
    The value of a date (measure `date`) is what its digits make one behind the other: good for equality alone.
    """

    span: tuple[int, int]
    measure: str
    value: float


@dataclass(frozen=True, slots=True)
class _Units:
    by_name: Mapping[str, tuple[str, float]]
    pattern: re.Pattern[str]
    bounds: Mapping[str, str]
    bound: re.Pattern[str]


@cache
def _data() -> _Units:
    data = json.loads((_DATA / "quantities.json").read_text("utf-8"))
    by_name = {unit: (measure, size) for measure, units in data["units"].items() for unit, size in units.items()}
    units = "|".join(re.escape(unit) for unit in sorted(by_name, key=len, reverse=True))
    some = "|".join(map(re.escape, data["some"]))
    bounds = {word: kind for kind in ("floors", "ceilings", "about") for word in data[kind]}
    return _Units(
        by_name=by_name,
        pattern=re.compile(
            rf"(?P<some>{some})|{_FRACTION}|(?P<date>{data['dates']})|(?:(?P<low>{_NUMBER})[至到-])?(?P<number>{_NUMBER})(?P<unit>{units})(?!版)|(?<![第a-z\d])\d[\d,]*(?:\.\d+)?(?![a-z\d年])"
        ),
        bounds=bounds,
        bound=re.compile("|".join(sorted(bounds, key=len, reverse=True))),
    )


def quantities(text: str) -> list[Quantity]:
    """The quantities of a folded text, dates among them, in order."""
    found = []
    for match in _data().pattern.finditer(text):
        if match["some"]:
            found.append(Quantity(match.span(), "some", 0.0))
        elif match["part"]:
            found.append(Quantity(match.span(), "share", 100 * _value(match["part"]) / _value(match["whole"])))
        elif match["date"]:
            found.append(Quantity(match.span(), "date", _digits(match["date"])))
        elif match["number"]:
            measure, size = _data().by_name[match["unit"]]
            ends = [_value(number) for number in (match["low"], match["number"]) if number]
            found.append(Quantity(match.span(), measure, size * sum(ends) / len(ends)))
        else:
            found.append(Quantity(match.span(), "number", _value(match[0])))
    return found


def bound_words() -> tuple[str, ...]:
    """All bounds with more than one character, for segmenters that keep them whole."""
    return tuple(word for word in _data().bounds if len(word) > 1)


def bound_kind(text: str) -> str | None:
    """Whether a folded text is nothing but a bound of a number: floors, ceilings or about."""
    return _data().bounds.get(text)


def bounds_in(text: str) -> list[str]:
    """The kinds of the bounds that a text names."""
    return [_data().bounds[word] for word in _data().bound.findall(text)]


def _digits(date: str) -> float:
    """The digits of a date, also those of Chinese numerals, as one number."""
    parts = re.findall(r"\d+|[〇零一二三四五六七八九十]+", date)
    numbers = (part if part[0].isdigit() else _numeral(part) for part in parts)
    return float("".join(number.zfill(2) for number in numbers) or 0)


def _numeral(part: str) -> str:
    """A Chinese numeral in digits: a year figure by figure, else by value."""
    return str(int(_whole(part))) if "十" in part else "".join(str(_DIGITS[digit]) for digit in part)


def _value(number: str) -> float:
    """The value of a number in digits or Chinese numerals."""
    if number[0].isdigit():
        return float(number.replace(",", ""))
    if number == "半":
        return 0.5
    whole, _, fraction = number.partition("点")
    return _whole(whole) + (float("0." + "".join(str(_DIGITS[digit]) for digit in fraction)) if fraction else 0.0)


def _whole(number: str) -> float:
    total = section = digit = 0
    for character in number:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif (power := _POWERS[character]) >= 10_000:
            total = (total + section + digit or 1) * power if power > 10_000 else total + (section + digit or 1) * power
            section = digit = 0
        else:
            section += (digit or 1) * power
            digit = 0
    return float(total + section + digit)
