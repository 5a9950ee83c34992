"""References: names that lead nowhere, and names that lead to two places."""

from collections.abc import Iterator

from policydiff.check.fault import Fault
from policydiff.check.subject import Subject


def id_is_file_name(subject: Subject) -> Iterator[Fault]:
    """A snapshot whose file is not named after it."""
    name = subject.snapshot.id
    if subject.stem != name:
        yield Fault(values={"id": name, "file": f"{subject.stem}.json"}, place=("id",), excerpt=name)


def name_taken(subject: Subject) -> Iterator[Fault]:
    """An alias that another snapshot bears too: said of the one that took the id of the other, else of the last."""
    snapshot = subject.snapshot
    for at, name in enumerate(snapshot.aliases):
        bearers = subject.names.get(name, ())
        others = [bearer for bearer in bearers if bearer != snapshot.id]
        is_last = snapshot.id == bearers[-1] if snapshot.id in bearers else True
        if name in others or (others and is_last):
            yield Fault(values={"name": name, "others": ", ".join(others)}, place=("aliases", at), excerpt=name)


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
