"""Where the values of a JSON text stand: JSON path to line and column."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator

_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
JsonPath = tuple[str | int, ...]


def positions(text: str) -> dict[JsonPath, tuple[int, int]]:
    """Line and column, both from 1, of every value of a valid JSON text, by its path."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found: dict[JsonPath, tuple[int, int]] = {}
    for path, offset in _values(text):
        line = bisect_right(starts, offset)
        found[path] = (line, offset - starts[line - 1] + 1)
    return found


def _values(text: str) -> Iterator[tuple[JsonPath, int]]:
    path: list[str | int] = []
    is_key = False
    for match in _PART.finditer(text):
        part = match.group()
        if part in "{[":
            yield tuple(path), match.start()
            path.append("" if part == "{" else 0)
            is_key = part == "{"
        elif part in "}]":
            path.pop()
            is_key = False
        elif part == ",":
            last = path[-1]
            if isinstance(last, int):
                path[-1] = last + 1
            else:
                is_key = True
        elif part == ":":
            is_key = False
        elif is_key:
            path[-1] = json.loads(part) if "\\" in part else part[1:-1]
        else:
            yield tuple(path), match.start()


def nearest(known: dict[JsonPath, tuple[int, int]], path: JsonPath) -> tuple[int, int]:
    """Line and column of the value at `path`, or of the nearest value that holds it."""
    while path not in known and path:
        path = path[:-1]
    return known.get(path, (1, 1))
