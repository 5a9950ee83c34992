"""The lifecycle of measures over rounds: lines of measures, and what became of each from round to round."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policydiff.compare.lineage.lineages import Gathering
from policydiff.compare.lineage.where import movement
from policydiff.compare.uptake import PRECEDENCE, effect
from policydiff.model import lifecycle as model
from policydiff.model.comparison import PARTIAL as PARTLY
from policydiff.model.document import Measure, Snapshot, number_key
from policydiff.model.lifecycle import (
    BODY,
    CHANGED,
    DROPPED,
    FIRST,
    GONE,
    IN_PLACE,
    IN_SCOPE,
    MERGED,
    NARROWED,
    PRESENT,
    REPEATED,
    RETURNED,
    SECTION,
    STATUSES,
    WIDENED,
    Cell,
    Lifecycle,
    Passage,
    RoundTotals,
    Row,
)
from policydiff.model.lineage import LineageLink, Node, PairLinks, ref

_NAME = 60


def lifecycle(rounds: Sequence[Snapshot], pairs: Iterable[PairLinks], by: str = SECTION) -> Lifecycle:
    """What became of the measures of the first round, and of those that came later, in the rounds in this order.

    `pairs` are what every two rounds say of each other, the earlier one on the left. Links alone carry a line on: a
    theme does not say that the same policy is repeated.
    """
    lines = _Lines(rounds, [replace(known, themes=()) for known in pairs])
    for at in range(len(rounds)):
        lines.follow(at)
    found = lines.lines()
    rows, total = _table(found, rounds, by)
    return Lifecycle(
        rounds=tuple(_totals(one, found) for one in rounds), by=by, rows=rows, total=total, lines=tuple(found)
    )


@dataclass(slots=True)
class _Line:
    """A line while it is followed: its measures by round, and what became of it."""

    nodes: dict[int, list[Node]] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last round that it had measures in."""
        return max(self.nodes)


class _Lines:
    """The lines of measures over rounds."""

    def __init__(self, rounds: Sequence[Snapshot], pairs: Sequence[PairLinks]) -> None:
        self._rounds = rounds
        self._place = {snapshot.id: at for at, snapshot in enumerate(rounds)}
        self._measures = {(s.id, m.id): m for s in rounds for m in s.measures}
        self._sections = {
            (s.id, section.id): f"{section.label or ''}{section.title or ''}" for s in rounds for section in s.sections
        }
        gathering = Gathering(rounds, pairs, order=rounds)
        self._links = [link for family in gathering.families(gathering.clusters) for link in family.links]
        self._to: dict[Node, list[LineageLink]] = defaultdict(list)
        for link in dict.fromkeys(self._links):
            for node in link.rights:
                self._to[node].append(link)
        self._lines: list[_Line] = []
        self._line_of: dict[Node, _Line] = {}

    def lines(self) -> list[model.Line]:
        """The lines, each with its passages."""
        return [model.Line(name=self._name(line), passages=tuple(line.passages)) for line in self._lines]

    def follow(self, at: int) -> None:
        """Carry the lines on into a round: what its measures continue, what is merged away, what is dropped."""
        snapshot = self._rounds[at]
        nodes = [(snapshot.id, m.id) for m in sorted(snapshot.measures, key=lambda m: number_key(m.id))]
        known = list(self._lines)
        sources = {node: self._sources(node) for node in nodes}
        for node in nodes:
            line = self._line_of[sources[node][0]] if sources[node] else self._begin()
            line.nodes.setdefault(at, []).append(node)
            self._line_of[node] = line
        for line in self._lines[len(known) :]:
            line.passages.append(self._passage(line, at, FIRST, (), ()))
        for line in known:
            if at in line.nodes:
                line.passages.append(self._carried_on(line, at))
            elif line.last == at - 1:
                into = [node for node in nodes if any(self._line_of[one] is line for one in sources[node])]
                since = tuple(map(ref, line.nodes[at - 1]))
                status = MERGED if into else DROPPED
                line.passages.append(self._passage(line, at, status, since, tuple(map(ref, into)), line.nodes[at - 1]))

    def _begin(self) -> _Line:
        line = _Line()
        self._lines.append(line)
        return line

    def _sources(self, node: Node) -> list[Node]:
        """The earlier measures that a measure is linked with: those of the latest round first, then the surest."""
        found = [(link, one) for link in self._to[node] for one in link.lefts]
        found.sort(
            key=lambda row: (
                -self._place[row[1][0]],
                row[0].relation == PARTLY,
                -row[0].confidence,
                number_key(row[1][1]),
            )
        )
        return list(dict.fromkeys(one for _, one in found))

    def _carried_on(self, line: _Line, at: int) -> Passage:
        """The passage of a line that has measures again."""
        before = max(place for place in line.nodes if place < at)
        lefts, rights = line.nodes[before], line.nodes[at]
        links = [
            link
            for link in dict.fromkeys(link for node in rights for link in self._to[node])
            if set(link.lefts) & set(lefts)
        ]
        changes = tuple(
            change
            for link in links
            for change in link.changes
            if _of(link.left_snapshot, change.left, lefts) and _of(link.right_snapshot, change.right, rights)
        )
        effects = {done for change in changes if (done := effect(change))}
        effects |= {CHANGED} if any(link.relation == PARTLY for link in links) else set()
        widened = (IN_SCOPE,) if WIDENED in effects else ()
        narrowed = (IN_SCOPE,) if NARROWED in effects else ()
        moved = {
            movement(self._of(one), self._of(other)) for link in links for one in link.lefts for other in link.rights
        }
        if WIDENED in moved:
            effects, widened = effects | {WIDENED}, (IN_PLACE, *widened)
        if NARROWED in moved:
            effects, narrowed = effects | {NARROWED}, (IN_PLACE, *narrowed)
        said = tuple(one for one in PRECEDENCE if one in effects) or (REPEATED,)
        status = RETURNED if before < at - 1 else said[0]
        found = self._passage(line, at, status, tuple(map(ref, lefts)), ())
        sure = min((link.confidence for link in links), default=None)
        return replace(found, effects=said, widened=widened, narrowed=narrowed, confidence=sure, changes=changes)

    def _of(self, node: Node) -> tuple[Snapshot, Measure]:
        return self._rounds[self._place[node[0]]], self._measures[node]

    def _passage(
        self,
        line: _Line,
        at: int,
        status: str,
        since: tuple[str, ...],
        into: tuple[str, ...],
        stands_for: Sequence[Node] = (),
    ) -> Passage:
        nodes = line.nodes.get(at, [])
        return Passage(
            snapshot=self._rounds[at].id,
            status=status,
            refs=tuple(map(ref, nodes)),
            since=since,
            into=into,
            rows=self._rows(nodes or stands_for),
        )

    def _rows(self, nodes: Sequence[Node]) -> dict[str, tuple[str, ...]]:
        """The section of the first measure, and the responsible bodies of all."""
        first = self._measures[nodes[0]]
        section = self._sections.get((nodes[0][0], first.section or ""), "")
        bodies = [
            party.name for node in nodes if (cell := self._measures[node].responsibility) for party in cell.bodies
        ]
        return {SECTION: (section,) if section else (), BODY: tuple(dict.fromkeys(bodies))}

    def _name(self, line: _Line) -> str:
        first = self._measures[line.nodes[min(line.nodes)][0]]
        return (first.title or first.text)[:_NAME]


