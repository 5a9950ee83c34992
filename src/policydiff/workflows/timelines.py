"""Timelines: what `trace`, `lineages` and `lifecycle` find, written as files."""

from collections.abc import Sequence
from pathlib import Path

from policydiff.corpus import Corpus
from policydiff.report.timeline import Chronicle, Page, Rounds, chronicle_of_lineages, chronicle_of_trace, rounds_of
from policydiff.report.timeline.formats import FORMATS
from policydiff.workflows import outputs as files
from policydiff.workflows.lifecycle import lifecycle_in
from policydiff.workflows.trace import Documents, documents_of, selected, trace_in


def check_outputs(outputs: Sequence[Path], corpus: Corpus) -> None:
    """Refuse what cannot be written, before anything is compared.

    Raises:
        UsageError: a suffix is none of ours, or a file lies in the folder of the snapshots.
    """
    files.check_outputs(outputs, FORMATS, corpus)


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


def write_page(page: Page, outputs: Sequence[Path]) -> list[Path]:
    """Write a page as each of the files, all or none; which files there are now.

    Raises:
        StorageError: a folder refuses to be written; what was there before is there still.
    """
    return files.write_outputs(outputs, lambda suffix: FORMATS[suffix](page))
