"""The text of a source: decoded bytes, its lines, and pieces of it that remember their place."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from policydiff.errors import SourceError

_LINE_END = re.compile(r"\r\n|\n|\r")
_WRAP = "\n"
_SPACED_OUT = re.compile(rf"(?:[一-鿿] [{_WRAP}]?|[一-鿿]{_WRAP}(?=[一-鿿] )){{3,}}[一-鿿]")
_CONTROL_SHARE = 0.02
"""Share of control characters above which a decoded file is taken to be no text."""
_MOST_BYTES, _MOST_LINES = 32_000_000, 500_000
"""A policy document is a thousandth of this; what is larger is refused before it eats the memory."""
_USUAL_SHARE = 0.7
"""Share of Latin, Chinese and full-width characters below which a decoded file is no Chinese text."""
STOP = re.compile(r"(?:[。．！!]|(?<=[一-鿿）)”\"’'」』])\.)[”’」』）)]?(?![0-9a-zA-Z])")
"""A full stop, with the sign that closes a quotation behind it; no decimal point, no address."""
NUMBERED = re.compile(r"\s*(?:[0-9０-９]{1,2}\s*[.．、]|[（(][0-9０-９]{1,2}[）)])(?![0-9０-９])")
"""The number that a paragraph of prose begins with."""
MEDIA_TYPE = "text/plain"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of printed characters within one line: `line` from 1, offsets into the text."""

    text: str
    line: int
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        """Whether nothing is visible in it: white space and invisible characters only."""
        text = self.text
        return not text or text.isspace() or not (_VISIBLE[ord(text[0])] or visible(text))

    def cut(self, start: int, end: int | None = None) -> "Piece":
        """The part of this piece from `start` to `end`, offsets within the piece."""
        part = self.text[start:end]
        return Piece(part, self.line, self.start + start)

    def strip(self) -> "Piece":
        """The piece without the white space at its ends."""
        left = len(self.text) - len(self.text.lstrip())
        return Piece(self.text.strip(), self.line, self.start + left)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A decoded source. `text` has no byte order mark; `lines` are its lines, ends left out."""

    name: str
    sha256: str
    encoding: str
    text: str
    lines: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell: the pieces it was printed in, line by line.

    `breaks` are the offsets of pieces that begin a paragraph of their own.
    """

    pieces: tuple[Piece, ...] = ()
    breaks: frozenset[int] = frozenset()

    @property
    def text(self) -> str | None:
        """The cell with its line wraps joined, a line a paragraph; None when it is empty."""
        paragraphs: list[list[str]] = [[]]
        for piece in self.pieces:
            if piece.start in self.breaks:
                paragraphs.append([])
            paragraphs[-1].append(piece.text)
        joined = (join(paragraph) for paragraph in paragraphs)
        return "\n".join(paragraph for paragraph in joined if paragraph) or None

    @property
    def blank(self) -> bool:
        return all(piece.blank for piece in self.pieces)


def cell_of(pieces: Iterable[Piece]) -> Cell:
    """The cell that was printed on these pieces."""
    return Cell(tuple(piece.strip() for piece in pieces if not piece.blank))


class _Visible(dict[int, int | None]):
    """A table for `str.translate` that takes out what nobody sees; each character is looked up once."""

    def __missing__(self, code: int) -> int | None:
        c = chr(code)
        self[code] = None if c.isspace() or unicodedata.category(c) in ("Cf", "Cc") else code
        return self[code]


_VISIBLE = _Visible()


def visible(text: str) -> str:
    """`text` without white space and invisible characters: what a reader sees."""
    return text.translate(_VISIBLE)


def join(parts: Iterable[str]) -> str | None:
    """Join wrapped lines: with nothing, or one blank between two Latin words.

    Blanks that a layout put between all characters (发 展 新 形 势) are taken out again, over a
    wrap too.
    """
    wrapped = _WRAP.join(part.strip() for part in parts)
    wrapped = _SPACED_OUT.sub(lambda run: re.sub(f"[ {_WRAP}]", "", run.group()), wrapped)
    joined = ""
    for part in wrapped.split(_WRAP):
        if joined and part and _latin(joined[-1]) and _latin(part[0]):
            joined += " "
        joined += part
    return joined if visible(joined) else None


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def read_bytes(path: Path) -> bytes:
    """The bytes of a source file.

    Raises:
        SourceError: it is missing, a directory, empty or unreadable.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError("no such file", where=str(path), remedy="check the path") from None
    except IsADirectoryError:
        raise SourceError("this is a directory", where=str(path), remedy="name one file in it") from None
    except OSError as error:
        raise SourceError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="check its permissions"
        ) from None
    if len(data) > _MOST_BYTES:
        raise SourceError(
            f"it is larger than {_MOST_BYTES // 1_000_000} MB", where=str(path), remedy="split the document"
        )
    if not data.strip():
        raise SourceError("the file is empty", where=str(path), remedy="export the document again")
    return data


def decode(data: bytes, name: str) -> SourceText:
    """Decode a source: UTF-8 or UTF-16 by byte order mark, else UTF-8, UTF-16 or GB18030.

    Raises:
        SourceError: the bytes are no text in any of these encodings.
    """
    found = _decoded(data)
    if found is None:
        raise SourceError(
            "this is not text in UTF-8, UTF-16 or GB18030",
            where=name,
            remedy="export the document as plain text in UTF-8",
        )
    encoding, text = found
    if not text:
        raise SourceError("there is nothing visible in the file", where=name, remedy="export the document again")
    if text.count("\n") > _MOST_LINES:
        raise SourceError(f"it has more than {_MOST_LINES} lines", where=name, remedy="split the document")
    return SourceText(name, hashlib.sha256(data).hexdigest(), encoding, text, _lines(text))


@lru_cache(maxsize=1)
def _decoded(data: bytes) -> tuple[str, str] | None:
    """The encoding and the text of the bytes, empty if nothing of it is visible; None where they are no text.

    The last is kept, with its lines: a source that was read is looked at again when it is checked.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if not visible(text):
            return encoding, ""
        if text.count("\n") > _MOST_LINES or _is_text(text):
            return encoding, text
    return None


def _candidates(data: bytes) -> Iterator[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
        return
    yield "utf-8"
    zeros = data[:4096].count(0)
    if zeros:  # GB18030 and UTF-8 texts hold no zero bytes, UTF-16 has one in every Latin character
        yield from ("utf-16-le", "utf-16-be")
        return
    yield "gb18030"


def _is_text(text: str) -> bool:
    counts = Counter(text).items()
    control = sum(n for c, n in counts if unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") and not c.isspace())
    usual = sum(n for c, n in counts if c <= "~" or "\u2000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef")
    return "\0" not in text and control <= len(text) * _CONTROL_SHARE and usual >= len(text) * _USUAL_SHARE


@lru_cache(maxsize=1)
def _lines(text: str) -> tuple[Piece, ...]:
    return tuple(_split(text))


def _split(text: str) -> Iterator[Piece]:
    start = 0
    for number, end in enumerate([*_LINE_END.finditer(text), None], start=1):
        stop = end.start() if end else len(text)
        yield Piece(text[start:stop], number, start)
        start = end.end() if end else stop
