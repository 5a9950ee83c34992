"""A lifecycle as a page: the rounds with their sums, the table, and each line of measures as a timeline."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policydiff.changes.catalogue import KINDS, SEVERITIES
from policydiff.model.document import Snapshot
from policydiff.model.lifecycle import GONE, PRESENT, STATUSES, Cell, Lifecycle, Line, Passage, RoundTotals, Row
from policydiff.report.dossier.glossary import terms_of
from policydiff.report.timeline.flow import flows
from policydiff.report.timeline.lineages import balance
from policydiff.report.timeline.lines import Lines, effects_of, numbers_of, path_of
from policydiff.report.timeline.parts import (
    Balance,
    Count,
    Pointer,
    RoundCell,
    RoundCount,
    RoundRow,
    Rounds,
    RoundText,
    Terms,
)
from policydiff.report.timeline.texts import Texts
from policydiff.report.wording import Words, words


def rounds_of(found: Lifecycle, snapshots: Sequence[Snapshot], language: str) -> Rounds:
    """A lifecycle over rounds, which are among the snapshots, as a page."""
    say = words(language)
    known = {snapshot.id: snapshot for snapshot in snapshots}
    texts = Texts([known[one.id] for one in found.rounds], say, language)
    lines = Lines(found, texts, say)
    table = _Table(found, say)
    names = say("comparison.arrow").join(one.id for one in found.rounds)
    return Rounds(
        language=language,
        title=say("lifecycle.head", documents=names),
        headline=_headline(found, say),
        rounds=tuple(_round(one, texts, say) for one in found.rounds),
        table_title=say(f"lifecycle.by.{found.by}"),
        rows_name=say(f"timeline.row.{found.by}"),
        rows=tuple(table.row(row, at) for at, row in enumerate(found.rows)),
        total=table.total(),
        figures=tuple(flows(found, say)),
        statuses=tuple(_statuses(found, say)),
        lines_title=say("timeline.lines", count=len(found.lines)),
        lines=tuple(lines.all()),
        glossary=tuple(_glossary(say)),
        method=tuple(say(f"timeline.method.{part}") for part in ("lines", "rows", "marks")),
        found=found,
    )


def _headline(found: Lifecycle, say: Words) -> str:
    """How many lines there are, and how many are in all rounds, and in the last."""
    through = sum(
        {one.snapshot for one in line.passages if one.refs} == {one.id for one in found.rounds} for line in found.lines
    )
    last = found.rounds[-1]
    values = {"lines": len(found.lines), "through": through, "last": last.id, "present": last.present}
    return say("timeline.lifecycle.headline", rounds=len(found.rounds), **values)


def _round(one: RoundTotals, texts: Texts, say: Words) -> RoundText:
    told = say("timeline.round.measures", measures=one.measures, lines=one.present)
    return RoundText(document=texts.document(one.id, told), balances=tuple(_balances(one, say)))


def _balances(one: RoundTotals, say: Words) -> Iterator[Balance]:
    """The lines of a round, and those that are gone in it, by status."""
    for facet, statuses, count in (("present", PRESENT, one.present), ("gone", GONE, one.gone)):
        parts = tuple(_count(status, one.statuses.get(status, 0), say) for status in statuses)
        if count:
            total = Count(name=say(f"timeline.round.{facet}"), count=count, facet=facet, value=one.id)
            yield balance(total, parts, "lines", say)


def _count(status: str, count: int, say: Words) -> Count:
    return Count(name=say(f"lifecycle.status.{status}"), count=count, facet="status", value=status)


def _statuses(found: Lifecycle, say: Words) -> Iterator[Count]:
    """How many lines ever have a status."""
    counted = Counter(status for line in found.lines for status in {one.status for one in line.passages})
    yield from (_count(status, counted[status], say) for status in STATUSES if counted[status])


class _Table:
    """The table of rows and rounds, with the lines behind each number."""

    def __init__(self, found: Lifecycle, say: Words) -> None:
        self._found, self._say = found, say
        self._behind: dict[tuple[str, str, str | None], list[tuple[int, Line, Passage]]] = {}
        self._all: dict[tuple[str, str], list[tuple[int, Line, Passage]]] = {}
        for at, line in enumerate(found.lines):
            for one in line.passages:
                self._all.setdefault((one.snapshot, one.status), []).append((at, line, one))
                for name in one.rows[found.by] or (None,):
                    self._behind.setdefault((one.snapshot, one.status, name), []).append((at, line, one))

    def row(self, row: Row, place: int) -> RoundRow:
        """A section or a body."""
        name = row.name or self._say(f"timeline.none.{self._found.by}")
        return RoundRow(name=name, cells=tuple(self._cell(cell, row.name, name, str(place + 1)) for cell in row.cells))

    def total(self) -> RoundRow:
        """All lines, each once."""
        name, found = self._say("lifecycle.total"), self._found
        if len(found.rows) == 1:
            return replace(self.row(found.rows[0], 0), name=name, is_listed=False)
        return RoundRow(name=name, cells=tuple(self._cell(cell, None, name, "all") for cell in found.total.cells))

    def _cell(self, cell: Cell, row: str | None, name: str, place: str) -> RoundCell:
        say, counts = self._say, []
        for status, number in cell.counts.items():
            key = cell.snapshot, status
            behind = self._all[key] if place == "all" else self._behind[*key, row]
            count = _count(status, number, say)
            shown = say("lifecycle.cell", status=count.name, count=number)
            counts.append(
                RoundCount(
                    count=count,
                    text=say("lifecycle.part", status=count.name, count=number),
                    anchor=f"cell-{place}-{cell.snapshot}-{status}",
                    title=say("timeline.cell", row=name, round=cell.snapshot, status=shown),
                    numbers=say("list-and").join(numbers_of(one) for _, _, one in behind),
                    lines=tuple(self._pointer(at, line, one) for at, line, one in behind),
                )
            )
        return RoundCell(snapshot=cell.snapshot, counts=tuple(counts))

    def _pointer(self, at: int, line: Line, one: Passage) -> Pointer:
        told = [line.name, *filter(None, [effects_of(one, self._say)])]
        return Pointer(
            name=path_of(one, self._say), anchor=f"line-{at + 1}", words=self._say("timeline.dash").join(told)
        )


def _glossary(say: Words) -> Iterator[Terms]:
    yield terms_of("lifecycle.status", STATUSES, say)
    yield terms_of("kind", KINDS, say)
    yield terms_of("severity", tuple(reversed(SEVERITIES)), say)
