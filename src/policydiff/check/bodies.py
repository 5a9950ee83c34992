"""Bodies: names in the columns of who does what that the registry does not know."""

from collections.abc import Iterator

from policydiff.check.fault import Fault, cell
from policydiff.check.subject import Subject
from policydiff.model.document import Party, Snapshot
from policydiff.registry.area_phrases import read_reach
from policydiff.registry.bodies import Group, nearest, resolve
from policydiff.registry.body_forms import has_form_of_body
from policydiff.registry.document_areas import areas_of
from policydiff.registry.fields import lists_fields, responsible

_COLUMNS = ("responsibility", "guidance")


def unknown_body(subject: Subject) -> Iterator[Fault]:
    """A party that is neither a body nor a group that is known."""
    snapshot = subject.snapshot
    printed = {party.name for _, _, _, party in _parties(subject.again or snapshot)}
    for at, column, raw, party in _parties(snapshot):
        is_own = column == "responsibility"
        known = responsible(party.name, snapshot.region, snapshot.issued, own=is_own)
        by_name = known and resolve(party.name, snapshot.region, snapshot.issued, own=is_own)
        if known and (by_name or isinstance(known, Group) or lists_fields(raw[raw.find(party.printed) :])):
            continue
        if party.name in printed and _has_form(party.name, snapshot):  # what was put in by hand has to be known
            continue
        near = nearest(party.name)
        offset = raw.find(party.printed)
        yield Fault(
            form="near" if near else "",
            values={"name": party.name, **({"near": near} if near else {})},
            place=cell(at, column),
            excerpt=party.printed if offset >= 0 else "",
            offset=offset if offset >= 0 else None,
        )


def _parties(snapshot: Snapshot) -> Iterator[tuple[int, str, str, Party]]:
    """Those named in the columns of who does what: the place of the measure, the column and its words, the party."""
    for at, measure in enumerate(snapshot.measures):
        for column in _COLUMNS:
            printed = getattr(measure, column)
            yield from ((at, column, printed.raw, party) for party in (printed.bodies if printed else ()))


def _has_form(name: str, snapshot: Snapshot) -> bool:
    """Whether a name that no list holds has the form of a body's, or is a place that acts."""
    places = read_reach(name, areas_of(snapshot).setting)
    return has_form_of_body(name, snapshot.region) or bool(places.areas and not places.unknown)
