"""Trace: the lineage of a measure, or of what a text says, and the families over all snapshots."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from itertools import combinations

from policydiff.compare.lineage.chronology import in_order
from policydiff.compare.lineage.lineages import Gathering
from policydiff.corpus import Corpus
from policydiff.errors import LookupFailedError
from policydiff.model.document import Snapshot
from policydiff.model.lineage import LOOSE, Family, Lineages, Node, PairLinks, Trace, ref
from policydiff.text.fold import bare
from policydiff.workflows.browse import measure_of
from policydiff.workflows.decisions import resolved_decisions
from policydiff.workflows.editions import Editions, is_edition, parted
from policydiff.workflows.kept_pairs import KeptPairs

_SUGGESTED = 3
_SHOWN = 20
"""Characters of a measure in a suggestion."""


class Documents:
    """All snapshots of a folder, and what every two of them say of each other.

    Of those that `names` name as editions (`ID@REV`) the edition takes the place of the snapshot in the folder.
    """

    def __init__(self, corpus: Corpus, names: Iterable[str] = ()) -> None:
        self._corpus = corpus
        editions = Editions(corpus)
        self._named = {name: editions.open(name).snapshot for name in dict.fromkeys(names) if is_edition(name)}

    @cached_property
    def snapshots(self) -> list[Snapshot]:
        """All snapshots in the order of time: one that is broken would be missing in every lineage.

        Raises:
            SnapshotError: a file is no valid snapshot.
            LookupFailedError: there is none.
        """
        entries = self._corpus.entries
        for error in self._corpus.broken.values():
            raise error
        if not entries:
            raise LookupFailedError(
                "holds no snapshot yet", where=str(self._corpus.folder), remedy="read a document with `ingest`"
            )
        present = {self._present(name) for name in self._named}
        others = [entry.load() for entry in entries if entry.id not in present]
        return in_order([*others, *self._named.values()])

    def _present(self, name: str) -> str:
        """The id that the snapshot of an edition bears in the folder now."""
        try:
            return self._corpus.resolve(parted(name)[0]).id
        except LookupFailedError:
            return self._named[name].id

    def named(self, name: str) -> Snapshot:
        """The snapshot that a name means, one of all.

        Raises:
            LookupFailedError: there is no such snapshot.
        """
        if name in self._named:
            return self._named[name]
        entry = self._corpus.resolve(name)
        snapshot = next((one for one in self.snapshots if one.id == entry.id), None)
        if snapshot is None:
            raise LookupFailedError(
                f"“{name}” is none of the snapshots there",
                where=str(self._corpus.folder),
                remedy="name one of them",
            )
        return snapshot

    def links(self, left: Snapshot, right: Snapshot) -> PairLinks:
        """What two snapshots say of each other, as decided where there are decisions on them."""
        strict = not {left.id, right.id} & {snapshot.id for snapshot in self._named.values()}
        rulings = resolved_decisions(left, right, self._corpus, strict=strict).rulings
        return self._kept_pairs.links(left, right, rulings)

    @cached_property
    def _kept_pairs(self) -> KeptPairs:
        return KeptPairs(self._corpus)

    @cached_property
    def gathering(self) -> Gathering:
        """The measures of all snapshots with their families.

        Raises:
            DecisionError: a file of decisions is broken or contradicts itself.
        """
        pairs = [self.links(left, right) for left, right in combinations(self.snapshots, 2)]
        return Gathering(self.snapshots, pairs)

    def node(self, name: str) -> Node:
        """The measure called `ID#MEASURE`.

        Raises:
            LookupFailedError: there is no such snapshot or measure.
        """
        document, _, number = name.rpartition("#")
        snapshot = self.named(document)
        return snapshot.id, measure_of(snapshot, number).id


def lineages(corpus: Corpus) -> Lineages:
    """The families over all snapshots of a folder.

    Raises:
        LookupFailedError: the folder holds none.
        SnapshotError: a file is no valid snapshot.
        DecisionError: a file of decisions is broken or contradicts itself.
    """
    return Documents(corpus).gathering.lineages


def selected(found: Lineages, status: str | None, min_documents: int) -> Lineages:
    """The lineages with only the families of a status that span so many documents; the totals stay those of all."""
    families = tuple(
        family for family in found.families if len(family.stages) >= min_documents and status in (None, family.status)
    )
    return replace(found, families=families)


def trace(asked: str, corpus: Corpus) -> Trace:
    """The families of the measure `ID#MEASURE` (or `ID@REV#MEASURE`), or of the measures that hold a text.

    Raises:
        LookupFailedError: there is no such measure, or none holds the text.
        SnapshotError, DecisionError: as for `lineages`.
    """
    return trace_in(documents_of(asked, corpus), asked)


def documents_of(asked: str, corpus: Corpus) -> Documents:
    """All snapshots, of which what is asked for may name one as an edition."""
    return Documents(corpus, [asked.rpartition("#")[0]])


def trace_in(documents: Documents, asked: str) -> Trace:
    """The same as `trace`, in documents that are at hand."""
    if not bare(asked):
        raise LookupFailedError("nothing is asked for", where="trace", remedy="name ID#MEASURE or a text")
    nodes = {documents.node(asked)} if "#" in asked else _holding(asked, documents)
    gathering = documents.gathering
    clusters = [cluster for cluster in gathering.clusters if cluster.nodes & nodes]
    families = gathering.families(clusters)
    gathered = frozenset().union(*(cluster.nodes for cluster in clusters))
    return Trace(
        asked=asked,
        documents=tuple(snapshot.id for snapshot in documents.snapshots),
        families=tuple(sorted(families, key=lambda family: _rank(family, nodes))),
        alone=tuple(gathering.alone(node) for node in sorted(nodes - gathered, key=gathering.place)),
    )


def _rank(family: Family, nodes: set[Node]) -> tuple[int, int, int]:
    """The best first: what is asked for in most members, through most documents, firm."""
    held = sum(member.node in nodes for member in family.members)
    return -held, -len(family.stages), family.status == LOOSE


def _holding(text: str, documents: Documents) -> set[Node]:
    """The measures that hold a text, signs, width and blanks aside.

    Raises:
        LookupFailedError: there is none.
    """
    sought = bare(text)
    words = {(s.id, m.id): (bare(m.title or ""), bare(m.text)) for s in documents.snapshots for m in s.measures}
    found = {node for node, fields in words.items() if any(sought in field for field in fields)}
    if found:
        return found
    pairs = {sought[at : at + 2] for at in range(max(1, len(sought) - 1))}
    near = sorted(
        (
            (-sum(pair in title + body for pair in pairs), at, node)
            for at, (node, (title, body)) in enumerate(words.items())
        ),
    )
    nearest = [
        f"{ref(node)} “{words[node][1][:_SHOWN]}…”" for count, _, node in near[:_SUGGESTED] if -2 * count >= len(pairs)
    ]
    remedy = f"nearest are {', '.join(nearest)}" if nearest else "try fewer words"
    raise LookupFailedError("no measure holds these words", where=f"“{text}”", remedy=remedy)
