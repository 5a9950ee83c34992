"""What became of one snapshot, in words."""

from collections.abc import Iterator, Sequence

from policydiff.compare.editions.period import (
    ADDED,
    CORRECTION,
    REMOVED,
    RENAMED,
    UNREADABLE,
    CorrectionChange,
    NewPair,
    SnapshotChange,
)
from policydiff.model.correction import DOCUMENT, MEASURE, SECTION, Correction
from policydiff.model.document import Snapshot
from policydiff.model.step import CellChange, Transition
from policydiff.report.dossier import dossier_of
from policydiff.report.dossier.parts import Field
from policydiff.report.marks import marked
from policydiff.report.period.measures import LegText, policy_lead
from policydiff.report.period.parts import Block, Entry, Row
from policydiff.report.view import view_of
from policydiff.report.wording import Words, day


class SnapshotTexts:
    """Makes the entries of snapshots; `since` is the revision under which what was removed is found."""

    def __init__(self, since: str, say: Words, language: str) -> None:
        self._since = since
        self._say = say
        self._language = language

    def entry(self, change: SnapshotChange) -> Entry:
        """What became of a snapshot."""
        say = self._say
        code = change.nature or change.status
        lead, lines, blocks = self._told(change)
        shown = change.after or change.before
        labels = [say("period.label.former", former=change.former)] if change.former else []
        labels += [say("period.label.unsaved")] if change.is_unsaved else []
        faults = [say("period.fault", message=fault) for fault in change.faults]
        return Entry(
            key=change.id,
            code=code,
            code_name=say(f"period.code.{code}"),
            title=shown.title if shown else "",
            labels=tuple(labels),
            lead=lead,
            lines=(*faults, *lines),
            blocks=(*blocks, *self._corrections(change)),
        )

    def _told(self, change: SnapshotChange) -> tuple[str, list[str], list[Block]]:
        """The sentence, the lines and the blocks of a snapshot, but for its corrections."""
        say, status = self._say, change.status
        if change.nature == UNREADABLE or (change.after or change.before) is None:
            return say("period.lead.unreadable"), [], []
        if status == ADDED and change.after:
            pairs = [(self._pair_lines(one), self._pair_block(one, change.after)) for one in change.pairs]
            lines = [line for told, _ in pairs for line in told]
            return self._known("added", change.after), lines, [block for _, block in pairs if block]
        if status == REMOVED and change.before:
            lines = [say("period.removed-kept", id=change.before.id, since=self._since)]
            return self._known("removed", change.before), lines, []
        if status == RENAMED:
            return say("period.lead.renamed", former=change.former or "", id=change.id), [], []
        return self._legs(change)

    def _known(self, key: str, snapshot: Snapshot) -> str:
        """What is known of a document, in one sentence."""
        say = self._say
        known = [
            snapshot.document_number,
            say("period.issued", day=day(snapshot.issued, self._language)) if snapshot.issued else None,
            say("period.round", series=snapshot.series, round=snapshot.round) if snapshot.round else snapshot.series,
            say("period.of-measures", count=len(snapshot.measures)),
        ]
        return say(f"period.lead.{key}", known=say("period.known-join").join(filter(None, known)))

    def _legs(self, change: SnapshotChange) -> tuple[str, list[str], list[Block]]:
        """What the policy, the reader and the corrections did, each by itself."""
        say = self._say
        texts = [LegText(leg, say, self._language) for leg in change.legs]
        if not texts:
            return say("period.lead.corrections", count=len(change.corrections)), [], []

        def is_told(cell: CellChange, row: Transition | None) -> bool:
            return any(_is_on(one.after or one.before, cell, row) for one in change.corrections)

        if len(texts) == 1:
            return texts[0].lead(), list(texts[0].lines()), list(texts[0].blocks(is_told=is_told))
        leads = [text.lead() for text in texts]
        blocks: list[Block] = []
        for number, (leg, text, lead) in enumerate(zip(change.legs, texts, leads, strict=True), 1):
            title = say("period.leg", number=number, kind=say(f"commit-kind.{leg.kind}"), lead=lead)
            blocks.append(Block(code=f"leg-{leg.kind}", title=title, lines=tuple(text.lines())))
            blocks += text.blocks(2, is_told if leg.kind == CORRECTION else None)
        policy = [text for text in texts if text.is_policy]
        first = next(
            (lead for leg, lead in zip(change.legs, leads, strict=True) if leg.kind == change.nature), leads[0]
        )
        first = policy_lead(policy, say) if policy else first
        others = [say(f"commit-kind.{leg.kind}") for leg in change.legs if leg.kind != change.nature]
        also = say("period.also", kinds=say("list-and").join(dict.fromkeys(others))) if others else ""
        return first + also, [], blocks

    def _pair_lines(self, pair: NewPair) -> Iterator[str]:
        if pair.comparison is None:
            yield self._say("period.not-compared", left=pair.left.id, why=self._say(f"period.why.{pair.why}"))

    def _pair_block(self, pair: NewPair, new: Snapshot) -> Block | None:
        """What the comparison of a new snapshot says above all."""
        if pair.comparison is None:
            return None
        found = dossier_of(view_of(pair.comparison, pair.left, new), pair.left, new, self._language)
        rows = [Row(key=one.target, caption=one.title, notes=(one.why, *one.evidence)) for one in found.highlights]
        title = self._say("period.block.pair", left=pair.left.id, why=self._say(f"period.why.{pair.why}"))
        lines = (found.headline, self._say("period.matters")) if rows else (found.headline,)
        return Block(code="pair", title=title, lines=lines, rows=tuple(rows))

    def _corrections(self, change: SnapshotChange) -> Iterator[Block]:
        if change.corrections:
            title = self._say("period.block.corrections", count=len(change.corrections))
            told = ((one, one.after or one.before) for one in change.corrections)
            rows = tuple(self._correction(one, shown) for one, shown in told if shown)
            yield Block(code="corrections", title=title, rows=rows)

    def _correction(self, change: CorrectionChange, shown: Correction) -> Row:
        """A correction: the cell, what is read and what should be, why, by whom, and by which authority."""
        say = self._say
        state = "made" if change.before is None else "taken-back" if change.after is None else "changed"
        name = shown.measure or shown.section or (str(shown.note) if shown.note else None)
        place = cell_name(shown.kind, name, shown.field, say)
        notes = [say(f"period.correction.{state}", why=shown.why, by=shown.by, when=self._day(shown.when))]
        notes += self._authority(shown)
        fields = [self._field(shown)]
        if state == "changed" and change.before:
            fields.insert(0, self._field(change.before, "period.correction.before"))
        return Row(key=shown.place, caption=place, fields=tuple(fields), notes=tuple(notes))

    def _field(self, one: Correction, name: str = "period.correction.cell") -> Field:
        return Field(code=one.field, name=self._say(name), segments=marked(one.read, one.should))

    def _authority(self, one: Correction) -> Iterator[str]:
        if one.authority:
            parts = (one.authority.title, one.authority.number, one.authority.url)
            yield self._say("period.authority", paper=self._say("list-and").join(filter(None, parts)))

    def _day(self, printed: str) -> str:
        return day(printed, self._language)


def _is_on(correction: Correction | None, cell: CellChange, row: Transition | None) -> bool:
    """Whether a correction tells of a cell that differs."""
    if correction is None or correction.field.replace("_", "-") != cell.field.replace("_", "-"):
        return (
            row is None and correction is not None and correction.kind in (SECTION, "note") and _says(correction, cell)
        )
    if row is None:
        return correction.kind == DOCUMENT
    return correction.kind == MEASURE and correction.measure in (*row.before, *row.after)


def _says(correction: Correction, cell: CellChange) -> bool:
    """Whether a heading or a note differs by just what a correction puts right."""
    before, after = cell.before or "", cell.after or ""
    return before.replace(correction.read or "", correction.should or "", 1) == after != before


def cell_name(kind: str, name: str | None, field: str, say: Words) -> str:
    """A cell in words: which measure, section or note, and which field of it."""
    return say(f"period.place.{kind}", name=name or "", field=say(f"period.cell.{field}"))


def sorted_changes(changes: Sequence[SnapshotChange]) -> Sequence[SnapshotChange]:
    """Snapshots in the order of their ids."""
    return sorted(changes, key=lambda one: one.id)
