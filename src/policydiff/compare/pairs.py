"""What two snapshots say of each other's measures, as plain data that depends on nothing else."""


from policydiff.align import Pair, align, weigh_pairs
from policydiff.compare.pipeline import links_of
from policydiff.model.decision import NO_RULINGS, Rulings
from policydiff.model.document import Snapshot
from policydiff.model.lineage import Likeness, PairLinks

_KIN = 0.9
"""Confidence from which two measures of one document speak of the same thing."""


def pair_links(left: Snapshot, right: Snapshot, rulings: Rulings = NO_RULINGS) -> PairLinks:
    """The links, candidates and decisions of two snapshots, the earlier one on the left."""
    alignment = align(left.measures, right.measures, rulings)
    return PairLinks(
        left=left.id,
        right=right.id,
        links=tuple(links_of(left, right, alignment, rulings)),
        pairs=_likenesses(alignment.pairs),
        candidates=_likenesses(alignment.candidates),
        barred=tuple(sorted(rulings.barred)),
    )


def kin_within(snapshot: Snapshot) -> frozenset[frozenset[str]]:
    """The pairs of measures of one document that speak of the same thing."""
    measures = snapshot.measures
    same = Rulings(barred=frozenset((measure.id, measure.id) for measure in measures))
    weighing = weigh_pairs(measures, measures, same)
    found = (weighing.pair(place) for place, confidence in weighing.confidence.items() if confidence >= _KIN)
    return frozenset(frozenset((pair.left, pair.right)) for pair in found)


def _likenesses(pairs: tuple[Pair, ...]) -> tuple[Likeness, ...]:
    return tuple(Likeness(pair.left, pair.right, pair.confidence) for pair in pairs)
