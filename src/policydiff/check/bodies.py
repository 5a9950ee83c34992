"""Bodies: names in the columns of who does what that the registry does not know."""

from collections.abc import Iterator

from policydiff.check.numbering import Fault
from policydiff.check.subject import Subject
from policydiff.registry.bodies import nearest, resolve


def unknown_body(subject: Subject) -> Iterator[Fault]:
    """A party that is neither a body nor a group that is known."""
    snapshot = subject.snapshot
    for measure in snapshot.measures:
        for field in ("responsibility", "guidance"):
            cell = getattr(measure, field)
            for party in cell.bodies if cell else ():
                if resolve(party.name, snapshot.region, snapshot.issued, own=field == "responsibility") is None:
                    near = nearest(party.name)
                    known = f"; the nearest one is {near}" if near else ""
                    yield f"“{party.name}” is no body that is known{known}", measure, field
