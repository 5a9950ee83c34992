"""A family in full: its members, the links between its documents, stage by stage, gaps, and what contradicts it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from policydiff.compare.applicability import Judgement, applicability
from policydiff.compare.lineage.chronology import is_later_round
from policydiff.compare.lineage.families import Cluster, Clustering, Edge
from policydiff.compare.lineage.naming import family_name
from policydiff.compare.lineage.themes import shared_concepts
from policydiff.compare.lineage.where import where
from policydiff.model.comparison import PARTIAL, Link
from policydiff.model.document import Snapshot, number_key
from policydiff.model.lineage import (
    APART,
    CUT,
    FIRM,
    LINK,
    LOOSE,
    THEME,
    UNLIKELY,
    Contradiction,
    Family,
    Gap,
    LineageLink,
    Member,
    Node,
    PairLinks,
    Stage,
    ref,
)
from policydiff.text.fold import bare

_ID_DIGITS = 10
_STRONG = 0.8
"""Confidence from which both links of a chain are sure."""
_NOTHING = 0.02
"""Confidence below which a comparison sees no likeness."""
IMPLEMENTS, NEXT_ROUND = "implements", "round"


class Links:
    """What every two documents say of each other's measures."""

    def __init__(self, pairs: Iterable[PairLinks]) -> None:
        self._pairs = tuple(pairs)
        self._of = {(known.left, known.right): known for known in self._pairs}
        self.alike = {
            frozenset(((known.left, pair.left), (known.right, pair.right))): pair.confidence
            for known in self._pairs
            for pair in (*known.candidates, *known.pairs)
        }
        self.barred = [((k.left, one), (k.right, other)) for k in self._pairs for one, other in k.barred]

    def confidence(self, one: Node, other: Node) -> float:
        """How sure it is that two measures belong together; 0 where nothing says so."""
        return self.alike.get(frozenset((one, other)), 0.0)

    def between(self, left: str, right: str) -> Sequence[Link]:
        """The links from one document to a later one."""
        return self._of[left, right].links


