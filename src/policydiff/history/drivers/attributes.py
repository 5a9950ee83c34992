"""Our lines in a file of git attributes: put in as one block, and taken out again to the byte."""

import re
from collections.abc import Sequence

_BEGIN = "# policydiff install-git: begin"
_UNENDED = " (the line before had no end)"
_NEW_FILE = " (the file was new)"
_END = "# policydiff install-git: end"
_BLOCK = re.compile(
    rf"^{re.escape(_BEGIN)}(?P<how>{re.escape(_UNENDED)}|{re.escape(_NEW_FILE)}|)\n"
    rf"(?P<lines>(?:(?!{re.escape(_BEGIN)}).*\n)*?){re.escape(_END)}(?:\n|\Z)",
    re.M,
)
_MAGIC = re.compile(r"([\\*?\[\]])")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def attribute_lines(folder: str) -> tuple[str, ...]:
    """The lines for a snapshots folder, named from the top of the repository with `/`; empty for the top itself."""
    return tuple(
        f"{_pattern(folder, below)} {attributes}"
        for below, attributes in (
            ("", "diff=policydiff merge=policydiff"),
            ("decisions/", "merge=policydiff"),
            ("corrections/", "merge=policydiff"),
        )
    )


def _pattern(folder: str, below: str) -> str:
    """The pattern of the JSON files of a folder; quoted as C does where a pattern would end or begin otherwise."""
    place = "/" + _MAGIC.sub(r"\\\1", f"{folder}/" if folder else "") + f"{below}*.json"
    if not re.search(r'[\s"\x00-\x1f\x7f]', place):
        return place
    return '"' + "".join(_ESCAPES.get(c, c if c >= " " and c != "\x7f" else f"\\{ord(c):03o}") for c in place) + '"'


def installed(text: str) -> tuple[str, ...]:
    """The lines of our block; none where there is no block."""
    block = _BLOCK.search(text)
    return tuple(block["lines"].splitlines()) if block else ()


def with_lines(text: str | None, lines: Sequence[str]) -> str:
    """The text of an attributes file, None if there is none, with these lines in our block, beside those it holds."""
    block = _BLOCK.search(text or "")
    if text is not None and block:
        every = dict.fromkeys((*block["lines"].splitlines(), *lines))
        return text[: block.start()] + _block(block["how"], tuple(every)) + text[block.end() :]
    if text is None:
        return _block(_NEW_FILE, lines)
    return f"{text}\n{_block(_UNENDED, lines)}" if text and not text.endswith("\n") else text + _block("", lines)


def without_lines(text: str) -> str | None:
    """The text without our block; None where the file was new and holds nothing else."""
    block = _BLOCK.search(text)
    if not block:
        return text
    before, after = text[: block.start()], text[block.end() :]
    if block["how"] == _UNENDED and not after:
        before = before.removesuffix("\n")
    rest = before + after
    return None if block["how"] == _NEW_FILE and not rest else rest


def _block(how: str, lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in (_BEGIN + how, *lines, _END))
