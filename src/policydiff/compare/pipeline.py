"""The pipeline: align, find changes, judge relations, count."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, repeat

from policydiff.align import Alignment, Pair, Similarity, align, groups
from policydiff.changes.columns import find_column_changes, pairings
from policydiff.changes.find import find_changes
from policydiff.changes.severities import FOR_RESEARCHERS, Severities
from policydiff.compare.applicability import Judgement, applicability
from policydiff.compare.evidence import evidence
from policydiff.compare.order import in_order_of
from policydiff.compare.relations import relation
from policydiff.compare.uptake import totals, uptake
from policydiff.model.comparison import (
    APPLICABILITIES,
    MATCHER,
    OTHER_READER,
    RELATIONS,
    SAME_SOURCE,
    Change,
    Comparison,
    Document,
    Link,
    Nearest,
    OneSided,
    RunnerUp,
    SideTotals,
    Summary,
    Uptake,
)
from policydiff.model.decision import DECISION, NO_RULINGS, DecidedGroup, Rulings
from policydiff.model.document import TEXT_FIELDS, Measure, Snapshot, number_key
from policydiff.registry.locality import Locality


def compare(
    left: Snapshot,
    right: Snapshot,
    rulings: Rulings = NO_RULINGS,
    similarity: Similarity | None = None,
    severities: Severities = FOR_RESEARCHERS,
) -> Comparison:
    """Compare two documents: every measure of either is linked or one-sided, and counted once."""
    alignment = align(left.measures, right.measures, rulings, similarity)
    return compare_aligned(left, right, alignment, rulings, similarity.name if similarity else None, severities)


def compare_aligned(
    left: Snapshot,
    right: Snapshot,
    alignment: Alignment,
    rulings: Rulings = NO_RULINGS,
    embeddings: str | None = None,
    severities: Severities = FOR_RESEARCHERS,
) -> Comparison:
    """Compare two documents that are aligned already; `embeddings` names the model that re-ranked."""
    links = _with_runners_up(links_of(left, right, alignment, rulings, severities), alignment)
    lefts, rights = ({measure.id: measure for measure in side.measures} for side in (left, right))
    judged = applicability(left, right)
    links = [_judged(link, judged) for link in links]
    rows = uptake(lefts, links, judged)
    left_only = _one_sided(lefts, {name for link in links for name in link.left}, alignment.nearest_right, "right")
    left_only = tuple(replace(one, applicability=_value(one.measure, judged)) for one in left_only)
    right_only = _one_sided(rights, {name for link in links for name in link.right}, alignment.nearest_left, "left")
    return Comparison(
        left=document_of(left),
        right=document_of(right),
        links=tuple(links),
        left_only=left_only,
        right_only=right_only,
        stale=rulings.stale,
        embeddings=embeddings,
        profile=severities.profile,
        uptake=rows,
        summary=_summary(lefts, rights, links, left_only, right_only, rows),
        reading=_reading(left, right),
    )


def _reading(left: Snapshot, right: Snapshot) -> str | None:
    """What the differences of two editions of a snapshot may be; None where they are the policy's."""
    if left.id != right.id or left == right:
        return None
    if left.source.sha256 == right.source.sha256:
        return SAME_SOURCE
    return OTHER_READER if left.source.reader != right.source.reader else None


def links_of(
    left: Snapshot,
    right: Snapshot,
    alignment: Alignment,
    rulings: Rulings = NO_RULINGS,
    severities: Severities = FOR_RESEARCHERS,
) -> list[Link]:
    """The links of two documents that are aligned already, in the order of the left measures."""
    linker = Linker(left, right, severities)
    grouped = zip(groups(alignment.pairs, rulings.groups), chain(rulings.groups, repeat(None)), strict=False)
    links = [linker.link(group, decided) for group, decided in grouped]
    return sorted(links, key=lambda link: (*map(number_key, link.left), (math.inf,), *map(number_key, link.right)))


def link_between(left: Snapshot, right: Snapshot, pairs: Sequence[Pair]) -> Link:
    """The link that these pairs make or would make, with its evidence and changes."""
    return Linker(left, right).link(pairs, None)


