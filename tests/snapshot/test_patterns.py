"""The patterns of the schemas in the engines themselves: RE2 (Go), ECMAScript with the u flag, and Python read them
alike."""

import re
from itertools import chain

import pytest
from playwright.sync_api import Browser

from policydiff.snapshot.schema import load_schema
from tests.report.programs import library
from tests.snapshot.test_schemas import SCHEMAS, every

PATTERNS = sorted(
    {
        one["pattern"]
        for name in SCHEMAS
        for one in every(load_schema(name))
        if isinstance(one.get("pattern"), str)  # a property may be called so too
    }
)
_CODES = chain(range(0x3100), range(0x9FF0, 0xA010), range(0xFE00, 0x10000), range(0x20000, 0x20010))
SIGNS = [chr(code) for code in _CODES if chr(code) != "\n"]
WORDS = (
    *("2020-06", "2020-13", "2020-06-28", "2020-13-41", "12", "3.1", "3.5", "10-3", "350000", "350203"),
    *("a" * 10, "b" * 12, "c" * 40, "d" * 64, "e" * 8, "f" * 41, "#0a1b2c", "M0 1L2,3", "one\ntwo"),
    *("xiamen-2020", "a.b_c", "sources/a.txt", "sources/a/b", r"sources/a\b", "a#b", "a{}b", "{}"),
    *("住房城乡建设", "商务2部"),
)
EDGES = [
    *("\0\t\v\f\r\x1c\x1f\x20\x7f\x85\xa0"),
    *"\u0130\u0131\u017f\u0660\u180e\u200b\u2028\u202f\u212a\u3000\ufeff\uff11",
]
SAMPLES = [
    *SIGNS,
    *WORDS,
    *(f"{word[:at]}{sign}{word[at:]}" for word in WORDS for sign in EDGES for at in (0, 2, len(word))),
]
"""Without a line break at the end, which Python's `$` lets pass: the schemas refuse it besides."""
_TEST = "([pattern, texts]) => texts.map(text => new RegExp(pattern, 'u').test(text))"


def kept(pattern: str) -> list[bool]:
    return [re.search(pattern, sample) is not None for sample in SAMPLES]


def test_the_samples_tell_patterns_apart() -> None:
    assert len(PATTERNS) > 20
    assert len({tuple(kept(pattern)) for pattern in PATTERNS}) > len(PATTERNS) * 0.8


@pytest.mark.parametrize("pattern", [r"^\d+$", r"^\w+$", r"^\s$"])
def test_a_pattern_that_engines_read_otherwise_would_be_seen(pattern: str) -> None:
    compiled = library("re2").compile(pattern)
    assert [compiled.search(sample) is not None for sample in SAMPLES] != kept(pattern)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_re2_reads_the_same(pattern: str) -> None:
    compiled = library("re2").compile(pattern)
    assert [compiled.search(sample) is not None for sample in SAMPLES] == kept(pattern)


def test_ecmascript_reads_the_same(browser: Browser) -> None:
    page = browser.new_page()
    different = [one for one in PATTERNS if page.evaluate(_TEST, [one, SAMPLES]) != kept(one)]
    page.close()
    assert different == []
