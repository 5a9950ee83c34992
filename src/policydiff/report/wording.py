"""The words of reports, from one table a language."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policydiff.model.document import Section

_DATA = Path(__file__).parent / "data"

_BETWEEN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff\d]|$)")

LANGUAGES = ("zh", "en")
Words = Callable[..., str]


def sureness(confidence: float) -> str:
    """A confidence with two digits, cut and not rounded: 1.00 is said of what was decided alone."""
    return f"{int(confidence * 100 + 1e-6) / 100:.2f}"


def closed(text: str) -> str:
    """A sentence without the blanks that set off an id where a Chinese name stands in its place."""
    return _BETWEEN_CHINESE.sub("", text)


@cache
def _table() -> dict[str, dict[str, str]]:
    parts = [json.loads(path.read_text("utf-8")) for path in sorted(_DATA.glob("*.json"))]
    return {language: {key: text for part in parts for key, text in part[language].items()} for language in LANGUAGES}


def words(language: str) -> Words:
    """A function from the key of a sentence, and its values, to the sentence in `language`."""
    table = _table()[language]

    def say(key: str, **values: object) -> str:
        return table[key].format(**values)

    return say


def day(printed: str, language: str) -> str:
    """A day of the calendar (2020-08-12) in the manner of a language."""
    year, month, number = printed.split("-")
    say = words(language)
    return say("day", year=year, month=say(f"month.{int(month)}"), day=int(number))


def section_title(section: "Section") -> str:
    """A heading as printed: its label and its title."""
    return f"{section.label or ''}{section.title or ''}"
