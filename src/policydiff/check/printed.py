"""The printed texts of a snapshot, each beside what its source gives at the same place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from policydiff.check.fault import Place, cell
from policydiff.check.spans import differing_spans
from policydiff.model.document import PRINTED, Snapshot


@dataclass(frozen=True, slots=True)
class Hunk:
    """Characters from `start` to before `end` that are not in the source, which gives `given` in place of them."""

    start: int
    end: int
    given: str


@dataclass(frozen=True)
class PrintedText:
    """A printed text at a place; `given` is what the source gives there, None where that cannot be said."""

    place: Place
    text: str
    given: str | None = None

    @cached_property
    def hunks(self) -> tuple[Hunk, ...]:
        """Where the text is not what the source gives."""
        return () if self.given is None or self.given == self.text else tuple(self._differing(self.given))

    def _differing(self, given: str) -> Iterator[Hunk]:
        for (start, end), (first, last) in differing_spans(self.text, given).pairs:
            yield Hunk(start, end, given[first:last])

    def is_added(self, start: int, end: int) -> bool:
        """Whether a character of a stretch is not in the source."""
        return any(hunk.start < end and start < hunk.end for hunk in self.hunks)


def printed_texts(snapshot: Snapshot, again: Snapshot | None) -> Iterator[PrintedText]:
    """Every text of a snapshot that stands in its source, in the order of the file."""
    if again is None:
        yield from (PrintedText(place, text) for _, place, text in _texts(snapshot))
        return
    in_step = len(snapshot.notes) == len(again.notes)
    given = {name: text for name, _, text in _texts(again, notes_in_step=in_step)}
    known = _known(again)
    for name, place, text in _texts(snapshot, notes_in_step=in_step):
        yield PrintedText(place, text, _given(given, known, name))


def _given(given: Mapping[Place, str], known: frozenset[Place], name: Place) -> str | None:
    """What the source gives by the name of a place: nothing, where it has the measure or section but no such cell."""
    return given.get(name, "" if name[:2] in known or name[:1] in known else None)


def _known(again: Snapshot) -> frozenset[Place]:
    measures = {("measures", one.id) for one in again.measures}
    return frozenset({("title",), ("document_number",), *measures, *(("sections", one.id) for one in again.sections)})


def _texts(snapshot: Snapshot, *, notes_in_step: bool = True) -> Iterator[tuple[Place, Place, str]]:
    """The texts with their places, and before these names that stay the same while measures and sections move.

    A note has no name: where the two do not have as many, it is known by its words.
    """
    yield ("title",), ("title",), snapshot.title
    if snapshot.document_number is not None:
        yield ("document_number",), ("document_number",), snapshot.document_number
    for at, issuer in enumerate(snapshot.issuers):
        yield ("issuers", at), ("issuers", at), issuer
    for at, section in enumerate(snapshot.sections):
        for column in ("label", "title", "intro"):
            text = getattr(section, column)
            if text is not None:
                yield ("sections", section.id, column), ("sections", at, column), text
    for at, measure in enumerate(snapshot.measures):
        for column in PRINTED:
            text = measure.printed(column)
            if text is not None:
                yield ("measures", measure.id, column), cell(at, column), text
    for at, note in enumerate(snapshot.notes):
        yield ("notes", at if notes_in_step else note.text), ("notes", at, "text"), note.text
