"""Families: the measures of all documents gathered by what links them, without chains of unlike measures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from policydiff.model.lineage import FIRM, LOOSE, Node

Thing = TypeVar("Thing", bound=Any)
Place = tuple[Node, int]
"""A bundle, by its first measure, and one of its strands."""

RELATED = 0.1
"""Confidence from which two measures that are not linked do not speak against being of one family."""
SURE = 0.6
"""Confidence from which a link makes its measures firm members."""
SURE_OF_PART = 0.8
"""The same of a link by which only a part is taken up."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair of measures of two documents that is linked or shares a theme; `group` is the link, by its place."""

    one: Node
    other: Node
    confidence: float
    is_whole: bool = False
    is_decided: bool = False
    is_theme: bool = False
    group: tuple[str, str, int] | None = None

    @property
    def ends(self) -> frozenset[Node]:
        return frozenset((self.one, self.other))

    @property
    def is_sure(self) -> bool:
        """Whether it makes its ends firm members of their family."""
        least = SURE if self.is_whole else SURE_OF_PART
        return self.is_decided or (not self.is_theme and self.confidence >= least)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The measures of a family, and the pairs that hold them together."""

    nodes: frozenset[Node]
    edges: tuple[Edge, ...]

    def standing(self, node: Node) -> tuple[str, float]:
        """How surely a measure belongs to it: by sure pairs to its firm part, and by its best pair."""
        best = max(edge.confidence for edge in self.edges if node in edge.ends)
        return (FIRM if node in self.firm else LOOSE), best

    @property
    def firm(self) -> frozenset[Node]:
        """The largest part that sure pairs hold together; none where no pair is sure."""
        parts = _Parts(self.nodes)
        for edge in self.edges:
            if edge.is_sure:
                parts.join(edge.one, edge.other)
        largest = max(parts.all(), key=len)
        return largest if len(largest) > 1 else frozenset()


@dataclass(frozen=True, slots=True)
class Clustering:
    """Families, and the links that no family follows, as a decision keeps their ends apart."""

    clusters: tuple[Cluster, ...]
    cut: tuple[Edge, ...]


class Judge(Protocol):
    """What is asked about measures while they are gathered."""

    def same_strand(self, whole: Node, one: Node, other: Node, /) -> bool:
        """Whether two measures take up the same part of a third."""
        ...


def gather(
    edges: Iterable[Edge], alike: Mapping[frozenset[Node], float], barred: Set[frozenset[Node]], judge: Judge
) -> Clustering:
    """The families of linked measures; `alike` is how alike the measures of all documents are that were weighed.

    Links are followed from the surest on, but never where that joins measures that were decided to be unrelated. What
    is wholly carried on makes one bundle; the partners of a bundle that take up different parts of it, and that
    nothing else relates, belong to different families, both of which it is a member of. A theme is followed only to or
    from a measure that has no link, so that themes join no families.
    """
    ordered = sorted(edges, key=_surest_first)
    linked = frozenset(node for edge in ordered if not edge.is_theme for node in edge.ends)
    kept, cut = _without_conflicts([e for e in ordered if not (e.is_theme and e.ends <= linked)], barred)
    clusters = _by_strand(kept, _Likeness(alike), judge)
    clusters = _shared_by_decision(clusters, [edge for edge in cut if edge.is_decided], barred)
    followed = {edge.ends for cluster in clusters for edge in cluster.edges}
    return Clustering(tuple(clusters), tuple(edge for edge in cut if not edge.is_theme and edge.ends not in followed))


class _Likeness:
    """How alike measures are, by the pairs that were weighed."""

    def __init__(self, known: Mapping[frozenset[Node], float]) -> None:
        self._known = known

    def of(self, one: Node, other: Node) -> float:
        return self._known.get(frozenset((one, other)), 0.0)

    def are_related(self, ones: Iterable[Node], others: Sequence[Node]) -> bool:
        """Whether any measure of one side is at all like one of the other."""
        return any(self.of(one, other) >= RELATED for one in ones for other in others)


class _Parts(Generic[Thing]):
    """Disjoint parts of things, joined step by step."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._part: dict[Thing, set[Thing]] = {thing: {thing} for thing in things}

    def of(self, thing: Thing) -> set[Thing]:
        return self._part[thing]

    def join(self, one: Thing, other: Thing) -> None:
        first, second = self.of(one), self.of(other)
        if first is second:
            return
        if len(first) < len(second):
            first, second = second, first
        first |= second
        for thing in second:
            self._part[thing] = first

    def all(self) -> list[frozenset[Thing]]:
        """The parts, in the order of their first things."""
        return sorted({frozenset(part) for part in self._part.values()}, key=min)


def _surest_first(edge: Edge) -> tuple[bool, bool, float, list[Node]]:
    return not edge.is_decided, edge.is_theme, -edge.confidence, sorted(edge.ends)


