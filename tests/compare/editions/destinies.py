"""Every measure of the first edition followed through all steps: the proof that none is lost between commits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policydiff.model.step import Step, successors


@dataclass(frozen=True, slots=True, kw_only=True)
class Destiny:
    """What a measure of the first edition is in the last one: what it became and with which others it shares that,
    or the step, counted from 0, that dropped the last of it.
    """

    measure: str
    became: tuple[str, ...]
    shared_with: tuple[str, ...] = ()
    dropped_at: int | None = None


def destinies(measures: Sequence[str], steps: Iterable[Step]) -> tuple[Destiny, ...]:
    """Follow every measure of the first edition through all steps: each is accounted for."""
    now: dict[str, tuple[str, ...]] = {measure: (measure,) for measure in measures}
    dropped: dict[str, int] = {}
    for at, step in enumerate(steps):
        moves = {name: successors(step, name) for row in step for name in row.before}
        for measure, names in now.items():
            if names:
                now[measure] = tuple(dict.fromkeys(new for name in names for new in moves.get(name, (name,))))
                if not now[measure]:
                    dropped[measure] = at
    return tuple(_destinies(now, dropped))


def _destinies(now: dict[str, tuple[str, ...]], dropped: dict[str, int]) -> Iterator[Destiny]:
    holders: dict[str, list[str]] = {}
    for measure, names in now.items():
        for name in names:
            holders.setdefault(name, []).append(measure)
    for measure, names in now.items():
        others = dict.fromkeys(other for name in names for other in holders[name] if other != measure)
        yield Destiny(measure=measure, became=names, shared_with=tuple(others), dropped_at=dropped.get(measure))
