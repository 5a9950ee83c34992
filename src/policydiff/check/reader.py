"""What the reader could not settle, as it says in the snapshot."""

from collections.abc import Callable, Iterator

from policydiff.check.fault import Fault, Place, cell
from policydiff.check.subject import Subject
from policydiff.model.correction import FINDINGS
from policydiff.model.document import Finding
from policydiff.model.finding import WARNING


def said_by_reader(name: str) -> Callable[[Subject], Iterator[Fault]]:
    """A check that passes on the findings of the reader with this id."""

    def find(subject: Subject) -> Iterator[Fault]:
        for finding in subject.snapshot.findings:
            if finding.id == name:
                said = {"message": finding.message, "measure": finding.measure, "field": finding.field}
                place = _place(subject, finding)
                yield Fault(
                    form=_form(finding), values=said, place=place, lines=finding.lines, severity=finding.severity
                )

    return find


def _form(finding: Finding) -> str:
    """What the finding is on, by which it is said in languages that the reader does not speak; none where the check has
    one sentence.
    """
    if finding.id not in FINDINGS:
        return ""
    if finding.id == "corrected" and finding.severity == WARNING:
        return "moved"
    if finding.field is None:
        return "part"
    return "measure" if finding.measure else "document"


def _place(subject: Subject, finding: Finding) -> Place:
    at = next((at for at, one in enumerate(subject.snapshot.measures) if one.id == finding.measure), None)
    if at is None:
        return ("findings", subject.snapshot.findings.index(finding))
    if finding.field is None:
        return ("measures", at)
    is_empty = getattr(subject.snapshot.measures[at], finding.field, None) is None
    return ("measures", at, finding.field) if is_empty else cell(at, finding.field)
