"""Changes of responsibility and guidance: who leads, who came and went, who has another role, and where."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policydiff.changes.columns.cells import Named, named
from policydiff.changes.columns.pairing import Pairing
from policydiff.changes.columns.structure import facts
from policydiff.changes.made import make_change
from policydiff.changes.passage import Printed
from policydiff.model.comparison import Change
from policydiff.model.document import Measure
from policydiff.registry.roles import COOPERATE, LEAD, RESPONSIBLE, SUPPORT

Roles = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Assignment:
    """The bodies with their roles, and the areas, that the cells of one side name together."""

    cells: Mapping[str, str]
    bodies: tuple[Named, ...]
    areas: tuple[Named, ...]
    roles: Mapping[str, frozenset[str]]

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of the side."""
        return tuple(self.cells)

    @property
    def leads(self) -> list[str]:
        """The bodies that lead; a body that is alone does."""
        leads = [key for key, roles in self.roles.items() if LEAD in roles]
        alone = [key for key, roles in self.roles.items() if roles == {RESPONSIBLE}]
        return leads or (alone if len(self.roles) == 1 else [])


def assignments(left: Sequence[Measure], right: Sequence[Measure], pairing: Pairing) -> tuple[Assignment, Assignment]:
    """What both sides assign, made comparable: only what both columns can say is kept."""
    one = named(left, pairing.left, pairing.one)
    other = named(right, pairing.right, pairing.other)
    roles, others = _roles(one[0]), _roles(other[0])
    areas = ([], []) if pairing.across else (one[1], other[1])
    if pairing.across:
        if pairing.field == pairing.left:
            others = _guiding(others, roles)
        else:
            roles = _guiding(roles, others)
        roles, others = _guided(roles, others), _guided(others, roles)
    sides = [
        Assignment(
            {measure.id: measure.printed(column) or "" for measure in measures},
            tuple(body for body in bodies if body.key in kept),
            tuple(places),
            kept,
        )
        for measures, column, bodies, places, kept in (
            (left, pairing.left, one[0], areas[0], roles),
            (right, pairing.right, other[0], areas[1], others),
        )
    ]
    return sides[0], sides[1]


def body_changes(left: Sequence[Measure], right: Sequence[Measure], pairing: Pairing) -> Iterator[Change]:
    """The changes of a responsibility or guidance column."""
    one, other = assignments(left, right, pairing)
    yield from _of_bodies(one, other, pairing.field)
    yield from _of_areas(one, other, pairing.field)


def _roles(bodies: Sequence[Named]) -> Roles:
    roles: Roles = {}
    for body in bodies:
        roles[body.key] = roles.get(body.key, frozenset()) | {body.role or RESPONSIBLE}
    return roles


def _guiding(central: Roles, guidance: Roles) -> Roles:
    """The bodies of a plan that guide its local versions: not those that carry it out themselves, unless
    the local version names them.
    """
    own = {RESPONSIBLE, COOPERATE}
    return {key: roles for key, roles in central.items() if not roles <= own or key in guidance}


def _guided(roles: Roles, others: Roles) -> Roles:
    """Roles that a column for guidance tells apart: who leads, where both columns say so."""
    both_lead = all(any(LEAD in said for said in side.values()) for side in (roles, others))
    return {key: frozenset({LEAD if both_lead and LEAD in said else SUPPORT}) for key, said in roles.items()}


def same_roles(one: Assignment, other: Assignment, key: str) -> bool:
    """Whether a body has the same roles on both sides; a body that is alone leads."""
    said, others = one.roles.get(key), other.roles.get(key)
    if said == others or said is None or others is None:
        return said == others
    unsaid = frozenset({RESPONSIBLE}) in (said, others) and said | others <= {LEAD, RESPONSIBLE}
    return unsaid and key in one.leads and key in other.leads


def _of_bodies(one: Assignment, other: Assignment, field: str) -> Iterator[Change]:
    different = {fact.key: fact for fact in facts(one.roles, other.roles)}
    in_print = dict.fromkeys((*one.roles, *other.roles))
    found = {key: different[key] for key in in_print if key in different and not same_roles(one, other, key)}
    gone = [key for key in one.leads if key in found and key not in other.leads]
    new = [key for key in other.leads if key in found and key not in one.leads]
    for key, successor in zip(gone, new, strict=False):
        places = [(_first(one, key, LEAD), _first(other, successor, LEAD))]
        yield make_change(f"{field}-lead-changed", field, places)
        found.pop(key)
        found.pop(successor)
    changed = []
    for key, fact in found.items():
        if fact.after is None:
            yield make_change(f"{field}-body-removed", field, list(_alone(one, other, key)))
        elif fact.before is None:
            places = [(b, a) for a, b in _alone(other, one, key)]
            yield make_change(f"{field}-body-added", field, places)
        else:
            changed.append(key)
    yield from _of_roles(one, other, field, changed)


