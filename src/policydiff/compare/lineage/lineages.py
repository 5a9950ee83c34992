"""Lineages: families of measures over many documents, with their stages, links, gaps and contradictions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from policydiff.compare.lineage.chronology import in_order
from policydiff.compare.lineage.families import Cluster, Clustering, Edge, gather
from policydiff.compare.lineage.stages import FamilyMaker, Links
from policydiff.compare.lineage.strands import same_strand
from policydiff.model.comparison import IDENTICAL, LOCALISED, MERGED, MODIFIED, REGROUPED, SPLIT
from policydiff.model.decision import DECISION
from policydiff.model.document import Measure, Snapshot, number_key
from policydiff.model.lineage import (
    FIRM,
    LOOSE,
    Alone,
    DocumentTotals,
    Family,
    Lineages,
    LineagesSummary,
    Near,
    Node,
    PairLinks,
    ref,
)

_WHOLE = frozenset((IDENTICAL, LOCALISED, MODIFIED, MERGED, SPLIT, REGROUPED))
_NEAREST = 3


def lineages(snapshots: Iterable[Snapshot], pairs: Iterable[PairLinks]) -> Lineages:
    """The families over all snapshots; `pairs` are what every two say of each other, the earlier on the left."""
    return Gathering(snapshots, pairs).lineages


class Gathering:
    """The measures of all documents, and the families that their links make."""

    def __init__(
        self, snapshots: Iterable[Snapshot], pairs: Iterable[PairLinks], order: Sequence[Snapshot] | None = None
    ) -> None:
        self.snapshots = in_order(snapshots) if order is None else list(order)
        self.order = {snapshot.id: at for at, snapshot in enumerate(self.snapshots)}
        self._by_id = {snapshot.id: snapshot for snapshot in self.snapshots}
        self._measures = {(s.id, m.id): m for s in self.snapshots for m in s.measures}
        self._pairs = sorted(pairs, key=lambda one: (self.order[one.left], self.order[one.right]))
        self._links = Links(self._pairs)

    def measure(self, node: Node) -> Measure:
        """The measure of a node."""
        return self._measures[node]

    def same_strand(self, whole: Node, one: Node, other: Node) -> bool:
        """Whether two measures take up the same part of a third."""
        return same_strand(self._measures[whole], self._measures[one], self._measures[other])

    @cached_property
    def clustering(self) -> Clustering:
        """The measures gathered by their links."""
        barred = frozenset(
            frozenset(((known.left, one), (known.right, other))) for known in self._pairs for one, other in known.barred
        )
        return gather([edge for known in self._pairs for edge in _edges(known)], self._links.alike, barred, self)

    def place(self, node: Node) -> tuple[int, tuple[int, ...]]:
        """A key that sorts measures by time, then number."""
        return self.order[node[0]], number_key(node[1])

    def first_place(self, cluster: Cluster) -> list[tuple[int, tuple[int, ...]]]:
        """A key that sorts families by their measures."""
        return sorted(map(self.place, cluster.nodes))

    @cached_property
    def maker(self) -> FamilyMaker:
        """What makes families of clusters."""
        return FamilyMaker(self.snapshots, self._links, self.clustering)

    @cached_property
    def clusters(self) -> list[Cluster]:
        """The clusters in the order of their first measures."""
        return sorted(self.clustering.clusters, key=self.first_place)

    def families(self, clusters: Iterable[Cluster]) -> tuple[Family, ...]:
        """The families of these clusters, each member with the other families that it is in."""
        return tuple(self.maker.family(cluster) for cluster in clusters)

    def alone(self, node: Node) -> Alone:
        """A measure without a family, with what comes nearest to it."""
        measure = self._measures[node]
        return Alone(
            snapshot=node[0],
            measure=node[1],
            ref=ref(node),
            title=measure.title,
            text=measure.text,
            nearest=self.nearest(node),
            contradictions=tuple(self.maker.cut({node})),
        )

    def nearest(self, node: Node) -> tuple[Near, ...]:
        """The measures of other documents that come nearest to one, linked or not."""
        rows = sorted((-confidence, self.place(other), other) for other, confidence in self._near[node])
        return tuple(Near(ref=ref(other), confidence=-negative) for negative, _, other in rows[:_NEAREST])

    @cached_property
    def _near(self) -> Mapping[Node, list[tuple[Node, float]]]:
        """The measures that were weighed with each, with their confidence."""
        near: dict[Node, list[tuple[Node, float]]] = defaultdict(list)
        for ends, confidence in self._links.alike.items():
            one, other = ends
            near[one].append((other, confidence))
            near[other].append((one, confidence))
        return near

    @cached_property
    def lineages(self) -> Lineages:
        """All families, the measures without one, and counts that add up."""
        families = self.families(self.clusters)
        gathered = {member.node for family in families for member in family.members}
        alone = tuple(self.alone(node) for node in sorted(self._measures.keys() - gathered, key=self.place))
        return Lineages(
            documents=tuple(_totals(snapshot, gathered) for snapshot in self.snapshots),
            families=families,
            alone=alone,
            summary=_summary(families, gathered, len(alone)),
        )


def _edges(known: PairLinks) -> Iterable[Edge]:
    """The linked pairs of two documents, wholly carried on or not as their link is; and what shares a theme."""
    sure = {(pair.left, pair.right): pair.confidence for pair in known.pairs}
    for at, link in enumerate(known.links):
        for one in link.left:
            for other in link.right:
                yield Edge(
                    (known.left, one),
                    (known.right, other),
                    sure[one, other],
                    is_whole=link.relation in _WHOLE,
                    is_decided=link.decided_by == DECISION,
                    group=(known.left, known.right, at),
                )
    for pair in known.themes:
        yield Edge((known.left, pair.left), (known.right, pair.right), pair.confidence, is_theme=True)


def _totals(snapshot: Snapshot, gathered: set[Node]) -> DocumentTotals:
    inside = sum((snapshot.id, measure.id) in gathered for measure in snapshot.measures)
    return DocumentTotals(
        id=snapshot.id,
        title=snapshot.title,
        document_number=snapshot.document_number,
        issued=snapshot.issued,
        measures=len(snapshot.measures),
        in_families=inside,
        alone=len(snapshot.measures) - inside,
    )


def _summary(families: Sequence[Family], gathered: set[Node], alone: int) -> LineagesSummary:
    spans = sorted(len(family.stages) for family in families)
    by_documents: Mapping[str, int] = {str(size): spans.count(size) for size in dict.fromkeys(spans)}
    return LineagesSummary(
        measures=len(gathered) + alone,
        in_families=len(gathered),
        alone=alone,
        families=len(families),
        firm=sum(family.status == FIRM for family in families),
        loose=sum(family.status == LOOSE for family in families),
        shared=len({member.node for family in families for member in family.members if member.also_in}),
        by_documents=by_documents,
    )
