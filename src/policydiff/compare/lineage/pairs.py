"""What two snapshots say of each other's measures, as plain data that depends on nothing else."""

from policydiff.align import Pair, align
from policydiff.compare.lineage.themes import themes
from policydiff.compare.pipeline import links_of
from policydiff.model.decision import NO_RULINGS, Rulings
from policydiff.model.document import Snapshot
from policydiff.model.lineage import Likeness, PairLinks


def pair_links(left: Snapshot, right: Snapshot, rulings: Rulings = NO_RULINGS) -> PairLinks:
    """The links, candidates and decisions of two snapshots, the earlier one on the left."""
    alignment = align(left.measures, right.measures, rulings)
    weighed = {(pair.left, pair.right): pair.confidence for pair in (*alignment.candidates, *alignment.pairs)}
    linked = {(pair.left, pair.right) for pair in alignment.pairs}
    return PairLinks(
        left=left.id,
        right=right.id,
        links=tuple(links_of(left, right, alignment, rulings)),
        pairs=_likenesses(alignment.pairs),
        candidates=_likenesses(alignment.candidates),
        themes=themes(left, right, weighed, linked | rulings.barred),
        barred=tuple(sorted(rulings.barred)),
    )


def _likenesses(pairs: tuple[Pair, ...]) -> tuple[Likeness, ...]:
    return tuple(Likeness(pair.left, pair.right, pair.confidence) for pair in pairs)
