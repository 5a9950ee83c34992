"""Change reports: what changed since a revision, written as files or for a terminal."""

from collections.abc import Sequence
from pathlib import Path

from policydiff.corpus import write_files
from policydiff.report.period import ChangeReport
from policydiff.report.period.formats import CHANGE_FORMATS
from policydiff.workflows.report import format_of


def write_change_report(report: ChangeReport, outputs: Sequence[Path]) -> list[Path]:
    """Write a change report as each of the files, all or none; which files there are now.

    Raises:
        StorageError: a folder refuses to be written; what was there before is there still.
    """
    files = {path: format_of(path, CHANGE_FORMATS)(report) for path in outputs}
    write_files(files)
    return list(files)
