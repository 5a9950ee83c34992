"""The catalogue of checks: one row a check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policydiff.check import areas, bodies, numbering, references, source
from policydiff.check.numbering import Fault
from policydiff.check.subject import Subject

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its public id, how serious a fault is, how it finds faults, and how to mend one."""

    id: str
    severity: str
    find: Callable[[Subject], Iterator[Fault]]
    repair: str


CHECKS = (
    Check("number-repeated", ERROR, numbering.number_repeated, "check the source and ingest it again"),
    Check("number-missing", WARNING, numbering.number_missing, "check that the source is whole"),
    Check("number-order", WARNING, numbering.number_order, "put the measures in the order of the source"),
    Check("count-differs", WARNING, numbering.count_differs, "check that no measure is missing from the source"),
    Check("id-is-file-name", ERROR, references.id_is_file_name, "rename the file or the id"),
    Check("name-taken", ERROR, references.name_taken, "give each snapshot names of its own"),
    Check("section-dangling", ERROR, references.section_dangling, "name a section that exists, or null"),
    Check("note-dangling", ERROR, references.note_dangling, "name measures that exist"),
    Check("implements-dangling", ERROR, references.implements_dangling, "ingest that document, or name another"),
    Check("unknown-body", WARNING, bodies.unknown_body, "check the source, or add the body to the registry"),
    Check("unknown-place", WARNING, areas.unknown_place, "where the measure applies is not said for sure"),
    Check("source-missing", ERROR, source.source_missing, "put the source back from git"),
    Check("source-changed", ERROR, source.source_changed, "put the source back, or ingest it again with --force"),
)
