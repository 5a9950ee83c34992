"""References: names that lead nowhere, and names that lead to two places."""

from collections.abc import Iterator

from policydiff.check.numbering import Fault
from policydiff.check.subject import Subject


def id_is_file_name(subject: Subject) -> Iterator[Fault]:
    """A snapshot whose file is not named after it."""
    if subject.stem != subject.snapshot.id:
        yield f"the id is {subject.snapshot.id} but the file is named {subject.stem}.json", None, None


def name_taken(subject: Subject) -> Iterator[Fault]:
    """An id or alias that another snapshot bears too."""
    for name in (subject.snapshot.id, *subject.snapshot.aliases):
        others = [bearer for bearer in subject.names.get(name, ()) if bearer != subject.snapshot.id]
        if others:
            yield f"the name {name} is borne by {', '.join(others)} too", None, None


def section_dangling(subject: Subject) -> Iterator[Fault]:
    """A measure in a section that there is none of."""
    known = {section.id for section in subject.snapshot.sections}
    for measure in subject.snapshot.measures:
        if measure.section is not None and measure.section not in known:
            yield f"section {measure.section} does not exist", measure, "section"


def note_dangling(subject: Subject) -> Iterator[Fault]:
    """A note that names a measure that there is none of."""
    for note in subject.snapshot.notes:
        missing = [name for name in note.measures if name not in subject.measure_ids]
        if missing:
            yield f"“{note.text[:16]}…” names measure {', '.join(missing)}, which does not exist", None, None


def implements_dangling(subject: Subject) -> Iterator[Fault]:
    """A document said to be put into practice that is not in the folder."""
    name = subject.snapshot.implements
    if name is not None and name not in subject.names.get(name, ()):
        yield f"implements {name}, which is no snapshot of this folder", None, None
