"""Where the values of a JSON text stand: JSON path to line and column."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from json import JSONDecoder, loads

_BLANKS = re.compile("\ufeff?[ \t\n\r]*")
_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_READ = JSONDecoder().raw_decode
JsonPath = tuple[str | int, ...]


class Positions:
    """Line and column, both from 1, of the values of a valid JSON text.

    Only what is asked for is looked up, and what holds it: a value beside the way is stepped over by the parser.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: dict[int, Mapping[str | int, int]] = {}

    def nearest(self, path: JsonPath) -> tuple[int, int]:
        """Of the value at `path`, or of the nearest value that holds it."""
        offset = self._blank(0)
        for key in path:
            within = self._within(offset)
            if key not in within:
                break
            offset = within[key]
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    def _within(self, start: int) -> Mapping[str | int, int]:
        """Where the values begin that the object or list at `start` holds."""
        if start not in self._parts:
            self._parts[start] = self._found(start) if self._text[start] in "{[" else {}
        return self._parts[start]

    def _found(self, start: int) -> Mapping[str | int, int]:
        text, is_list = self._text, self._text[start] == "["
        found: dict[str | int, int] = {}
        at = self._blank(start + 1)
        while text[at] not in "]}":
            key: str | int = len(found)
            if not is_list:
                key, at = _READ(text, at)
                at = self._blank(self._blank(at) + 1)  # behind the colon
            found[key] = at
            at = self._blank(_READ(text, at)[1])
            at = self._blank(at + 1) if text[at] == "," else at
        return found

    def _blank(self, at: int) -> int:
        """Where the white space ends that may stand at `at`."""
        return _BLANKS.match(self._text, at).end()  # type: ignore[union-attr]


def repeated_key(text: str) -> int:
    """Where the second of two equal keys of one object begins; 0 if there is none."""
    objects: list[set[str] | None] = []
    is_key = False
    for part in _PART.finditer(text):
        sign = part[0]
        keys = objects[-1] if objects else None
        if sign in "{[":
            objects.append(set() if sign == "{" else None)
            is_key = sign == "{"
        elif sign in "}]":
            objects.pop()
        elif sign in ",:":
            is_key = sign == "," and keys is not None
        elif is_key and keys is not None:
            key = loads(sign)
            if key in keys:
                return part.start()
            keys.add(key)
    return 0


def nearest(known: Positions, path: JsonPath) -> tuple[int, int]:
    """Line and column of the value at `path`, or of the nearest value that holds it."""
    return known.nearest(path)
