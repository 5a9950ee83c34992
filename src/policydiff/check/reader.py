"""What the reader could not settle, as it says in the snapshot."""

from collections.abc import Callable, Iterator

from policydiff.check.fault import Fault, Place, cell
from policydiff.check.subject import Subject
from policydiff.model.document import Finding
from policydiff.model.finding import INFO


def said_by_reader(name: str) -> Callable[[Subject], Iterator[Fault]]:
    """A check that passes on the findings of the reader with this id."""

    def find(subject: Subject) -> Iterator[Fault]:
        for finding in subject.snapshot.findings:
            if finding.id == name:
                values = {"message": finding.message, "measure": finding.measure, "field": finding.field}
                place = _place(subject, finding)
                yield Fault(
                    form=_form(finding), values=values, place=place, lines=finding.lines, severity=finding.severity
                )

    return find


def _form(finding: Finding) -> str:
    """Of a correction that took its place what it is on, which is said without the reader's words."""
    if finding.id != "corrected" or finding.severity != INFO or finding.field is None:
        return ""
    return "measure" if finding.measure else "document"


def _place(subject: Subject, finding: Finding) -> Place:
    at = next((at for at, one in enumerate(subject.snapshot.measures) if one.id == finding.measure), None)
    if at is None:
        return ("findings", subject.snapshot.findings.index(finding))
    if finding.field is None:
        return ("measures", at)
    is_empty = getattr(subject.snapshot.measures[at], finding.field, None) is None
    return ("measures", at, finding.field) if is_empty else cell(at, finding.field)
