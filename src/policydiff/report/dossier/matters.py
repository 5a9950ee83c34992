"""What matters most to the right document's place: a short list, with the reason and the words of each.

The order is by what a reader has to act on: measures left out although they name the place; then losses inside links
(narrowed, softened), those that name the place before all others, then by how many characters of substance changed;
then those left out although they apply to all; then what was taken up although it is given to others; then what was
widened or added; then the right side's own. Of each a few are shown, so that no group hides another; links with
the very same changes are told as one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from policydiff.changes.catalogue import FORMAL_KINDS, RESPONSIBILITY
from policydiff.model.comparison import (
    ABSENT,
    APPLICABILITIES,
    CHANGED_OTHERWISE,
    ELSEWHERE,
    NAMED,
    NARROWED,
    SOFTENED,
    WIDENED,
)
from policydiff.model.document import TEXT_FIELDS
from policydiff.report.dossier.parts import Alone, Applies, Highlight, MeasureText, Note, Row
from policydiff.report.wording import Words

_NAMED, _LOSSES, _ABSENT, _ELSEWHERE, _GAINS, _OWN = 3, 4, 3, 4, 3, 3
"""So many of each group are shown."""
_TITLE = 28
"""Characters of a measure that stand for it in a title."""
_REASONS = 3
_CELL = 300
"""Characters of a cell that are shown here; the tables have all."""

_Signature = frozenset[tuple[str, str, str, str]]


class Highlights:
    """Picks and words what matters most."""

    def __init__(self, names: tuple[str, str], say: Words, *, of_one_document: bool = False) -> None:
        """Of two documents, or editions of one, that are called by these `names`."""
        self._names = names
        self._say = say
        self._of_one_document = of_one_document
        self._same = ".same" if of_one_document else ""

    def pick(
        self, rows: Sequence[tuple[Row, int]], left_out: Sequence[Alone], own: Sequence[Alone]
    ) -> Iterator[Highlight]:
        """The list, of links with their weight (characters changed in substance) and of measures alone."""
        elsewhere = [row for row, _ in rows if _is_given_elsewhere(row)]
        heaviest = [row for row, weight in sorted(rows, key=lambda one: -one[1]) if weight and row not in elsewhere]
        absent = [one for one in left_out if one.uptake in (ABSENT, None)]
        named = [one for one in absent if _is_named(one)]
        general = sorted((one for one in absent if not _is_named(one)), key=_clearest)
        losses = sorted((row for row in heaviest if _is_in(row, NARROWED, SOFTENED)), key=_for_whom)
        gains = [row for row in heaviest if _is_in(row, WIDENED, CHANGED_OTHERWISE)]
        told = {row.key for row in (*losses, *gains)}
        others = [row for row in heaviest if row.key not in told]
        yield from (self._left_out(one) for one in named[:_NAMED])
        yield from self._links(losses, _LOSSES)
        yield from (self._left_out(one) for one in general[:_ABSENT])
        yield from (self._link(row) for row in elsewhere[:_ELSEWHERE])
        yield from self._links([*gains, *others], _GAINS)
        yield from (self._own(one) for one in sorted(own, key=_clearest)[:_OWN])

    def _links(self, rows: Sequence[Row], count: int) -> Iterator[Highlight]:
        """The first of these rows, those with the very same changes as one."""
        alike: dict[_Signature, list[Row]] = {}
        for row in rows:
            alike.setdefault(_signature(row), []).append(row)
        yield from (self._link(first, others) for first, *others in islice(alike.values(), count))

    def _link(self, row: Row, alike: Sequence[Row] = ()) -> Highlight:
        say = self._say
        substance = [note for note in row.notes if _is_substance(note)]
        became = say(f"matters.became{self._same}", effects=row.effects) if row.effects else row.standing_name
        reasons = [became, *(note.text for note in substance[:_REASONS])]
        if alike:
            reasons.append(say("matters.alike", rows=say("list-and").join(_arrow(one.key) for one in alike)))
        if _is_given_elsewhere(row):
            grounds = dict.fromkeys(one.applies.ground for one in row.became if one.applies)
            ground = say("list-and").join(grounds)
            reasons.insert(0, say("matters.elsewhere", document=self._names[1], ground=ground))
            reasons.extend(self._remarks(row.right))
        elif applies := _closest(row):
            reasons.append(say("matters.applies", name=applies.name, ground=applies.ground))
        left, right = self._names
        evidence = [self._quoted(left, one) for one in row.left] + [self._quoted(right, one) for one in row.right]
        if not self._of_one_document:
            evidence += self._duties(left, row.left) + self._duties(right, row.right)
        numbers = tuple("+".join(one.id for one in side) for side in (row.left, row.right))
        which = _arrow(row.key)
        if not self._of_one_document:
            told = (
                say("matters.which", document=name, number=ids) for name, ids in zip(self._names, numbers, strict=True)
            )
            which = " → ".join(told)
        title = say("matters.title", which=which, words=_head(row.left[0]))
        return self._highlight(title, reasons, evidence, row.key, row.left[0])

    def _left_out(self, one: Alone) -> Highlight:
        say = self._say
        key = "matters.left-out" if one.applies else "matters.dropped"
        reasons = [say(key, document=self._names[1])]
        if one.applies:
            reasons.append(say("matters.applies", name=one.applies.name, ground=one.applies.ground))
        return self._alone(self._names[0], one, reasons)

    def _own(self, one: Alone) -> Highlight:
        told = self._say(f"matters.own{self._same}", document=self._names[1], other=self._names[0])
        return self._alone(self._names[1], one, [told, *self._remarks([one.measure])])

    def _alone(self, name: str, one: Alone, reasons: Sequence[str]) -> Highlight:
        say, measure = self._say, one.measure
        evidence = [self._quoted(name, measure), *self._duties(name, [measure]), self._nearest(one)]
        number = measure.id if self._of_one_document else say("matters.which", document=name, number=measure.id)
        title = say("matters.title", which=number, words=_head(measure))
        return self._highlight(title, reasons, evidence, one.key, measure)

    def _highlight(
        self, title: str, reasons: Sequence[str], evidence: Sequence[str], target: str, measure: MeasureText
    ) -> Highlight:
        why = self._say("matters.end", reasons=self._say("matters.and").join(reasons))
        return Highlight(title=title, why=why, evidence=tuple(evidence), target=target, anchor=measure.anchor)

    def _quoted(self, name: str, measure: MeasureText) -> str:
        return self._say("matters.quoted", document=name, number=measure.id, text=measure.text.replace("\n", " "))

    def _duties(self, name: str, measures: Iterable[MeasureText]) -> list[str]:
        """Whom a document makes responsible, each cell once."""
        facts = (fact for measure in measures for fact in measure.columns if fact.code == RESPONSIBILITY)
        cells = ((fact.name, _cut(fact.value, _CELL)) for fact in facts)
        told = (self._say("matters.duty", document=name, column=column, value=value) for column, value in cells)
        return list(dict.fromkeys(told))

    def _remarks(self, measures: Iterable[MeasureText]) -> Iterator[str]:
        """What a document remarks on its own measures: that others are to agree, that nobody has it yet."""
        facts = (fact for measure in measures for fact in measure.columns if fact.code == "remark")
        yield from dict.fromkeys(self._say("fact", name=fact.name, value=_cut(fact.value, _CELL)) for fact in facts)

    def _nearest(self, one: Alone) -> str:
        if one.nearest and one.has_near:
            return self._say("matters.nearest", near=one.nearest.text)
        return self._say("matters.nothing-near")


def _signature(row: Row) -> _Signature:
    """What changed in substance, word by word; a link in which nothing did is like no other."""
    changes = [note.change for note in row.notes if _is_substance(note)]
    found = frozenset((change.kind, change.direction, change.before, change.after) for change in changes)
    return found or frozenset([(row.key, "", "", "")])


def _is_named(one: Alone) -> bool:
    return one.applies is not None and one.applies.code == NAMED


def _is_in(row: Row, *uptakes: str) -> bool:
    return any(became.uptake in uptakes for became in row.became)


def _is_given_elsewhere(row: Row) -> bool:
    """Whether nothing of what was taken up was meant for the place."""
    applies = [became.applies for became in row.became]
    return bool(applies) and all(one and one.code in ELSEWHERE for one in applies)


def _closest(row: Row) -> Applies | None:
    """Of several measures the one that is meant for the place most: what names it before what is for all."""
    applies = [became.applies for became in row.became if became.applies]
    return min(applies, key=lambda one: APPLICABILITIES.index(one.code), default=None)


def _for_whom(row: Row) -> int:
    """What names the place first, what was never meant for it last."""
    applies = _closest(row)
    return APPLICABILITIES.index(applies.code) if applies else 0


def _is_substance(note: Note) -> bool:
    return note.change.field in TEXT_FIELDS and note.change.kind not in FORMAL_KINDS


def _clearest(one: Alone) -> tuple[int, bool, int]:
    """Those first that are for all, then those that belong to nothing of the other side; then the longest."""
    return (APPLICABILITIES.index(one.applies.code) if one.applies else 0, one.is_doubtful, -len(one.measure.text))


def _head(measure: MeasureText) -> str:
    return _cut(measure.text.partition("\n")[0], _TITLE)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"


def _arrow(key: str) -> str:
    return key.replace("→", " → ")
