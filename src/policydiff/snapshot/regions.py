"""Where words stand: in a string of a JSON text, and in the lines of a source."""

import re
from collections.abc import Sequence
from functools import lru_cache

from policydiff.model.finding import Region

_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)")
_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_WORD = re.compile(r"[0-9A-Za-z]")
_NO_WORD = {0: r"(?<![0-9A-Za-z])", -1: r"(?![0-9A-Za-z])"}
"""What must not stand beside a number or a Latin word: 1 is not part of 51."""
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def json_region(path: str, text: str, start: tuple[int, int], offset: int = 0, length: int | None = None) -> Region:
    """The region of a value of a JSON text that begins at the line and column `start`.

    Of a string it is the `length` characters from `offset` on, else all of it with its quotation marks; of any other
    value it is the first line.
    """
    line, column = start
    line_text = _line(text, line)
    rest = line_text[column - 1 :]
    string = _STRING.match(rest)
    if string is None:
        word = re.match(r"[^\s,{}\[\]]+|[{\[]", rest)
        return _in_line(path, line, column, len(word[0]) if word else 1)
    if length is None:
        return _in_line(path, line, column, len(string[0]))
    places = _places(string[0])
    first = places[min(offset, len(places) - 1)]
    last = places[min(offset + length, len(places) - 1)]
    return _in_line(path, line, column + first, max(last - first, 1))


def source_region(path: str, lines: Sequence[str], within: tuple[int, int] | None, excerpt: str) -> Region | None:
    """Where words stand in the lines of a source: within the lines `within` (from 1) if given, white space aside.

    None where they do not stand there; without words, all of the lines `within`.
    """
    first, last = within or (1, len(lines))
    if not lines or first > len(lines):
        return None
    last = min(last, len(lines))
    if not excerpt.strip():
        end = max(len(lines[last - 1]), 1)
        return Region(path=path, line=first, column=1, end_line=last, end_column=end + 1) if within else None
    return _found(path, "\n".join(lines[first - 1 : last]), first, ("", excerpt, ""))


_TELLING = 3
"""So many signs that stand somewhere in a source are evidence."""


def words_region(
    path: str, lines: Sequence[str], within: tuple[int, int] | None, words: tuple[str, str, str]
) -> Region | None:
    """As `source_region`, of words with what stands before and behind them: so much of that counts as stands there.

    Without words of its own it is the place between what stands before it and what stands behind. A sign or two say
    nothing where they are looked for in the whole source.
    """
    first, last = within or (1, len(lines))
    joined = "\n".join(lines[first - 1 : last])
    before, own, behind = words
    for size in (len(before) + len(behind), 4, 1, 0):
        around = (before[-size:] if size else "", own, behind[:size])
        if len("".join(around).strip()) >= (1 if within else _TELLING) and (
            found := _found(path, joined, first, around)
        ):
            return found
    return None


def _found(path: str, joined: str, first: int, words: tuple[str, str, str]) -> Region | None:
    """The second of three words that follow each other in lines from the first, white space aside."""
    signs = [[sign for sign in part if not sign.isspace()] for part in words]
    parts = [r"\s*".join(map(re.escape, part)) for part in signs]
    printed = [sign for part in signs for sign in part]
    opened, closed = (_NO_WORD[side] if _WORD.match(printed[side]) else "" for side in (0, -1))
    found = re.search(r"{}({})\s*({})\s*({}){}".format(opened, *parts, closed), joined)
    if found is None:
        return None
    start, end = found.span(2)
    line, column = _place(joined, start)
    end_line, end_column = _place(joined, max(end, start + 1))
    return Region(path=path, line=first + line, column=column, end_line=first + end_line, end_column=end_column)


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line from 0 and column from 1."""
    return text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset)


def _in_line(path: str, line: int, column: int, length: int) -> Region:
    return Region(path=path, line=line, column=column, end_line=line, end_column=column + length)


def _line(text: str, line: int) -> str:
    """A line of a text by its number from 1; lines end as JSON's and editors' do, not at every sign of Unicode."""
    lines = _lines(text)
    return lines[line - 1] if line <= len(lines) else ""


@lru_cache(maxsize=2)
def _lines(text: str) -> list[str]:
    """The lines of the text that was asked for last: a file has many findings."""
    return text.split("\n")


def _places(string: str) -> list[int]:
    """Where each character of a JSON string, and its end, stands in what is written of it."""
    places = []
    at = 1
    while at < len(string) - 1:
        places.append(at)
        escape = _SURROGATES.match(string, at) or _ESCAPE.match(string, at)
        at = escape.end() if escape else at + 1
    return [*places, at]
