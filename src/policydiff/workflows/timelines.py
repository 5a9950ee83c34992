"""Timelines: what `trace`, `lineages` and `lifecycle` find, as pages that files show."""

from collections.abc import Sequence

from policydiff.corpus import Corpus
from policydiff.report.timeline import Chronicle, Rounds, chronicle_of_lineages, chronicle_of_trace, rounds_of
from policydiff.workflows.lifecycle import lifecycle_in
from policydiff.workflows.trace import Documents, documents_of, selected, trace_in


def trace_page(asked: str, corpus: Corpus, language: str) -> Chronicle:
    """The page of what a measure or a text leads to.

    Raises:
        LookupFailedError, SnapshotError, DecisionError: as for tracing.
    """
    documents = documents_of(asked, corpus)
    return chronicle_of_trace(trace_in(documents, asked), documents.snapshots, language)


def lineages_page(corpus: Corpus, language: str, status: str | None = None, min_documents: int = 1) -> Chronicle:
    """The page of all families, or of those of a status that span so many documents.

    Raises:
        LookupFailedError, SnapshotError, DecisionError: as for tracing.
    """
    documents = Documents(corpus)
    found = selected(documents.gathering.lineages, status, min_documents)
    return chronicle_of_lineages(found, documents.snapshots, language)


def lifecycle_page(names: Sequence[str], corpus: Corpus, language: str, by: str) -> Rounds:
    """The page of what became of measures over rounds.

    Raises:
        LookupFailedError, UsageError, SnapshotError, DecisionError: as for a lifecycle.
    """
    documents = Documents(corpus, names)
    return rounds_of(lifecycle_in(documents, names, by), documents.snapshots, language)
