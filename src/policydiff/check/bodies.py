"""Bodies: names in the columns of who does what that the registry does not know."""

from collections.abc import Iterator

from policydiff.check.fault import Fault, cell
from policydiff.check.subject import Subject
from policydiff.registry.bodies import nearest
from policydiff.registry.fields import responsible


def unknown_body(subject: Subject) -> Iterator[Fault]:
    """A party that is neither a body nor a group that is known."""
    snapshot = subject.snapshot
    for at, measure in enumerate(snapshot.measures):
        for column in ("responsibility", "guidance"):
            printed = getattr(measure, column)
            for party in printed.bodies if printed else ():
                if responsible(party.name, snapshot.region, snapshot.issued, own=column == "responsibility") is None:
                    near = nearest(party.name)
                    form, values = ("near", {"near": near}) if near else ("", {})
                    offset = printed.raw.find(party.printed)
                    yield Fault(
                        form=form,
                        values={"name": party.name, **values},
                        place=cell(at, column),
                        excerpt=party.printed if offset >= 0 else "",
                        offset=offset if offset >= 0 else None,
                    )
