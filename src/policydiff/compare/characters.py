"""Which characters of linked measures were kept from one edition to the next, and which are new."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policydiff.changes.find import Found, find_changes
from policydiff.changes.passage import Passage
from policydiff.compare.order import in_order_of
from policydiff.model.comparison import Change
from policydiff.model.document import Measure
from policydiff.registry.locality import Locality
from policydiff.text.difference import is_whole_clause
from policydiff.text.fold import CLAUSE, QUOTE, SENTENCE, SEPARATORS, fold

Place = tuple[str, str, int]
"""A character in print: the id of its measure, its field, and its offset there."""
_SIGNS = SEPARATORS | {QUOTE}


@dataclass(frozen=True, slots=True)
class Kept:
    """For the words of the new edition: where each character that was kept stood before, and beside which
    characters words were taken away.
    """

    origins: Mapping[Place, Place]
    beside_gaps: frozenset[Place]


def kept_characters(old: Sequence[Measure], new: Sequence[Measure], locality: Locality) -> Kept:
    """The characters of `new` that are those of `old`, words that only moved among them; signs are left out."""
    origins: dict[Place, Place] = {}
    gaps: set[Place] = set()
    for found in find_changes(*in_order_of(old, new), locality):
        one, other = _places(found.left, found.field), _places(found.right, found.field)
        origins |= _between_edits(found, one, other)
        moved = [change for change in found.changes if _is_moved(change)]
        origins |= {there: here for change in moved for here, there in _moved(change, old, new)}
        gaps.update(_beside_gaps(found, other, moved))
    return Kept(origins, frozenset(gaps))


def words_of(measure: Measure, field: str) -> Iterator[Place]:
    """The places of the characters of a field that are no signs."""
    folded = fold(measure.printed(field) or "")
    for character, at in zip(folded.text, folded.origin, strict=True):
        if character not in _SIGNS:
            yield measure.id, field, at


def _places(passage: Passage, field: str) -> list[Place | None]:
    """The place in print of each folded character of a passage; None for a sign."""
    found: list[Place | None] = []
    for at, character in enumerate(passage.text):
        printed = passage.printed((at, at + 1))[0] if character not in _SIGNS else None
        found.append((printed.measure, field, printed.span[0]) if printed else None)
    return found


def _between_edits(
    found: Found, left: Sequence[Place | None], right: Sequence[Place | None]
) -> Iterator[tuple[Place, Place]]:
    """The characters outside the edits, each with itself on the other side."""
    ends = [(len(left),) * 2, (len(right),) * 2]
    start = begin = 0
    for (end, following), (stop, next_) in [*((edit.left, edit.right) for edit in found.edits), (ends[0], ends[1])]:
        one = [place for place in left[start:end] if place]
        other = [place for place in right[begin:stop] if place]
        yield from zip(other, one, strict=False)
        start, begin = following, next_


def _is_moved(change: Change) -> bool:
    """Whether a change only says that words stand elsewhere: the same words, gone at one place, come at another."""
    spans = zip(change.spans.left, change.spans.right, strict=True)
    return bool(change.before) and change.before == change.after and any(a[0] == a[1] or b[0] == b[1] for a, b in spans)


def _moved(change: Change, old: Sequence[Measure], new: Sequence[Measure]) -> Iterator[tuple[Place, Place]]:
    """The characters of words that moved, from where they stood to where they stand."""
    gone = [span for span in change.spans.left if span[0] < span[1]]
    come = [span for span in change.spans.right if span[0] < span[1]]
    one = next(measure for measure in old if measure.id == change.left)
    other = next(measure for measure in new if measure.id == change.right)
    for here, there in zip(gone, come, strict=False):
        froms = [place for place in words_of(one, change.field) if here[0] <= place[2] < here[1]]
        tos = [place for place in words_of(other, change.field) if there[0] <= place[2] < there[1]]
        yield from zip(froms, tos, strict=False)


def _beside_gaps(found: Found, right: Sequence[Place | None], moved: Sequence[Change]) -> Iterator[Place]:
    """A character beside each place where a part of a clause was taken away; whole clauses leave no gap."""
    gone = {(change.left, span) for change in moved for span in change.spans.left}
    for edit in found.edits:
        at = edit.right[0]
        printed = found.left.printed(edit.left)[0]
        if (
            at != edit.right[1]
            or is_whole_clause(found.left.text, edit.left)
            or (printed.measure, printed.span) in gone
        ):
            continue
        before, behind = _reach(found.right.text, at, -1), _reach(found.right.text, at, 1)
        place = next((right[one] for one in (before, behind) if one is not None), None)
        if place:
            yield place


def _reach(text: str, at: int, step: int) -> int | None:
    """The nearest character of the same clause before or behind a place; None where the clause ends there."""
    one = at - 1 if step < 0 else at
    while 0 <= one < len(text) and text[one] not in (CLAUSE, SENTENCE):
        if text[one] not in _SIGNS:
            return one
        one += step
    return None
