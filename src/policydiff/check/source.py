"""The source: there, and the very file that was read."""

from collections.abc import Iterator

from policydiff.check.fault import CONTENT, Fault
from policydiff.check.subject import Subject


def source_missing(subject: Subject) -> Iterator[Fault]:
    """A source file that is not where the snapshot says."""
    path = subject.snapshot.source.path
    if subject.source_sha256 is None:
        yield Fault(values={"path": path}, place=("source", "path"), excerpt=path)


def source_changed(subject: Subject) -> Iterator[Fault]:
    """A source file that is not the one that was read."""
    source = subject.snapshot.source
    if subject.source_sha256 not in (None, source.sha256):
        values = {"path": source.path, CONTENT: subject.source_sha256}
        form = "line-ends" if subject.is_source_alike else ""
        yield Fault(form=form, values=values, place=("source", "sha256"), excerpt=source.sha256)


def reader_old(subject: Subject) -> Iterator[Fault]:
    """A snapshot made by another version of the reader."""
    then = subject.snapshot.source.reader
    if subject.again and subject.again.source.reader != then:
        now = subject.again.source.reader
        values = {"then": then.version, "now": now.version}
        yield Fault(values=values, place=("source", "reader", "version"), excerpt=then.version)
