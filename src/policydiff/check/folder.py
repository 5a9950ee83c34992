"""All snapshots of a folder together, by their heads: what they name, share, and were read by."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policydiff.check.fault import Fault, Place
from policydiff.snapshot.head import Head


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of a file that may be at fault, and what it says; `values` and `form` are those of a sentence there."""

    file: str
    place: Place
    excerpt: str
    values: Mapping[str, object] = field(default_factory=dict)
    form: str | None = None


@dataclass(frozen=True, slots=True)
class FolderFault:
    """A fault of several files: any of its spots may be the cause, the first is the likeliest."""

    check: str
    fault: Fault
    spots: tuple[Spot, ...]

    def at(self, spot: Spot) -> Fault:
        """The fault as it is told at one of its spots."""
        form = self.fault.form if spot.form is None else spot.form
        values = {**self.fault.values, **spot.values}
        return replace(self.fault, form=form, values=values, place=spot.place, excerpt=spot.excerpt)


def check_heads(
    heads: Mapping[str, Head], sources: Collection[str] = (), by_others: Collection[str] = ()
) -> list[FolderFault]:
    """The faults of a folder: the heads of its snapshots by the names of their files, the paths of its sources.

    What was there before comes first: of two that are at odds the later one is told. `by_others` are the files of which
    it is said that another reader than ours made them.
    """
    circles = list(_circles(heads))
    return [
        *_taken(heads),
        *circles,
        *_earlier(heads, {spot.file for fault in circles for spot in fault.spots}),
        *_rounds(heads),
        *_shared(heads),
        *_unused(heads, sources),
        *_mixed({file: head for file, head in heads.items() if file not in by_others}),
    ]


def _taken(heads: Mapping[str, Head]) -> Iterator[FolderFault]:
    """Names that several snapshots bear: told of each that took the id of another, of aliases of the last one."""
    bearers: dict[str, dict[str, Spot]] = {}
    for file, head in heads.items():
        places = {alias: ("aliases", at) for at, alias in reversed(list(enumerate(head.aliases)))}
        for name, place in {**places, head.id: ("id",)}.items():
            bearers.setdefault(name, {})[head.id] = Spot(file, place, name)
    for name, spots in bearers.items():
        takers = [one for one in reversed(spots) if one != name]
        for group in [[one, name] for one in takers] if name in spots else [takers] * (len(takers) > 1):
            told = (
                replace(spots[one], values={"others": ", ".join(sorted(other for other in spots if other != one))})
                for one in group
            )
            yield FolderFault("name-taken", Fault(values={"name": name}), tuple(told))


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
            by = {"by": head.id}
            spots = Spot(file, ("issued",), head.issued), Spot(other, ("issued",), first, by, "implemented")
            named = Spot(file, ("implements",), head.implements or "")
            yield FolderFault("date-order", Fault(form="implements", values=values), (*spots, named))


def _rounds(heads: Mapping[str, Head]) -> Iterator[FolderFault]:
    """Documents that are one round of one series."""
    rounds: dict[tuple[str, int], list[str]] = {}
    for file in heads:
        head = heads[file]
        if head.series and head.round:
            rounds.setdefault((head.series, head.round), []).append(file)
    for (series, number), files in rounds.items():
        for file in files[1:]:
            values = {"series": series, "round": number}
            pairs = [(one, {"other": heads[other].id}) for one, other in ((file, files[0]), (files[0], file))]
            spots = [Spot(one, ("round",), str(number), other) for one, other in pairs]
            spots += [Spot(one, ("series",), series, other) for one, other in pairs]
            yield FolderFault("round-repeated", Fault(values=values), tuple(spots))


def _shared(heads: Mapping[str, Head]) -> Iterator[FolderFault]:
    """Snapshots of one source file, or of two with the same content."""
    first: dict[str, str] = {}
    for file in heads:
        head = heads[file]
        other = first.get(head.path) or first.get(head.sha256)
        if other:
            form = "" if heads[other].path == head.path else "content"
            spots = tuple(
                Spot(one, ("source", "path"), heads[one].path, {"path": heads[one].path, "other": heads[same].id})
                for one, same in ((file, other), (other, file))
            )
            yield FolderFault("source-shared", Fault(form=form), spots)
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
