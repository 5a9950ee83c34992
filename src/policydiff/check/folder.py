"""All snapshots of a folder together, by their heads: what they name, share, and were read by."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policydiff.check.fault import Fault, Place
from policydiff.snapshot.head import Head


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of a file that may be at fault, and what it says."""

    file: str
    place: Place
    excerpt: str


@dataclass(frozen=True, slots=True)
class FolderFault:
    """A fault of several files: any of its spots may be the cause, the first is the likeliest."""

    check: str
    fault: Fault
    spots: tuple[Spot, ...]


def check_heads(heads: Mapping[str, Head], sources: Collection[str] = ()) -> list[FolderFault]:
    """The faults of a folder: the heads of its snapshots by the names of their files, the paths of its sources."""
    circles = list(_circles(heads))
    return [
        *circles,
        *_earlier(heads, {spot.file for fault in circles for spot in fault.spots}),
        *_rounds(heads),
        *_shared(heads),
        *_unused(heads, sources),
        *_mixed(heads),
    ]


def _circles(heads: Mapping[str, Head]) -> Iterator[FolderFault]:
    """Documents that put each other into practice: once for each circle."""
    files = {head.id: file for file, head in heads.items()}
    implements = {head.id: head.implements for head in heads.values()}
    told: set[str] = set()
    for start in sorted(implements):
        path: list[str] = []
        name: str | None = start
        while name in implements and name not in path and name not in told:
            path.append(name)
            name = implements[name]
        circle = path[path.index(name) :] if name in path else []
        told.update(path)
        if len(circle) > 1:
            spots = [Spot(files[one], ("implements",), implements[one] or "") for one in circle]
            values = {"circle": " → ".join([*circle, circle[0]])}
            yield FolderFault("implements-cycle", Fault(values=values), tuple(spots))


def _earlier(heads: Mapping[str, Head], circles: Collection[str]) -> Iterator[FolderFault]:
    """Documents issued before the one that they implement; in a circle some must be, so there it says nothing."""
    files = {head.id: file for file, head in heads.items()}
    for file, head in heads.items():
        if file in circles:
            continue
        other = files.get(head.implements or "")
        first = heads[other].issued if other else None
        if other and head.issued and first and head.issued < first:
            values = {"issued": head.issued, "first": first, "id": head.implements}
            spots = Spot(file, ("issued",), head.issued), Spot(other, ("issued",), first)
            named = Spot(file, ("implements",), head.implements or "")
            yield FolderFault("date-order", Fault(form="implements", values=values), (*spots, named))


def _rounds(heads: Mapping[str, Head]) -> Iterator[FolderFault]:
    """Documents that are one round of one series."""
    rounds: dict[tuple[str, int], list[str]] = {}
    for file in sorted(heads):
        head = heads[file]
        if head.series and head.round:
            rounds.setdefault((head.series, head.round), []).append(file)
    for (series, number), files in rounds.items():
        for file in files[1:]:
            values = {"series": series, "round": number, "other": heads[files[0]].id}
            pair = (file, files[0])
            spots = [Spot(one, ("round",), str(number)) for one in pair]
            spots += [Spot(one, ("series",), series) for one in pair]
            yield FolderFault("round-repeated", Fault(values=values), tuple(spots))


def _shared(heads: Mapping[str, Head]) -> Iterator[FolderFault]:
    """Snapshots of one source file, or of two with the same content."""
    first: dict[str, str] = {}
    for file in sorted(heads):
        head = heads[file]
        other = first.get(head.path) or first.get(head.sha256)
        if other:
            form = "" if heads[other].path == head.path else "content"
            values = {"path": head.path, "other": heads[other].id}
            spots = tuple(Spot(one, ("source", "path"), heads[one].path) for one in (file, other))
            yield FolderFault("source-shared", Fault(form=form, values=values), spots)
        first.setdefault(head.path, file)
        first.setdefault(head.sha256, file)


def _unused(heads: Mapping[str, Head], sources: Collection[str]) -> Iterator[FolderFault]:
    """Sources that no snapshot was read from."""
    for path in sorted(set(sources) - {head.path for head in heads.values()}):
        yield FolderFault("source-unused", Fault(values={"path": path}, excerpt=path), (Spot(path, (), ""),))


def _mixed(heads: Mapping[str, Head]) -> Iterator[FolderFault]:
    """Snapshots made by an older reader than others of their layout, or of another generation than others at all."""
    newest: dict[str, tuple[int, ...]] = {}
    for head in heads.values():
        version = _version(head.reader)
        newest[head.layout] = max(newest.get(head.layout, ()), version)
    generation = max((version[:1] for version in newest.values()), default=())
    odd = [
        file
        for file, head in sorted(heads.items())
        if _version(head.reader) != newest[head.layout] or _version(head.reader)[:1] != generation
    ]
    if odd:
        values = {
            "names": _several([heads[file].id for file in odd]),
            "versions": ", ".join(sorted({heads[file].reader for file in odd})),
            "newest": ", ".join(sorted({head.reader for file, head in heads.items() if file not in odd})),
        }
        spots = tuple(Spot(file, ("source", "reader", "version"), heads[file].reader) for file in odd)
        yield FolderFault("mixed-readers", Fault(values=values), spots)


def _version(printed: str) -> tuple[int, ...]:
    return tuple(int(part) for part in printed.split(".") if part.isdecimal())


def _several(names: Sequence[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (f" … (+{len(names) - most})" if len(names) > most else "")