class Linker:
    """Makes links of groups of pairs: what it takes to compare the measures of two documents."""

    def __init__(self, left: Snapshot, right: Snapshot, severities: Severities = FOR_RESEARCHERS) -> None:
        self.lefts = {measure.id: measure for measure in left.measures}
        self.rights = {measure.id: measure for measure in right.measures}
        self._locality = Locality(left.region, right.region)
        self._fields = _shared_fields(left, right)
        self._columns = pairings(left, right)
        self._severities = severities

    def link(self, group: Sequence[Pair], decided: DecidedGroup | None) -> Link:
        """The link of a group; what was decided of it outranks what is found."""
        left = sorted({pair.left for pair in group}, key=number_key)
        right = sorted({pair.right for pair in group}, key=number_key)
        one, other = in_order_of([self.lefts[name] for name in left], [self.rights[name] for name in right])
        found = find_changes(one, other, self._locality, self._fields)
        return Link(
            left=tuple(left),
            right=tuple(right),
            relation=(decided and decided.relation) or relation(left, right, found),
            confidence=min(pair.confidence for pair in group),
            decided_by=DECISION if decided else MATCHER,
            decision=decided.word if decided else None,
            evidence=tuple(shown for part in found for shown in evidence(part)),
            changes=tuple(
                self._weighed(
                    chain(
                        (change for part in found for change in part.changes),
                        find_column_changes(one, other, self._columns),
                    )
                )
            ),
        )

    def _weighed(self, changes: Iterable[Change]) -> Iterator[Change]:
        """Changes with the severity that they have for the reader at hand."""
        for change in changes:
            severity = self._severities.of(change)
            yield change if severity == change.severity else replace(change, severity=severity)


def _shared_fields(left: Snapshot, right: Snapshot) -> list[str]:
    """The text fields to compare: the name column only where both documents have one."""
    return [
        field
        for field in TEXT_FIELDS
        if field == "text" or all(any(m.printed(field) for m in side.measures) for side in (left, right))
    ]


def document_of(snapshot: Snapshot) -> Document:
    """What a comparison says of a document."""
    return Document(
        id=snapshot.id,
        title=snapshot.title,
        document_number=snapshot.document_number,
        issued=snapshot.issued,
        measures=len(snapshot.measures),
    )


def _one_sided(
    measures: Mapping[str, Measure], linked: set[str], nearest: Mapping[str, Pair], other: str
) -> tuple[OneSided, ...]:
    """The measures that are not linked, each with the nearest of the other side."""
    alone = []
    for name in sorted(measures, key=number_key):
        if name not in linked:
            near = nearest.get(name)
            mate = Nearest(measure=getattr(near, other), confidence=near.confidence) if near else None
            alone.append(OneSided(measure=name, nearest=mate))
    return tuple(alone)


def _with_runners_up(links: Iterable[Link], alignment: Alignment) -> list[Link]:
    """Links with the surest candidate of any of their measures: what else might have been linked."""
    left: dict[str, Pair] = {}
    right: dict[str, Pair] = {}
    for pair in sorted(alignment.candidates, key=lambda pair: -pair.confidence):
        left.setdefault(pair.left, pair)
        right.setdefault(pair.right, pair)
    return [replace(link, runner_up=_runner_up(link, left, right)) for link in links]


def _runner_up(link: Link, left: Mapping[str, Pair], right: Mapping[str, Pair]) -> RunnerUp | None:
    near = [left[name] for name in link.left if name in left] + [right[name] for name in link.right if name in right]
    best = max(near, key=lambda pair: pair.confidence, default=None)
    return RunnerUp(left=best.left, right=best.right, confidence=best.confidence) if best else None


def _value(measure: str, judged: Mapping[str, Judgement]) -> str | None:
    return judged[measure].value if judged else None


def _judged(link: Link, judged: Mapping[str, Judgement]) -> Link:
    """A link with the applicability of its left measures, where it was judged."""
    return replace(link, applicability={name: judged[name].value for name in link.left}) if judged else link


def _summary(
    lefts: Mapping[str, Measure],
    rights: Mapping[str, Measure],
    links: Sequence[Link],
    left_only: Sequence[OneSided],
    right_only: Sequence[OneSided],
    rows: Sequence[Uptake],
) -> Summary:
    applicable = Counter(row.applicability for row in rows)
    relations = Counter(link.relation for link in links)
    kinds = Counter(change.kind for link in links for change in link.changes)
    return Summary(
        left=SideTotals(measures=len(lefts), linked=len(lefts) - len(left_only), only=len(left_only)),
        right=SideTotals(measures=len(rights), linked=len(rights) - len(right_only), only=len(right_only)),
        relations={name: relations[name] for name in RELATIONS if relations[name]},
        changes=dict(sorted(kinds.items())),
        uptake=totals(rows),
        applicability={name: applicable[name] for name in APPLICABILITIES if applicable[name]},
    )