class FamilyMaker:
    """Makes families of clusters."""

    def __init__(self, snapshots: Sequence[Snapshot], links: Links, clustering: Clustering) -> None:
        self._snapshots = {snapshot.id: snapshot for snapshot in snapshots}
        self._order = {snapshot.id: at for at, snapshot in enumerate(snapshots)}
        self._measures = {(s.id, m.id): m for s in snapshots for m in s.measures}
        self._sections = {
            (s.id, section.id): f"{section.label or ''}{section.title or ''}"
            for s in snapshots
            for section in s.sections
        }
        self._links = links
        self._clustering = clustering
        self._judged: dict[tuple[str, str], Mapping[str, Judgement]] = {}

    def place(self, node: Node) -> tuple[int, tuple[int, ...]]:
        """A key that sorts measures by time, then number."""
        return self._order[node[0]], number_key(node[1])

    @cached_property
    def _ids(self) -> dict[frozenset[Node], str]:
        return {cluster.nodes: self._id(cluster) for cluster in self._clustering.clusters}

    def _id(self, cluster: Cluster) -> str:
        """From the words of the members, however they are numbered."""
        words = []
        for document, name in cluster.nodes:
            measure = self._measures[document, name]
            words.append(f"{document}\n{bare(measure.title or '')}\n{bare(measure.text)}")
        return hashlib.sha256("\n\n".join(sorted(words)).encode()).hexdigest()[:_ID_DIGITS]

    @cached_property
    def _homes(self) -> dict[Node, list[frozenset[Node]]]:
        homes: dict[Node, list[frozenset[Node]]] = {}
        for cluster in self._clustering.clusters:
            for node in cluster.nodes:
                homes.setdefault(node, []).append(cluster.nodes)
        return homes

    def family(self, cluster: Cluster) -> Family:
        """The family of a cluster."""
        nodes = sorted(cluster.nodes, key=self.place)
        links = self._family_links(cluster)
        members = tuple(self._member(node, cluster) for node in nodes)
        return Family(
            id=self._ids[cluster.nodes],
            name=family_name([self._measures[node] for node in nodes], links),
            status=FIRM if cluster.firm else LOOSE,
            members=members,
            stages=self._stages(nodes, links),
            links=links,
            contradictions=(*self._unlikely(nodes), *self._decided(cluster)),
            gaps=tuple(self._gaps(nodes)),
        )

    def _member(self, node: Node, cluster: Cluster) -> Member:
        measure, snapshot = self._measures[node], self._snapshots[node[0]]
        status, confidence = cluster.standing(node)
        return Member(
            snapshot=node[0],
            measure=node[1],
            ref=ref(node),
            status=status,
            confidence=confidence,
            number=measure.number,
            section=self._sections.get((node[0], measure.section or "")),
            title=measure.title,
            text=measure.text,
            where=where(snapshot, measure),
            also_in=tuple(sorted(self._ids[home] for home in self._homes[node] if home != cluster.nodes)),
        )

    def _family_links(self, cluster: Cluster) -> tuple[LineageLink, ...]:
        """The links inside a family, and the themes that hold members in it, in the order of time."""
        groups = dict.fromkeys(edge.group for edge in cluster.edges if edge.group is not None)
        found = [self._link(left, right, self._links.between(left, right)[at]) for left, right, at in groups]
        found += [self._theme(edge) for edge in cluster.edges if edge.is_theme]
        return tuple(sorted(found, key=lambda link: (*map(self.place, link.rights[:1]), *map(self.place, link.lefts))))

    def _link(self, left: str, right: str, link: Link) -> LineageLink:
        """A link of a comparison; rare concepts are its evidence where its measures share no run of words."""
        one, other = self._measures[left, link.left[0]], self._measures[right, link.right[0]]
        return LineageLink(
            left_snapshot=left,
            left=link.left,
            right_snapshot=right,
            right=link.right,
            standing=LINK,
            relation=link.relation,
            confidence=link.confidence,
            decided_by=link.decided_by,
            decision=link.decision,
            evidence=link.evidence or shared_concepts(one, other),
            changes=link.changes,
        )

    def _theme(self, edge: Edge) -> LineageLink:
        """A theme as a link: the words of the rare concepts are its evidence; its changes are nobody's."""
        one, other = sorted(edge.ends, key=self.place)
        return LineageLink(
            left_snapshot=one[0],
            left=(one[1],),
            right_snapshot=other[0],
            right=(other[1],),
            standing=THEME,
            relation=PARTIAL,
            confidence=edge.confidence,
            evidence=shared_concepts(self._measures[one], self._measures[other]),
        )

    def _stages(self, nodes: Sequence[Node], links: Sequence[LineageLink]) -> tuple[Stage, ...]:
        stages = []
        for document in dict.fromkeys(node[0] for node in nodes):
            snapshot = self._snapshots[document]
            here = [at for at, link in enumerate(links) if link.right_snapshot == document]
            told = self._told(snapshot, here, links)
            stages.append(
                Stage(
                    snapshot=document,
                    title=snapshot.title,
                    document_number=snapshot.document_number,
                    issued=snapshot.issued,
                    members=tuple(ref(node) for node in nodes if node[0] == document),
                    comes_from=tuple(told),
                    other_links=tuple(at for at in here if at not in told),
                )
            )
        return tuple(stages)

    def _told(self, snapshot: Snapshot, here: Sequence[int], links: Sequence[LineageLink]) -> list[int]:
        """The links that tell where the members of a document come from: from what it puts into practice, else the
        round before, else the surest.
        """

        def rank(at: int) -> tuple[bool, bool, float, int]:
            link = links[at]
            other = self._snapshots[link.left_snapshot]
            return (
                other.id != snapshot.implements,
                not is_later_round(snapshot, other),
                -link.confidence,
                -self._order[other.id],
            )

        told: list[int] = []
        for name in sorted({name for at in here for name in links[at].right}, key=number_key):
            first = min((at for at in here if name in links[at].right), key=rank)
            source = links[first].left_snapshot
            told += [at for at in here if name in links[at].right and links[at].left_snapshot == source]
        return sorted(set(told))

    def _unlikely(self, nodes: Sequence[Node]) -> Iterator[Contradiction]:
        """The pairs that a chain of two sure links joins and that their own documents see no likeness in."""
        for at, one in enumerate(nodes):
            for other in nodes[at + 1 :]:
                if one[0] == other[0] or (found := self._links.confidence(one, other)) >= _NOTHING:
                    continue
                over = [
                    mid
                    for mid in nodes
                    if min(self._links.confidence(one, mid), self._links.confidence(mid, other)) >= _STRONG
                ]
                if over:
                    through = tuple(map(ref, over))
                    yield Contradiction(
                        kind=UNLIKELY, left=ref(one), right=ref(other), confidence=found, through=through
                    )

    def cut(self, nodes: Set[Node]) -> Iterator[Contradiction]:
        """The links of measures that no family follows."""
        for edge in self._clustering.cut:
            if edge.ends & nodes:
                one, other = sorted(edge.ends, key=self.place)
                yield Contradiction(kind=CUT, left=ref(one), right=ref(other), confidence=edge.confidence)

    def _decided(self, cluster: Cluster) -> Iterator[Contradiction]:
        """Links that are not followed from here, as a decision keeps apart what they would join; and decisions that
        keep apart what one of the members was decided to belong to.
        """
        yield from self.cut(cluster.nodes)
        for one, other in self._links.barred:
            if (one in cluster.nodes) == (other in cluster.nodes):
                continue
            end, outside = (one, other) if one in cluster.nodes else (other, one)
            through = [
                node
                for node in sorted(cluster.nodes - {end}, key=self.place)
                if any(outside in home for home in self._homes[node])
            ]
            if through:
                yield Contradiction(
                    kind=APART, left=ref(one), right=ref(other), confidence=0.0, through=tuple(map(ref, through))
                )

    def _gaps(self, nodes: Sequence[Node]) -> Iterator[Gap]:
        """The documents that could have a member and have none."""
        present = {node[0] for node in nodes}
        for document in dict.fromkeys(node[0] for node in nodes):
            snapshot = self._snapshots[document]
            for later in self._snapshots.values():
                if later.id in present:
                    continue
                if later.implements == document:
                    yield from (self._gap(node, later, IMPLEMENTS) for node in nodes if node[0] == document)
                elif is_later_round(later, snapshot):
                    yield from (self._gap(node, later, NEXT_ROUND) for node in nodes if node[0] == document)

    def _gap(self, node: Node, later: Snapshot, reason: str) -> Gap:
        document, name = node
        if (document, later.id) not in self._judged:
            self._judged[document, later.id] = applicability(self._snapshots[document], later)
        judgement = self._judged[document, later.id].get(name)
        return Gap(
            snapshot=later.id,
            after=ref(node),
            reason=reason,
            applicability=judgement.value if judgement else None,
            ground=judgement.ground if judgement else None,
        )
