"""Telling the cells of a wrapped row apart: text, responsibility, and what stands behind them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policydiff.read.parties import reads_as_responsibility
from policydiff.read.source import STOP, Cell, Piece, cell_of, visible

_TASKS = re.compile(r"牵头|负责|制[订定]|指导|按职责|(?:推进|落实|配合|实施)$")
"""What a responsibility says where it is more than names: somebody leads, is in charge, guides."""
_ASSIGNED = re.compile(r"牵头|负责|支持和?指导|配合|按职责|制[订定]政策|组织(?:开展|实施)")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RowCells:
    """The cells of a row, and the lines behind it that belong to neither."""

    text: Cell
    responsibility: Cell
    behind: tuple[Piece, ...]
    may_end: bool
    """Whether the row can be over: it does not stop in the middle of a sentence."""
    is_whole: bool
    """Whether the row has all the cells it should have."""


def split_row(pieces: Sequence[Piece], *, with_responsibility: bool) -> RowCells:
    """Cut the lines behind a number into text and responsibility.

    The responsibility stands behind the last full stop of the text. Where it ends with a full stop
    itself, or the text has none, it is the tail that names bodies and their tasks and nothing else.
    """
    cut = _cut(pieces) if with_responsibility else None
    if cut is None:
        text = cell_of(pieces)
        ended = _ends_sentence(text)
        return RowCells(text, Cell(), (), ended, ended and not with_responsibility)
    text, tail = cell_of(_until(pieces, cut)), _from(pieces, cut)
    blocks = _blocks(tail)
    taken = next((n for n in range(1, len(blocks)) if _is_over(blocks[:n], blocks[n])), len(blocks))
    responsibility = cell_of([piece for block in blocks[:taken] for piece in block])
    behind = tuple(piece for block in blocks[taken:] for piece in block)
    return RowCells(text, responsibility, behind, may_end=True, is_whole=True)


def _ends_sentence(cell: Cell) -> bool:
    return cell.blank or bool(re.search(r"[。．.！!；;][”’」』）)]?$", visible(cell.text or "")))


def _words(pieces: Sequence[Piece]) -> str:
    return visible("".join(piece.text for piece in pieces))


def _reads(pieces: Sequence[Piece]) -> bool:
    return reads_as_responsibility(_words(pieces))


def _until(pieces: Sequence[Piece], place: Place) -> list[Piece]:
    at, offset = place
    return [*pieces[:at], pieces[at].cut(0, offset)]


def _from(pieces: Sequence[Piece], place: Place) -> list[Piece]:
    at, offset = place
    return [pieces[at].cut(offset), *pieces[at + 1 :]]


def _blank(pieces: Sequence[Piece]) -> bool:
    return all(piece.blank for piece in pieces)


def _cut(pieces: Sequence[Piece]) -> Place | None:
    """Where the responsibility begins; None where there is none."""
    stops = [(at, match.end()) for at, piece in enumerate(pieces) for match in STOP.finditer(piece.text)]
    last = stops[-1] if stops else (0, 0)
    tail = _from(pieces, last)
    if stops and _blank(tail):
        return _closed_cut(pieces, stops)
    found = _gap_cut(tail, _wide_gaps(tail))
    if stops and found is None and _reads(tail):
        return _closed_cut(pieces, [*stops, (len(pieces) - 1, len(pieces[-1].text))]) or last
    found = found or _gap_cut(tail, _line_ends(tail))
    if found is None:
        return last if stops and _TASKS.search(_words(tail)) else None
    return last[0] + found[0], found[1] + (last[1] if found[0] == 0 else 0)


def _closed_cut(pieces: Sequence[Piece], stops: Sequence[Place]) -> Place | None:
    """Where sentences begin that assign tasks, up to the last of `stops`, the end of the row."""
    found = None
    for begin, end in zip(reversed(stops[:-1]), reversed(stops[1:]), strict=True):
        sentence = _until(_from(pieces, begin), (end[0] - begin[0], end[1] - (begin[1] if end[0] == begin[0] else 0)))
        words = _words(sentence)
        if not (_ASSIGNED.search(words) and reads_as_responsibility(words)):
            break
        found = begin
    return found


def _gap_cut(pieces: Sequence[Piece], gaps: Iterable[Place]) -> Place | None:
    """The first gap with text before it and nothing but a responsibility behind it."""
    for place in gaps:
        before, tail = _words(_until(pieces, place)), _from(pieces, place)
        goes_on = before.endswith(("、", "，", "；", ",", ";")) or _ASSIGNED.search(before)
        if before and not (goes_on or reads_as_responsibility(before)) and not _blank(tail) and _reads(tail):
            return place
    return None


def _wide_gaps(pieces: Sequence[Piece]) -> Iterator[Place]:
    """Behind blank lines, then behind blanks within a line."""
    yield from _line_ends(pieces, behind_blank=True)
    for at, piece in enumerate(pieces):
        yield from ((at, match.end()) for match in re.finditer(r"(?<=\S)\s+(?=\S)", piece.text))


def _line_ends(pieces: Sequence[Piece], *, behind_blank: bool = False) -> Iterator[Place]:
    for at in range(1, len(pieces)):
        if not pieces[at].blank and (pieces[at - 1].blank or not behind_blank):
            yield at, 0


def _blocks(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces in blocks that blank lines part."""
    blocks: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.blank and blocks[-1]:
            blocks.append([])
        elif not piece.blank:
            blocks[-1].append(piece)
    return [block for block in blocks if block]


def _is_over(blocks: Sequence[Sequence[Piece]], following: Sequence[Piece]) -> bool:
    """Whether a responsibility ends before the block `following`: with it, it would be none."""
    so_far = [piece for block in blocks for piece in block]
    words = _words(so_far)
    whole = reads_as_responsibility(words) or bool(_TASKS.search(words))
    return whole and not words.endswith(("、", "，", "；")) and not _reads([*so_far, *following])


def inner_responsibility(text: Cell) -> Piece | None:
    """A line within a text that assigns tasks to bodies and nothing else, behind a full stop and
    before further text: what stands below it is another row, whose number was lost.
    """
    for above, line in pairwise(text.pieces):
        whole = _ASSIGNED.search(line.text) and reads_as_responsibility(visible(line.text))
        if whole and STOP.search(above.text[-2:]) and line is not text.pieces[-1]:
            return line
    return None
