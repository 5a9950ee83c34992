"""A merged file that may hold conflicts: written as canonical JSON, with markers around what conflicts alone.

What is written is two files in one: whoever takes our side of every conflict has one canonical file, whoever
takes theirs has the other. So what looks the same may conflict too: a comma behind what is the last on one side.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policydiff.snapshot import to_json

ABSENT = object()
"""The value of a version that has none."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value in our and in their version of the result, and in the base; where both differ, `label` says of what.

    One that is `bound` is settled together with its neighbours that are.
    """

    ours: Any
    theirs: Any
    base: Any = ABSENT
    label: str = ""
    bound: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether both sides have the same value."""
        return bool(self.ours == self.theirs)


@dataclass(frozen=True, slots=True)
class Fields:
    """An object: the same keys on both sides."""

    entries: Mapping[str, "Node"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element of a list, and on which sides it stands."""

    node: "Node"
    in_ours: bool = True
    in_theirs: bool = True
    base: Any = ABSENT
    label: str = ""


@dataclass(frozen=True, slots=True)
class Elements:
    """A list; `label` says what it is of."""

    items: Sequence[Element]
    label: str = ""


Node = Value | Fields | Elements


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines of the file that are the same on both sides, or conflict.

    Conflicts side by side are one choice where both are `bound`: what stands on one side alone, and a line
    whose comma depends on what follows it.
    """

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    base: tuple[str, ...] = ()
    label: str = ""
    bound: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether both sides have the same lines."""
        return self.ours == self.theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Markers:
    """How conflicts are marked: the length of the marks, and whether the common ancestor is shown."""

    size: int = 7
    with_base: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge: the file, and what conflicts in it."""

    chunks: tuple[Chunk, ...]

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What each conflict is about, in the order of the file."""
        return tuple(chunk.label for chunk in self.chunks if not chunk.is_clean)

    @property
    def ours(self) -> str:
        """The file with our side of every conflict."""
        return "".join(f"{line}\n" for chunk in self.chunks for line in chunk.ours)

    @property
    def theirs(self) -> str:
        """The file with their side of every conflict."""
        return "".join(f"{line}\n" for chunk in self.chunks for line in chunk.theirs)

    def marked(self, markers: Markers) -> str:
        """The file with marks around each conflict."""
        return "".join(f"{line}\n" for chunk in self.chunks for line in _marked(chunk, markers))


def _marked(chunk: Chunk, markers: Markers) -> Iterator[str]:
    if chunk.is_clean:
        yield from chunk.ours
        return
    label = " ".join(chunk.label.split())
    yield f"{'<' * markers.size} ours: {label}"
    yield from chunk.ours
    if markers.with_base:
        yield f"{'|' * markers.size} base: {label}"
        yield from chunk.base
    yield "=" * markers.size
    yield from chunk.theirs
    yield f"{'>' * markers.size} theirs: {label}"


def merged(node: Node) -> Merged:
    """The file of a merged value."""
    return Merged(tuple(_gathered(_chunks(node, "", "", "", ""))))


def settle(base: Any, ours: Any, theirs: Any, label: str) -> Value:
    """The merged value of one that is taken or left as a whole: what one side changed, or both alike."""
    if theirs in (ours, base):
        return Value(ours, ours)
    if ours == base:
        return Value(theirs, theirs)
    return Value(ours, theirs, base, label)


def side(node: Node, *, ours: bool) -> Any:
    """The value of a node in our or in their version of the result."""
    if isinstance(node, Value):
        return node.ours if ours else node.theirs
    if isinstance(node, Fields):
        return {key: side(entry, ours=ours) for key, entry in node.entries.items()}
    return [side(item.node, ours=ours) for item in node.items if (item.in_ours if ours else item.in_theirs)]


def _lines(lead: str, value: Any, indent: str, comma: str) -> tuple[str, ...]:
    if value is ABSENT:
        return ()
    first, *rest = to_json(value).removesuffix("\n").split("\n")
    lines = [indent + lead + first, *(indent + line for line in rest)]
    lines[-1] += comma
    return tuple(lines)


def _chunks(node: Node, lead: str, indent: str, our_comma: str, their_comma: str) -> Iterator[Chunk]:
    """The chunks of a value that stands behind `lead`, and before a comma or none on either side."""
    if isinstance(node, Value):
        ours, theirs = _lines(lead, node.ours, indent, our_comma), _lines(lead, node.theirs, indent, their_comma)
        if node.is_clean and our_comma != their_comma and len(ours) > 1:
            yield Chunk(ours[:-1], theirs[:-1])
            yield Chunk(ours[-1:], theirs[-1:], ours[-1:], bound=True)
        else:
            base = _lines(lead, node.base, indent, our_comma)
            yield Chunk(ours, theirs, base, node.label, bound=node.bound or our_comma != their_comma)
        return
    if isinstance(node, Elements):
        present = any(item.in_ours for item in node.items), any(item.in_theirs for item in node.items)
        if not all(present):  # brackets without lines between them are written as one
            ours, theirs = side(node, ours=True), side(node, ours=False)
            yield from _chunks(Value(ours, theirs, label=node.label), lead, indent, our_comma, their_comma)
            return
    brackets = "{}" if isinstance(node, Fields) else "[]"
    yield _both(indent + lead + brackets[0], "", "")
    inner = indent + "  "
    yield from _entries(node, inner) if isinstance(node, Fields) else _items(node.items, inner)
    yield _both(indent + brackets[1], our_comma, their_comma)


def _both(line: str, our_comma: str, their_comma: str) -> Chunk:
    return Chunk((line + our_comma,), (line + their_comma,), (line + our_comma,), bound=our_comma != their_comma)


def _entries(node: Fields, indent: str) -> Iterator[Chunk]:
    last = len(node.entries) - 1
    for at, (key, entry) in enumerate(node.entries.items()):
        comma = "," if at < last else ""
        lead = to_json(key).strip() + ": "
        yield from _chunks(entry, lead, indent, comma, comma)


def _items(items: Sequence[Element], indent: str) -> Iterator[Chunk]:
    last_ours = max(at for at, item in enumerate(items) if item.in_ours)
    last_theirs = max(at for at, item in enumerate(items) if item.in_theirs)
    for at, item in enumerate(items):
        our_comma, their_comma = "," if at < last_ours else "", "," if at < last_theirs else ""
        if item.in_ours and item.in_theirs:
            yield from _chunks(item.node, "", indent, our_comma, their_comma)
        else:
            yield Chunk(
                _lines("", side(item.node, ours=True), indent, our_comma) if item.in_ours else (),
                _lines("", side(item.node, ours=False), indent, their_comma) if item.in_theirs else (),
                _lines("", item.base, indent, ","),
                item.label,
                bound=True,
            )


def _gathered(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """Chunks with clean lines, and what is bound, brought together; other conflicts can be settled one by one."""
    run: list[Chunk] = []
    for chunk in chunks:
        if run and not _belongs(run[-1], chunk):
            yield _joined(run)
            run = []
        run.append(chunk)
    if run:
        yield _joined(run)


def _belongs(last: Chunk, chunk: Chunk) -> bool:
    if last.is_clean or chunk.is_clean:
        return last.is_clean and chunk.is_clean
    return last.bound and chunk.bound


def _joined(run: Sequence[Chunk]) -> Chunk:
    """Chunks one behind the other as one."""
    labels = dict.fromkeys(chunk.label for chunk in run if chunk.label)
    ours = tuple(line for chunk in run for line in chunk.ours)
    theirs = tuple(line for chunk in run for line in chunk.theirs)
    base = tuple(line for chunk in run for line in chunk.base)
    return Chunk(ours, theirs, base, "; ".join(labels), bound=run[0].bound)