def _of(document: str, measure: str, nodes: Sequence[Node]) -> bool:
    """Whether a change is of one of the measures; one side of it may be of none."""
    return not measure or (document, measure) in nodes


def _totals(snapshot: Snapshot, lines: Sequence[model.Line]) -> RoundTotals:
    passages = [one for line in lines for one in line.passages if one.snapshot == snapshot.id]
    counts = Counter(one.status for one in passages)
    return RoundTotals(
        id=snapshot.id,
        title=snapshot.title,
        document_number=snapshot.document_number,
        issued=snapshot.issued,
        measures=len(snapshot.measures),
        present=sum(counts[status] for status in PRESENT),
        gone=sum(counts[status] for status in GONE),
        statuses={status: counts[status] for status in STATUSES if counts[status]},
    )


def _table(lines: Sequence[model.Line], rounds: Sequence[Snapshot], by: str) -> tuple[tuple[Row, ...], Row]:
    """The rows in the order in which their names are first met, and the row that counts each line once."""
    everything = [passage for line in lines for passage in line.passages]
    order = {snapshot.id: at for at, snapshot in enumerate(rounds)}
    everything.sort(key=lambda passage: order[passage.snapshot])
    named: dict[str | None, list[Passage]] = {}
    for passage in everything:
        for name in passage.rows[by] or (None,):
            named.setdefault(name, []).append(passage)
    names = [name for name in named if name is not None] + ([None] if None in named else [])
    return tuple(_row(name, named[name], rounds) for name in names), _row(None, everything, rounds)


def _row(name: str | None, passages: Sequence[Passage], rounds: Sequence[Snapshot]) -> Row:
    cells = []
    for snapshot in rounds:
        here: Mapping[str, list[Passage]] = {
            status: [one for one in passages if one.snapshot == snapshot.id and one.status == status]
            for status in STATUSES
        }
        cells.append(
            Cell(
                snapshot=snapshot.id,
                counts={status: len(found) for status, found in here.items() if found},
                refs={
                    status: tuple(name for one in found for name in (one.refs or one.since))
                    for status, found in here.items()
                    if found
                },
            )
        )
    return Row(name=name, cells=tuple(cells))
