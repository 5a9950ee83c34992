"""What became of the measures of a snapshot in one leg of its course: of the policy, or only of how it is read."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from policydiff.compare.editions.pair import Editions
from policydiff.compare.editions.period import CORRECTION, POLICY, Leg
from policydiff.compare.uptake import uptake
from policydiff.model.comparison import (
    CHANGED_OTHERWISE,
    IDENTICAL,
    LOCALISED,
    MERGED,
    NARROWED,
    REGROUPED,
    SOFTENED,
    SPLIT,
    WIDENED,
)
from policydiff.model.document import PRINTED, TEXT_FIELDS, Measure
from policydiff.model.history import Saved
from policydiff.model.step import ADDED, DROPPED, MOVED, CellChange, Transition
from policydiff.report import view as marks
from policydiff.report.dossier.parts import Field
from policydiff.report.dossier.rows import key_of
from policydiff.report.headline import effects, remark, runs
from policydiff.report.marks import marked
from policydiff.report.period.parts import Block, Row
from policydiff.report.sentences import sentence
from policydiff.report.view import CHANGED, LinkView, Segment, link_view, standing_of
from policydiff.report.wording import Words, day

_SHORT = 10
_COMMITS = 5
"""So many commits of a leg are named."""
_EFFECTS = (NARROWED, SOFTENED, WIDENED, CHANGED_OTHERWISE)
_SEVERAL = (SPLIT, MERGED, REGROUPED)
_WORDED = ("title", "heading", "intro", "note")
"""Facts of a document that are words; others, as days, are shown whole."""
Viewed = tuple[Transition, LinkView]
Told = Callable[[CellChange, Transition | None], bool]
"""Whether a cell that differs, of a measure or else of the document, is told elsewhere."""


class LegText:
    """A leg in words."""

    def __init__(self, leg: Leg, say: Words, language: str) -> None:
        self._leg = leg
        self._found: Editions = leg.editions
        self._rows = leg.editions.difference.measures
        self._say = say
        self._language = language

    @property
    def is_policy(self) -> bool:
        """Whether the policy changed; else cells were read otherwise or put right."""
        return self._leg.kind == POLICY

    @cached_property
    def _views(self) -> dict[str, list[Viewed]]:
        """The measures whose words were compared, by what changed in them, what matters most first."""
        found: dict[str, list[Viewed]] = {CHANGED: [], LOCALISED: [], IDENTICAL: []}
        for row in self._rows:
            if (link := row.link) is not None:
                view = link_view(link, self._found.left, self._found.right, uptake(link.left, [link], {}))
                found[standing_of(link)].append((row, view))
        found[CHANGED].sort(key=lambda one: (_effect(one[1]), -one[1].weight))
        return found

    def lead(self) -> str:
        """What became of the measures, in one sentence whose parts are counts."""
        say = self._say
        if self.is_policy:
            return policy_lead([self], say)
        key = "put-right" if self._leg.kind == CORRECTION else "read-again"
        count = self._cells_otherwise
        reader = self._found.right.source.reader
        key = key if count else f"{key}-same"
        return say(f"period.lead.{key}", count=count, reader=f"{reader.name} {reader.version}")

    @property
    def totals(self) -> tuple[int, int]:
        """How many measures there were and are."""
        return len(self._found.left.measures), len(self._found.right.measures)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many measures each thing became of: the old ones, or those that are new."""
        by_effect = dict.fromkeys((*_EFFECTS, "full"), 0)
        for _, view in self._views[CHANGED]:
            for one in view.uptakes:
                by_effect[one.uptake] += 1
        return {
            **{f"uptake-{name}": count for name, count in by_effect.items()},
            "added": len(self._of(ADDED)),
            "dropped": len(self._of(DROPPED)),
            "localised": sum(len(row.before) for row, _ in self._views[LOCALISED]),
            "regrouped": sum(len(row.before) for row, _ in self._views[IDENTICAL] if row.fate in _SEVERAL),
            "otherwise": sum(len(row.before) for row, _ in self._views[IDENTICAL] if row.fate not in _SEVERAL),
            "renumbered": len(self._renumbered),
            "moved": len(self._of(MOVED)),
        }

    @property
    def _cells_otherwise(self) -> int:
        rows = [row for row in self._rows if row.before and row.after]
        alone = sum(not (row.before and row.after) for row in self._rows)
        cells = sum(len(row.cells) + len(row.derived) or len(row.after) * bool(row.relation) for row in rows)
        return cells + alone + len(self._found.difference.document)

    def lines(self) -> Iterator[str]:
        """What else is to be said: what adds up, what only moved, which commits did it."""
        say, leg = self._say, self._leg
        if self.is_policy:
            yield from self._sums()
            if leg.is_mixed:
                yield say("period.mixed")
            elif not self._found.is_same_reader:
                reader = self._found.right.source.reader
                yield say("edition.read-anew", reader=f"{reader.name} {reader.version}")
        if self._renumbered:
            yield say("period.numbers", numbers=say("list-and").join(runs(self._renumbered)))
        if moved := self._of(MOVED):
            yield say("period.sections", numbers=say("list-and").join(row.after[0] for row in moved))
        for field in PRINTED:
            numbers = say("list-and").join(row.after[0] for row in self._rows if field in row.derived)
            if numbers:
                yield say("edition.worked-out", field=say(f"field.{field}"), numbers=numbers)
        for key, findings in (("gone", self._found.findings_gone), ("new", self._found.findings_new)):
            for finding in findings:
                yield say(f"period.finding-{key}", message=remark(finding, say))
        yield commits(leg.saved, say, self._language)

    def _sums(self) -> Iterator[str]:
        """The measures of both editions, as sums; nothing where none is touched."""
        touched = [row for row in self._rows if row.relation is not None]
        old, new = ({name for row in touched for name in getattr(row, side)} for side in ("before", "after"))
        before, after = self.totals
        gone, come = len(self._of(DROPPED)), len(self._of(ADDED))
        kept = before - len(old) - gone
        sums = (
            ("before", before, {"kept": kept, "changed": len(old), "gone": gone}),
            ("after", after, {"kept": kept, "changed": len(new), "come": come}),
        )
        for side, total, parts in sums:
            shown = [self._say(f"period.sum.{name}", count=count) for name, count in parts.items() if count]
            if len(shown) > 1:
                yield self._say(f"period.sum-{side}", total=total, parts=self._say("plus").join(shown))

    def blocks(self, level: int = 1, is_told: Told | None = None) -> Iterator[Block]:
        """The measures and cells, what matters most first; but cells that `is_told` says are told elsewhere."""
        for code, rows, is_minor in self._lists(is_told or (lambda _cell, _row: False)):
            if rows:
                title = self._say(f"period.block.{code}", count=len(rows))
                yield Block(code=code, title=title, rows=tuple(rows), is_minor=is_minor, level=level)

    def _lists(self, is_told: Told) -> Iterator[tuple[str, list[Row], bool]]:
        facts = [self._fact(cell) for cell in self._found.difference.document if not is_told(cell, None)]
        if self.is_policy:
            yield "changed", [self._link(*one) for one in self._views[CHANGED]], False
            yield "dropped", self._alone(DROPPED), False
            yield "added", self._alone(ADDED), False
            yield "document", facts, False
            yield "localised", [self._link(*one) for one in self._views[LOCALISED]], True
            yield "otherwise", [self._link(*one) for one in self._views[IDENTICAL]], True
            return
        yield "cells", [row for one in self._rows if (row := self._reading(one, is_told))], False
        yield "no-longer-read", self._alone(DROPPED), False
        yield "now-read", self._alone(ADDED), False
        yield "document-read", facts, False

    def _link(self, row: Transition, view: LinkView) -> Row:
        """A measure that changed: its texts with marks, the other cells that differ, and each change in words."""
        say = self._say
        what = [say(f"relation.{view.link.relation}")] if row.fate in _SEVERAL else []
        what += filter(None, [effects(view, say)])
        changes = [sentence(change, say, whole=False) for change in view.changes]
        kinds = [say(f"kind.{change.kind}") for change in view.changes]
        notes = [say("period.note", kind=kind, text=text) for kind, text in zip(kinds, changes, strict=True)]
        return Row(
            key=key_of(row.before, row.after),
            caption=self._caption(row, say("list-and").join(what)),
            fields=(*self._texts(row, view), *self._cells(row, shown=view.inline)),
            notes=(*notes, *self._heading(row)),
        )

    def _texts(self, row: Transition, view: LinkView) -> Iterator[Field]:
        """The text with marks: both in one where it is one to one, else one behind the other."""
        if row.fate not in _SEVERAL:
            differing = (one for one in view.inline.items() if any(part.mark != marks.SAME for part in one[1]))
            yield from (self._field(code, code, parts) for code, parts in differing)
            return
        for side, measures in (("before", view.left), ("after", view.right)):
            for measure in measures:
                for code, parts in measure.fields.items():
                    name = self._say(f"period.side.{side}", number=measure.id, field=self._say(f"field.{code}"))
                    yield Field(code=code, name=name, segments=parts)

    def _cells(self, row: Transition, shown: object = ()) -> Iterator[Field]:
        """The cells of a measure that differ, but those shown already."""
        for cell in row.cells:
            if cell.field not in shown:  # type: ignore[operator]
                yield self._field(cell.field, cell.field, marked(cell.before, cell.after))

    def _reading(self, row: Transition, is_told: Told) -> Row | None:
        """A measure of which cells read otherwise; None where they are told elsewhere, or none does."""
        if not (row.before and row.after):
            return None
        cells = [cell for cell in row.cells if not is_told(cell, row)]
        what = ""
        fields = [self._field(cell.field, cell.field, marked(cell.before, cell.after)) for cell in cells]
        if row.fate in _SEVERAL and (link := row.link):
            what = self._say(f"period.reading.{row.fate}")
            fields = list(self._texts(row, link_view(link, self._found.left, self._found.right)))
        if not fields:
            return None
        return Row(
            key=key_of(row.before, row.after),
            caption=self._caption(row, what),
            fields=tuple(fields),
            notes=tuple(self._heading(row)),
        )

    def _alone(self, fate: str) -> list[Row]:
        """The measures of one edition alone, with all that is printed of them."""
        mark, snapshot = (marks.REMOVED, self._found.left) if fate == DROPPED else (marks.ADDED, self._found.right)
        names = {name: row for row in self._of(fate) for name in (*row.before, *row.after)}
        return [self._printed(measure, names[measure.id], mark) for measure in snapshot.measures if measure.id in names]

    def _printed(self, measure: Measure, row: Transition, mark: str) -> Row:
        fields = [
            self._field(field, field, (Segment(text, mark if field in TEXT_FIELDS else marks.SAME),))
            for field in PRINTED
            if (text := measure.printed(field))
        ]
        return Row(key=key_of(row.before, row.after), caption=self._caption(row, ""), fields=tuple(fields))

    def _fact(self, cell: CellChange) -> Row:
        name = self._say(f"fact.{cell.field}")
        both = Segment(cell.before or "", marks.REMOVED), Segment(cell.after or "", marks.ADDED)
        segments = marked(cell.before, cell.after) if cell.field in _WORDED else both
        field = Field(code=cell.field, name="", segments=tuple(one for one in segments if one.text))
        return Row(key=cell.field, caption=name, fields=(field,))

    def _field(self, code: str, name: str, segments: Sequence[Segment]) -> Field:
        return Field(code=code, name=self._say(f"field.{name}"), segments=tuple(segments))

    def _caption(self, row: Transition, what: str) -> str:
        left, right = "+".join(row.before), "+".join(row.after)
        both = left or right if left == right or not (left and right) else f"{left} → {right}"
        return self._say("period.caption", number=both, what=what) if what else self._say("period.number", number=both)

    def _heading(self, row: Transition) -> Iterator[str]:
        if row.heading and row.fate != MOVED:
            before, after = (text or self._say("history.empty") for text in row.heading)
            yield self._say("history.heading-moved", before=before, after=after)

    def _of(self, fate: str) -> list[Transition]:
        return [row for row in self._rows if row.fate == fate]

    @cached_property
    def _renumbered(self) -> list[tuple[str, str]]:
        """The numbers of measures that bear another one and are else as they were."""
        rows = (row for row in self._rows if row.is_renumbered and not row.cells and row.relation is None)
        return [(row.before[0], row.after[0]) for row in rows]


