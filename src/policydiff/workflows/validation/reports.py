"""The reports that `validate` writes: where to is checked before any work is done, and all are written or none."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from policydiff.corpus import Corpus, write_files
from policydiff.errors import UsageError
from policydiff.workflows.places import free_place


def check_reports(paths: Sequence[Path], corpus: Corpus) -> None:
    """Refuse places where no report can be written.

    Raises:
        UsageError: one lies in the folder of the snapshots, is no file, is of the judge, or is there twice.
    """
    seen: set[Path] = set()
    for path in paths:
        place = free_place(path)
        if place.is_relative_to(corpus.folder.resolve()):
            remedy = "write it elsewhere; this folder holds the data"
            raise UsageError("is in the folder of the snapshots", where=str(path), remedy=remedy)
        if place in seen:
            raise UsageError("would be written twice", where=str(path), remedy="give each report a name of its own")
        seen.add(place)


def write_reports(reports: Mapping[Path, str]) -> None:
    """Write reports.

    Raises:
        StorageError: a folder refuses to be written.
    """
    if reports:
        write_files({path: text.encode("utf-8") for path, text in reports.items()})
