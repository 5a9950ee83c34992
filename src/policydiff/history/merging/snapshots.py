"""Three-way merge of snapshots, measure by measure and cell by cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from policydiff.history.merging.conflicts import ABSENT, Element, Elements, Fields, Merged, Node, Value, merged, settle
from policydiff.history.merging.lists import ListKind, ListMerge, Record, merge_fields, merge_list
from policydiff.history.merging.slots import Identity, Matched, match
from policydiff.model.document import Snapshot, number_key
from policydiff.snapshot.dump import SCHEMA, SCHEMA_KEY, to_data

_READING = ("path", "sha256", "media_type", "encoding", "layout", "reader")
"""What of a source its reading depends on; where a measure stands, and the findings, go with it."""
_PLACED = ("id", "number", "section", "location")
"""The fields of a measure that say where it stands, not what it says."""
_LISTS = ("sections", "measures", "notes", "findings")
_NAMES = ("aliases", "issuers")
OURS, THEIRS = "ours", "theirs"


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a measure or section: the key of its slot, so that it outlasts renumbering.

    What there is not is referred to by its printed id.
    """

    to: str
    key: int | str
    text: str = field(compare=False)


def merge_snapshots(base: Snapshot | None, ours: Snapshot, theirs: Snapshot) -> Merged:
    """Merge what two sides made of a snapshot; without a base, whatever differs conflicts.

    Every measure of either side is in the result, or in a conflict, or was deleted by the other side while
    this side left its words and cells alone. Two numbers that clash conflict, and so does a deletion of what
    the other side changed.
    """
    return merged(_SnapshotMerge(base, ours, theirs).node())


