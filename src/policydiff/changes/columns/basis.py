"""Changes of the documents that a measure rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydiff.changes.catalogue import BASIS
from policydiff.changes.columns.identity import is_nothing
from policydiff.changes.columns.pairing import Pairing
from policydiff.changes.columns.structure import facts
from policydiff.changes.made import make_change
from policydiff.changes.passage import Printed
from policydiff.model.comparison import Change
from policydiff.model.document import Measure
from policydiff.registry.citations import Citation, citations, is_renamed, is_retargeted, is_same_document
from policydiff.text.fold import bare

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as a cell of a measure cites it."""

    measure: str
    raw: str
    citation: Citation

    def printed(self, span: Span) -> Printed:
        """A stretch of the cell in print."""
        return Printed(self.measure, span, self.raw[slice(*span)])


def cited(measures: Sequence[Measure], column: str = BASIS) -> list[Cited]:
    """The documents that cells cite, each once; a cell that cites none is one by its own words."""
    found: list[Cited] = []
    for measure in measures:
        raw = measure.printed(column)
        if raw and not is_nothing(raw):
            whole = (0, len(raw))
            for citation in citations(raw) or [Citation(raw, None, whole, whole)]:
                item = Cited(measure.id, raw, citation)
                at = next((k for k, known in enumerate(found) if is_same_document(citation, known.citation)), None)
                if at is None:
                    found.append(item)
                elif _is_full(citation) and not _is_full(found[at].citation):
                    found[at] = item
    return found


def _is_full(citation: Citation) -> bool:
    """Whether title and number are printed."""
    return bool(citation.title and citation.number)


def basis_changes(left: Sequence[Measure], right: Sequence[Measure], _: Pairing) -> Iterator[Change]:
    """Documents added and removed, given another title, or exchanged for another edition."""
    one, other = cited(left), cited(right)
    mates = _mates(one, other)
    keys = [f"+{at}" if mates[at] is None else str(mates[at]) for at in range(len(other))]
    before = {str(at): _words(item) for at, item in enumerate(one)}
    after = {key: _words(item, one, mates[at]) for at, (key, item) in enumerate(zip(keys, other, strict=True))}
    empty = [Printed(side[0].id, (0, 0), "") for side in (left, right)]
    for fact in facts(before, after):
        own = one[int(fact.key)] if fact.before else None
        new = other[keys.index(fact.key)] if fact.after else None
        if own and new:
            yield _exchanged(own, new)
        elif own:
            yield make_change("basis-document-removed", BASIS, [(own.printed(own.citation.span), empty[1])])
        elif new:
            yield make_change("basis-document-added", BASIS, [(empty[0], new.printed(new.citation.span))])


def _mates(one: Sequence[Cited], other: Sequence[Cited]) -> list[int | None]:
    """For each right document the left one that it is, else the one that it is another edition of."""
    mates: list[int | None] = [None] * len(other)
    for is_mate in (is_same_document, is_retargeted):
        for at, item in enumerate(one):
            if at not in mates:
                free = (k for k, mate in enumerate(mates) if mate is None)
                found = next((k for k in free if is_mate(item.citation, other[k].citation)), None)
                if found is not None:
                    mates[found] = at
    return mates


def _words(item: Cited, others: Sequence[Cited] = (), mate: int | None = None) -> str:
    """What tells a document from others; a title or number that one side leaves out is as on the other."""
    citation = item.citation
    if mate is not None:
        base = others[mate].citation
        if is_same_document(base, citation) and not is_renamed(base, citation):
            citation = base
    number = citation.number
    return " ".join((bare(citation.title), *(map(str, number.key) if number else ())))


def _exchanged(one: Cited, other: Cited) -> Change:
    """The titles where they alone differ, the numbers where they do, else the whole citations."""
    before, after = one.citation, other.citation
    if is_renamed(before, after):
        return make_change("basis-renamed", BASIS, [(one.printed(before.title_span), other.printed(after.title_span))])
    spans = before.span, after.span
    if before.number and after.number and bare(before.title) == bare(after.title):
        spans = before.number.span, after.number.span
    return make_change("basis-retargeted", BASIS, [(one.printed(spans[0]), other.printed(spans[1]))])
