"""Quantities: numbers with their units and bounds, and dates, in folded text; from packaged data."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"

_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?|半)"
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its measure (money, share, days …): `value` in the unit that the measure counts in."""

    span: tuple[int, int]
    measure: str
    value: float


@dataclass(frozen=True, slots=True)
class _Units:
    by_name: Mapping[str, tuple[str, float]]
    pattern: re.Pattern[str]
    date: re.Pattern[str]
    bounds: Mapping[str, str]
    bound: re.Pattern[str]


@cache
def _data() -> _Units:
    data = json.loads((_DATA / "quantities.json").read_text("utf-8"))
    by_name = {unit: (measure, size) for measure, units in data["units"].items() for unit, size in units.items()}
    units = "|".join(re.escape(unit) for unit in sorted(by_name, key=len, reverse=True))
    bounds = {word: kind for kind in ("floors", "ceilings", "about") for word in data[kind]}
    return _Units(
        by_name=by_name,
        pattern=re.compile(
            rf"(?P<date>{data['dates']})|(?P<number>{_NUMBER})(?P<unit>{units})|(?<!第)\d[\d,]*(?:\.\d+)?"
        ),
        date=re.compile(data["dates"]),
        bounds=bounds,
        bound=re.compile("|".join(sorted(bounds, key=len, reverse=True))),
    )


def quantities(text: str) -> list[Quantity]:
    """The quantities of a folded text, dates among them, in order."""
    found = []
    for match in _data().pattern.finditer(text):
        if match["date"]:
            found.append(Quantity(match.span(), "date", 0.0))
        elif match["number"]:
            measure, size = _data().by_name[match["unit"]]
            found.append(Quantity(match.span(), measure, _value(match["number"]) * size))
        else:
            found.append(Quantity(match.span(), "number", _value(match[0])))
    return found


def bound_kind(text: str) -> str | None:
    """Whether a folded text is nothing but a bound of a number: floors, ceilings or about."""
    return _data().bounds.get(text)


def bounds_in(text: str) -> list[str]:
    """The kinds of the bounds that a text names."""
    return [_data().bounds[word] for word in _data().bound.findall(text)]


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