class _SnapshotMerge:
    """The merge of one snapshot: its data in three versions, with references in place of ids."""

    def __init__(self, base: Snapshot | None, ours: Snapshot, theirs: Snapshot) -> None:
        plain = _data(base), _data(ours), _data(theirs)
        sections, measures = ([version[name] for version in plain] for name in ("sections", "measures"))
        self._by_list = {
            "section": match(sections[0], sections[1], sections[2], _SECTION),
            "measure": match(measures[0], measures[1], measures[2], _MEASURE),
        }
        self._base, self._ours, self._theirs = self._with_references(plain)
        self._reading_of = self._new_reading()

    def node(self) -> Node:
        """The merged snapshot."""
        measures = ListMerge(self._measure_kind(), self._matched("measures", _MEASURE))
        measures_node = measures.node()
        needed = {ref.key for ref in _references(measures_node) if ref.to == "section"}
        sections = ListMerge(_SECTIONS, self._matched("sections", _SECTION), {k for k in needed if isinstance(k, int)})
        entries: dict[str, Node] = {key: self._top(key) for key in self._ours if key not in _LISTS}
        entries |= {
            "sections": sections.node(),
            "measures": measures_node,
            "notes": self._merge_list(_NOTES, "notes"),
            "findings": self._merge_list(self._finding_kind(), "findings"),
        }
        tables = [
            {"section": sections.ids(ours=is_ours), "measure": measures.ids(ours=is_ours)} for is_ours in (True, False)
        ]
        return _resolved(Fields(entries), tables[0], tables[1])

    def _top(self, key: str) -> Node:
        base, ours, theirs = (version.get(key, ABSENT) for version in self._versions)
        if key in _NAMES:
            return _merge_names(key, base, ours, theirs)
        if key == "source":
            return _merge_source(base, ours, theirs)
        return settle(base, ours, theirs, key.replace("_", " "))

    @property
    def _versions(self) -> tuple[Record, Record, Record]:
        return self._base, self._ours, self._theirs

    def _merge_list(self, kind: ListKind, key: str) -> Node:
        base, ours, theirs = (version.get(key, ()) for version in self._versions)
        return merge_list(kind, base, ours, theirs)

    def _matched(self, key: str, identity: Identity) -> Matched:
        """The records of a list brought together as before, with the references that they hold."""
        found = self._by_list["section" if identity is _SECTION else "measure"]
        base, ours, theirs = (
            dict(zip(keys, version.get(key, ()), strict=True))
            for keys, version in zip((found.base, found.ours, found.theirs), self._versions, strict=True)
        )
        slots = (
            replace(slot, base=base.get(slot.key), ours=ours.get(slot.key), theirs=theirs.get(slot.key))
            for slot in found.slots
        )
        return replace(found, slots=tuple(slots))

    def _with_references(self, versions: Sequence[Record]) -> list[Record]:
        sections, measures = self._by_list["section"], self._by_list["measure"]
        found = []
        for version, *keys in zip(
            versions,
            (sections.base, sections.ours, sections.theirs),
            (measures.base, measures.ours, measures.theirs),
            strict=True,
        ):
            tables = {
                to: {record["id"]: key for record, key in zip(version[name], order, strict=True)}
                for (to, name), order in zip((("section", "sections"), ("measure", "measures")), keys, strict=True)
            }
            found.append(_referring(version, tables))
        return found

    def _new_reading(self) -> str | None:
        """Which side read the source anew and the other not; ours where both did, since one must be taken."""
        base, ours, theirs = (_reading(version.get("source")) for version in self._versions)
        if ours == theirs:
            return None
        return THEIRS if ours == base else OURS

    def _derived(self, base: Any, ours: Any, theirs: Any, label: str) -> Value:
        """The merged value of what a reading gives: where both sides differ, that of the new reading."""
        value = settle(base, ours, theirs, label)
        if value.is_clean or self._reading_of is None:
            return value
        taken = value.ours if self._reading_of == OURS else value.theirs
        return Value(taken, taken)

    def _measure_kind(self) -> ListKind:
        return ListKind(
            what="measures",
            identity=_MEASURE,
            merge=self._merge_measure,
            name=lambda record: f"measure {record['id']}",
            substance=_substance,
            may_be_empty=False,
        )

    def _merge_measure(self, base: Record | None, ours: Record, theirs: Record) -> Node:
        name = f"measure {ours['id']}"
        entries: dict[str, Node] = dict(merge_fields(base, ours, theirs, name).entries)
        was, one, other = (version and (version["id"], version["number"]) for version in (base, ours, theirs))
        number = settle(was, one, other, f"{name}, number")
        for at, key in enumerate(("id", "number")):
            old = base[key] if base else ABSENT
            entries[key] = Value(number.ours[at], number.theirs[at], old, number.label, bound=not number.is_clean)
        place = base["location"] if base else ABSENT
        entries["location"] = self._derived(place, ours["location"], theirs["location"], f"{name}, location")
        return Fields(entries)

    def _finding_kind(self) -> ListKind:
        def merge(base: Any, ours: Any, theirs: Any) -> Node:
            return self._derived(ABSENT if base is None else base, ours, theirs, f"finding {ours['id']}")

        return ListKind(what="findings", identity=_FINDING, merge=merge, name=lambda one: f"finding {one['id']}")


def _data(snapshot: Snapshot | None) -> dict[str, Any]:
    if snapshot is None:
        return {key: [] for key in _LISTS}
    data = to_data(snapshot)
    assert isinstance(data, dict)  # noqa: S101 - a dataclass as data is a mapping
    return {SCHEMA_KEY: SCHEMA, **data}


def _reading(source: Record | None) -> Any:
    return source and {key: source[key] for key in _READING}


def _substance(measure: Record) -> Record:
    return {key: value for key, value in measure.items() if key not in _PLACED}


def _words(record: Record) -> str:
    return f"{record['title'] or ''}\n{record['text']}"


_MEASURE = Identity(words=_words, id=lambda record: str(record["id"]), order=lambda record: number_key(record["id"]))
_SECTION = Identity(
    words=lambda record: f"{record['label'] or ''}{record['title'] or ''}",
    id=lambda record: str(record["id"]),
    order=lambda record: record["id"],
)
_SECTIONS = ListKind(
    what="sections",
    identity=_SECTION,
    merge=lambda base, ours, theirs: merge_fields(base, ours, theirs, f"section {ours['id']}"),
    name=lambda record: f"section {record['id']}",
    substance=lambda record: {**record, "id": None},
)
_NOTES = ListKind(
    what="notes",
    identity=Identity(words=lambda record: str(record["text"]), id=lambda record: str(record["text"])),
    merge=lambda base, ours, theirs: merge_fields(base, ours, theirs, "note"),
    name=lambda record: "note",  # noqa: ARG005
    substance=lambda record: record["text"],
)
_FINDING = Identity(words=lambda record: repr((record["id"], record["measure"], record["field"])))


