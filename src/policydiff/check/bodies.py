"""Bodies: names in the columns of who does what that the registry does not know."""

from collections.abc import Iterator

from policydiff.check.fault import Fault, cell
from policydiff.check.subject import Subject
from policydiff.model.document import Snapshot
from policydiff.registry.area_phrases import read_reach
from policydiff.registry.bodies import nearest
from policydiff.registry.body_forms import has_form_of_body
from policydiff.registry.document_areas import areas_of
from policydiff.registry.fields import responsible


def unknown_body(subject: Subject) -> Iterator[Fault]:
    """A party that is neither a body nor a group that is known."""
    snapshot = subject.snapshot
    for at, measure in enumerate(snapshot.measures):
        for column in ("responsibility", "guidance"):
            printed = getattr(measure, column)
            for party in printed.bodies if printed else ():
                if not _is_known(party.name, snapshot, own=column == "responsibility"):
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


def _is_known(name: str, snapshot: Snapshot, *, own: bool) -> bool:
    """Whether a name is a body's or a group's: by the registry, by its form, or as a place that acts."""
    if responsible(name, snapshot.region, snapshot.issued, own=own) or has_form_of_body(name, snapshot.region):
        return True
    return not read_reach(name, areas_of(snapshot).setting).unknown
