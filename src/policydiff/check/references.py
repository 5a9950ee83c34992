"""References: names that lead nowhere."""

from collections.abc import Iterator

from policydiff.check.fault import Fault
from policydiff.check.subject import Subject


def id_is_file_name(subject: Subject) -> Iterator[Fault]:
    """A snapshot whose file is not named after it."""
    name = subject.snapshot.id
    if subject.stem != name:
        yield Fault(values={"id": name, "file": f"{subject.stem}.json"}, place=("id",), excerpt=name)


def note_dangling(subject: Subject) -> Iterator[Fault]:
    """A note that names a measure that there is none of: one fault for each name."""
    for at, note in enumerate(subject.snapshot.notes):
        for place, name in enumerate(note.measures):
            if name not in subject.measure_ids:
                yield Fault(values={"measure": name}, place=("notes", at, "measures", place), excerpt=name)


def implements_itself(subject: Subject) -> Iterator[Fault]:
    """A document said to put itself into practice."""
    name = subject.snapshot.implements
    if name == subject.snapshot.id:
        yield Fault(values={"id": name}, place=("implements",), excerpt=name)


def implements_dangling(subject: Subject) -> Iterator[Fault]:
    """A document said to be put into practice that is not in the folder."""
    name = subject.snapshot.implements
    if name not in (None, subject.snapshot.id) and name not in subject.names.get(name or "", ()):
        yield Fault(values={"id": name}, place=("implements",), excerpt=name or "")
