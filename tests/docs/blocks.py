"""The blocks of a page of the manual that something is done with, in the order they stand in.

A page may hold

- ``console``: lines that begin with `$ ` are commands, what follows is their output; `…` stands for any number of
  lines where it is a line, and for any characters within one;
- ``sh``: commands without their output; they must succeed;
- any block with `title="PATH"`: a file that the reader writes; as ``diff``, lines put into one that is there. JSON and
  TOML must keep to the schema of such a file;
- ``python`` without a title: run as a program;
- ``yaml``: the settings of a service, of which we have no schema, must be YAML;
- ``json`` and ``toml`` without a title: the schema that they keep to is named by a comment before them,
  `<!-- schema: review -->`.

Two more comments: `<!-- run: COMMANDS -->` runs what a reader does not see (a folder to start in, the day), and
`<!-- not run: REASON -->` before a block lets it be.
"""

import re
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,})(?P<kind>[\w-]*)(?P<info>[^\n`]*)$")
_COMMENT = re.compile(r"<!--\s*(run|not run|schema):\s*(.*?)\s*-->", re.S)
_TITLE = re.compile(r'title="([^"]+)"')
SHOWN_ONLY = ("", "text", "jinja", "markdown", "html")
"""Kinds of blocks that are only looked at, where they have no title."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block, or commands that are not shown (`run`): its line, and where its content lies in the page."""

    kind: str
    content: str
    line: int
    start: int = 0
    end: int = 0
    indent: str = ""
    title: str | None = None
    schema: str | None = None
    not_run: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a console block with the output that is shown."""

    command: str
    output: str


def blocks_of(page: Path) -> list[Block]:
    """The blocks of a page and its commands that are not shown."""
    return parse(page.read_text("utf-8"))


def parse(text: str) -> list[Block]:
    """The same of a page's text."""
    found: list[Block] = []
    said: dict[str, str] = {}
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    at = 0
    while at < len(lines):
        fence = _FENCE.match(lines[at].rstrip("\n"))
        if fence:
            end = at + 1
            while lines[end].strip() != fence["fence"]:
                end += 1
            found.append(_block(lines[at + 1 : end], fence, at + 1, (starts[at + 1], starts[end]), said))
            said = {}
            at = end + 1
        elif lines[at].lstrip().startswith("<!--") and (comment := _COMMENT.match(text, _first(text, starts[at]))):
            if comment[1] == "run":
                found.append(Block("run", comment[2], at + 1))
            else:
                said[comment[1]] = comment[2]
            at = next(n for n, start in enumerate(starts) if start >= comment.end())
        else:
            if lines[at].strip():
                said = {}
            at += 1
    return found


def _first(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip(" "))


def _block(lines: list[str], fence: re.Match[str], line: int, span: tuple[int, int], said: dict[str, str]) -> Block:
    title = _TITLE.search(fence["info"])
    content = "".join(one.removeprefix(fence["indent"]) for one in lines)
    names = said.get("schema"), said.get("not run")
    return Block(fence["kind"], content, line, *span, fence["indent"], title[1] if title else None, *names)


def steps(content: str) -> list[Step]:
    """The commands of a console block; a command goes on behind a backslash, and to the end of a here-document."""
    found: list[Step] = []
    for line in content.splitlines(keepends=True):
        if found and _goes_on(found[-1].command):
            found[-1] = Step(found[-1].command + line, "")
        elif line.startswith("$ "):
            found.append(Step(line[2:], ""))
        elif found:
            found[-1] = Step(found[-1].command, found[-1].output + line)
    return found


def commands(content: str) -> list[str]:
    """The commands of a block without outputs."""
    found: list[str] = []
    for line in content.splitlines(keepends=True):
        if found and _goes_on(found[-1]):
            found[-1] += line
        elif line.strip() and not line.startswith("#"):
            found.append(line)
    return found


def _goes_on(command: str) -> bool:
    here = re.search(r"<<'?(\w+)'?", command)
    return command.endswith("\\\n") or (here is not None and f"\n{here[1]}\n" not in command)
