"""Uptake: what became of each left measure, from its links and the directions of their changes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from policydiff.changes.catalogue import (
    AUDIENCE,
    CONDITION,
    CONTENT,
    FORMAL_KINDS,
    MODALITY,
    SCOPE,
    TEXT_KINDS,
    UNCLASSIFIED,
)
from policydiff.compare.applicability import Judgement
from policydiff.model.comparison import (
    ABSENT,
    CHANGED_OTHERWISE,
    ELSEWHERE,
    FULL,
    NARROWED,
    NOT_MEANT,
    PARTIAL,
    SOFTENED,
    UPTAKES,
    WIDENED,
    Change,
    Link,
    Uptake,
)

PRECEDENCE = (NARROWED, SOFTENED, WIDENED, CHANGED_OTHERWISE, FULL)
"""Of several effects the first counts: what the plan loses before what it gains, and what is said
for certain before what has no direction."""

_EFFECTS: Mapping[tuple[str, str], str] = {
    (AUDIENCE, "narrowed"): NARROWED,
    (AUDIENCE, "widened"): WIDENED,
    (SCOPE, "narrowed"): NARROWED,
    (SCOPE, "widened"): WIDENED,
    (CONDITION, "added"): NARROWED,
    (CONDITION, "removed"): WIDENED,
    (CONTENT, "removed"): NARROWED,
    (CONTENT, "added"): WIDENED,
    (MODALITY, "weakened"): SOFTENED,
}
"""What a change does to the policy; any other change of substance changes it otherwise: whether
more days are good or bad, no direction says."""
_OF_SUBSTANCE = frozenset((*TEXT_KINDS, UNCLASSIFIED)) - FORMAL_KINDS


def effect(change: Change) -> str | None:
    """What a change does to the policy; None for one of form, or of another column than the text."""
    if change.kind not in _OF_SUBSTANCE:
        return None
    return _EFFECTS.get((change.kind, change.direction), CHANGED_OTHERWISE)


def uptake(measures: Iterable[str], links: Sequence[Link], judged: Mapping[str, Judgement]) -> tuple[Uptake, ...]:
    """The uptake of each left measure, in order."""
    linked = {name for link in links for name in link.left}
    effects: dict[str, set[str]] = {name: set() for name in linked}
    for link in links:
        if link.relation == PARTIAL:
            for name in link.left:
                effects[name].add(CHANGED_OTHERWISE)
        for change in link.changes:
            found = effect(change)
            if found and change.left in effects:
                effects[change.left].add(found)
    rows = []
    for name in measures:
        judgement = judged.get(name)
        value = judgement.value if judgement else None
        if name in linked:
            several = tuple(one for one in PRECEDENCE if one in effects[name]) or (FULL,)
        else:
            several = (NOT_MEANT if value in ELSEWHERE else ABSENT,)
        ground = judgement.ground if judgement else None
        rows.append(Uptake(measure=name, uptake=several[0], effects=several, applicability=value, ground=ground))
    return tuple(rows)


def totals(rows: Iterable[Uptake]) -> dict[str, int]:
    """How many measures each uptake has; they add up to all."""
    counts = Counter(row.uptake for row in rows)
    return {name: counts[name] for name in UPTAKES if counts[name]}
