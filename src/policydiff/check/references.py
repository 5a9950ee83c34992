"""References: names that lead nowhere."""

from collections.abc import Iterator

from policydiff.check.fault import Fault
from policydiff.check.subject import Subject

_LIKELY = 0.8
"""So alike are an id and what is meant for it."""


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


def _nearest(name: str, subject: Subject) -> str | None:
    """The id that is meant by an alias, else that of another document that comes near."""
    from difflib import get_close_matches  # late: seldom needed

    known = subject.names
    ids = sorted(one for one, meant in known.items() if one in meant and one != subject.snapshot.id)
    meant = [one for one in known.get(name, ()) if one in ids]
    return next(iter(meant or get_close_matches(name, ids, n=1, cutoff=_LIKELY)), None)


def implements_dangling(subject: Subject) -> Iterator[Fault]:
    """A document said to be put into practice that is not in the folder."""
    name = subject.snapshot.implements
    if name not in (None, subject.snapshot.id) and name not in subject.names.get(name or "", ()):
        near = _nearest(name or "", subject)
        values = {"id": name, "near": near} if near else {"id": name}
        yield Fault(form="near" if near else "", values=values, place=("implements",), excerpt=name or "")
