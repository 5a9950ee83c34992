"""Conditions: forms in which a text qualifies what it grants, other than by place; from packaged data."""

import json
import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def _pattern() -> re.Pattern[str]:
    phrases = json.loads((_DATA / "conditions.json").read_text("utf-8"))["phrases"]
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases))


@cache
def _predicates() -> tuple[tuple[str, ...], tuple[str, ...]]:
    data = json.loads((_DATA / "conditions.json").read_text("utf-8"))["predicates"]
    return tuple(data["begin"]), tuple(data["end"])


def is_predicate(text: str) -> bool:
    """Whether words before 的 say what must be so (纳入名单, 信用良好), and do not only describe."""
    begin, end = _predicates()
    return text.startswith(begin) or text.endswith(end)


def find_condition(text: str, within: tuple[int, int]) -> tuple[int, int] | None:
    """The span of the first condition in a part of a folded text."""
    match = _pattern().search(text, *within)
    return match.span() if match and match.end() > match.start() else None


def is_condition(text: str) -> bool:
    """Whether a folded text is a condition and nothing else."""
    return _pattern().fullmatch(text) is not None
