"""The source: there, and the very file that was read."""

from collections.abc import Iterator

from policydiff.check.numbering import Fault
from policydiff.check.subject import Subject


def source_missing(subject: Subject) -> Iterator[Fault]:
    """A source file that is not where the snapshot says."""
    if subject.source_sha256 is None:
        yield f"the source {subject.snapshot.source.path} is missing", None, None


def source_changed(subject: Subject) -> Iterator[Fault]:
    """A source file that is not the one that was read."""
    if subject.source_sha256 not in (None, subject.snapshot.source.sha256):
        yield f"the source {subject.snapshot.source.path} is not the file that was read: its hash differs", None, None
