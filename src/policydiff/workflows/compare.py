"""Compare: two snapshots by name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policydiff.changes.severities import Severities
from policydiff.compare.pipeline import compare
from policydiff.corpus import Corpus
from policydiff.errors import LookupFailedError
from policydiff.model.comparison import SAME_SOURCE, Comparison
from policydiff.model.document import Snapshot
from policydiff.workflows.browse import measure_of
from policydiff.workflows.configured import configuration
from policydiff.workflows.decisions import resolved_decisions
from policydiff.workflows.editions import Editions, Opened
from policydiff.workflows.similarity import similarity_of

if TYPE_CHECKING:
    from policydiff.compare.editions.pair import Editions as EditionPair
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
        return self.comparison.differs


def readings_of(found: Compared) -> "EditionPair | None":
    """The two editions where both were read from one source and differ; None where the policy may have changed."""
    if found.comparison.reading != SAME_SOURCE or not found.differs:
        return None
    from policydiff.compare.editions.pair import compare_editions

    return compare_editions(found.left, found.right)


def compare_by_name(
    left: str,
    right: str,
    corpus: Corpus,
    embeddings: str | None = None,
    profile: str | None = None,
    severities: Severities | None = None,
) -> Compared:
    """Compare the snapshots that two names mean, as decided where there are decisions on them.

    `embeddings` is the folder of a model that re-ranks likely pairs, `profile` the reader that severities are for,
    in place of the one configured; `severities` take the place of both.

    Raises:
        LookupFailedError: a name means none, or several.
        SnapshotError: a file is no valid snapshot.
        HistoryError: there is no repository, or no such revision.
        DecisionError: the file of decisions on them is broken or contradicts itself.
        EmbeddingsError: the model cannot be used.
        ConfigurationError: the configuration cannot be read, or says something that there is not.
    """
    severities = severities or configuration(corpus.folder).severities(profile)
    opened = Editions(corpus).open_pair(left, right)
    one, other = (side.snapshot for side in opened)
    is_strict = corpus.decisions is None and _are_current(opened)
    rulings = resolved_decisions(one, other, corpus, strict=is_strict).rulings
    comparison = compare(one, other, rulings, similarity_of(embeddings), severities)
    sides = [
        replace(document, edition=side.edition)
        for document, side in zip((comparison.left, comparison.right), opened, strict=True)
    ]
    return Compared(replace(comparison, left=sides[0], right=sides[1]), one, other)


def _are_current(opened: Sequence[Opened]) -> bool:
    """Whether no side is an earlier edition, which a decision need not know."""
    return all(side.edition is None or side.edition.revision is None for side in opened)


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

    opened = Editions(corpus).open_pair(left, right)
    one, other = (side.snapshot for side in opened)
    name, sign, number = measure.rpartition("#")
    sides = {LEFT: one, RIGHT: other}
    side = LEFT
    if sign:
        names = {
            key: {asked, snapshot.id, *snapshot.aliases}
            for (key, snapshot), asked in zip(sides.items(), (left, right), strict=True)
        }
        asked = name if any(name in known for known in names.values()) else corpus.resolve(name).id
        side = next((key for key, known in names.items() if asked in known), "")
        if not side:
            remedy = f"name a measure of {one.id} or {other.id}"
            raise LookupFailedError(f"“{measure}” is of neither document", where="--explain", remedy=remedy)
    found = measure_of(sides[side], number)
    rulings = resolved_decisions(one, other, corpus, strict=_are_current(opened)).rulings
    return Explained(explain(one, other, side, found.id, rulings, similarity_of(embeddings)), one, other)
