"""Which bodies gained and lost measures."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policydiff.changes.catalogue import GUIDANCE, RESPONSIBILITY
from policydiff.changes.columns import pairings
from policydiff.changes.columns.cells import named
from policydiff.changes.columns.pairing import Context
from policydiff.model.comparison import Comparison
from policydiff.model.document import Measure, Snapshot
from policydiff.report.dossier.parts import LEFT, RIGHT, BodyGroup, BodyRow
from policydiff.report.wording import Words

_COLUMNS = (RESPONSIBILITY, GUIDANCE)


@dataclass(slots=True)
class _Tasks:
    """The measures of each side that name a body, and the name that stands first."""

    name: str
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)


def body_groups(
    comparison: Comparison, left: Snapshot, right: Snapshot, say: Words, called: Mapping[str, str]
) -> Iterator[BodyGroup]:
    """The bodies of each pair of columns that is compared, then those of columns without a counterpart."""
    links = _Links(comparison)
    paired: dict[str, set[str]] = {LEFT: set(), RIGHT: set()}
    for pairing in pairings(left, right):
        if pairing.field in _COLUMNS:
            paired[LEFT].add(pairing.left)
            paired[RIGHT].add(pairing.right)
            sides = (left, pairing.left, pairing.one), (right, pairing.right, pairing.other)
            title = say("bodies.compared", column=say(f"field.{pairing.field}"))
            rows = tuple(links.rows(_tasks(*sides)))
            yield BodyGroup(column=pairing.field, title=title, side=None, rows=rows)
    for side, snapshot in ((LEFT, left), (RIGHT, right)):
        context = Context(snapshot.region, snapshot.issued)
        for column in _COLUMNS:
            if column in paired[side] or not any(measure.printed(column) for measure in snapshot.measures):
                continue
            one = (snapshot, column, context)
            nothing = (snapshot, None, context)
            tasks = _tasks(one, nothing) if side == LEFT else _tasks(nothing, one)
            title = say("bodies.one-sided", column=say(f"field.{column}"), document=called[side])
            yield BodyGroup(column=column, title=title, side=side, rows=tuple(links.rows(tasks)))


def _tasks(*sides: tuple[Snapshot, str | None, Context]) -> Mapping[str, _Tasks]:
    """What each body has to do on either side, by what tells it from others."""
    tasks: dict[str, _Tasks] = {}
    for side, (snapshot, column, context) in zip((LEFT, RIGHT), sides, strict=True):
        for measure in snapshot.measures if column else ():
            for key, name in _named(measure, column or "", context):
                found: list[str] = getattr(tasks.setdefault(key, _Tasks(name)), side)
                found.append(measure.id)
    return tasks


def _named(measure: Measure, column: str, context: Context) -> Iterable[tuple[str, str]]:
    """The bodies of a cell with the names that are printed, each once."""
    bodies, _ = named([measure], column, context)
    return {body.key: body.printed.text for body in reversed(bodies)}.items()


class _Links:
    """Which measures are linked with which."""

    def __init__(self, comparison: Comparison) -> None:
        self._of_left: dict[str, set[str]] = {}
        self._of_right: dict[str, set[str]] = {}
        for link in comparison.links:
            for one in link.left:
                self._of_left.setdefault(one, set()).update(link.right)
            for other in link.right:
                self._of_right.setdefault(other, set()).update(link.left)

    def rows(self, tasks: Mapping[str, _Tasks]) -> list[BodyRow]:
        """The bodies, those with most measures gained and lost first."""
        rows = [self._row(one) for one in tasks.values()]
        return sorted(rows, key=lambda row: (-len(row.lost) - len(row.gained) - len(row.left_out), row.name))

    def _row(self, one: _Tasks) -> BodyRow:
        lefts, rights = set(one.left), set(one.right)
        return BodyRow(
            name=one.name,
            kept=_of(one.left, lambda name: bool(self._of_left.get(name, set()) & rights)),
            lost=_of(one.left, lambda name: name in self._of_left and not self._of_left[name] & rights),
            left_out=_of(one.left, lambda name: name not in self._of_left),
            kept_right=_of(one.right, lambda name: bool(self._of_right.get(name, set()) & lefts)),
            gained=_of(one.right, lambda name: name in self._of_right and not self._of_right[name] & lefts),
            own=_of(one.right, lambda name: name not in self._of_right),
        )


def _of(names: Sequence[str], wanted: Callable[[str], bool]) -> tuple[str, ...]:
    return tuple(name for name in names if wanted(name))
