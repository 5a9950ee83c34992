"""A lifecycle on a terminal: the sums of each round, the table, and the texts behind its cells."""

from collections.abc import Iterable, Iterator, Mapping

from policydiff.model.lifecycle import GONE, PRESENT, RETURNED, Cell, Lifecycle, Passage, Row
from policydiff.report.terminal.lines import fit, plain, width, wrap
from policydiff.report.view import SAME, Segment
from policydiff.report.wording import Words, words


def lifecycle_as_text(found: Lifecycle, language: str, *, columns: int = 100) -> str:
    """The lifecycle for a terminal of `columns`."""
    return "\n".join(_Page(words(language), max(40, columns)).lines(found)) + "\n"


class _Page:
    def __init__(self, say: Words, columns: int) -> None:
        self._say = say
        self._columns = columns

    def lines(self, found: Lifecycle) -> Iterator[str]:
        """The lines of the page, top to bottom."""
        say = self._say
        names = say("comparison.arrow").join(one.id for one in found.rounds)
        yield from self._wrapped(say("lifecycle.head", documents=names))
        for one in found.rounds:
            yield from self._wrapped(say("lifecycle.round", id=one.id, title=one.title), 2)
            present = self._counts({status: one.statuses.get(status, 0) for status in PRESENT})
            gone = self._counts({status: one.statuses.get(status, 0) for status in GONE})
            values = {"measures": one.measures, "lines": one.present, "parts": present or "0"}
            key = "lifecycle.sum-gone" if one.gone else "lifecycle.sum"
            yield from self._wrapped(say(key, gone=one.gone, gone_parts=gone, **values), 4)
        yield ""
        yield from self._wrapped(say(f"lifecycle.by.{found.by}"))
        for row in found.rows:
            yield from self._row(row.name or say("lifecycle.none"), row)
        yield from self._row(say("lifecycle.total"), found.total)
        yield ""
        yield from self._wrapped(say("lifecycle.texts"))
        for row in found.rows:
            yield from self._texts(row, found)

    def _row(self, name: str, row: Row) -> Iterator[str]:
        yield from self._wrapped(name, 2)
        size = max(width(cell.snapshot) for cell in row.cells)
        for cell in row.cells:
            if cell.counts:
                lead = cell.snapshot + " " * (size - width(cell.snapshot))
                yield from self._wrapped(f"{lead}  {self._counts(cell.counts)}", 4)

    def _texts(self, row: Row, found: Lifecycle) -> Iterator[str]:
        """The measures behind the cells of a row, with the beginning of their lines."""
        say = self._say
        yield from self._wrapped(row.name or say("lifecycle.none"), 2)
        names = {passage_key(one): line.name for line in found.lines for one in line.passages}
        for cell in row.cells:
            for status, passages in self._behind(cell, row.name, found).items():
                heading = say("lifecycle.cell", status=say(f"lifecycle.status.{status}"), count=len(passages))
                yield from self._wrapped(f"{cell.snapshot}  {heading}", 4)
                for one in passages:
                    lead = f"      {plain(self._path(one))}  "
                    yield lead + fit(names[passage_key(one)], max(20, self._columns - width(lead)))
                    yield from self._effects(one)

    def _behind(self, cell: Cell, name: str | None, found: Lifecycle) -> dict[str, list[Passage]]:
        here = [
            one
            for line in found.lines
            for one in line.passages
            if one.snapshot == cell.snapshot
            and (name in one.rows[found.by] or (name is None and not one.rows[found.by]))
        ]
        return {status: [one for one in here if one.status == status] for status in cell.counts}

    def _path(self, one: Passage) -> str:
        """Where a line came from and where it went, by the names of its measures."""
        say = self._say
        ends = [side for side in (one.since, one.refs or one.into) if side]
        return say("comparison.arrow").join(say("plus").join(side) for side in ends)

    def _effects(self, one: Passage) -> Iterator[str]:
        """All that was done to a line, where its status alone does not say it."""
        said = []
        for name in one.effects:
            ways = {"widened": one.widened, "narrowed": one.narrowed}.get(name, ())
            text = self._say(f"lifecycle.status.{name}")
            if ways:
                ways_said = self._say("list-and").join(self._say(f"lifecycle.in.{way}") for way in ways)
                text = self._say("lifecycle.way", status=text, ways=ways_said)
            said.append(text)
        if said and (len(said) > 1 or one.widened or one.narrowed or one.status == RETURNED):
            yield from self._wrapped(self._say("list-and").join(said), 8)

    def _counts(self, counts: Mapping[str, int]) -> str:
        parts = [
            self._say("lifecycle.part", status=self._say(f"lifecycle.status.{status}"), count=count)
            for status, count in counts.items()
            if count
        ]
        return self._say("plus").join(parts)

    def _wrapped(self, text: str, indent: int = 0) -> Iterable[str]:
        shown = wrap([Segment(text, SAME)], max(20, self._columns - indent), colour=False)
        return (" " * indent + line for line in shown)


def passage_key(one: Passage) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What tells a passage from all others."""
    return one.snapshot, one.refs, one.since
