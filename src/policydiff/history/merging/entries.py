"""Three-way merge of files of entries: decisions and corrections, by what each entry is about."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policydiff.history.merging.conflicts import ABSENT, Fields, Merged, Node, Value, merged, settle
from policydiff.history.merging.lists import ListKind, ListMerge
from policydiff.history.merging.slots import Identity, Slot, match
from policydiff.model.decision import UNRELATED
from policydiff.snapshot.dump import SCHEMA_KEY

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _EntryKind:
    """What entries of one kind are about, what they say of it, and which cannot stand beside each other."""

    about: Callable[[Record], Any]
    says: Callable[[Record], Any]
    contradict: Callable[[Record, Record], bool]
    name: Callable[[Record], str]


def _decided(entry: Record) -> tuple[list[str], list[str]]:
    """The words of the measures of both sides, whatever their numbers."""
    left, right = (
        sorted(f"{one.get('title') or ''}\n{one['text']}" for one in entry[side]) for side in ("left", "right")
    )
    return left, right


def _decisions_contradict(one: Record, other: Record) -> bool:
    """Whether two decisions share a pair of measures and cannot both hold."""
    (left, right), (others_left, others_right) = _decided(one), _decided(other)
    if not (set(left) & set(others_left) and set(right) & set(others_right)):
        return False
    unrelated = [entry["verdict"] == UNRELATED for entry in (one, other)]
    return not all(unrelated)


def _corrections_contradict(one: Record, other: Record) -> bool:
    """Whether two corrections are of one cell, and what one reads is part of what the other does."""
    cells = [[entry.get(key) for key in _CELL] for entry in (one, other)]
    read, others_read = one["read"] or "", other["read"] or ""
    return cells[0] == cells[1] and (read in others_read or others_read in read)


def _decision_name(entry: Record) -> str:
    left, right = ("+".join(str(one["measure"]) for one in entry[side]) for side in ("left", "right"))
    return f"decision on {left} → {right}"


def _correction_name(entry: Record) -> str:
    place = [f"{key} {entry[key]}" for key in _CELL[:-1] if entry.get(key) is not None]
    return f"correction of {' '.join(place) or 'document'}, {entry['field']}"


_CELL = ("measure", "section", "note", "field")
_KINDS = {
    "decisions": _EntryKind(
        about=_decided,
        says=lambda entry: (entry["verdict"], entry.get("relation")),
        contradict=_decisions_contradict,
        name=_decision_name,
    ),
    "corrections": _EntryKind(
        about=lambda entry: [entry.get(key) for key in (*_CELL, "read")],
        says=lambda entry: entry["should"],
        contradict=_corrections_contradict,
        name=_correction_name,
    ),
}
LISTS = tuple(_KINDS)
"""The lists of entries, by which such files are known."""


def merge_entries(base: Record | None, ours: Record, theirs: Record, key: str) -> Merged:
    """Merge two files of entries, in the list `key`: the entries of both, less what one side took out.

    Where both say something else of the same, they conflict; where they say the same, the earlier word stays.

    Raises:
        ValueError: the two are no files of the same form.
        LookupError, TypeError: an entry lacks what it must say.
    """
    if [name for name in ours if name != SCHEMA_KEY] != [name for name in theirs if name != SCHEMA_KEY]:
        raise ValueError("the files do not bear the same keys")
    lists = [version.get(key, []) for version in (base or {}, ours, theirs)]
    entries: dict[str, Node] = {}
    for name in theirs if SCHEMA_KEY in theirs else ours:  # which editors alone need, and one side may have
        if name == key:
            entries[name] = _merge(lists, _KINDS[key], key)
            continue
        value = settle((base or {}).get(name, ABSENT), ours.get(name, ABSENT), theirs.get(name, ABSENT), name)
        if value.ours is not ABSENT:
            entries[name] = value
    return merged(Fields(entries))


def _merge(lists: Sequence[Sequence[Record]], kind: _EntryKind, what: str) -> Node:
    identity = Identity(
        words=lambda entry: json.dumps(kind.about(entry)), order=lambda entry: str(entry.get("when") or "")
    )
    base, ours, theirs = lists
    found = match(base, ours, theirs, identity)
    rules = ListKind(
        what=what,
        identity=identity,
        merge=lambda base, ours, theirs: _settled(base, ours, theirs, kind),
        name=kind.name,
        clash="against what the other side says",
    )
    return ListMerge(rules, found, apart=set(_apart(found.slots, kind))).node()


def _settled(base: Record | None, ours: Record, theirs: Record, kind: _EntryKind) -> Value:
    value = settle(ABSENT if base is None else base, ours, theirs, kind.name(ours))
    if not value.is_clean and kind.says(ours) == kind.says(theirs):
        earlier = min(ours, theirs, key=lambda entry: (str(entry.get("when")), repr(entry)))
        return Value(earlier, earlier)
    return value


def _apart(slots: Sequence[Slot], kind: _EntryKind) -> Iterator[int]:
    """The entries that one side made or changed against what the other side made or changed."""
    ours = [slot for slot in slots if slot.ours is not None and slot.ours not in (slot.base, slot.theirs)]
    theirs = [slot for slot in slots if slot.theirs is not None and slot.theirs not in (slot.base, slot.ours)]
    for one in ours:
        for other in theirs:
            if one.key != other.key and kind.contradict(one.ours, other.theirs):
                yield from (one.key, other.key)
