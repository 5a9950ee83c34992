"""Printed text as Markdown that shows it, character for character, and does nothing else.

CommonMark and GFM are kept off by entities. GitHub and GitLab read the finished text again for mentions, references,
addresses, emoji and commits: an empty comment behind the sign that begins one parts it, and is not seen.
"""

import re
from collections.abc import Iterable, Sequence

from policydiff.report.marks import shorten
from policydiff.report.printable import plain
from policydiff.report.view import ADDED, REMOVED, Segment

_PART = "<!-- -->"
_ACTING = re.compile(r"[\\`*_\[\]<>|~&@#$^{}]")
_BEGINNING = re.compile(r"^(?:[-+=:]|[0-9]{1,9}[.)](?=\s|$))")
"""What makes a list, a heading or a table of a line that it begins."""
_EDGE = re.compile(r"^\s+|\s+$")
_REFERENCE = re.compile(r"\$|[@#!%~&:](?=[\w+/\"-])", re.ASCII)
_HASH = re.compile(r"(?<![0-9A-Za-z])(?=[0-9a-f]*[0-9])[0-9a-f]{7,40}(?![0-9A-Za-z])")
_PIECE = 4
_TICKET = re.compile(r"\b(GH|[Ww]{3})(?=[-.])")
_MARKS = {REMOVED: ("<del>", "</del>"), ADDED: ("<ins>", "</ins>")}
_LONG, _CONTEXT = 300, 40
"""Characters of a text that is shown cut where it is long, and those kept beside each change."""


def escape(text: object) -> str:
    """A text in which nothing is Markdown or HTML; its own line breaks become breaks."""
    return "<br>".join(_line(plain(line)) for line in str(text).split("\n"))


def _line(text: str) -> str:
    signs = [_entity(sign) if _ACTING.match(sign) else sign for sign in text]
    for found in _EDGE.finditer(text):
        signs[found.start() : found.end()] = map(_entity, found.group())
    begins = _BEGINNING.match(text)
    if begins:
        signs[begins.end() - 1] = _entity(text[begins.end() - 1])
    for pattern in (_REFERENCE, _TICKET):
        for found in pattern.finditer(text):
            signs[found.end() - 1] += _PART
    for found in _HASH.finditer(text):
        for at in range(found.start() + _PIECE, found.end(), _PIECE):
            signs[at - 1] += _PART
    return "".join(signs)


def _entity(sign: str) -> str:
    return "".join(f"&#{ord(one)};" for one in sign)


def marked(segments: Iterable[Segment]) -> str:
    """Segments with removed words in `del` and added ones in `ins`."""
    text = ""
    for segment in segments:
        before, after = _MARKS.get(segment.mark, ("", ""))
        text += before + escape(segment.text) + after
    return text


def brief(segments: Sequence[Segment]) -> Sequence[Segment]:
    """A long text cut: to its changes with the words beside them, or to its beginning."""
    if sum(len(segment.text) for segment in segments) <= _LONG:
        return segments
    cut = [Segment(in_brief(segment.text), segment.mark) for segment in shorten(segments, _CONTEXT)]
    return cut if sum(len(segment.text) for segment in cut) < sum(len(one.text) for one in segments) else segments


def in_brief(text: str) -> str:
    """A long text cut to its beginning."""
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
