"""What matters most to the right document's place: a short list, with the reason and the words of each.

The order is by what a reader has to act on: measures left out although they name the place; then losses inside links
(narrowed, softened), those that name the place before all others, then by how many characters of substance changed;
then those left out although they apply to all; then what was widened or added; then the right side's own. Of each a few
are shown, so that no group hides another.
"""

from collections.abc import Iterator, Sequence

from policydiff.changes.catalogue import FORMAL_KINDS
from policydiff.model.comparison import ABSENT, APPLICABILITIES, CHANGED_OTHERWISE, NAMED, NARROWED, SOFTENED, WIDENED
from policydiff.model.document import TEXT_FIELDS
from policydiff.report.dossier.parts import Alone, Highlight, MeasureText, Note, Row
from policydiff.report.wording import Words

_NAMED, _LOSSES, _ABSENT, _GAINS, _OWN = 3, 4, 3, 3, 2
"""So many of each group are shown."""
_TITLE = 28
"""Characters of a measure that stand for it in a title."""
_REASONS = 3


class Highlights:
    """Picks and words what matters most."""

    def __init__(self, names: tuple[str, str], say: Words, *, of_one_document: bool = False) -> None:
        """Of two documents, or editions of one, that are called by these `names`."""
        self._names = names
        self._say = say
        self._same = ".same" if of_one_document else ""

    def pick(
        self, rows: Sequence[tuple[Row, int]], left_out: Sequence[Alone], own: Sequence[Alone]
    ) -> Iterator[Highlight]:
        """The list, of links with their weight (characters changed in substance) and of measures alone."""
        heaviest = [row for row, weight in sorted(rows, key=lambda one: -one[1]) if weight]
        absent = [one for one in left_out if one.uptake in (ABSENT, None)]
        named = [one for one in absent if _is_named(one)]
        general = sorted((one for one in absent if not _is_named(one)), key=_distance)
        losses = sorted((row for row in heaviest if _is_in(row, NARROWED, SOFTENED)), key=_for_whom)
        gains = [row for row in heaviest if _is_in(row, WIDENED, CHANGED_OTHERWISE)]
        told = {row.key for row in (*losses, *gains)}
        others = [row for row in heaviest if row.key not in told]
        yield from (self._left_out(one) for one in named[:_NAMED])
        yield from (self._link(row) for row in losses[:_LOSSES])
        yield from (self._left_out(one) for one in general[:_ABSENT])
        yield from (self._link(row) for row in (*gains, *others)[:_GAINS])
        yield from (self._own(one) for one in sorted(own, key=_distance)[:_OWN])

    def _link(self, row: Row) -> Highlight:
        say = self._say
        substance = [note for note in row.notes if _is_substance(note)]
        became = say(f"matters.became{self._same}", effects=row.effects) if row.effects else row.standing_name
        reasons = [became, *(note.text for note in substance[:_REASONS])]
        applies = next((became.applies for became in row.became if became.applies), None)
        if applies:
            reasons.append(say("matters.applies", name=applies.name, ground=applies.ground))
        left, right = self._names
        evidence = [self._quoted(left, one) for one in row.left] + [self._quoted(right, one) for one in row.right]
        title = say("matters.title", which=_arrow(row.key), words=_head(row.left[0]))
        return self._highlight(title, reasons, evidence, row.key, row.left[0])

    def _left_out(self, one: Alone) -> Highlight:
        say = self._say
        key = "matters.left-out" if one.applies else "matters.dropped"
        reasons = [say(key, document=self._names[1])]
        if one.applies:
            reasons.append(say("matters.applies", name=one.applies.name, ground=one.applies.ground))
        evidence = [self._quoted(self._names[0], one.measure), self._nearest(one)]
        title = say("matters.title", which=one.measure.id, words=_head(one.measure))
        return self._highlight(title, reasons, evidence, one.key, one.measure)

    def _own(self, one: Alone) -> Highlight:
        evidence = [self._quoted(self._names[1], one.measure), self._nearest(one)]
        title = self._say("matters.title", which=one.measure.id, words=_head(one.measure))
        reasons = [self._say(f"matters.own{self._same}", document=self._names[1], other=self._names[0])]
        return self._highlight(title, reasons, evidence, one.key, one.measure)

    def _highlight(
        self, title: str, reasons: Sequence[str], evidence: Sequence[str], target: str, measure: MeasureText
    ) -> Highlight:
        why = self._say("matters.end", reasons=self._say("matters.and").join(reasons))
        return Highlight(title=title, why=why, evidence=tuple(evidence), target=target, anchor=measure.anchor)

    def _quoted(self, name: str, measure: MeasureText) -> str:
        return self._say("matters.quoted", document=name, number=measure.id, text=measure.text.replace("\n", " "))

    def _nearest(self, one: Alone) -> str:
        return self._say("matters.nearest", near=one.nearest.text) if one.nearest else self._say("matters.nothing-near")


def _is_named(one: Alone) -> bool:
    return one.applies is not None and one.applies.code == NAMED


def _is_in(row: Row, *uptakes: str) -> bool:
    return any(became.uptake in uptakes for became in row.became)


def _for_whom(row: Row) -> int:
    """What names the place first, what was never meant for it last."""
    codes = [became.applies.code for became in row.became if became.applies]
    return min(map(APPLICABILITIES.index, codes), default=0)


def _is_substance(note: Note) -> bool:
    return note.change.field in TEXT_FIELDS and note.change.kind not in FORMAL_KINDS


def _distance(one: Alone) -> tuple[float, int]:
    """The clearest first: nothing of the other side comes near; then the longest."""
    return (one.nearest.confidence if one.nearest else 0.0, -len(one.measure.text))


def _head(measure: MeasureText) -> str:
    text = measure.text.partition("\n")[0]
    return text if len(text) <= _TITLE else f"{text[:_TITLE]}…"


def _arrow(key: str) -> str:
    return key.replace("→", " → ")