def _merge_names(what: str, base: Any, ours: Any, theirs: Any) -> Node:
    """Merge a list of names, each once."""
    kind = ListKind(what=what, identity=Identity(words=str), merge=lambda *versions: Value(*versions[1:]), name=str)
    return merge_list(kind, () if base is ABSENT else base, ours, theirs)


def _merge_source(base: Any, ours: Record, theirs: Record) -> Node:
    """Merge the source: one side's reading as a whole, and what `ingest` was told, key by key."""
    was, told = (ABSENT, ABSENT) if base is ABSENT else (_reading(base), base["options"])
    label = "source; read it again once it is settled, so that all lines are of one reading"
    reading = settle(was, _reading(ours), _reading(theirs), label)
    options = _merge_options(told, ours["options"], theirs["options"])
    if not (reading.is_clean and options.is_clean):
        return Value(ours, theirs, base, reading.label or "source, options")
    source = {**reading.ours, "options": options.ours}
    return Value(source, source)


def _merge_options(base: Any, ours: Record, theirs: Record) -> Value:
    if base is ABSENT or ours == theirs or base in (ours, theirs):
        return settle(base, ours, theirs, "")
    settled = {}
    for key in dict.fromkeys((*base, *sorted({*ours, *theirs}))):
        value = settle(base.get(key, ABSENT), ours.get(key, ABSENT), theirs.get(key, ABSENT), "")
        if not value.is_clean:
            return Value(ours, theirs, base)
        if value.ours is not ABSENT:
            settled[key] = value.ours
    return Value(settled, settled)


def _referring(version: Record, tables: Mapping[str, Mapping[str, int]]) -> Record:
    """A version with references in place of the ids of measures and sections."""

    def ref(to: str, text: str | None) -> Ref | None:
        return None if text is None else Ref(to, tables[to].get(text, text), text)

    return {
        **version,
        "measures": [{**one, "section": ref("section", one["section"])} for one in version["measures"]],
        "notes": [{**one, "measures": [ref("measure", name) for name in one["measures"]]} for one in version["notes"]],
        "findings": [{**one, "measure": ref("measure", one["measure"])} for one in version["findings"]],
    }


def _references(node: Any) -> Iterator[Ref]:
    """The references in a merged node or value."""
    if isinstance(node, Ref):
        yield node
    elif isinstance(node, Value):
        yield from _references([node.ours, node.theirs])
    elif isinstance(node, Element):
        yield from _references(node.node)
    elif isinstance(node, (Fields, Elements)):
        yield from _references(list(node.entries.values()) if isinstance(node, Fields) else list(node.items))
    elif isinstance(node, (list, tuple)):
        for one in node:
            yield from _references(one)
    elif isinstance(node, Mapping):
        yield from _references(list(node.values()))


Tables = Mapping[str, Mapping[int, str]]


def _resolved(node: Node, ours: Tables, theirs: Tables) -> Node:
    """A merged node with the ids that references mean on each side."""
    if isinstance(node, Value):
        value = replace(node, ours=_named(node.ours, ours), theirs=_named(node.theirs, theirs))
        value = replace(value, base=_named(node.base, {}))
        if not value.is_clean and node.is_clean and not value.label:
            value = replace(value, label="a reference to what bears two numbers")
        return value
    if isinstance(node, Fields):
        return Fields({key: _resolved(entry, ours, theirs) for key, entry in node.entries.items()})
    items = (replace(item, node=_resolved(item.node, ours, theirs), base=_named(item.base, {})) for item in node.items)
    return Elements(list(items), node.label)


def _named(value: Any, table: Tables) -> Any:
    if isinstance(value, Ref):
        return table.get(value.to, {}).get(value.key, value.text) if isinstance(value.key, int) else value.text
    if isinstance(value, list):
        return [_named(one, table) for one in value]
    if isinstance(value, Mapping):
        return {key: _named(one, table) for key, one in value.items()}
    return value
