"""Compare: two snapshots by name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydiff.compare import compare
from policydiff.corpus import Corpus
from policydiff.corpus.configuration import find_configuration
from policydiff.errors import LookupFailedError
from policydiff.model.comparison import Comparison
from policydiff.model.document import Snapshot
from policydiff.workflows.browse import measure_of
from policydiff.workflows.decisions import resolved_decisions
from policydiff.workflows.similarity import similarity_of

if TYPE_CHECKING:
    from policydiff.model.explanation import Explanation


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with the snapshots that it compares."""

    comparison: Comparison
    left: Snapshot
    right: Snapshot

    @property
    def differs(self) -> bool:
        """Whether there is any difference: a change, or a measure of one side alone."""
        found = self.comparison
        return bool(found.left_only or found.right_only or any(link.changes for link in found.links))


def compare_by_name(
    left: str, right: str, corpus: Corpus, embeddings: str | None = None, profile: str | None = None
) -> Compared:
    """Compare the snapshots that two names mean, as decided where there are decisions on them.

    `embeddings` is the folder of a model that re-ranks likely pairs, `profile` the reader that severities are for,
    in place of the one configured.

    Raises:
        LookupFailedError: a name means none, or several.
        SnapshotError: a file is no valid snapshot.
        DecisionError: the file of decisions on them is broken or contradicts itself.
        EmbeddingsError: the model cannot be used.
        ConfigurationError: the configuration cannot be read, or says something that there is not.
    """
    severities = find_configuration(corpus.folder).severities(profile)
    one, other = corpus.resolve(left).load(), corpus.resolve(right).load()
    rulings = resolved_decisions(one, other, corpus).rulings
    return Compared(compare(one, other, rulings, similarity_of(embeddings), severities), one, other)


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation with the snapshots that it is about."""

    explanation: "Explanation"
    left: Snapshot
    right: Snapshot


def explain_by_name(left: str, right: str, measure: str, corpus: Corpus, embeddings: str | None = None) -> Explained:
    """Explain the links of a measure: `14` of the left snapshot, or `NAME#14` of either.

    Raises:
        LookupFailedError: a name means none, or several, or the snapshot has no such measure.
        SnapshotError, DecisionError, EmbeddingsError: as for comparing.
    """
    from policydiff.compare.explain import LEFT, RIGHT, explain

    entries = corpus.resolve(left), corpus.resolve(right)
    one, other = (entry.load() for entry in entries)
    name, sign, number = measure.rpartition("#")
    sides = {LEFT: one, RIGHT: other}
    side = LEFT
    if sign:
        names = {key: {snapshot.id, *snapshot.aliases} for key, snapshot in sides.items()}
        asked = name if any(name in known for known in names.values()) else corpus.resolve(name).id
        side = next((key for key, known in names.items() if asked in known), "")
        if not side:
            remedy = f"name a measure of {one.id} or {other.id}"
            raise LookupFailedError(f"“{measure}” is of neither document", where="--explain", remedy=remedy)
    found = measure_of(sides[side], number)
    rulings = resolved_decisions(one, other, corpus).rulings
    return Explained(explain(one, other, side, found.id, rulings, similarity_of(embeddings)), one, other)
