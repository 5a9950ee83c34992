"""Which column of the left document is compared with which of the right one."""

from dataclasses import dataclass

from policydiff.changes.catalogue import BASIS, FIELD, GUIDANCE, PROMOTED, REACH, REMARK, RESPONSIBILITY
from policydiff.model.document import LEVELS, Region, Snapshot


@dataclass(frozen=True, slots=True)
class Context:
    """The document that a cell stands in, for what its words mean: place and day of issue."""

    region: Region | None
    issued: str | None


@dataclass(frozen=True, slots=True)
class Pairing:
    """A column of each side and the field that its changes are named after.

    `across` levels the central bodies of a higher level's responsibility column compare with the
    guidance column of a lower one; then the columns have different names.
    """

    field: str
    left: str
    right: str
    one: Context
    other: Context

    @property
    def across(self) -> bool:
        """Whether the columns are different ones."""
        return self.left != self.right


def pairings(left: Snapshot, right: Snapshot) -> tuple[Pairing, ...]:
    """The columns that both documents print, paired.

    Documents of different levels, or of different places, each assign work to bodies of their own:
    there only the central bodies are compared, which a local version names as guidance.
    """
    contexts = Context(left.region, left.issued), Context(right.region, right.issued)
    columns = [(name, name, name) for name in (REACH, PROMOTED, BASIS, FIELD, REMARK)]
    if left.level == right.level and _code(left) == _code(right):
        columns.append((RESPONSIBILITY, RESPONSIBILITY, RESPONSIBILITY))
    guided = _prints(left, GUIDANCE), _prints(right, GUIDANCE)
    if all(guided):
        columns.append((GUIDANCE, GUIDANCE, GUIDANCE))
    elif guided[1] and _is_above(left, right):
        columns.append((GUIDANCE, RESPONSIBILITY, GUIDANCE))
    elif guided[0] and _is_above(right, left):
        columns.append((GUIDANCE, GUIDANCE, RESPONSIBILITY))
    return tuple(
        Pairing(field, one, other, *contexts)
        for field, one, other in columns
        if _prints(left, one) and _prints(right, other)
    )


def _prints(snapshot: Snapshot, column: str) -> bool:
    return any(measure.printed(column) for measure in snapshot.measures)


def _code(snapshot: Snapshot) -> str | None:
    return snapshot.region.code if snapshot.region else None


def _is_above(one: Snapshot, other: Snapshot) -> bool:
    return LEVELS.index(one.level) < LEVELS.index(other.level)