def _without_conflicts(edges: Sequence[Edge], barred: Set[frozenset[Node]]) -> tuple[list[Edge], list[Edge]]:
    """The edges that keep all barred pairs apart, the surest first, and those that would not."""
    parts = _Parts(node for edge in edges for node in edge.ends)
    kept, cut = [], []
    for edge in edges:
        one, other = parts.of(edge.one), parts.of(edge.other)
        if one is not other and _is_barred(one, other, barred):
            cut.append(edge)
        else:
            parts.join(edge.one, edge.other)
            kept.append(edge)
    return kept, cut


def _is_barred(one: Set[Node], other: Set[Node], barred: Set[frozenset[Node]]) -> bool:
    return any((pair & one) and (pair & other) for pair in barred)


def _by_strand(edges: Sequence[Edge], alike: _Likeness, judge: Judge) -> list[Cluster]:
    """Clusters of bundles; a bundle is in one cluster for each strand of what it gathers."""
    parts = _Parts(node for edge in edges for node in edge.ends)
    for edge in edges:
        if edge.is_whole:
            parts.join(edge.one, edge.other)
    bundles = {min(part): part for part in parts.all()}
    home = {node: name for name, part in bundles.items() for node in part}
    partners: dict[Node, set[Node]] = defaultdict(set)
    for edge in edges:
        if home[edge.one] != home[edge.other]:
            partners[home[edge.one]].add(home[edge.other])
            partners[home[edge.other]].add(home[edge.one])
    strand = {
        (name, partner): at
        for name in bundles
        for at, strand in enumerate(_strands(name, partners[name], bundles, alike, judge))
        for partner in strand
    }
    places: _Parts[Place] = _Parts(
        (*((name, 0) for name in bundles), *((name, at) for (name, _), at in strand.items()))
    )
    where = [
        (
            (home[e.one], strand.get((home[e.one], home[e.other]), 0)),
            (home[e.other], strand.get((home[e.other], home[e.one]), 0)),
        )
        for e in edges
    ]
    for one, other in where:
        places.join(one, other)
    return _clusters(edges, where, places.all(), bundles)


def _clusters(
    edges: Sequence[Edge],
    where: Sequence[tuple[Place, Place]],
    parts: Sequence[frozenset[Place]],
    bundles: Mapping[Node, frozenset[Node]],
) -> list[Cluster]:
    """A cluster for each part that strands of bundles make; what is inside a bundle is in all clusters of it."""
    part_of = {place: at for at, part in enumerate(parts) for place in part}
    parts_of: dict[Node, set[int]] = defaultdict(set)
    for (name, _), at in part_of.items():
        parts_of[name].add(at)
    held: list[list[Edge]] = [[] for _ in parts]
    for edge, (one, other) in zip(edges, where, strict=True):
        for at in sorted(parts_of[one[0]]) if one[0] == other[0] else (part_of[one],):
            held[at].append(edge)
    return [
        Cluster(frozenset().union(*(bundles[name] for name, _ in part)), tuple(held[at]))
        for at, part in enumerate(parts)
    ]


def _strands(
    name: Node, partners: Iterable[Node], bundles: Mapping[Node, Set[Node]], alike: _Likeness, judge: Judge
) -> list[frozenset[Node]]:
    """The partners of a bundle, those together that are related or take up the same part of it."""
    ordered = sorted(partners)
    strands = _Parts(ordered)
    for at, one in enumerate(ordered):
        for other in ordered[:at]:
            ones, others = sorted(bundles[one]), sorted(bundles[other])
            if alike.are_related(ones, others) or _take_up_the_same(sorted(bundles[name]), ones, others, judge, alike):
                strands.join(one, other)
    return strands.all()


def _take_up_the_same(
    whole: Sequence[Node], ones: Sequence[Node], others: Sequence[Node], judge: Judge, alike: _Likeness
) -> bool:
    """Whether the nearest measures of two partners take up the same part of a measure of the bundle."""
    for node in whole:
        one = max(ones, key=lambda near: alike.of(node, near))
        other = max(others, key=lambda near: alike.of(node, near))
        if alike.of(node, one) >= RELATED and alike.of(node, other) >= RELATED:
            return judge.same_strand(node, one, other)
    return True


def _shared_by_decision(
    clusters: Sequence[Cluster], decided: Sequence[Edge], barred: Set[frozenset[Node]]
) -> list[Cluster]:
    """Clusters with one end of a decided link in both, where to join them would join what is decided unrelated."""
    found = list(clusters)
    for edge in decided:
        for end, other in ((edge.one, edge.other), (edge.other, edge.one)):
            home = next((c for c in found if other in c.nodes and not _is_barred({end}, c.nodes, barred)), None)
            if home:
                found[found.index(home)] = Cluster(home.nodes | {end}, (*home.edges, edge))
                break
        else:
            found.append(Cluster(edge.ends, (edge,)))
    return [cluster for cluster in found if cluster.edges]
