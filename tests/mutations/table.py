"""How well the matcher does on mutated pairs: `python -m tests.mutations.table [DOCUMENT]…`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policydiff.align import align
from policydiff.corpus import Corpus
from policydiff.model.document import Snapshot
from tests.mutations.grow import SNAPSHOTS
from tests.mutations.pair import mutate
from tests.mutations.plan import Rates
from tests.mutations.truth import IdPair, MutatedPair, links_f1

_COMING_AND_GOING = Rates(delete=0.15, insert=0.15, distract=0.05, move=0.2, numbers=0.2, names=0.2)
_REWORDED = replace(_COMING_AND_GOING, reword=0.4, intensity="light")
CONFIGURATIONS = {
    "light": replace(_COMING_AND_GOING, reword=1, intensity="light"),
    "medium": replace(_COMING_AND_GOING, reword=1, intensity="medium"),
    "heavy": replace(_COMING_AND_GOING, reword=1, intensity="heavy"),
    "merged": replace(_REWORDED, merge=0.4),
    "split": replace(_REWORDED, split=0.3),
    "regrouped": replace(_REWORDED, regroup=0.3),
    "absorbed": replace(_REWORDED, absorb=0.3),
}
SEEDS = range(5)

Numbered = set[tuple[int, IdPair]]
"""Pairs with the number of the document pair that they are of."""


def rows(snapshots: Sequence[Snapshot], names: Iterable[str]) -> Iterator[str]:
    """A row for each document and configuration, over all seeds.

    P, R and F1 are of all pairs; `kind` is the recall of the pairs that the configuration is named
    for (absorbed: of the second sources alone); `false` is the share of measures without a counterpart that were
    linked, `frames` the same for distractors.
    """
    yield f"{'':32}{'P':>6}{'R':>6}{'F1':>6}{'kind':>6}{'false':>7}{'frames':>8}"
    for snapshot in snapshots:
        for how, rates in CONFIGURATIONS.items() if snapshot.id in names else ():
            yield f"{snapshot.id:22}{how:10}" + _row(how, [mutate(snapshot, snapshots, rates, seed) for seed in SEEDS])


def _row(how: str, pairs: Sequence[MutatedPair]) -> str:
    found: Numbered = set()
    truth: Numbered = set()
    kind: Numbered = set()
    linked = alone = framed = frames = 0
    for number, pair in enumerate(pairs):
        links = {(link.left, link.right) for link in align(pair.left.measures, pair.right.measures).pairs}
        true = pair.truth
        named = true.absorbed if how == "absorbed" else true.pairs_by(how)
        found |= {(number, link) for link in links}
        truth |= {(number, link) for link in true.pairs}
        kind |= {(number, link) for link in named or true.pairs}
        lefts, rights = {left for left, _ in links}, {right for _, right in links}
        linked += len(true.deleted & lefts) + len((true.inserted - true.distractors) & rights)
        alone += len(true.deleted) + len(true.inserted - true.distractors)
        framed += len(true.distractors & rights)
        frames += len(true.distractors)
    score = links_f1(found, truth)
    of_kind = len(found & kind) / len(kind)
    rates = f"{linked / max(1, alone):7.3f}" + (f"{framed / frames:8.3f}" if frames else f"{'-':>8}")
    return f"{score.precision:6.3f}{score.recall:6.3f}{score.f1:6.3f}{of_kind:6.3f}" + rates


if __name__ == "__main__":
    documents = [entry.load() for entry in Corpus(SNAPSHOTS).entries]
    for line in rows(documents, sys.argv[1:] or [document.id for document in documents]):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