def _first(side: Assignment, key: str, role: str) -> Printed:
    """Where a body is named first, in that role if it has it."""
    own = [body for body in side.bodies if body.key == key]
    return next((body for body in own if body.role == role), own[0]).printed


def _of_roles(one: Assignment, other: Assignment, field: str, changed: Collection[str]) -> Iterator[Change]:
    """Bodies whose role changed; those that share the words for it on both sides are one change."""
    pairs = {key: _role_pairs(one, other, key) for key in changed}
    shared = Counter(_shared(*pair) for found in pairs.values() for pair in found)
    groups: dict[tuple[str, int, str, int], list[tuple[Printed, Printed]]] = {}
    for found in pairs.values():
        pair = max(found, key=lambda pair: (shared[_shared(*pair)], -pair[0].span[0] - pair[1].span[0]))
        groups.setdefault(_shared(*pair), []).append(pair)
    for members in groups.values():
        befores, afters = zip(*members, strict=True)
        yield make_change(f"{field}-role-changed", field, [(max(befores, key=_length), max(afters, key=_length))])


def _role_pairs(one: Assignment, other: Assignment, key: str) -> list[tuple[Printed, Printed]]:
    """Where a body is named on both sides in different roles, with the words for them."""
    return [
        (body.clause, mate.clause)
        for body in one.bodies
        for mate in other.bodies
        if body.key == mate.key == key and body.role != mate.role
    ]


def _shared(before: Printed, after: Printed) -> tuple[str, int, str, int]:
    """What two bodies have in common that get their roles by the same words."""
    return before.measure, before.span[1], after.measure, after.span[1]


def _length(printed: Printed) -> int:
    return len(printed.text)


def _of_areas(one: Assignment, other: Assignment, field: str) -> Iterator[Change]:
    """Areas that came or went; those that stand beside each other are one change."""
    left, right = (dict.fromkeys((area.key for area in side.areas), 1) for side in (one, other))
    different = {fact.key for fact in facts(left, right)}
    for run in _runs(one, different):
        place = _missing(one.areas, other.areas, run[0], other)
        yield make_change(f"{field}-area-removed", field, [(_stretch(one, run), place)])
    for run in _runs(other, different):
        place = _missing(other.areas, one.areas, run[0], one)
        yield make_change(f"{field}-area-added", field, [(place, _stretch(other, run))])


def _runs(side: Assignment, different: Collection[str]) -> list[list[Named]]:
    """The areas that differ, each once, with those beside it."""
    runs: list[list[Named]] = []
    seen: set[str] = set()
    beside = False
    for area in side.areas:
        if area.key not in different or area.key in seen:
            beside = False
            continue
        if beside and _is_beside(side, runs[-1][-1].printed, area.printed):
            runs[-1].append(area)
        else:
            runs.append([area])
        seen.add(area.key)
        beside = True
    return runs


def _is_beside(side: Assignment, one: Printed, other: Printed) -> bool:
    """Whether nothing but a sign or 和 stands between two names."""
    between = side.cells[one.measure][one.span[1] : other.span[0]]
    return one.measure == other.measure and not between.strip("、，, \u3000和及与")


def _stretch(side: Assignment, run: Sequence[Named]) -> Printed:
    first, last = run[0].printed, run[-1].printed
    span = first.span[0], last.span[1]
    return Printed(first.measure, span, side.cells[first.measure][slice(*span)])


def _alone(side: Assignment, other: Assignment, key: str) -> Iterator[tuple[Printed, Printed]]:
    """Where one side names a body, and the empty places on the other side."""
    own = [body for body in side.bodies if body.key == key]
    place = _missing(side.bodies, other.bodies, own[0], other)
    first = own[0].printed
    for body in own:
        if (body.printed.measure, body.printed.text) == (first.measure, first.text):
            yield body.printed, place


def _missing(own: Sequence[Named], others: Sequence[Named], gone: Named, other: Assignment) -> Printed:
    """The empty place on the other side: behind what stands before the name on its own side."""
    ends = {item.key: item.printed for item in reversed(others)}
    before = [item.key for item in own[: own.index(gone)] if item.key in ends]
    if not before:
        return Printed(other.measures[0], (0, 0), "")
    last = ends[before[-1]]
    return Printed(last.measure, (last.span[1], last.span[1]), "")
