"""Where the values of a JSON text stand: JSON path to line and column."""

import json
import re
from collections.abc import Iterator

_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
JsonPath = tuple[str | int, ...]


def positions(text: str) -> dict[JsonPath, tuple[int, int]]:
    """Line and column, both from 1, of every value of a valid JSON text, by its path."""
    found: dict[JsonPath, tuple[int, int]] = {}
    for path, offset in _values(text):
        found[path] = line_and_column(text, offset)
    return found


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


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
            path[-1] = json.loads(part)
        else:
            yield tuple(path), match.start()
