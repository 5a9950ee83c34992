"""Further sources: what the best partner of a measure leaves unexplained, another may hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from policydiff.align.profile import Part, Profile
from policydiff.align.scores import Score

_HELD = 0.8
"""Share of a clause's weight that one sentence of the source must hold."""
_EXPLAINED = 0.5
"""Share from which a clause counts as explained by a partner that is linked already."""
_LENGTH, _RARE = 12, 7.5
"""A clause that is shorter, or weighs less than so many of the rarest pairs, proves nothing: stock
phrases are both."""
_CANDIDATES = 8


def further_sources(
    left: Sequence[Profile],
    right: Sequence[Profile],
    scored: Mapping[tuple[int, int], Score],
    linked: Iterable[tuple[int, int]],
) -> dict[tuple[int, int], float]:
    """Pairs in which a clause that no linked partner explains is held by a sentence of the other.

    Both directions are looked at in the same way. The value is the share of the clause held.
    """
    mates = _Mates(linked)
    rows: dict[int, list[tuple[float, int]]] = defaultdict(list)
    columns: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), score in scored.items():
        rows[one].append((-score.left_held, other))
        columns[other].append((-score.right_held, one))
    found: dict[tuple[int, int], float] = {}
    for one, row in rows.items():
        partners = mates.of_left[one]
        known = max((scored[one, other].left_held for other in partners if (one, other) in scored), default=0.0)
        for other, held in _held(left[one], known, [right[p] for p in partners], right, _near(row, partners)):
            found[one, other] = held
    for other, column in columns.items():
        partners = mates.of_right[other]
        known = max((scored[one, other].right_held for one in partners if (one, other) in scored), default=0.0)
        for one, held in _held(right[other], known, [left[p] for p in partners], left, _near(column, partners)):
            found[one, other] = max(held, found.get((one, other), 0.0))
    return found


class _Mates:
    """The partners of each measure, by its place on its side."""

    def __init__(self, linked: Iterable[tuple[int, int]]) -> None:
        self.of_left: dict[int, list[int]] = defaultdict(list)
        self.of_right: dict[int, list[int]] = defaultdict(list)
        for one, other in sorted(linked):
            self.of_left[one].append(other)
            self.of_right[other].append(one)


def _near(row: Sequence[tuple[float, int]], partners: Sequence[int]) -> list[int]:
    return [at for _, at in sorted(row)[:_CANDIDATES] if at not in partners]


def _held(
    measure: Profile, known: float, partners: Sequence[Profile], others: Sequence[Profile], near: Sequence[int]
) -> list[tuple[int, float]]:
    """Of the candidates `near`, those that hold a clause of `measure` which no partner explains.

    `known` is the share of the measure that its partner holds: with little left, nothing is looked for.
    """
    least = _RARE * measure.rarest
    if (1 - known) * measure.weight < least:
        return []
    open_clauses = [
        clause
        for clause in measure.clauses
        if clause.length >= _LENGTH
        and clause.weight >= least
        and all(_share(clause, partner.sentences) < _EXPLAINED for partner in partners)
    ]
    if not open_clauses:
        return []
    shares = ((at, max(_share(clause, others[at].sentences) for clause in open_clauses)) for at in near)
    return [(at, share) for at, share in shares if share >= _HELD]


def _share(clause: Part, sentences: Sequence[Part]) -> float:
    """The largest share of a clause, by length, that one sentence holds."""
    if not clause.pairs:
        return 0.0
    return max((len(clause.pairs & sentence.pairs) / len(clause.pairs) for sentence in sentences), default=0.0)
