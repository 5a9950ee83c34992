"""Lifecycle: what became of measures over the rounds of a series."""

from collections.abc import Sequence
from itertools import combinations

from policydiff.compare.lineage.lifecycle import lifecycle
from policydiff.corpus import Corpus
from policydiff.errors import LookupFailedError, UsageError, did_you_mean
from policydiff.model.document import Snapshot
from policydiff.model.lifecycle import SECTION, Lifecycle
from policydiff.workflows.trace import Documents


def lifecycle_by_name(names: Sequence[str], corpus: Corpus, by: str = SECTION) -> Lifecycle:
    """The lifecycle over the rounds that the names mean: a series for all its rounds, or snapshots in their order.

    Raises:
        LookupFailedError: a name means neither.
        UsageError: there are fewer than two rounds, or one of them twice.
        SnapshotError, DecisionError: as for tracing.
    """
    return lifecycle_in(Documents(corpus, names), names, by)


def lifecycle_in(documents: Documents, names: Sequence[str], by: str = SECTION) -> Lifecycle:
    """The same as `lifecycle_by_name`, in documents that are at hand."""
    rounds = [snapshot for name in names for snapshot in _meant(name, documents)]
    if len(rounds) < 2:
        only = f"has one round here, {rounds[0].id}"
        raise UsageError(only, where=f"“{names[0]}”", remedy="name the documents that are its rounds, in order")
    if len({snapshot.id for snapshot in rounds}) < len(rounds):
        raise UsageError("a round is named twice", where=" ".join(names), remedy="name each once")
    return lifecycle(rounds, [documents.links(left, right) for left, right in combinations(rounds, 2)], by)


def _meant(name: str, documents: Documents) -> list[Snapshot]:
    """The rounds of a series, else the one snapshot that is called so.

    Raises:
        LookupFailedError: there is neither.
    """
    snapshots = documents.snapshots
    rounds = [snapshot for snapshot in snapshots if snapshot.series == name]
    if rounds:
        return rounds
    try:
        return [documents.named(name)]
    except LookupFailedError as error:
        series = sorted({snapshot.series for snapshot in snapshots if snapshot.series})
        hint = did_you_mean(name, [*series, *(snapshot.id for snapshot in snapshots)])
        raise LookupFailedError(f"no series and no snapshot “{name}”", where=error.where, remedy=hint) from None
