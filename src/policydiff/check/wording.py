"""The words of checks, from `data/checks.json`."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from policydiff.check.fault import Fault

_DATA = Path(__file__).parent / "data" / "checks.json"
ENGLISH = "en"


@cache
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = json.loads(_DATA.read_text("utf-8"))["checks"]
    return words


def sentence(check: str, fault: Fault, language: str = ENGLISH) -> str:
    """What is wrong, in one sentence."""
    words: str = _words()[check]["sentences"][fault.form][language]
    return words.format(**fault.values)


def repair(check: str, language: str = ENGLISH) -> str:
    """What to do about it."""
    words: str = _words()[check]["repair"][language]
    return words


def title(check: str, language: str = ENGLISH) -> str:
    """What the check is called, in a few words."""
    words: str = _words()[check]["title"][language]
    return words


def about(check: str, language: str = ENGLISH) -> str:
    """What the check looks at and why it matters, for the manual."""
    words: str = _words()[check]["about"][language]
    return words
