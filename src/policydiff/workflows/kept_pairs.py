"""What two snapshots say of each other, kept in the index: aligning every two of many is what a lineage costs."""

from functools import partial

from policydiff.compare.lineage.pairs import pair_links
from policydiff.corpus import Corpus
from policydiff.errors import HistoryError
from policydiff.history.index import Index
from policydiff.model.decision import Rulings
from policydiff.model.document import Snapshot
from policydiff.model.lineage import PairLinks
from policydiff.snapshot import dump_snapshot
from policydiff.snapshot.dump import to_data
from policydiff.snapshot.revive import revived
from policydiff.workflows.editions import Editions
from policydiff.workflows.fingerprint import digest, forget_others

_PAIRS, _MADE_BY = "pairs/", "pairs-made-by"


class KeptPairs:
    """Links of pairs by the contents of both snapshots and what is decided on them.

    Where the snapshots lie in no repository there is no index, and they are made each time.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._index = _index_of(corpus)
        if self._index:
            forget_others(self._index, _MADE_BY, (_PAIRS,))
        self._digests: dict[int, tuple[Snapshot, str]] = {}

    def links(self, left: Snapshot, right: Snapshot, rulings: Rulings) -> PairLinks:
        """What two snapshots say of each other."""
        if self._index is None:
            return pair_links(left, right, rulings)
        decided = digest(repr((sorted(rulings.linked), sorted(rulings.barred), rulings.groups, rulings.stale)))
        name = f"{_PAIRS}{self._digest(left)}-{self._digest(right)}/{decided}"
        kept = self._index.get(name, partial(revived, PairLinks))
        if kept is None:
            kept = pair_links(left, right, rulings)
            self._index.put(name, to_data(kept))
        return kept

    def _digest(self, snapshot: Snapshot) -> str:
        known = self._digests.get(id(snapshot))
        if known is None:  # the snapshot is kept with it, so that no other one gets its id
            known = self._digests[id(snapshot)] = (snapshot, digest(dump_snapshot(snapshot)))
        return known[1]


def _index_of(corpus: Corpus) -> Index | None:
    try:
        return Editions(corpus).history.index
    except HistoryError:
        return None