def policy_lead(texts: Sequence[LegText], say: Words) -> str:
    """What the policy did in one or more legs, in one sentence whose parts are counts."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text.counts)
    parts = [say(f"period.part.{name}", count=count) for name, count in counts.items() if count]
    totals = dict.fromkeys((str(texts[0].totals[0]), str(texts[-1].totals[1])))
    what = say("list-and").join(parts) or say("period.part.none")
    key = "period.lead.policy" if len(texts) == 1 else "period.lead.policy-steps"
    return say(key, total=" → ".join(totals), parts=what, steps=len(texts))


def commits(saved: Sequence[Saved], say: Words, language: str) -> str:
    """Which commits did it, the latest last."""
    named = [
        say(
            "period.commit",
            commit=one.commit[:_SHORT],
            day=day(one.day, language) if one.day else "",
            author=one.author,
            subject=one.subject,
        )
        if one.commit
        else say("period.unsaved")
        for one in saved
    ]
    more = len(named) - _COMMITS
    told = say("period.commits-join").join(named[-_COMMITS:])
    return say("period.commits-more", count=more, commits=told) if more > 0 else say("period.commits", commits=told)


def _effect(view: LinkView) -> int:
    """The place of what became of a measure: losses first."""
    found = view.uptakes[0].uptake if view.uptakes else ""
    return _EFFECTS.index(found) if found in _EFFECTS else len(_EFFECTS)
