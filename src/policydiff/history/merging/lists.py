"""Merging lists of records: which records stand in the result, under which ids, in which order."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policydiff.history.merging.conflicts import ABSENT, Element, Elements, Fields, Node, Value, settle
from policydiff.history.merging.slots import Identity, Matched, Slot, match, merged_order

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKind:
    """How the records of one list are merged.

    `merge` merges the three versions of a record; what `substance` leaves of one must have changed for a
    deletion on the other side to be a conflict. `name` is what a record is called in a conflict, and `clash`
    why one that both sides added in different words stands on one side alone.
    """

    what: str
    identity: Identity
    merge: Callable[[Any, Any, Any], Node]
    name: Callable[[Any], str]
    substance: Callable[[Any], Any] = lambda record: record
    clash: str = "whose number the other side gave to another"
    may_be_empty: bool = True


Sides = tuple[bool, bool]
"""Whether something stands on our side of the result, and whether on theirs."""


class ListMerge:
    """The merge of one list.

    `needed` are the keys of records that others refer to: none is deleted silently. `apart` are keys of records
    that cannot stand beside each other: each stays on its own side alone, as do those that both sides gave one id.
    """

    def __init__(
        self, kind: ListKind, found: Matched, needed: Collection[int] = (), apart: Collection[int] = ()
    ) -> None:
        self._kind = kind
        self._found = found
        self._slots = {slot.key: slot for slot in found.slots}
        self._needed = needed
        self._disputed: set[int] = set(apart)
        while clashing := self._clashing():
            self._disputed |= clashing
        self._order = self._merged_order()

    def ids(self, *, ours: bool) -> dict[int, str]:
        """The id of each record on one side of the result."""
        of = self._kind.identity.id
        if of is None:
            return {}
        if self._order is None:
            records = {key: slot.ours if ours else slot.theirs for key, slot in self._slots.items()}
            return {key: of(record) for key, record in records.items() if record is not None}
        return self._ids(ours=ours)

    def node(self) -> Node:
        """The merged list; it conflicts as a whole where its order does, or where it would be left empty."""
        slots, kind = self._slots, self._kind
        if self._order is None:
            return Value(
                [slots[key].ours for key in self._found.ours],
                [slots[key].theirs for key in self._found.theirs],
                [slots[key].base for key in self._found.base],
                f"all {kind.what}",
            )
        return Elements([self._element(slots[key]) for key in self._order], f"all {kind.what}")

    def _merged_order(self) -> list[int] | None:
        """The order of what stands in the result; None where it must conflict as a whole."""
        sides = {key: self._sides(slot) for key, slot in self._slots.items()}
        kept = {key for key, on in sides.items() if any(on)}
        found = self._found
        ours, theirs = ([key for key in keys if key in kept] for keys in (found.ours, found.theirs))
        order = merged_order(found.base, ours, theirs, self._rank)
        if not self._kind.may_be_empty and not all(any(on[at] for on in sides.values()) for at in (0, 1)):
            return None
        return order

    def _element(self, slot: Slot) -> Element:
        in_ours, in_theirs = self._sides(slot)
        base = ABSENT if slot.base is None else slot.base
        if slot.ours is None or slot.theirs is None:
            record = slot.theirs if slot.ours is None else slot.ours
            why = self._kind.clash if slot.base is None else "which the other side deleted"
            label = f"{self._kind.name(record)}, {why}"
            return Element(node=Value(record, record), in_ours=in_ours, in_theirs=in_theirs, base=base, label=label)
        node = self._kind.merge(slot.base, slot.ours, slot.theirs)
        if slot.key in self._disputed:
            whole = Value(slot.ours, slot.theirs, base, self._kind.name(slot.ours))
            node = self._renumbered(node, slot) if isinstance(node, Fields) else whole
        return Element(node=node, in_ours=in_ours, in_theirs=in_theirs)

    def _renumbered(self, node: Fields, slot: Slot) -> Fields:
        """A record that bears its own id on each side."""
        label = f"{self._kind.name(slot.ours)}, number"
        numbers = {
            key: Value(slot.ours[key], slot.theirs[key], slot.base[key] if slot.base else ABSENT, label, bound=True)
            for key in ("id", "number")
            if key in node.entries
        }
        return Fields({**node.entries, **numbers})

    def _sides(self, slot: Slot) -> Sides:
        own = slot.ours is not None, slot.theirs is not None
        if slot.base is None:
            return own if slot.key in self._disputed else (True, True)
        if own[0] == own[1]:
            return own
        was, now = map(self._kind.substance, (slot.base, slot.ours or slot.theirs))
        return own if was != now or slot.key in self._needed else (False, False)

    def _ids(self, *, ours: bool) -> dict[int, str]:
        return {key: self._id(slot, ours=ours) for key, slot in self._slots.items() if self._sides(slot)[not ours]}

    def _id(self, slot: Slot, *, ours: bool) -> str:
        of = self._kind.identity.id
        if of is None:
            return ""
        if slot.ours is None or slot.theirs is None:
            return of(slot.ours or slot.theirs)
        one, other = of(slot.ours), of(slot.theirs)
        number = (
            Value(one, other) if slot.key in self._disputed else settle(slot.base and of(slot.base), one, other, "")
        )
        return str(number.ours if ours else number.theirs)

    def _clashing(self) -> set[int]:
        """The records that are not disputed yet, and bear an id that another bears on one side of the result."""
        if self._kind.identity.id is None:
            return set()
        clashing: set[int] = set()
        for ours in (True, False):
            ids = self._ids(ours=ours)
            counts = Counter(ids.values())
            clashing |= {key for key, name in ids.items() if counts[name] > 1}
        return clashing - self._disputed

    def _rank(self, key: int) -> tuple[Any, str]:
        slot = self._slots[key]
        versions = [record for record in (slot.ours, slot.theirs) if record is not None]
        return min((self._kind.identity.order(record), repr(record)) for record in versions)


def merge_list(kind: ListKind, base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> Node:
    """Merge a list whose records no others refer to."""
    return ListMerge(kind, match(base, ours, theirs, kind.identity)).node()


def merge_fields(base: Record | None, ours: Record, theirs: Record, name: str) -> Fields:
    """Merge a record field by field, each as a whole."""
    return Fields(
        {
            key: settle(ABSENT if base is None else base.get(key), ours[key], theirs[key], f"{name}, {key}")
            for key in ours
        }
    )
